extension Linkage {
  /// Average linkage of points by their Euclidean distances.
  ///
  /// Time and memory go with the square of the number of points: for thousands of them, not more.
  /// - Parameter points: each with the same number of coordinates.
  public init(averageOf points: [[Double]]) {
    let count = points.count
    precondition(points.allSatisfy { $0.count == points[0].count }, "points of one width")
    var distances = [Double](repeating: 0, count: count * count)
    for one in 0..<count {
      for other in 0..<one {
        var sum = 0.0
        for (a, b) in zip(points[one], points[other]) { sum += (a - b) * (a - b) }
        distances[one * count + other] = sum.squareRoot()
        distances[other * count + one] = sum.squareRoot()
      }
    }
    self.init(averageOf: distances, count: count)
  }

  /// The groups that are left when so many are wanted: the last merges are undone.
  /// - Parameter wanted: from 1 to the number of things.
  /// - Returns: the group of each thing, numbered from 0 in the order of their first members.
  public func clusters(count wanted: Int) -> [Int] {
    precondition(wanted >= 1 && wanted <= max(1, count), "from 1 to \(count) groups, not \(wanted)")
    return groups(afterMerges: max(0, count - wanted))
  }

  /// The groups whose members joined at a height of no more than this.
  /// - Returns: the group of each thing, numbered from 0 in the order of their first members.
  public func clusters(atHeight height: Double) -> [Int] {
    groups(afterMerges: merges.firstIndex { $0.height > height } ?? merges.count)
  }

  private func groups(afterMerges made: Int) -> [Int] {
    // The group that each number has become a part of.
    var parents = Array(0..<count + made)
    for (index, merge) in merges.prefix(made).enumerated() {
      parents[merge.first] = count + index
      parents[merge.second] = count + index
    }
    for number in parents.indices.reversed() where parents[number] != number {
      parents[number] = parents[parents[number]]
    }
    var numbers: [Int: Int] = [:]
    return (0..<count).map { thing in
      let number = numbers[parents[thing]] ?? numbers.count
      numbers[parents[thing]] = number
      return number
    }
  }
}
