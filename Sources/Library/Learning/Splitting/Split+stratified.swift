import Frames
import Statistics

extension Split {
  /// A random split in which every class has the same share of test rows, as near as whole rows allow.
  ///
  /// As in scikit-learn's `train_test_split(stratify:)`, the number of test rows is the fraction of all rows, rounded
  /// up, and classes get the rows they are owed by the largest remainder; which rows those are differs, as the
  /// generators do.
  /// - Parameter testFraction: above 0 and below 1.
  /// - Throws: ``LearningError/classTooSmall(_:rows:needed:)`` when a class has fewer than two rows,
  ///   ``LearningError/noRows``, ``LearningError/emptyTestSet``,
  ///   ``LearningError/invalidSetting(name:value:expected:)``.
  public static func stratified(
    _ labels: ClassLabels, testFraction: Double = 0.2, seed: UInt64 = 42
  ) throws(LearningError) -> Split {
    try check(testFraction: testFraction)
    guard labels.count > 0 else { throw .noRows }
    let labels = labels.droppingAbsentClasses
    try labels.checkEveryClassHasRows(atLeast: 2)
    let rows = labels.shuffledRows(seed: seed)
    // Rounding must not make a whole row of 0.2 × 5.
    let wanted = min(Int((Double(labels.count) * testFraction - 1e-9).rounded(.up)), labels.count - labels.classCount)
    let counts = apportioned(wanted, rows.map { Double($0.count) * testFraction }, atMost: rows.map { $0.count - 1 })
    let test = rows.indices.flatMap { rows[$0].prefix(counts[$0]) }.sorted()
    return try Split(train: complement(of: test, count: labels.count), test: test).checked()
  }

  /// Folds that each test another part of the rows, so that every row is tested once, with the classes spread evenly.
  ///
  /// - Parameter count: of folds, at least 2.
  /// - Throws: ``LearningError/classTooSmall(_:rows:needed:)`` when a class has fewer rows than there are folds.
  public static func stratifiedFolds(
    _ labels: ClassLabels, count: Int = 5, seed: UInt64 = 42
  ) throws(LearningError) -> [Split] {
    guard count >= 2 else { throw .invalidSetting(name: "count", value: "\(count)", expected: "2 or more") }
    guard labels.count > 0 else { throw .noRows }
    let labels = labels.droppingAbsentClasses
    try labels.checkEveryClassHasRows(atLeast: count)
    // Dealt one after the other, and the next class goes on where the last ended, so that folds are of equal size too.
    var fold = [Int](repeating: 0, count: labels.count)
    for (position, row) in labels.shuffledRows(seed: seed).joined().enumerated() { fold[row] = position % count }
    return (0..<count).map { number in
      Split(train: fold.indices.filter { fold[$0] != number }, test: fold.indices.filter { fold[$0] == number })
    }
  }

  /// Whole numbers near to what each is owed that add up to a total: the largest remainders are rounded up.
  static func apportioned(_ total: Int, _ owed: [Double], atMost limits: [Int]) -> [Int] {
    var counts = zip(owed, limits).map { min(Int($0), $1) }
    let order = owed.indices.sorted { one, other in
      let (left, right) = (owed[one] - owed[one].rounded(.down), owed[other] - owed[other].rounded(.down))
      return left != right ? left > right : one < other
    }
    var missing = total - counts.reduce(0, +)
    while missing > 0 {
      let before = missing
      for index in order where missing > 0 && counts[index] < limits[index] {
        counts[index] += 1
        missing -= 1
      }
      if missing == before { break }
    }
    return counts
  }

  static func complement(of rows: [Int], count: Int) -> [Int] {
    var isIn = [Bool](repeating: false, count: count)
    for row in rows { isIn[row] = true }
    return isIn.indices.filter { !isIn[$0] }
  }
}

extension ClassLabels {
  /// The rows of each class in a random order.
  func shuffledRows(seed: UInt64) -> [[Int]] {
    var rows = [[Int]](repeating: [], count: classCount)
    for (row, code) in codes.enumerated() { rows[Int(code)].append(row) }
    return rows.enumerated().map { number, rows in
      var random = SplitMix64(seed: seed, stream: 0x53_706c_6974, index: number)
      return random.shuffled(rows)
    }
  }
}
