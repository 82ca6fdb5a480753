import Statistics

extension MarkLayer {
  /// Whether bars and areas grow along x.
  var isHorizontal: Bool {
    guard kind == .bar || kind == .area else { return false }
    if xEnd != nil { return true }
    if yEnd != nil { return false }
    return y?.isCategorical == true && x?.isCategorical == false
  }

  /// The column that bars grow along.
  var lengths: PlottableColumn? { isHorizontal ? x : y }
  /// The column that bars stand on.
  var bases: PlottableColumn? { isHorizontal ? y : x }
  var lengthEnds: PlottableColumn? { isHorizontal ? xEnd : yEnd }

  /// Adds the values of the marks to the domains of the axes and other scales, and asks for the insets and axis ends
  /// that suit the kind of mark.
  public func contribute(to domains: inout ChartDomains) {
    if let symbol = channels.symbol { domains.symbol.include(symbol) }
    if let lineStyle = channels.lineStyle { domains.lineStyle.include(lineStyle) }
    if let position { domains.position.include(position) }
    if let size = channels.symbolSize { domains.size.include(size) }
    switch kind {
    case .bar, .area: contributeSpans(to: &domains)
    case .line:
      include(x, in: &domains.x)
      // What has no place along x stretches nothing; what is missing there shows as a gap.
      if let y { domains.y.include(y, where: completeRows([x])) }
      domains.x.isNice = false
      domains.x.hasGrid = false
      domains.y.isNice = false
      domains.y.endsAtNearRoundValues = true
      domains.y.inset = max(domains.y.inset, 4)
    case .point:
      let drawn = completeRows([x, y, channels.symbolSize])
      if let x { domains.x.include(x, where: drawn) }
      if let y { domains.y.include(y, where: drawn) }
      let inset = (channels.symbolSize == nil ? dotRadius : count > 150 ? 9 : 13) + 3
      domains.x.inset = max(domains.x.inset, inset)
      domains.y.inset = max(domains.y.inset, inset)
      // A cloud has no use for empty room up to the next round number.
      domains.x.isNice = false
      domains.y.isNice = false
      domains.x.endsAtNearRoundValues = true
      domains.y.endsAtNearRoundValues = true
    case .rectangle: contributeRectangles(to: &domains)
    case .sector:
      domains.coordinates = .free
      domains.color.wantsLegend = false
      if domains.isNarrow {
        // No higher than the disc that is left between its names.
        let letters = (color?.usedNames.map(\.count).max() ?? 0) + 6
        let width = domains.width - 20
        domains.aspectRatio = width / max(width - 2 * (Double(letters) * 6 + 16) + 30, 130)
      }
    case .rule, .text:
      includeIntervals(in: &domains)
    }
    // Lines go along with areas; what has a width of its own, or dots with a radius, needs room at both ends.
    if kind != .line {
      if x != nil { domains.x.reachesEnds = (domains.x.reachesEnds ?? true) && kind == .area }
      if y != nil { domains.y.reachesEnds = (domains.y.reachesEnds ?? true) && kind == .area }
    }
    contributeColor(to: &domains)
    let padsY = style.annotationOverflow?.y ?? .automatic
    if kind == .point || kind == .line, style.annotationPosition != .overlay, !annotations.isEmpty,
      padsY == .automatic || padsY == .padScale
    {
      domains.y.inset += 14
    }
  }

  /// Which rows have a finite number in each of these columns; nil where all have.
  private func completeRows(_ columns: [PlottableColumn?]) -> [Bool]? {
    [Double].completeRows(of: columns.compactMap { $0?.numbers })
  }

  private func include(_ column: PlottableColumn?, in axis: inout AxisDomain) {
    if let column { axis.include(column) }
  }

  private func contributeSpans(to domains: inout ChartDomains) {
    let path: WritableKeyPath<ChartDomains, AxisDomain> = isHorizontal ? \.x : \.y
    let other: WritableKeyPath<ChartDomains, AxisDomain> = isHorizontal ? \.y : \.x
    let (starts, ends) = spans()
    if lengthEnds == nil {
      domains[keyPath: path].label = domains[keyPath: path].label ?? lengths?.label
    } else {
      let labels = [lengths?.label, lengthEnds?.label].compactMap { $0 }
      let title = labels.count == 2 && labels[0] == labels[1] ? labels[0] : labels.joined(separator: " to ")
      domains[keyPath: path].intervalLabel = domains[keyPath: path].intervalLabel ?? title
    }
    if lengths?.kind == .date || lengthEnds?.kind == .date {
      domains[keyPath: path].includeDates(of: [lengths, lengthEnds].compactMap { $0 })
    }
    for row in ends.indices {
      // What has one end only is not drawn, and so must not stretch the scale.
      guard starts[row].isFinite, ends[row].isFinite else {
        domains[keyPath: path].include(.nan)
        continue
      }
      domains[keyPath: path].include(starts[row], isValue: lengthEnds != nil)
      domains[keyPath: path].include(ends[row])
    }
    if lengthEnds == nil {
      domains[keyPath: path].includesZero = true
      if kind == .bar, style.stacking != .center { domains[keyPath: path].hasBaseline = true }
      if style.stacking == .normalized, domains[keyPath: path].format == nil {
        domains[keyPath: path].format = .percent
      }
    }
    include(bases, in: &domains[keyPath: other])
    domains[keyPath: other].isNice = false
    if kind == .bar {
      domains[keyPath: other].hasGrid = false
      if let bases, !bases.isCategorical {
        let finite = bases.numbers.filter(\.isFinite)
        if let low = finite.min(), let high = finite.max() {
          // Bars closer than about a point are as wide as if they stood on one place.
          let half = (smallestDistance(of: finite, from: (high / 2 - low / 2) / 250) ?? 1) / 2
          domains[keyPath: other].reach(to: low - half)
          domains[keyPath: other].reach(to: high + half)
        }
      }
      let overflow = (isHorizontal ? style.annotationOverflow?.x : style.annotationOverflow?.y) ?? .automatic
      if annotationsStandBeyond, overflow == .automatic || overflow == .padScale {
        for (row, text) in annotations.enumerated() where row < ends.count {
          domains[keyPath: path].includeOverhang(at: ends[row], text: text)
        }
      }
    }
  }

