import Frames
import Statistics

extension ConfusionMatrix {
  /// The classes in an order in which those that are confused with each other stand together.
  ///
  /// Groups are joined pair by pair, the two that are confused most on average first; each pair is turned so that the
  /// classes that meet are those confused most.
  var clusteredOrder: [Int] {
    let size = names.count
    let shares = normalized.map { $0.isNaN ? 0 : $0 }
    func closeness(_ one: Int, _ other: Int) -> Double { shares[one * size + other] + shares[other * size + one] }
    var groups = (0..<size).map { [$0] }
    // Sums of closeness between each two groups.
    var sums = (0..<size).map { one in (0..<size).map { closeness(one, $0) } }
    while groups.count > 1 {
      var best = (mean: -1.0, one: 0, other: 1)
      for one in groups.indices {
        for other in (one + 1)..<groups.count {
          let mean = sums[one][other] / Double(groups[one].count * groups[other].count)
          if mean > best.mean { best = (mean, one, other) }
        }
      }
      let (left, right) = (groups[best.one], groups[best.other])
      let turned = [
        left + right, left + right.reversed(), Array(left.reversed()) + right, left.reversed() + right.reversed(),
      ]
      func seam(_ order: [Int]) -> Double { closeness(order[left.count - 1], order[left.count]) }
      groups[best.one] = turned.max { seam($0) < seam($1) } ?? left + right
      for group in groups.indices {
        sums[best.one][group] += sums[best.other][group]
        sums[group][best.one] = sums[best.one][group]
      }
      groups.remove(at: best.other)
      sums.remove(at: best.other)
      for group in sums.indices { sums[group].remove(at: best.other) }
    }
    return groups.first ?? []
  }

  /// The classes that take part in most errors, in their own order.
  func mostConfusedClasses(_ count: Int) -> [Int] {
    let (actual, predicted) = (actualCounts, predictedCounts)
    let errors = names.indices.map { actual[$0] + predicted[$0] - 2 * self[$0, $0] }
    let ranked = names.indices.sorted { (errors[$1], $0) < (errors[$0], $1) }
    return ranked.prefix(count).sorted()
  }

  /// These classes in order, and all others as one more.
  func grouping(_ classes: [Int], othersName: String) -> ConfusionMatrix {
    var groups = [Int](repeating: classes.count, count: names.count)
    for (group, number) in classes.enumerated() { groups[number] = group }
    let size = classes.count + 1
    var counts = [Int](repeating: 0, count: size * size)
    for row in names.indices {
      for column in names.indices { counts[groups[row] * size + groups[column]] += self[row, column] }
    }
    return ConfusionMatrix(names: classes.map { names[$0] } + [othersName], counts: counts)
  }
}
