import Frames
import Statistics

extension Split {
  /// A random split in which no group is on both sides, with every class's share of test rows as near to the fraction
  /// as whole groups allow.
  ///
  /// Groups come in a random order, and each goes to the test rows when this brings their classes nearer to what they
  /// are owed. A class of one group has no test rows.
  /// - Parameters:
  ///   - groups: one for each row, as ``RowGroups/init(linking:)`` finds them.
  ///   - testFraction: above 0 and below 1.
  /// - Throws: ``LearningError/noRows``, ``LearningError/emptyTestSet``,
  ///   ``LearningError/differentRowCounts(expected:found:)``, ``LearningError/invalidSetting(name:value:expected:)``.
  public static func grouped(
    _ labels: ClassLabels, by groups: RowGroups, testFraction: Double = 0.2, seed: UInt64 = 42
  ) throws(LearningError) -> Split {
    try check(testFraction: testFraction)
    guard labels.count > 0 else { throw .noRows }
    guard labels.count == groups.codes.count else {
      throw .differentRowCounts(expected: labels.count, found: groups.codes.count)
    }
    let rowsOfGroup = groups.rows
    var random = SplitMix64(seed: seed, stream: 0x47_726f_7570, index: 0)
    var balance = ClassBalance(labels, testFraction: testFraction)
    var isTest = [Bool](repeating: false, count: labels.count)
    for group in random.shuffled(rowsOfGroup.indices) {
      let rows = rowsOfGroup[group]
      guard balance.improves(by: rows.map { labels.codes[$0] }) else { continue }
      for row in rows { isTest[row] = true }
    }
    return try Split(train: isTest.indices.filter { !isTest[$0] }, test: isTest.indices.filter { isTest[$0] }).checked()
  }

  /// The split without the rows that share a member with the other side.
  ///
  /// A song's guests are members too: a duet of a training and a test artist would tell about both. Each member belongs
  /// to the side where it has more rows (of equal ones to the training side), and a row stays when all its members
  /// belong to its side.
  /// - Parameter members: numbers of the members of each row of all, from 0.
  public func leavingOutRows(sharing members: [[Int32]]) throws(LearningError) -> Split {
    let count = 1 + (members.lazy.compactMap { $0.max() }.max() ?? -1)
    var lean = [Int32](repeating: 0, count: Int(count))
    for row in train { for member in members[row] { lean[Int(member)] += 1 } }
    for row in test { for member in members[row] { lean[Int(member)] -= 1 } }
    let keptTrain = train.filter { members[$0].allSatisfy { lean[Int($0)] >= 0 } }
    let keptTest = test.filter { members[$0].allSatisfy { lean[Int($0)] < 0 } }
    let all = (train + test + leftOut).sorted()
    let kept = Set(keptTrain).union(keptTest)
    return try Split(train: keptTrain, test: keptTest, leftOut: all.filter { !kept.contains($0) }).checked()
  }
}

/// How far the test rows of each class are from what the class is owed.
private struct ClassBalance {
  private let owed: [Double]
  private var counts: [Double]

  init(_ labels: ClassLabels, testFraction: Double) {
    owed = labels.classCounts.map { Double($0) * testFraction }
    counts = [Double](repeating: 0, count: labels.classCount)
  }

  /// Whether rows of these classes bring the squared distances nearer to 0, each measured against what the class is
  /// owed. If so they count.
  mutating func improves(by codes: [Int32]) -> Bool {
    var added: [Int32: Double] = [:]
    for code in codes { added[code, default: 0] += 1 }
    var change = 0.0
    for (code, number) in added.sorted(by: { $0.key < $1.key }) {
      let position = Int(code)
      change += number * (2 * (counts[position] - owed[position]) + number) / owed[position]
    }
    guard change < 0 else { return false }
    for (code, number) in added { counts[Int(code)] += number }
    return true
  }
}