  /// Values along both axes; the ends of intervals name an axis only where nothing else does.
  private func includeIntervals(in domains: inout ChartDomains) {
    for (start, end, path) in [(x, xEnd, \ChartDomains.x), (y, yEnd, \ChartDomains.y)] {
      guard let end else {
        include(start, in: &domains[keyPath: path])
        continue
      }
      for column in [start, end] {
        if let column { domains[keyPath: path].include(interval: column) }
      }
    }
  }

  /// Numbers that cells stand around need half a cell beyond their ends.
  private func includeCells(around column: PlottableColumn?, in axis: inout AxisDomain) {
    guard let column, !column.isCategorical else { return }
    let finite = column.numbers.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(),
      let half = smallestDistance(of: finite, from: (high / 2 - low / 2) / 250).map({ $0 / 2 })
    else { return }
    axis.reach(to: low - half)
    axis.reach(to: high + half)
    axis.isNice = false
  }

  private func contributeRectangles(to domains: inout ChartDomains) {
    includeIntervals(in: &domains)
    for _ in 0..<blankCount { domains.x.include(.nan) }
    let isMatrix = xEnd == nil && yEnd == nil
    if xEnd == nil { includeCells(around: x, in: &domains.x) }
    if yEnd == nil { includeCells(around: y, in: &domains.y) }
    if isMatrix {
      domains.x.isMatrix = true
      domains.y.isMatrix = true
      domains.x.hasGrid = false
      domains.y.hasGrid = false
    }
    if xEnd != nil { domains.x.isNice = false }
    if xEnd != nil, let y, yEnd != nil, y.numbers.allSatisfy({ $0 == 0 }) {
      // Rectangles from zero are the bars of a histogram.
      domains.y.hasBaseline = true
      domains.x.hasGrid = false
    }
  }

  /// Whether labels of bars stand beyond their ends: not on stacks, where the next part begins there.
  var annotationsStandBeyond: Bool {
    switch style.annotationPosition ?? .automatic {
    case .overlay: return false
    case .automatic:
      guard lengthEnds == nil, style.stacking != .unstacked, let bases else { return true }
      if position != nil { return true }
      return Set(bases.numbers).count == bases.numbers.count
    case .top, .bottom: return !isHorizontal
    case .leading, .trailing: return isHorizontal
    }
  }

  private func contributeColor(to domains: inout ChartDomains) {
    guard let color else { return }
    if color.isCategorical, [.bar, .point, .rectangle].contains(kind), color.numbers.missingCount > 0 {
      domains.color.includeMissing()
    }
    domains.color.include(color, weights: kind == .bar || kind == .area ? lengths?.numbers : channels.angle?.numbers)
    switch kind {
    case .line:
      if color.isCategorical {
        // Lines that differ in dashes as well have no single name.
        let hasOwnDashes = channels.lineStyle.map { $0.label != color.label } ?? false
        domains.labelsLineEnds = (domains.labelsLineEnds ?? true) && !hasOwnDashes
        domains.color.symbol = .line
      }
    case .area where yEnd != nil: break
    case .area where !isHorizontal && color.isCategorical: domains.labelsLineEnds = domains.labelsLineEnds ?? true
    case .point:
      domains.labelsLineEnds = domains.labelsLineEnds ?? false
      if domains.color.symbol == .square { domains.color.symbol = .dot }
    default: domains.labelsLineEnds = false
    }
    // Colours that repeat an axis's names need no legend.
    if color.isCategorical, color.label == x?.label || color.label == y?.label,
      color.names == x?.names || color.names == y?.names
    {
      domains.color.wantsLegend = false
    }
  }

  /// The smallest distance between two distinct numbers; nil where there are no two.
  /// - Parameter least: Numbers that are closer count as one.
  func smallestDistance(of numbers: [Double], from least: Double = 0) -> Double? {
    let sorted = Set(numbers.filter(\.isFinite)).sorted()
    guard var last = sorted.first else { return nil }
    var smallest = Double.infinity
    for number in sorted.dropFirst() where number - last >= least {
      smallest = min(smallest, number - last)
      last = number
    }
    return smallest.isFinite ? smallest : nil
  }

  /// In points; smaller when there are many dots. Dots whose areas stand for numbers have a radius each.
  var dotRadius: Double { dotRadius(count: count) }

  /// - Parameter count: Of the dots beside which these are seen.
  func dotRadius(count: Int) -> Double {
    if let size = style.symbolSize { return (max(size, 0) / .pi).squareRoot() }
    return count < 500 ? 2.75 : count < 5_000 ? 1.75 : 1.25
  }
}
