import Frames

/// Why nothing could be learned, predicted or measured. Rows are counted from 0, as the frame that was given counts
/// them.
public enum LearningError: Error, Sendable, Equatable {
  /// There is not a single row.
  case noRows
  /// There is not a single feature.
  case noFeatures
  /// The frame has no column of this name. With it, the nearest names there are.
  case unknownColumn(String, nearest: [String])
  /// The column holds text, which is no feature.
  case notNumeric(column: String)
  /// A feature's value is missing (NaN) or infinite.
  case nonFinite(column: String, row: Int, value: Double)
  /// The row has no class.
  case missingLabel(column: String, row: Int)
  /// The columns, or the features and the classes, have different numbers of rows.
  case differentRowCounts(expected: Int, found: Int)
  /// The features are not those that the model was trained on.
  case differentFeatures(expected: [String], found: [String])
  /// Every row is of one class, so that there is nothing to tell apart.
  case oneClass(String)
  /// Each class needs a row at least.
  case moreClassesThanRows(classes: Int, rows: Int)
  /// No row is left to test on.
  case emptyTestSet
  /// The class has fewer rows than a split or a model needs.
  case classTooSmall(String, rows: Int, needed: Int)
  /// There is no class of this name. With it, the nearest names there are.
  case unknownClass(String, nearest: [String])
  /// A setting is out of its range.
  case invalidSetting(name: String, value: String, expected: String)
}

extension LearningError: CustomStringConvertible {
  /// The error as sentences for the user, most with what to do about it.
  public var description: String {
    switch self {
    case .noRows: "There is no row to learn from. Check what was filtered out."
    case .noFeatures: "There is no feature to learn from. Name at least one column of numbers."
    case .unknownColumn(let name, let nearest): "There is no column \"\(name)\"." + Self.suggestion(nearest)
    case .notNumeric(let column):
      "The column \"\(column)\" holds text, not numbers. Leave it out of the features, or turn its values into numbers."
    case .nonFinite(let column, let row, let value):
      "The feature \"\(column)\" is \(value.isNaN ? "missing" : "infinite") in row \(row). "
        + "Leave such rows out (droppingMissing(in:), filter(on:in:)) or fill them (filled(with:))."
    case .missingLabel(let column, let row):
      "Row \(row) has no class in \"\(column)\". Leave such rows out with droppingMissing(in: \"\(column)\")."
    case .differentRowCounts(let expected, let found):
      "\(expected) rows were expected and \(found) found. Features and classes have to be of the same rows."
    case .differentFeatures(let expected, let found):
      "The model was trained on \(Self.list(expected)), and was given \(Self.list(found)). Give it the same features in the same order."
    case .oneClass(let name): "All rows are of the class \"\(name)\". There have to be at least two classes."
    case .moreClassesThanRows(let classes, let rows):
      "There are more classes (\(classes)) than rows (\(rows)). Leave out classes with few rows."
    case .emptyTestSet: "No row is left to test on. Use more rows, or a larger share of them for testing."
    case .classTooSmall(let name, let rows, let needed):
      "The class \"\(name)\" has \(rows) \(rows == 1 ? "row" : "rows"), and at least \(needed) are needed. Leave it out, or use more rows."
    case .unknownClass(let name, let nearest): "There is no class \"\(name)\"." + Self.suggestion(nearest)
    case .invalidSetting(let name, let value, let expected): "\(name) is \(value), and has to be \(expected)."
    }
  }

  private static func suggestion(_ nearest: [String]) -> String {
    nearest.isEmpty ? "" : " Did you mean \(nearest.map { "\"\($0)\"" }.joined(separator: " or "))?"
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", … (\(names.count) in all)" : "")
  }
}
