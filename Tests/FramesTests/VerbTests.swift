import Foundation
import Frames
import Testing

/// What pandas and polars make of the same table, see `Oracles/make_verbs.py`.
struct VerbOracle {
  private struct Values: Decodable {
    var name: String
    var values: [Value]
  }

  private enum Value: Decodable {
    case missing
    case number(Double)
    case truth(Bool)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .missing
      } else if let truth = try? container.decode(Bool.self) {
        self = .truth(truth)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  private let cases: [String: [Values]]

  init() throws {
    cases = try JSONDecoder().decode([String: [Values]].self, from: Fixtures.data("Oracles/verbs.json"))
  }

  func expect(_ name: String, _ column: AnyColumn) { expect(name, DataFrame(columns: [column]), byName: false) }
  func expect<T>(_ name: String, _ column: Column<T>) { expect(name, column.eraseToAnyColumn()) }

  /// Compares column by column, names too unless `byName` is false.
  func expect(_ name: String, _ frame: DataFrame, byName: Bool = true) {
    guard let columns = cases[name] else {
      Issue.record("There is no case \(name).")
      return
    }
    guard frame.columns.count == columns.count else {
      Issue.record("\(name): \(frame.columnNames) instead of \(columns.map(\.name))")
      return
    }
    if byName { #expect(frame.columnNames == columns.map(\.name), "\(name)") }
    for (own, expected) in zip(frame.columns, columns) {
      guard own.count == expected.values.count else {
        Issue.record("\(name): \(own.count) rows instead of \(expected.values.count)")
        continue
      }
      let wrong = (0..<own.count).filter { !isSame(own, $0, expected.values[$0]) }
      if let row = wrong.first {
        let text = own.text(at: row) ?? "missing"
        Issue.record(
          "\(name), column \(own.name): \(wrong.count) wrong, row \(row) is \(text), not \(expected.values[row])")
      }
    }
  }

  private func isSame(_ column: AnyColumn, _ row: Int, _ value: Value) -> Bool {
    switch value {
    case .missing: return column.isNil(at: row)
    case .truth(let truth): return column[row] as? Bool == truth
    case .text(let text):
      // Days without a time, and offsets beside names of zones, are written in other ways.
      guard let own = column.text(at: row) else { return false }
      return own == text || own.prefix { $0 != "[" } == text || own + "T00:00:00Z" == text
    case .number(let number):
      guard !column.isNil(at: row) else { return false }
      let own = column.doubles?[row] ?? column.text(at: row).flatMap(Double.init) ?? .nan
      return abs(own - number) <= 1e-9 * max(1, abs(number))
    }
  }
}

@Suite struct VerbTests {
  private let frame: DataFrame
  private let oracle: VerbOracle

  init() throws {
    frame = try DataFrame(contentsOfCSVFile: Fixtures.path("Oracles/verbs.csv"))
    oracle = try VerbOracle()
  }

  @Test func expressions() {
    oracle.expect("arithmetic", frame["sales"] / 100 - frame["pieces"] * 2)
    oracle.expect("scalar on the left", 1000 - frame["sales"])
    oracle.expect("remainder", frame["pieces"] % 4)
    oracle.expect("concatenated", frame["shop"] + "-" + frame["size"])
    oracle.expect("choose", (frame["pieces"] > 4).choose("many", otherwise: "few"))
    oracle.expect("coalesce", frame["sales"].filled(from: frame["pieces"]))
    #expect((frame["pieces"] + 1).type == .integer)
    #expect((frame["pieces"] / 1).type == .double)
    #expect((frame["pieces"] + 0.5).type == .double)
    #expect(
      (frame["pieces", Int.self] * 2 - frame["pieces", Int.self]).denseValues == frame["pieces", Int.self].denseValues)
  }

  @Test func filters() {
    let dated = ["when", "sales"]
    oracle.expect("filter", frame.filter { $0["sales"] > 80 && $0["shop"] == "north" }[dated])
    oracle.expect("filter or", frame.filter { $0["sales"] > 200 || $0["shop"] == "east" }[dated])
    oracle.expect("filter not", frame[!(frame["shop"] == "east")][["when"]])
    oracle.expect("filter not", frame.filter { $0["shop"] != "east" }[["when"]])
    oracle.expect("filter isin", frame.filter { $0["shop"].isContained(in: ["east", "south"]) }[["when"]])
    oracle.expect("filter between", frame.filter { $0["pieces"].isContained(in: 2...5) }[["when", "pieces"]])
    #expect(frame.filter { $0["sales"].isMissing }.rowCount == frame["sales"].missingCount)
    #expect(
      frame.filter { $0["when"] >= "2024-01-01" }.rowCount == frame.filter { $0["when"].dates.year == 2024 }.rowCount)
  }

