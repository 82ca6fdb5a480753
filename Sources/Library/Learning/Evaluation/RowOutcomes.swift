public import Frames
public import Statistics

/// What became of each row of a test: the file by which two runs are compared row by row.
///
///     let outcomes = try evaluation.outcomes("genres", keys: songs, groups: artists)
///     metric("accuracy", evaluation.estimate(.accuracy, bootstrap), in: outcomes)
///
/// Rows of any test will do, such as questions with the points that answers got:
///
///     let outcomes = try RowOutcomes("answers", frame, key: "Question", group: "Subject")
///     metric("points", meanOf: "Points", in: outcomes, better: .higher)
public struct RowOutcomes: Sendable, Equatable {
  /// What was tested, such as `level 1`; names the file.
  public let name: String
  /// The rows.
  public let frame: DataFrame
  /// The column that tells rows apart: the same in every run.
  public let key: String
  /// The column of what several rows share, such as their artist, and are no independent evidence for; nil where each
  /// row stands for itself.
  public let group: String?
  /// The column of true classes; nil where rows have none.
  public let actual: String?
  /// The column of predicted classes; nil where none were predicted.
  public let predicted: String?

  /// - Throws: ``LearningError/unknownColumn(_:nearest:)``, ``LearningError/noRows``, or
  ///   ``LearningError/missingLabel(column:row:)`` for a row without a key.
  public init(
    _ name: String, _ frame: DataFrame, key: String, group: String? = nil, actual: String? = nil,
    predicted: String? = nil
  ) throws(LearningError) {
    for column in [key, group, actual, predicted].compactMap(\.self) where !frame.containsColumn(column) {
      throw .unknownColumn(column, nearest: NearestName.several(of: column, among: frame.columnNames))
    }
    guard frame.rowCount > 0 else { throw .noRows }
    if let row = (0..<frame.rowCount).first(where: { frame[key].isNil(at: $0) }) {
      throw .missingLabel(column: key, row: row)
    }
    self.name = name
    self.frame = frame
    self.key = key
    self.group = group
    self.actual = actual
    self.predicted = predicted
  }
}

extension RowOutcomes {
  /// The mean of a column of numbers or truth values, with Student's interval over groups: rows of a group are left out
  /// together (the jackknife).
  ///
  /// - Parameter slice: only the rows with this value in this column; nil for all.
  /// - Returns: the mean with its interval, whose ends are NaN where there are fewer than two groups. It does not leave
  ///   0 to 1 where no value does.
  /// - Throws: ``LearningError/unknownColumn(_:nearest:)``, ``LearningError/notNumeric(column:)``,
  ///   ``LearningError/noRows`` for a slice without rows, ``LearningError/nonFinite(column:row:value:)``.
  public func mean(
    of column: String, where slice: (column: String, value: String)? = nil, level: Double = 0.95
  ) throws(LearningError) -> (value: Double, interval: ConfidenceInterval) {
    for name in [column, slice?.column].compactMap(\.self) where !frame.containsColumn(name) {
      throw .unknownColumn(name, nearest: NearestName.several(of: name, among: frame.columnNames))
    }
    guard let all = frame[column].doubles else { throw .notNumeric(column: column) }
    let rows = slice.map { slice in
      let texts = frame[slice.column].texts
      return all.indices.filter { texts[$0] == slice.value }
    }
    guard rows?.isEmpty != true else { throw .noRows }
    let chosen = rows ?? Array(all.indices)
    if let row = chosen.first(where: { !all[$0].isFinite }) {
      throw .nonFinite(column: column, row: row, value: all[row])
    }
    let measure = RowMeasure(.mean, of: chosen.map { all[$0] })
    let codes = group.map { frame[$0].groupCodes }
    return (measure.value, measure.interval(groups: codes.map { codes in chosen.map { codes[$0] } }, level: level))
  }
}

extension AnyColumn {
  /// A number from 0 for each row: the same for rows with the same value. A missing value is a group of its own.
  package var groupCodes: [Int32] {
    let (codes, texts) = texts.categories
    var next = Int32(texts.count)
    return codes.map { code in
      guard code < 0 else { return code }
      next += 1
      return next - 1
    }
  }
}
