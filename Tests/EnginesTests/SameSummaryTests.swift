import Frames
import Statistics
import Summaries
import Testing

@testable import Engines

/// What a server computes is what a frame computes, value by value.
@Suite(.enabled(if: EngineServer.isInstalled, "\(EngineServer.advice)"))
struct SameSummaryTests {
  private static let odd = "it's \"odd\" `\\ name"
  private static let numbers = ["Energy", "Loudness", "Instrumentalness", odd, "Sparse", "Constant", "Year", "Tracks"]

  /// Counts, order statistics, bins and sums are the same to the last bit.
  static let exact: [Summary.Quantity] = [
    .columns(numbers + ["Genre"]),
    .quantiles(of: numbers, probabilities: [0, 0.01, 1.0 / 3, 0.5, 0.975, 1]),
    .valueCounts(of: "Genre", limit: 4), .valueCounts(of: "Tracks", limit: 100), .valueCounts(of: odd, limit: 3),
    .pairCounts(of: "Genre", by: "Tracks"),
    .histograms(of: numbers, bins: .width(0.3)), .histograms(of: ["Sparse"], bins: .edges([-1e5, 0, 3, 1e5])),
    .boxes(of: "Loudness", by: "Genre", outlierLimit: 5), .boxes(of: odd, by: nil), .boxes(of: "Sparse", by: "Year"),
    .hexagons(x: "Energy", y: "Loudness", columns: 20, rows: 12), .hexagons(x: odd, y: "Sparse", columns: 9, rows: 9),
    .aggregates(
      [
        .count("Sparse"), .sum("Tracks"), .sum("Energy"), .mean("Loudness"), .median("Energy"), .minimum("Year"),
        .maximum("Genre"), .distinctCount(odd), .quantile("Sparse", 0.9), .init(.missingCount, of: "Sparse"),
      ], by: ["Genre"]),
    .aggregates([.count("Energy")], by: ["Year", "Genre"]),
    .trends(x: "Year", y: ["Energy", "Sparse"], band: .interquartile),
    .keywords(["RAP", "ñu", "Жанр", "d'n"], in: "Genre"),
  ]

  /// What is added up from squares and products, and bins whose width depends on them.
  static let close: [Summary.Quantity] = [
    .moments(of: numbers), .numbers(of: numbers), .histograms(of: numbers), .histograms(of: numbers, maximumBins: 60),
    .correlations(of: ["Energy", "Loudness", odd, "Tracks"]), .correlations(of: numbers),
    .correlations(of: ["Energy", "Loudness", odd, "Sparse"], method: .spearman),
    .aggregates([.standardDeviation("Sparse"), .init(.variance, of: "Loudness")], by: ["Genre"]),
    .trends(x: "Year", y: ["Energy", "Sparse"], minimumCount: 45),
    .groupedTrends(x: "Year", y: "Loudness", by: "Genre", band: .standardDeviation),
    .fits(x: "Energy", y: "Loudness", by: nil), .fits(x: "Sparse", y: odd, by: "Genre"),
  ]

  static let filters: [RowFilter?] = [
    nil, .all([.compared("Year", .atLeast, 1980), .any([.compared(odd, .less, 2.5), .contains("Genre", "'")])]),
    .not(.any([.compared("Sparse", .less, 0), .isOneOf("Genre", ["rap", "жанр"]), .isMissing("Year")])),
    .compared("Year", .greater, 3000),
  ]

  private static let tables = Result {
    let frame = MadeUpSongs.frame()
    let address = try EngineServer.address("songs")
    try RemoteTable.create(at: address, from: frame, replacing: true)
    return (frame, try RemoteTable(at: address))
  }

  @Test(arguments: filters.indices)
  func `A server and a frame give the same values`(number: Int) throws {
    let filter = Self.filters[number]
    let (frame, table) = try Self.tables.get()
    let requests = (Self.exact + Self.close).map { Summary($0, where: filter) }
    let (here, there) = (try frame.evaluate(requests), try table.evaluate(requests))
    for (number, request) in requests.enumerated() {
      let tolerance = number < Self.exact.count ? 0 : 1e-12
      for difference in ResultDifference.between(here[number], there[number], tolerance: tolerance).prefix(3) {
        Issue.record("\(request.quantity): \(difference)")
      }
    }
  }

  @Test
  func `Three shards give what one server gives`() throws {
    let (frame, one) = try Self.tables.get()
    for node in 0..<3 {
      let rows = (0..<frame.rowCount).filter { $0 % 3 == node }
      try RemoteTable.create(
        at: try EngineServer.address("part", node: node), from: frame.gathering(rows), replacing: true)
    }
    let client = try ClickHouseClient(try TableAddress(try EngineServer.address("all")))
    try client.run("CREATE TABLE whole AS part ENGINE = Distributed(shards, default, part)")
    let shards = try RemoteTable(at: try EngineServer.address("whole"))
    #expect(shards.rowCount == frame.rowCount && shards.fingerprint.hasPrefix("contents:"))
    let requests = (Self.exact + Self.close).map { Summary($0) }
    let (here, there) = (try one.evaluate(requests), try shards.evaluate(requests))
    // The same to the last bit, whatever was added where.
    for (number, request) in requests.enumerated() {
      for difference in ResultDifference.between(here[number], there[number], tolerance: 0).prefix(3) {
        Issue.record("\(request.quantity): \(difference)")
      }
    }
  }

  @Test
  func `A table that changes has another fingerprint`() throws {
    let address = try EngineServer.address("changing")
    let frame: DataFrame = ["x": [1, 2, 3]]
    try RemoteTable.create(at: address, from: frame, replacing: true)
    let before = try RemoteTable(at: address).fingerprint
    #expect(try RemoteTable(at: address).fingerprint == before)
    try RemoteTable.create(at: address, from: ["x": [1, 2, 4, 5]], replacing: true)
    #expect(try RemoteTable(at: address).fingerprint != before)
  }

  @Test
  func `Rows come back as they were written`() throws {
    let (frame, table) = try Self.tables.get()
    #expect(table.rowCount == frame.rowCount)
    let back = try table.frame()
    let order: [(String, Order)] = [("Energy", .ascending), ("Loudness", .ascending)]
    #expect(back.sorted(on: order) == frame.sorted(on: order))
    #expect(try table.frame(columns: ["Year"], where: .compared("Year", .equal, 1999), limit: 2).rowCount == 2)
  }

  @Test
  func `Errors name the column, the table and the user`() throws {
    let (frame, table) = try Self.tables.get()
    for source in [frame, table] as [any SummarySource] {
      let error = #expect(throws: DataSourceError.self) { try source.evaluate(.moments(of: ["Enrgy"])) }
      #expect(error?.hint?.hasPrefix("Did you mean \"Energy\"?") == true)
      #expect(throws: DataSourceError.self) { try source.evaluate(.moments(of: ["Genre"])) }
    }
    let missing = try EngineServer.address("sogns")
    let noTable = #expect(throws: DataSourceError.self) { try RemoteTable(at: missing) }
    #expect(noTable?.hint?.contains("songs") == true)
    let stranger = try EngineServer.address("songs", user: "stranger")
    let refused = #expect(throws: DataSourceError.self) { try RemoteTable(at: stranger) }
    #expect(refused?.kind == .refused)
  }
}