  /// A comparison with a missing value is not known; what is certain without it is known.
  @Test func missingTruth() {
    let frame: DataFrame = ["a": [1, nil, 3], "b": [true, false, nil]]
    let isLarge = frame["a"] > 2
    #expect(Array(isLarge) == [false, nil, true])
    #expect(Array(!isLarge) == [true, nil, false])
    #expect(Array(isLarge && frame["b"]) == [false, false, nil])
    #expect(Array(isLarge || frame["b"]) == [true, nil, true])
    #expect(frame[isLarge].rowCount == 1)
    #expect(isLarge.trueCount == 1)
    #expect(isLarge.mean() == 0.5)
  }

  @Test func windows() {
    let (sales, pieces) = (frame["sales"], frame["pieces"])
    oracle.expect("lag", sales.lag(2))
    oracle.expect("lead", pieces.lead())
    oracle.expect("difference", sales.difference())
    oracle.expect("relative change", sales.relativeChange())
    oracle.expect("cumulative sum", sales.cumulativeSum())
    oracle.expect("cumulative product", (sales / 100).cumulativeProduct())
    oracle.expect("cumulative minimum", sales.cumulativeMinimum())
    oracle.expect("cumulative maximum", sales.cumulativeMaximum())
    for method in AnyColumn.RankMethod.allCases { oracle.expect("rank \(method)", pieces.rank(method)) }
    oracle.expect("rank descending", sales.rank(.minimum, order: .descending))
    oracle.expect("filled forward", sales.filledForward())
    let sparse = ((frame["pieces"].rowNumbers() - 1) % 5 == 0).choose(sales, otherwise: sales.lag(10_000))
    oracle.expect("filled forward limit", sparse.filledForward(limit: 2))
    oracle.expect("filled backward", sales.filledBackward())
    oracle.expect("interpolated", sales.interpolated())
    oracle.expect("interpolated time", sales.interpolated(along: frame["when"]))
  }

  @Test func rollingWindows() {
    let rolling = frame["sales"].rolling(7, minimumCount: 3)
    oracle.expect("rolling sum", rolling.sum())
    oracle.expect("rolling mean", rolling.mean())
    oracle.expect("rolling minimum", rolling.minimum())
    oracle.expect("rolling maximum", rolling.maximum())
    oracle.expect("rolling median", rolling.median())
    oracle.expect("rolling quantile", rolling.quantile(0.3))
    oracle.expect("rolling deviation", rolling.standardDeviation())
    oracle.expect("rolling full", frame["pieces"].rolling(5).mean())
    oracle.expect("rolling centered", frame["pieces"].rolling(5, minimumCount: 1, isCentered: true).sum())
    oracle.expect("rolling even centered", frame["pieces"].rolling(4, minimumCount: 1, isCentered: true).sum())
    oracle.expect("rolling time", frame["sales"].rolling(3 * 86_400, along: frame["when"]).sum())
  }

  /// What is added to a sum and taken away again leaves nothing behind, infinities neither.
  @Test func sumsOfWindowsAreExact() {
    let column = Column(name: "x", doubles: [1e16, 1, -1e16, 2, .infinity, 3, 4])
    let sums = column.eraseToAnyColumn().rolling(2).sum().doubles ?? []
    let expected: [Double] = [1e16, -1e16, -9_999_999_999_999_998, .infinity, .infinity, 7]
    #expect(Array(sums.dropFirst()) == expected)
  }

