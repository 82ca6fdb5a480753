import Frames
import Statistics

extension Split {
  /// Folds that each test another part of the rows, with no group on both sides of any, and the classes spread as evenly
  /// as whole groups allow.
  ///
  /// As scikit-learn's `StratifiedGroupKFold`: groups are dealt in the order of how unevenly their rows are spread over
  /// the classes, the most uneven first, each to the fold where the classes' shares then differ least between folds.
  /// Ties between groups are broken at random.
  /// - Parameters:
  ///   - groups: one for each row, as ``RowGroups/init(linking:)`` finds them.
  ///   - count: of folds, at least 2 and at most as many as groups.
  /// - Throws: ``LearningError/noRows``, ``LearningError/differentRowCounts(expected:found:)``,
  ///   ``LearningError/invalidSetting(name:value:expected:)``, ``LearningError/emptyTestSet`` for a fold without rows.
  public static func groupedFolds(
    _ labels: ClassLabels, by groups: RowGroups, count: Int = 5, seed: UInt64 = 42
  ) throws(LearningError) -> [Split] {
    guard labels.count > 0 else { throw .noRows }
    guard labels.count == groups.codes.count else {
      throw .differentRowCounts(expected: labels.count, found: groups.codes.count)
    }
    guard count >= 2, count <= groups.count else {
      throw .invalidSetting(
        name: "count", value: "\(count)", expected: "at least 2, and at most the number of groups, \(groups.count)")
    }
    let labels = labels.droppingAbsentClasses
    let totals = labels.classCounts.map { Double($0) }
    let rowsOfGroup = groups.rows
    var random = SplitMix64(seed: seed, stream: 0x466f_6c64, index: 0)
    let classes = rowsOfGroup.map { rows in
      var counts = [Double](repeating: 0, count: totals.count)
      for row in rows { counts[Int(labels.codes[row])] += 1 }
      return counts
    }
    let spread = classes.map(deviation)
    let order = random.shuffled(rowsOfGroup.indices).enumerated().sorted {
      spread[$0.element] != spread[$1.element] ? spread[$0.element] > spread[$1.element] : $0.offset < $1.offset
    }.map(\.element)
    var folds = [[Double]](repeating: [Double](repeating: 0, count: totals.count), count: count)
    var foldOfRow = [Int](repeating: 0, count: labels.count)
    for group in order {
      let best = (0..<count).map { fold -> (unevenness: Double, rows: Double, fold: Int) in
        var unevenness = 0.0
        for code in totals.indices where classes[group][code] > 0 {
          // Classes that the group has no row of are as they were, whichever fold it goes to.
          let shares = folds.indices.map {
            (folds[$0][code] + ($0 == fold ? classes[group][code] : 0)) / totals[code]
          }
          unevenness += deviation(shares) - deviation(folds.map { $0[code] / totals[code] })
        }
        return (unevenness, folds[fold].reduce(0, +), fold)
      }.min { ($0.unevenness, $0.rows, $0.fold) < ($1.unevenness, $1.rows, $1.fold) }
      guard let fold = best?.fold else { continue }
      for code in totals.indices { folds[fold][code] += classes[group][code] }
      for row in rowsOfGroup[group] { foldOfRow[row] = fold }
    }
    var splits: [Split] = []
    for fold in 0..<count {
      let split = Split(
        train: foldOfRow.indices.filter { foldOfRow[$0] != fold },
        test: foldOfRow.indices.filter { foldOfRow[$0] == fold })
      splits.append(try split.checked())
    }
    return splits
  }

  /// The standard deviation of some numbers, divided by their number.
  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }
}
