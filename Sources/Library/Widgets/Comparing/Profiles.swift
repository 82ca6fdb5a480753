public import Charts
public import Frames
import Runs

/// Classes side by side: those that readers choose, by their features, in pictures that the page draws.
///
///     Profiles(genres, label: "Genre", features: ["Energy", "Tempo"], size: "Songs").rows(songs, label: "Genre")
///
/// The page shows how many rows the chosen classes have, their profiles over all features, box plots of one feature,
/// two features as dots, the classes that have most or least of a feature, and which features go together. Where no
/// script runs it is the correlation matrix.
public struct Profiles: Sendable {
  let frame: DataFrame
  let label: String
  let features: [String]
  let size: String?
  var units: [String: String] = [:]
  var nouns = (one: "class", many: "classes")
  var rowNoun = "rows"
  var selectionName = "classes"
  var chosen: [String] = []
  /// For each class, feature after feature: the 5th, 25th, 50th, 75th and 95th percentile of its rows; NaN without any.
  private var quantiles: [Float]?

  /// - Parameters:
  ///   - frame: a row for each class.
  ///   - label: the column of their names.
  ///   - features: columns of numbers.
  ///   - size: how many rows each class stands for.
  public init(_ frame: DataFrame, label: String, features: [String], size: String? = nil) {
    self.frame = frame
    self.label = label
    self.features = features
    self.size = size
    for name in features { _ = frame.numbers(name) }
    _ = frame[label]
  }

  /// The rows that the classes stand for: with them there are box plots.
  /// - Parameters:
  ///   - rows: with the same features.
  ///   - column: the class of each row.
  public func rows(_ rows: DataFrame, label column: String) -> Profiles {
    var places: [String: Int] = [:]
    for (place, name) in frame.texts(label).enumerated() { places[name] = place }
    var own = [[Int]](repeating: [], count: frame.rowCount)
    for (row, name) in rows.texts(column).enumerated() {
      if let place = places[name] { own[place].append(row) }
    }
    let columns = features.map(rows.numbers)
    return changing { profiles in
      profiles.quantiles = own.flatMap { rows in
        columns.flatMap { column in Self.quantiles(rows.map { column[$0] }.filter(\.isFinite).sorted()) }
      }
    }
  }

  /// Between two neighbouring values as their distance tells.
  private static func quantiles(_ sorted: [Double]) -> [Float] {
    guard !sorted.isEmpty else { return [Float](repeating: .nan, count: 5) }
    return [0.05, 0.25, 0.5, 0.75, 0.95].map { share in
      let place = share * Double(sorted.count - 1)
      let low = Int(place)
      let high = min(low + 1, sorted.count - 1)
      return Float(sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low)))
    }
  }

  /// The unit that numbers of a column are written with.
  public func unit(_ unit: String, of column: String) -> Profiles { changing { $0.units[column] = unit } }

  /// What one class and several are called, such as `genre` and `genres`, and what their rows are, such as `songs`.
  public func nouns(_ one: String, _ many: String, rows: String) -> Profiles {
    changing { ($0.nouns, $0.rowNoun) = ((one, many), rows) }
  }

  /// The name under which widgets of the page share what the reader has chosen, and what is chosen at first where no
  /// other widget says it.
  public func selection(_ name: String, at first: [String] = []) -> Profiles {
    changing { ($0.selectionName, $0.chosen) = (name, first) }
  }

  private func changing(_ change: (inout Profiles) -> Void) -> Profiles {
    var profiles = self
    change(&profiles)
    return profiles
  }

  private struct Content: Encodable {
    var labels: [String]
    var scales: [ScaleOfColumn]
    var nouns: [String]
    var rowNoun: String
    var selection: String
    var chosen: [String]
  }

  /// The data of the page's script.
  public var pack: WidgetPack {
    var arrays: [(name: String, numbers: WidgetPack.Numbers)] = [
      ("means", .floats(features.flatMap { frame.floats($0) }))
    ]
    if let size { arrays.append(("sizes", .floats(frame.floats(size)))) }
    if let quantiles { arrays.append(("quantiles", .floats(quantiles))) }
    let content = Content(
      labels: frame.texts(label),
      scales: features.map { ScaleOfColumn($0, frame.numbers($0), unit: units[$0] ?? "") },
      nouns: [nouns.one, nouns.many], rowNoun: rowNoun, selection: selectionName, chosen: chosen)
    return WidgetPack(.profiles, content: content, arrays: arrays)
  }

  /// A table of the largest classes, or the first ones.
  public var fallbackTable: DataFrame {
    var rows = Array(0..<frame.rowCount)
    if let size {
      let sizes = frame.numbers(size)
      rows.sort { (sizes[$1], $0) < (sizes[$0], $1) }
    }
    return frame.selecting(columnNames: [label] + [size].compactMap { $0 } + features)
      .gathering(Array(rows.prefix(20)))
  }

  /// What stands for it where no script runs.
  public var fallback: Chart { Chart.correlationMatrix(frame, columns: features) }
}