  @Test func groups() {
    let groups = frame.grouped(by: "shop")
    oracle.expect("grouped z", groups.with("z", of: "sales") { ($0 - $0.mean()) / $0.standardDeviation() }["z"])
    oracle.expect(
      "grouped z", groups.with("z") { ($0["sales"] - $0["sales"].mean()) / $0["sales"].standardDeviation() }["z"])
    oracle.expect("grouped lag", groups.with("x", of: "sales") { $0.lag() }["x"])
    oracle.expect("grouped rank", groups.with("x", of: "sales") { $0.rank(.minimum, order: .descending) }["x"])
    oracle.expect("grouped cumulative", groups.with("x", of: "pieces") { $0.cumulativeSum() }["x"])
    oracle.expect("grouped mean", groups.with(.mean("sales", as: "mean"))["mean"])
    oracle.expect("grouped number", groups.with("x", of: "shop") { $0.rowNumbers() }["x"])
    let totals = groups.with(.sum("pieces", as: "total"))
    oracle.expect("grouped ratio", totals["sales"] / totals["total"])
    oracle.expect("first rows", groups.prefix(2)[["when", "shop"]])
  }

  @Test func reshaping() {
    oracle.expect("pivoted", frame.pivoted(by: "shop", columns: "size", values: "sales", .mean))
    let unpivoted = frame[["when", "sales", "pieces"]].prefix(20).unpivoted(columns: ["sales", "pieces"])
    oracle.expect("unpivoted", unpivoted)
    oracle.expect("cross table", frame.crossTable("shop", "size"))
    oracle.expect("cross table totals", frame.crossTable("shop", "size", hasTotals: true))
    oracle.expect("cross table rows", frame.crossTable("shop", "size", share: .rows))
    oracle.expect("cross table columns", frame.crossTable("shop", "size", share: .columns))
    oracle.expect("cross table all", frame.crossTable("shop", "size", share: .all))
    oracle.expect("distinct", frame[["shop", "size"]].distinct())
    oracle.expect("distinct on", frame.distinct(on: "shop")[["when", "shop"]])
    let transposed: DataFrame = ["name": ["a", "b"], "x": [1, 2], "y": [3.5, 4]]
    #expect(
      transposed.transposed(names: "name")
        == ["column": ["x", "y"], "a": [1.0, 3.5], "b": [2.0, 4.0]])
  }

  /// Combinations that do not occur are missing, and there is no column without any.
  @Test func pivotsBySeveralColumns() throws {
    let pivoted = frame.pivoted(by: "shop", "size", columns: "pieces", values: "sales", .sum)
    oracle.expect("pivoted two", pivoted)
  }

  @Test func bins() {
    oracle.expect("cut", frame["sales"].cut(at: [0, 50, 100, 400]))
    oracle.expect("cut left", frame["pieces"].cut(at: [-3, 0, 4, 20], closesLower: true))
    oracle.expect("cut labels", frame["sales"].cut(at: [0, 50, 100, 1000], labels: ["low", "middle", "high"]))
    oracle.expect("cut quantiles", frame["sales"].cut(intoQuantiles: 4, labels: ["q1", "q2", "q3", "q4"]))
    #expect(frame["sales"].cut(at: [0, 50, 100]).categoryOrder == ["(0, 50]", "(50, 100]"])
    let edges = Column(name: "x", values: [0.0, 1, 2]).eraseToAnyColumn()
    #expect(edges.cut(at: [0, 1, 2], includesOuterEdge: true).texts.values == ["[0, 1]", "[0, 1]", "(1, 2]"])
    #expect(edges.cut(at: [0, 1, 2], closesLower: true).missingCount == 1)
  }

  @Test func orderedCategories() throws {
    let sizes = frame["size"].ordered(["low", "middle", "high"])
    let ordered = frame.with("size") { _ in sizes }
    oracle.expect("ordered sort", ordered.sorted(on: "size")[["when", "size"]])
    oracle.expect("ordered filter", ordered.filter { $0["size"] >= "middle" }[["when"]])
    oracle.expect("ordered groups", ordered.grouped(by: "size").aggregated(.mean("sales", as: "sales")))
    // The order outlives filtering, joining and storing.
    let stored = try JSONDecoder().decode(AnyColumn.self, from: JSONEncoder().encode(sizes))
    #expect(stored.categoryOrder == ["low", "middle", "high"])
    #expect(
      ordered.grouped(by: "size").aggregated(.maximum("size", as: "m"))["m"].texts.values == ["low", "middle", "high"])
    // What is not named stands behind.
    #expect(
      frame.with("size") { $0["size"].ordered(["low"]) }.sorted(on: "size")["size"].text.column.distinctValues == [
        "low", "high", "middle",
      ])
  }

  @Test func texts() {
    let product = frame["product"].text
    oracle.expect("lowercased", product.lowercased())
    oracle.expect("capitalized", product.capitalized())
    oracle.expect("replaced", product.replacing("Tea", with: "coffee"))
    oracle.expect("replaced pattern", product.replacing(/\d+/, with: "#"))
    oracle.expect("contains", frame.filter { $0["product"].text.contains("cup") }[["when"]])
    oracle.expect("extracted", product.extracted(/(\d+)$/))
    oracle.expect("split", product.split(", ", into: ["what", "number"]))
    oracle.expect("lengths", product.lengths())
    oracle.expect("part", product.part(-1, separatedBy: " "))
    oracle.expect("padded", product.suffix(2).text.trimmed().text.padded(4))
    #expect(product.hasPrefix("Red").trueCount == product.contains(/^Red/).trueCount)
    #expect(product.part(-1, separatedBy: " ").text.numbers().type == .double)
  }

  @Test func joins() {
    let rates: DataFrame = [
      "when": ["2023-11-01T00:00Z", "2023-12-24T00:00Z", "2024-02-29T00:00Z", "2024-05-01T00:00Z"],
      "shop": ["north", "south", "north", "east"], "rate": [1, 1.5, 2, 2.5],
    ]
    let timed = rates.with("when") { $0["when"].dates.converted(to: .utc) }
    let plain = timed.removing(columnNames: "shop")
    for direction in AsOfDirection.allCases {
      oracle.expect("as of \(direction)", frame.joined(plain, asOf: "when", direction: direction)["rate"])
    }
    oracle.expect("as of groups", frame.joined(timed, asOf: "when", by: "shop")["rate"])
    oracle.expect("as of tolerance", frame.joined(plain, asOf: "when", tolerance: 20 * 86_400)["rate"])
    let known: DataFrame = ["shop": ["north", "west", "north"]]
    oracle.expect("semi", frame.joined(known, on: "shop", kind: .semi)[["when"]])
    oracle.expect("anti", frame.joined(known, on: "shop", kind: .anti)[["when"]])
    oracle.expect("cross", frame[["pieces"]].prefix(4).crossJoined(rates[["rate"]]))
  }

  @Test func samples() {
    let sample = frame.randomSample(count: 20)
    #expect(sample.rowCount == 20)
    #expect(sample.distinct(on: "when").rowCount == 20)
    #expect(sample == frame.randomSample(count: 20))
    #expect(sample != frame.randomSample(count: 20, seed: 2))
    #expect(frame.randomSample(fraction: 0.5).rowCount == 60)
    #expect(frame.grouped(by: "shop").randomSample(count: 3).grouped(by: "shop").sizes == [3, 3, 3])
  }
}

