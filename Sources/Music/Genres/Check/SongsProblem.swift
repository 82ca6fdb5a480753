import Frames

/// A problem that rows of a songs file have in one column.
public struct SongsProblem: Sendable, Equatable, Codable, CustomStringConvertible {
  /// The kinds of problems.
  public enum Kind: String, Sendable, Equatable, Codable, CaseIterable {
    /// The cell is empty.
    case missing
    /// The release is given and not a date ("0000").
    case unreadableDate
    /// The feature is outside ``AudioFeature/plausibleRange``.
    case outOfRange
  }

  /// The kind of problem.
  public var kind: Kind
  /// The column concerned.
  public var column: String
  /// The number of rows concerned.
  public var count: Int
  /// The first rows concerned, counted from 0; at most five.
  public var rows: [Int]
  /// The lines of the file where these rows start, counted from 1; empty where lines are unknown.
  public var lines: [Int]
  /// The values in these rows.
  public var values: [String]

  /// The number of rows that are listed.
  static let shown = 5

  /// `3 rows with Tempo out of range ("999"; lines 5, 8, 12)`.
  public var description: String {
    let what =
      switch kind {
      case .missing: "without \(column)"
      case .unreadableDate: "with a \(column) that is no date"
      case .outOfRange: "with \(column) out of range"
      }
    let examples = Set(values).sorted().filter { !$0.isEmpty }.map { "\"\($0)\"" }.joined(separator: ", ")
    let place =
      lines.isEmpty
      ? "" : "lines \(lines.map(String.init).joined(separator: ", "))\(count > lines.count ? ", ..." : "")"
    let details = [examples, place].filter { !$0.isEmpty }.joined(separator: "; ")
    return "\(count) \(count == 1 ? "row" : "rows") \(what)" + (details.isEmpty ? "" : " (\(details))")
  }
}

extension Songs {
  /// Missing values, releases that are not dates and features out of range, column by column.
  public var problems: [SongsProblem] {
    let lines = SongLines(self)
    var problems: [SongsProblem] = []
    func note(_ kind: SongsProblem.Kind, _ column: String, rows: [Int]) {
      guard !rows.isEmpty else { return }
      let first = Array(rows.prefix(SongsProblem.shown))
      problems.append(
        SongsProblem(
          kind: kind, column: column, count: rows.count, rows: first,
          lines: first.compactMap { lines?.line(ofRow: $0) },
          values: first.map { frame[column].text(at: $0) ?? "" }))
    }
    for name in Self.textColumns where frame[name].missingCount > 0 && name != "Release" {
      note(.missing, name, rows: (0..<count).filter { frame[name].isNil(at: $0) })
    }
    let releases = frame["Release", String.self]
    let isNonsense = releases.mapDistinct { Release($0) == .nonsense }
    let isBlank = releases.mapDistinct { Release($0) == .missing }
    note(.missing, "Release", rows: (0..<count).filter { isBlank[$0] ?? true })
    note(.unreadableDate, "Release", rows: (0..<count).filter { isNonsense[$0] == true })
    for feature in AudioFeature.allCases {
      let values = frame[feature.name, Double.self].doubles
      note(.missing, feature.name, rows: values.indices.filter { values[$0].isNaN })
      let range = feature.plausibleRange
      note(.outOfRange, feature.name, rows: values.indices.filter { !values[$0].isNaN && !range.contains(values[$0]) })
    }
    return problems
  }
}
