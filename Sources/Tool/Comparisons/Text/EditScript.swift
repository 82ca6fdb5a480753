/// The shortest sequence of edits from one list to another.
enum EditScript {
  enum Step: Equatable {
    /// Equal elements, by their indices in both lists.
    case keep(Int, Int)
    case remove(Int)
    case insert(Int)
  }

  /// Above this many edits lists count as different throughout, because the search takes the square of their number.
  /// The standard library's `difference(from:)` has no such bound: two lists of 20,000 different tokens take it 25 s,
  /// and this 0.06 s.
  static let maximumEdits = 1_000

  /// Eugene W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986; common ends are taken off first. Removals
  /// stand before insertions.
  static func steps<Element: Equatable>(_ old: [Element], _ new: [Element]) -> [Step] {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    let head = (0..<start).map { Step.keep($0, $0) }
    let end = (0..<tail).map { Step.keep(old.count - tail + $0, new.count - tail + $0) }
    let middle = searched(old[start..<(old.count - tail)], new[start..<(new.count - tail)])
    return head + middle + end
  }

  private static func searched<Element: Equatable>(_ old: ArraySlice<Element>, _ new: ArraySlice<Element>) -> [Step] {
    let replaced = old.indices.map { Step.remove($0) } + new.indices.map { Step.insert($0) }
    guard !old.isEmpty, !new.isEmpty else { return replaced }
    let limit = min(old.count + new.count, maximumEdits)
    let offset = limit + 1
    // The furthest index in `old` on every diagonal, and all of them after every round.
    var furthest = [Int](repeating: 0, count: 2 * limit + 3)
    var rounds: [[Int]] = []
    for edits in 0...limit {
      rounds.append(furthest)
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let goesDown =
          diagonal == -edits
          || (diagonal != edits && furthest[offset + diagonal - 1] < furthest[offset + diagonal + 1])
        var x = goesDown ? furthest[offset + diagonal + 1] : furthest[offset + diagonal - 1] + 1
        var y = x - diagonal
        while x < old.count, y < new.count, old[old.startIndex + x] == new[new.startIndex + y] {
          x += 1
          y += 1
        }
        furthest[offset + diagonal] = x
        if x >= old.count, y >= new.count { return traced(rounds, old, new, offset) }
      }
    }
    return replaced
  }

  private static func traced<Element>(
    _ rounds: [[Int]], _ old: ArraySlice<Element>, _ new: ArraySlice<Element>, _ offset: Int
  ) -> [Step] {
    var steps: [Step] = []
    var x = old.count, y = new.count
    for edits in stride(from: rounds.count - 1, through: 0, by: -1) {
      let furthest = rounds[edits]
      let diagonal = x - y
      let goesDown =
        diagonal == -edits || (diagonal != edits && furthest[offset + diagonal - 1] < furthest[offset + diagonal + 1])
      let before = edits == 0 ? 0 : goesDown ? diagonal + 1 : diagonal - 1
      let fromX = edits == 0 ? 0 : furthest[offset + before]
      let fromY = edits == 0 ? 0 : fromX - before
      while x > fromX, y > fromY, x > 0, y > 0 {
        x -= 1
        y -= 1
        steps.append(.keep(old.startIndex + x, new.startIndex + y))
      }
      if edits > 0 { steps.append(goesDown ? .insert(new.startIndex + fromY) : .remove(old.startIndex + fromX)) }
      x = fromX
      y = fromY
    }
    return removalsFirst(steps.reversed())
  }

  private static func removalsFirst(_ steps: [Step]) -> [Step] {
    var result: [Step] = [], inserted: [Step] = []
    for step in steps {
      switch step {
      case .insert: inserted.append(step)
      case .remove: result.append(step)
      case .keep:
        result += inserted
        inserted.removeAll()
        result.append(step)
      }
    }
    return result + inserted
  }
}
