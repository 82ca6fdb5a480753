import Foundation
import Frames
import Statistics
import Testing

private struct Expected: Decodable {
  var columns: [String]
  var probabilities: [Double]
  var summary: [String: [String: Double]]
  var quantiles: [String: [Double]]
  var pearson: [Double]
  var spearman: [Double]
  var groups: [String: [String: [String: Double?]]]
  var valueCounts: [String: Int]
  var joins: [String: [[Value?]]]

  enum Value: Decodable, Equatable {
    case text(String)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }
}

private func near(_ one: Double?, _ other: Double?) -> Bool {
  guard let one, let other else { return (one ?? .nan).isNaN && (other ?? .nan).isNaN }
  return abs(one - other) <= 1e-9 * max(1, abs(other))
}

/// Agreement with pandas, NumPy and SciPy to nine digits.
@Suite struct AgreementWithPandas {
  private let frame: DataFrame
  private let other: DataFrame
  private let expected: Expected

  init() throws {
    frame = try DataFrame(contentsOfCSVFile: Fixtures.path("Oracles/statistics.csv"))
    other = try DataFrame(contentsOfCSVFile: Fixtures.path("Oracles/other.csv"))
    expected = try JSONDecoder().decode(Expected.self, from: Fixtures.data("Oracles/statistics.json"))
  }

  @Test func summary() throws {
    let summary = frame.summary()
    let names = Array(summary["column", String.self])
    let columns = [
      "standardDeviation": "SD", "minimum": "min", "maximum": "max", "firstQuartile": "Q1", "thirdQuartile": "Q3",
    ]
    for name in expected.columns {
      let row = try #require(names.firstIndex(of: name))
      for (statistic, value) in expected.summary[name] ?? [:] {
        #expect(near(summary[columns[statistic] ?? statistic, Double.self][row], value), "\(name) \(statistic)")
      }
    }
  }

  @Test func quantiles() {
    for name in expected.columns {
      let found = frame.quantiles(of: name, expected.probabilities)
      for (one, other) in zip(found, expected.quantiles[name] ?? []) { #expect(near(one, other), "\(name)") }
    }
  }

  /// More values than are simply sorted.
  @Test func quantilesOfManyValues() {
    var generator = SeededGenerator(seed: 5)
    let values = (0..<30_001).map { _ in (Double.random(in: -3...3, using: &generator) * 100).rounded() / 100 }
    let sorted = values.sorted()
    let column = Column(name: "x", doubles: values + [.nan, .nan])
    #expect(column.quantiles([0, 0.1, 0.5, 0.9, 1]) == [0, 3_000, 15_000, 27_000, 30_000].map { sorted[$0] })
  }

  @Test func correlations() {
    for (method, values) in [(CorrelationMatrix.Method.pearson, expected.pearson), (.spearman, expected.spearman)] {
      let matrix = frame.correlation(columns: expected.columns, method: method)
      for (one, other) in zip(matrix.coefficients, values) { #expect(near(one, other), "\(method)") }
      #expect(matrix["Tempo", "Plays"] == matrix["Plays", "Tempo"])
      #expect(matrix.frame["column", String.self].map { $0 } == expected.columns)
      #expect(matrix.frame.doubles("Plays")[0] == matrix[expected.columns[0], "Plays"])
      #expect(matrix.counts[0] == 540)
    }
  }

  @Test func groups() throws {
    let grouping = frame.droppingMissing(in: "Genre").grouped(by: "Genre")
    let functions: [(String, Aggregate.Function)] = [
      ("mean", .mean), ("std", .standardDeviation), ("median", .median), ("sum", .sum), ("min", .minimum),
      ("max", .maximum),
    ]
    for (word, function) in functions {
      let result = grouping.aggregated(expected.columns.map { Aggregate(function, of: $0, as: $0) })
      let table = try #require(expected.groups[word])
      for name in expected.columns {
        for (row, key) in result["Genre", String.self].enumerated() {
          let value = table[name]?[key ?? ""] ?? nil
          #expect(near(result[name, Double.self][row], value), "\(word) \(name) \(key ?? "")")
        }
      }
      #expect(result.rowCount == table["Plays"]?.count)
    }
  }

  /// As pandas: infinities are values, whose mean is infinite and whose deviation there is none.
  @Test func infinitiesAreValues() {
    let frame = DataFrame(columns: [
      .double(Column(name: "x", contents: [1, 2, 3, 4, .infinity, nil, .nan] as [Double?]))
    ])
    let summary = frame.summary()
    #expect(summary.doubles("median") == [3] && summary.doubles("Q1") == [2])
    #expect(summary.doubles("mean") == [.infinity] && summary.doubles("max") == [.infinity])
    #expect(summary.doubles("SD")[0].isNaN)
    #expect(frame["x", Double.self].median() == 3 && frame["x", Double.self].sum() == .infinity)
  }

  @Test func sumsAreRoundedOnce() {
    let column = Column(name: "x", contents: [1] + [Double](repeating: 0, count: 48))
    #expect(column.sum() == 1)
    let frame = DataFrame(columns: [
      .double(Column(name: "x", contents: [1e16, 1, -1e16, 7] as [Double])),
      .string(Column(name: "group", contents: ["a", "a", "a", "b"] as [String])),
    ])
    #expect(frame["x", Double.self].sum() == 8)
    #expect(frame.grouped(by: "group").sums("x").doubles("sum(x)") == [1, 7])
  }

  @Test func valueCounts() {
    let counts = frame.valueCounts(of: "Genre")
    let found = zip(counts["Genre", String.self], counts["count", Int.self]).map { ($0 ?? "", $1 ?? 0) }
    #expect(Dictionary(uniqueKeysWithValues: found) == expected.valueCounts)
    #expect(found.map(\.1) == found.map(\.1).sorted(by: >))
  }

  @Test(arguments: [(JoinKind.inner, "inner"), (.left, "left"), (.right, "right"), (.full, "outer")])
  func joins(kind: JoinKind, word: String) {
    let left = frame.prefix(40).selecting(columnNames: "Genre", "Plays").droppingMissing(in: "Genre")
    let right = other.droppingMissing(in: "Style")
    let joined = left.joined(right, on: (left: "Genre", right: "Style"), kind: kind)
    #expect(joined.columnNames == ["Genre", "Plays", "Tempo"])
    let rows = joined.rows.map { row -> [Expected.Value?] in
      [
        row["Genre", String.self].map { .text($0) }, row["Plays", Double.self].map { .number($0) },
        row["Tempo", Double.self].map { .number($0) },
      ]
    }
    var rest = expected.joins[word] ?? []
    #expect(rows.count == rest.count)
    for row in rows {
      let place = rest.firstIndex(of: row)
      #expect(place != nil, "\(row)")
      if let place { rest.remove(at: place) }
    }
  }
}
