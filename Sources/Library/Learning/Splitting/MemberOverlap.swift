/// How many members, such as artists, the two sides of a split have, and how many of them stand on both: what shows
/// that a test is of members that a model has not learned from.
public struct MemberOverlap: Sendable, Equatable, Codable {
  /// Different members of training rows.
  public var train: Int
  /// Different members of test rows.
  public var test: Int
  /// Members of both.
  public var shared: Int

  /// Whether no member is on both sides.
  public var isDisjoint: Bool { shared == 0 }
}

extension Split {
  /// Counts the members of both sides.
  /// - Parameter members: numbers of the members of each row of all, from 0.
  public func overlap(of members: [[Int32]]) -> MemberOverlap {
    let count = 1 + (members.lazy.compactMap { $0.max() }.max() ?? -1)
    var sides = [UInt8](repeating: 0, count: Int(count))
    for row in train { for member in members[row] { sides[Int(member)] |= 1 } }
    for row in test { for member in members[row] { sides[Int(member)] |= 2 } }
    return MemberOverlap(
      train: sides.count { $0 & 1 != 0 }, test: sides.count { $0 & 2 != 0 }, shared: sides.count { $0 == 3 })
  }

  /// For each test row whether one of its members is also one of a training row.
  /// - Parameter members: numbers of the members of each row of all, from 0.
  public func isFamiliar(members: [[Int32]]) -> [Bool] {
    let count = 1 + (members.lazy.compactMap { $0.max() }.max() ?? -1)
    var isLearned = [Bool](repeating: false, count: Int(count))
    for row in train { for member in members[row] { isLearned[Int(member)] = true } }
    return test.map { members[$0].contains { isLearned[Int($0)] } }
  }
}
