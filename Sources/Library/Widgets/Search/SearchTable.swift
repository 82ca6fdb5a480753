public import Frames

/// Rows that readers find by text in the page: from two letters on, whatever the accents and the case.
///
///     SearchTable(songs, search: ["Name", "Artists"], showing: ["Energy", "Tempo"])
///
/// Where no script runs, on paper and in exports it is a table of the first rows.
public struct SearchTable: Sendable {
  let frame: DataFrame
  let searched: [String]
  let shown: [String]
  var units: [String: String] = [:]
  var nouns = (one: "row", many: "rows")
  var firstQuery = ""
  /// Under which name other widgets of the page find the rows.
  public private(set) var name = "rows"
  /// A model of the page that is asked about the row at hand.
  var predictor: (name: String, actual: String)?

  /// - Parameters:
  ///   - frame: all rows that can be found.
  ///   - searched: columns of text, the first of which names the row.
  ///   - shown: other columns that are shown of a row.
  public init(_ frame: DataFrame, search searched: [String], showing shown: [String] = []) {
    precondition(!searched.isEmpty, "a column to search")
    self.frame = frame
    self.searched = searched
    self.shown = shown
    for name in searched + shown { _ = frame[name] }
  }

  /// The unit that numbers of a column are written with.
  public func unit(_ unit: String, of column: String) -> SearchTable { changing { $0.units[column] = unit } }

  /// What one row and several are called, such as `song` and `songs`.
  public func nouns(_ one: String, _ many: String) -> SearchTable { changing { $0.nouns = (one, many) } }

  /// What is searched for at first.
  public func searching(_ text: String) -> SearchTable { changing { $0.firstQuery = text } }

  /// Under which name other widgets of the page find its rows.
  public func named(_ name: String) -> SearchTable { changing { $0.name = name } }

  /// Asks a model of the page about rows, and tells whether it is right.
  /// - Parameters:
  ///   - predictor: shown on the same page.
  ///   - actual: the column with the rows' classes.
  public func predicting(with predictor: Predictor, actual: String) -> SearchTable {
    _ = frame[actual]
    return changing { $0.predictor = (predictor.name, actual) }
  }

  private func changing(_ change: (inout SearchTable) -> Void) -> SearchTable {
    var table = self
    change(&table)
    return table
  }

  /// What stands for it where no script runs.
  public var fallbackTable: DataFrame {
    var names = searched
    for name in [predictor?.actual].compactMap({ $0 }) + shown where !names.contains(name) { names.append(name) }
    return frame.selecting(columnNames: names)
  }
}
