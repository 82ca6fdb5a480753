public import Frames
import Statistics

/// What a model sees of each row: columns of finite numbers under their names.
///
/// Columns of `Double` share their memory with the frame they come from. That every value is finite is checked once,
/// here, so that models need not look again. Values may be missing (NaN) when that is asked for; forests learn from such
/// rows, other models refuse them.
public struct FeatureMatrix: Sendable, Equatable {
  /// Of the features, in order.
  public let names: [String]
  /// One array per name, each of ``rowCount`` finite numbers, or NaN where a value is missing.
  public let columns: [[Double]]
  /// How many rows there are.
  public let rowCount: Int
  /// Words that stand with the rows, for models that learn from them; others take no notice.
  public private(set) var words: [WordBags] = []
  /// Whether a value is missing somewhere.
  public let hasMissing: Bool

  /// The features of these names; whole numbers, dates (as years) and truth values (1 and 0) are turned into numbers.
  /// - Parameter allowsMissing: whether values may be missing; see ``hasMissing``.
  /// - Throws: ``LearningError/unknownColumn(_:nearest:)``, ``LearningError/notNumeric(column:)``,
  ///   ``LearningError/noFeatures`` or ``LearningError/nonFinite(column:row:value:)``. An empty frame is no error here.
  public init(_ frame: DataFrame, _ names: [String], allowsMissing: Bool = false) throws(LearningError) {
    var columns: [[Double]] = []
    for name in names {
      guard frame.containsColumn(name) else {
        throw .unknownColumn(name, nearest: NearestName.several(of: name, among: frame.columnNames))
      }
      guard let values = frame[name].doubles else { throw .notNumeric(column: name) }
      columns.append(values)
    }
    try self.init(names: names, columns: columns, allowsMissing: allowsMissing)
  }

  /// All columns of the frame as features.
  public init(_ frame: DataFrame) throws(LearningError) { try self.init(frame, frame.columnNames) }

  /// - Parameters:
  ///   - columns: one for each name, all of the same length.
  ///   - allowsMissing: whether values may be missing (NaN); see ``hasMissing``.
  public init(names: [String], columns: [[Double]], allowsMissing: Bool = false) throws(LearningError) {
    guard let first = columns.first else { throw .noFeatures }
    precondition(names.count == columns.count, "a name for every column")
    var hasMissing = false
    for (name, column) in zip(names, columns) {
      guard column.count == first.count else {
        throw .differentRowCounts(expected: first.count, found: column.count)
      }
      // What is not finite gives NaN when multiplied by 0, and so does the sum: one pass without branches.
      guard column.reduce(0, { $0 + $1 * 0 }).isNaN else { continue }
      if let row = column.firstIndex(where: { !$0.isFinite && !(allowsMissing && $0.isNaN) }) {
        throw .nonFinite(column: name, row: row, value: column[row])
      }
      hasMissing = true
    }
    self.init(names: names, finiteColumns: columns, rowCount: first.count, hasMissing: hasMissing)
  }

  /// Words alone, for models that look at nothing else.
  /// - Throws: ``LearningError/noFeatures`` without words, or ``LearningError/differentRowCounts(expected:found:)``.
  public init(words: [WordBags]) throws(LearningError) {
    guard let first = words.first else { throw .noFeatures }
    self = try FeatureMatrix(names: [], finiteColumns: [], rowCount: first.rowCount).with(words)
  }

  /// Columns whose values are known to be finite, but for missing ones.
  init(names: [String], finiteColumns: [[Double]], rowCount: Int, hasMissing: Bool = false) {
    self.names = names
    columns = finiteColumns
    self.rowCount = rowCount
    self.hasMissing = hasMissing
  }

  /// The same with some columns replaced.
  init(replacing columns: [[Double]], of other: FeatureMatrix) {
    self.init(
      names: other.names, finiteColumns: columns, rowCount: other.rowCount, hasMissing: other.hasMissing)
    words = other.words
  }

  /// Whether any of these columns lacks a value.
  private static func lacks(_ columns: [[Double]]) -> Bool {
    columns.contains { column in column.contains(where: \.isNaN) }
  }

