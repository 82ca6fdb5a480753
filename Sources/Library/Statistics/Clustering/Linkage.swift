/// How things join into groups, the nearest first: agglomerative clustering with average linkage (UPGMA; R. R. Sokal
/// and C. D. Michener, 1958).
///
/// The distance of two groups is the mean of the distances of their members. Order and heights are those of SciPy's
/// `linkage` and `leaves_list`.
public struct Linkage: Hashable, Sendable, Codable {
  /// Two groups that become one. Things are numbered from 0; the group made by merge `i` is number `count + i`.
  public struct Merge: Hashable, Sendable, Codable {
    /// The smaller of both numbers.
    public var first: Int
    /// The larger of both numbers.
    public var second: Int
    /// The distance at which they join.
    public var height: Double
    /// How many things the new group holds.
    public var size: Int

    /// Two groups, the smaller number first.
    public init(first: Int, second: Int, height: Double, size: Int) {
      self.first = first
      self.second = second
      self.height = height
      self.size = size
    }
  }

  /// How many things there are.
  public var count: Int
  /// One fewer than there are things, by rising height.
  public var merges: [Merge] = []

  /// A clustering that was computed elsewhere.
  /// - Precondition: there is one merge fewer than things, and each joins groups made before it.
  public init(count: Int, merges: [Merge]) {
    precondition(merges.count == max(0, count - 1), "\(count) things are joined by \(max(0, count - 1)) merges")
    for (index, merge) in merges.enumerated() {
      precondition(merge.first >= 0 && merge.first < merge.second && merge.second < count + index, "merge \(index)")
    }
    self.count = count
    self.merges = merges
  }

  /// - Parameter distances: Row by row, symmetric; NaN is taken for 1, the distance of what has nothing in common.
  public init(averageOf distances: [Double], count: Int) {
    precondition(distances.count == count * count, "\(distances.count) distances are not \(count) × \(count).")
    self.count = count
    guard count > 1 else { return }
    var distances = distances.map { $0.isNaN ? 1 : $0 }
    // The number and the size of the group that each row stands for; rows of groups that were joined to another stand
    // for none.
    var groups = (0..<count).map { (number: $0, size: 1) }
    var live = Array(0..<count)
    for step in 0..<(count - 1) {
      var (row, other, nearest) = (live[0], live[1], Double.infinity)
      for (index, a) in live.enumerated() {
        for b in live[(index + 1)...] where distances[a * count + b] < nearest {
          (row, other, nearest) = (a, b, distances[a * count + b])
        }
      }
      let (left, right) = (groups[row], groups[other])
      merges.append(
        Merge(
          first: min(left.number, right.number), second: max(left.number, right.number),
          height: distances[row * count + other], size: left.size + right.size))
      let (a, b) = (Double(left.size), Double(right.size))
      for third in live where third != row && third != other {
        let mean = (a * distances[row * count + third] + b * distances[other * count + third]) / (a + b)
        distances[row * count + third] = mean
        distances[third * count + row] = mean
      }
      groups[row] = (count + step, left.size + right.size)
      live.removeAll { $0 == other }
    }
  }

  /// Things in an order in which the members of every group stand together.
  public var leafOrder: [Int] {
    guard let last = merges.indices.last else { return Array(0..<count) }
    var order: [Int] = []
    var waiting = [count + last]
    while let number = waiting.popLast() {
      if number < count {
        order.append(number)
      } else {
        waiting += [merges[number - count].second, merges[number - count].first]
      }
    }
    return order
  }
}
