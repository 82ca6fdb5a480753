import Statistics

extension MarkLayer {
  /// Where each bar or area starts and ends along its length, in values.
  func spans() -> (starts: [Double], ends: [Double]) {
    guard let lengths else { return ([], []) }
    if let lengthEnds { return (lengths.numbers, lengthEnds.numbers) }
    let ends = lengths.numbers
    let zeros = [Double](repeating: 0, count: ends.count)
    let method = style.stacking ?? .standard
    guard method != .unstacked, let bases else { return (zeros, ends) }
    var starts = zeros
    var stacked = ends
    struct Base: Hashable {
      var value: Double
      var position: Double
    }
    func base(_ row: Int) -> Base {
      Base(value: bases.numbers[row], position: position?.numbers[row] ?? 0)
    }
    var totals: [Base: (above: Double, below: Double)] = [:]
    for row in stackingOrder where ends[row].isFinite {
      let key = base(row)
      var total = totals[key] ?? (0, 0)
      if ends[row].sign == .plus {
        starts[row] = total.above
        total.above += ends[row]
        stacked[row] = total.above
      } else {
        starts[row] = total.below
        total.below += ends[row]
        stacked[row] = total.below
      }
      totals[key] = total
    }
    guard method == .normalized || method == .center else { return (starts, stacked) }
    for row in ends.indices where ends[row].isFinite {
      guard let total = totals[base(row)] else { continue }
      let all = total.above - total.below
      if method == .normalized, all > 0 {
        starts[row] /= all
        stacked[row] /= all
      } else if method == .center {
        starts[row] -= all / 2
        stacked[row] -= all / 2
      }
    }
    return (starts, stacked)
  }

  /// Rows with the same series at the same level of every stack, whatever order they come in.
  private var stackingOrder: [Int] {
    let groups = seriesRows()
    guard groups.count > 1 else { return Array(0..<count) }
    let order = groups.flatMap(\.rows)
    guard order.count < count else { return order }
    let known = Set(order)
    return order + (0..<count).filter { !known.contains($0) }
  }

  /// The layer with a value of zero for each stacked series at each place where others have a value and it has no row.
  ///
  /// A stack is a sum at each place, and what is not there adds nothing to it: counts by group and year have no row for
  /// a count of zero. A row whose value is missing stays missing, and so a gap. Vega-Lite does the same; ggplot2
  /// interpolates, which makes up values.
  var withWholeStacks: MarkLayer {
    guard kind == .area, lengthEnds == nil, (style.stacking ?? .standard) != .unstacked, let lengths, let bases else {
      return self
    }
    let groups = seriesRows()
    guard groups.count > 1 else { return self }
    let places = Set(bases.numbers.filter(\.isFinite)).sorted()
    var layer = self
    for (_, rows) in groups {
      let known = Set(rows.map { bases.numbers[$0] })
      let lacking = places.filter { !known.contains($0) }
      guard let first = rows.first, !lacking.isEmpty else { continue }
      // A row like the first of the series, at the place and with the value of zero.
      layer.append(rows: lacking.map { _ in first })
      let added = (layer.count - lacking.count)..<layer.count
      let path: WritableKeyPath<MarkLayer, PlottableColumn?> = isHorizontal ? \.channels.y : \.channels.x
      let length: WritableKeyPath<MarkLayer, PlottableColumn?> = isHorizontal ? \.channels.x : \.channels.y
      layer[keyPath: path]?.replaceNumbers(in: added, with: lacking)
      // A series of negative values is lacking from the stack below zero.
      let isNegative = rows.allSatisfy { !(lengths.numbers[$0] > 0) } && rows.contains { lengths.numbers[$0] < 0 }
      layer[keyPath: length]?.replaceNumbers(in: added, with: lacking.map { _ in isNegative ? -0.0 : 0 })
      layer.zeroCount += lacking.count
    }
    return layer
  }

  private mutating func append(rows: [Int]) {
    let all = Array(0..<count) + rows
    channels = channels.map { $0.selecting(all) }
    if !annotations.isEmpty { annotations += rows.map { _ in "" } }
  }

  /// Rows of a stacked area in the order of their places: a stack has one thickness at each.
  func ordered(_ rows: [Int], by places: [Double]) -> [Int] {
    guard lengthEnds == nil, (style.stacking ?? .standard) != .unstacked else { return rows }
    let known = rows.filter { places[$0].isFinite }
    let ordered = places.ordered(known)
    return ordered == known ? rows : ordered
  }
}