  /// - Throws: ``LearningError/nonFinite(column:row:value:)`` for the first missing value.
  func checkComplete() throws(LearningError) {
    guard hasMissing else { return }
    for (name, column) in zip(names, columns) {
      if let row = column.firstIndex(where: \.isNaN) { throw .nonFinite(column: name, row: row, value: .nan) }
    }
  }

  /// How many features there are.
  public var featureCount: Int { names.count }

  /// The value of a feature, by its index, for a row.
  public subscript(row: Int, column: Int) -> Double { columns[column][row] }

  /// The features of one row.
  public func row(_ row: Int) -> [Double] { columns.map { $0[row] } }

  /// These rows, in this order; a row may stand there more than once.
  public func selectingRows(_ rows: [Int]) -> FeatureMatrix {
    let selected = Parallel.map(columns.count, work: columns.count * rows.count) { number in
      let column = columns[number]
      return rows.map { column[$0] }
    }
    var matrix = FeatureMatrix(
      names: names, finiteColumns: selected, rowCount: rows.count, hasMissing: hasMissing && Self.lacks(selected))
    matrix.words = words.map { $0.selectingRows(rows) }
    return matrix
  }

  /// The same features with words beside them.
  /// - Throws: ``LearningError/differentRowCounts(expected:found:)``.
  public func with(_ words: WordBags...) throws(LearningError) -> FeatureMatrix { try with(words) }

  /// The same features with words beside them.
  /// - Throws: ``LearningError/differentRowCounts(expected:found:)``.
  public func with(_ words: [WordBags]) throws(LearningError) -> FeatureMatrix {
    var matrix = self
    for bags in words {
      guard bags.rowCount == rowCount else { throw .differentRowCounts(expected: rowCount, found: bags.rowCount) }
      matrix.words.append(bags)
    }
    return matrix
  }

  /// These features, in this order.
  /// - Throws: ``LearningError/unknownColumn(_:nearest:)``, ``LearningError/noFeatures``.
  public func selectingColumns(_ wanted: [String]) throws(LearningError) -> FeatureMatrix {
    guard !wanted.isEmpty else { throw .noFeatures }
    var selected: [[Double]] = []
    for name in wanted {
      guard let position = names.firstIndex(of: name) else {
        throw .unknownColumn(name, nearest: NearestName.several(of: name, among: names))
      }
      selected.append(columns[position])
    }
    var matrix = FeatureMatrix(
      names: wanted, finiteColumns: selected, rowCount: rowCount, hasMissing: hasMissing && Self.lacks(selected))
    matrix.words = words
    return matrix
  }
}

extension FeatureMatrix {
  /// Row by row, each row's features side by side.
  var rowMajor: [Double] {
    let width = featureCount
    return [Double](unsafeUninitializedCapacity: rowCount * width) { buffer, count in
      for (number, column) in columns.enumerated() {
        // Each position is written once: all rows of one feature, then of the next.
        for row in 0..<rowCount { buffer.initializeElement(at: row * width + number, to: column[row]) }
      }
      count = rowCount * width
    }
  }

  /// Ranges of rows to be worked on at the same time. They depend on the number of rows only, so that sums over them do
  /// not depend on the number of cores.
  var pieces: [Range<Int>] {
    let size = max(512, (rowCount + 63) / 64)
    return stride(from: 0, to: rowCount, by: size).map { $0..<min($0 + size, rowCount) }
  }
}

extension FeatureMatrix: Codable {
  private enum CodingKeys: String, CodingKey { case names, columns, words }

  /// Encodes the names, the columns of numbers in bulk, and the words.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(names, forKey: .names)
    try container.encode(columns.map { Bulk(wrappedValue: $0) }, forKey: .columns)
    try container.encode(words, forKey: .words)
  }

  /// - Throws: ``LearningError`` for columns that make no matrix.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let names = try container.decode([String].self, forKey: .names)
    let columns = try container.decode([Bulk<Double>].self, forKey: .columns).map(\.wrappedValue)
    guard names.count == columns.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .columns, in: container, debugDescription: "There is not one column for every name.")
    }
    try self.init(names: names, columns: columns, allowsMissing: true)
    for bags in try container.decode([WordBags].self, forKey: .words) { self = try self.with(bags) }
  }
}
