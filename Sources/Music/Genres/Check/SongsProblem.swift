import Frames

/// Something about many songs of a file that is not as it should be.
public struct SongsProblem: Sendable, Equatable, Codable, CustomStringConvertible {
  public enum Kind: String, Sendable, Equatable, Codable, CaseIterable {
    /// Nothing stands in the cell.
    case missing
    /// The release is something, but no date ("0000").
    case unreadableDate
    /// The feature lies outside of ``AudioFeature/plausibleRange``.
    case outOfRange
  }

  public var kind: Kind
  /// The column it is about.
  public var column: String
  /// In how many rows.
  public var count: Int
  /// The first of these rows, counted from 0.
  public var rows: [Int]
  /// The lines of the file where these rows start, from 1; empty where they cannot be told.
  public var lines: [Int]
  /// What stands in these rows.
  public var values: [String]

  /// How many rows are named.
  static let shown = 5

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
  /// Missing values, releases that are no dates and features out of range, column by column.
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