/// Joins that may not be what was meant have a word said about them.
@Suite struct JoinNoticeTests {
  private final class Log: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [String] = []
    func add(_ text: String) { lock.withLock { kept.append(text) } }
    var texts: [String] { lock.withLock { kept } }
  }

  private func notices(_ body: () -> Void) -> [String] {
    let log = Log()
    let name = UUID().uuidString
    // Other tests join at the same time: notices about their columns are not looked at.
    FrameNotices.observe(as: name) { if $0.message.contains("noticed key") { log.add($0.code) } }
    body()
    FrameNotices.observe(as: name, nil)
    return log.texts
  }

  @Test func manyToMany() {
    let (one, other): (DataFrame, DataFrame) = (["noticed key": [1, 1, 2]], ["noticed key": [1, 2, 2]])
    #expect(notices { _ = one.joined(other, on: "noticed key") } == [])
    let both: DataFrame = ["noticed key": [1, 1]]
    #expect(notices { _ = one.joined(both, on: "noticed key") } == ["join.manyToMany"])
    #expect(notices { _ = one.joined(both, on: "noticed key", kind: .right) } == ["join.manyToMany"])
    #expect(notices { _ = one.joined(both, on: "noticed key", kind: .semi) } == [])
  }

  @Test func typesThatDiffer() {
    let (one, other): (DataFrame, DataFrame) = (["noticed key": [1, 2]], ["noticed key": ["1", "3"]])
    #expect(notices { _ = one.joined(other, on: "noticed key") } == ["join.types"])
    #expect(one.joined(other, on: "noticed key").rowCount == 1)
    #expect(notices { _ = one.joined(["noticed key": [1.0]], on: "noticed key") } == [])
  }
}
