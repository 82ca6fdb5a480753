import Frames
public import Learning

extension GenreTrial {
  /// What became of each test song, for two runs to be compared song by song. Outcomes of genres have a column `Parent`
  /// too, by whose values metrics can be parted.
  ///
  /// - Parameters:
  ///   - name: what was tested, such as `level 1`.
  ///   - evaluation: of genres or of parents, of the test rows in their order.
  ///   - rows: the test rows that it is of, as numbers among them; nil for all.
  ///   - task: the one that the trial was made from.
  ///   - measures: further measures that runs are to be compared by.
  /// - Throws: ``LearningError/differentRowCounts(expected:found:)`` for an evaluation of other rows.
  public func outcomes(
    _ name: String, _ evaluation: Evaluation, rows: [Int]? = nil, of task: GenreTask, measures: [Measure] = []
  ) throws(LearningError) -> RowOutcomes {
    let tested = rows.map { $0.map { split.test[$0] } } ?? split.test
    let outcomes = try task.songs.outcomes(name, evaluation, rows: tested, groups: task.groups, measures: measures)
    guard evaluation.classNames == task.labels.classNames else { return outcomes }
    var frame = outcomes.frame
    frame.append(
      column: Column(
        name: "Parent", contents: tested.map { task.parents[Int(task.labels.codes[$0])] }))
    return try RowOutcomes(
      name, frame, key: outcomes.key, group: outcomes.group, actual: outcomes.actual, predicted: outcomes.predicted)
  }
}
