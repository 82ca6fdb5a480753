import Frames
import Statistics

extension ClassProbabilities {
  /// The same probabilities among more classes, which are given 0.
  /// - Parameter names: ascending, with all of ``classNames`` among them.
  func extended(to names: [String]) -> ClassProbabilities {
    guard names != classNames else { return self }
    let positions = ClassLabels(classNames: classNames, codes: []).positions(among: names)
    var extended = [Float](repeating: 0, count: rowCount * names.count)
    for row in 0..<rowCount {
      for (code, position) in positions.enumerated() { extended[row * names.count + Int(position)] = self[row, code] }
    }
    return ClassProbabilities(classNames: names, rowCount: rowCount, values: extended)
  }
}

extension RankedClasses {
  /// The same ranks with the numbers that classes have among more.
  /// - Parameter names: ascending, with all of ``classNames`` among them.
  func extended(to names: [String]) -> RankedClasses {
    guard names != classNames else { return self }
    let positions = ClassLabels(classNames: classNames, codes: []).positions(among: names)
    return RankedClasses(
      classNames: names, countPerRow: countPerRow, codes: codes.map { positions[Int($0)] }, probabilities: probabilities
    )
  }
}

extension ClassLabels {
  /// The numbers of these classes among more, -1 for one that is not among them.
  /// - Parameter names: different from each other.
  func positions(among names: [String]) -> [Int32] {
    let position = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    return classNames.map { position[$0, default: -1] }
  }

  /// The same classes with the numbers that they have among more.
  /// - Parameter names: ascending.
  /// - Throws: ``LearningError/unknownClass(_:nearest:)`` when a row's class is not among them.
  public func numbered(among names: [String]) throws(LearningError) -> ClassLabels {
    guard names != classNames else { return self }
    let positions = positions(among: names)
    for (code, count) in classCounts.enumerated() where count > 0 && positions[code] < 0 {
      throw .unknownClass(classNames[code], nearest: NearestName.several(of: classNames[code], among: names))
    }
    return ClassLabels(classNames: names, codes: codes.map { positions[Int($0)] })
  }

  /// For each row the classes of all rows of its group, ascending: a song stands under several genres, any of which is
  /// right.
  public func codes(sharedBy groups: RowGroups) -> [[Int32]] {
    precondition(groups.codes.count == count, "a group for every row")
    var shared = [Set<Int32>](repeating: [], count: groups.count)
    for (row, group) in groups.codes.enumerated() { shared[Int(group)].insert(codes[row]) }
    let sorted = shared.map { $0.sorted() }
    return groups.codes.map { sorted[Int($0)] }
  }
}
