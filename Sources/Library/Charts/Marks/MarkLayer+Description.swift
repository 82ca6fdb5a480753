import Statistics

extension MarkLayer {
  /// What the marks show: the kind of chart with its labels, then ranges, extremes and trends that suit the kind of
  /// mark. Empty for rules and texts.
  public func describe(in plot: Plot) -> LayerDescription {
    let count = NumberFormat.automatic.string(Double(self.count))
    switch kind {
    case .bar: return describeBars(in: plot)
    case .line: return describeLines(in: plot)
    case .area:
      if yEnd != nil { return LayerDescription(kind: "") }
      return describeAreas(in: plot)
    case .point:
      var findings = ["\(count) points.", range(x, plot.xFormat), range(y, plot.yFormat)]
      if let correlation { findings.append("Correlation \(NumberFormat.decimals(2).string(correlation)).") }
      if showsDensity { findings.append("Colours tell how many points lie on one spot.") }
      return LayerDescription(
        kind: "Scatter plot of \(plot.yLabel) against \(plot.xLabel)" + colored,
        findings: findings.filter { !$0.isEmpty })
    case .rectangle:
      let values = color.map { $0.isCategorical ? "" : " \($0.label)" } ?? ""
      if xEnd != nil, yEnd != nil, let y, y.numbers.allSatisfy({ $0 == 0 }) {
        return LayerDescription(kind: "Histogram of \(plot.xLabel)", findings: [range(x, plot.xFormat)])
      }
      return LayerDescription(
        kind: "Grid of\(values.isEmpty ? " cells" : values) by \(plot.xLabel) and \(plot.yLabel)",
        findings: color.map { [range($0, .automatic)] } ?? [])
    case .sector: return describeSectors()
    case .rule, .text: return LayerDescription(kind: "")
    }
  }

  private var colored: String {
    guard let color, color.label != x?.label, color.label != y?.label else { return "" }
    return ", coloured by \(color.label)"
  }

  /// `Energy from 0.02 to 0.99.`
  private func range(_ column: PlottableColumn?, _ format: NumberFormat) -> String {
    guard let column else { return "" }
    if column.isCategorical {
      let names = column.usedNames.count
      return names == 1 ? "" : "\(names) × \(column.label)."
    }
    let moments = Moments(column.numbers.finiteValues)
    guard moments.count > 0 else { return "\(column.label) has no values." }
    let (low, high) = (moments.minimum, moments.maximum)
    if column.kind == .date {
      let (first, last) = (CivilTime(secondsSince1970: low), CivilTime(secondsSince1970: high))
      return "\(column.label) from \(first.internetDateTime.prefix(10)) to \(last.internetDateTime.prefix(10))."
    }
    return "\(column.label) from \(format.string(low)) to \(format.string(high))."
  }

  private func describeBars(in plot: Plot) -> LayerDescription {
    let format = isHorizontal ? plot.xFormat : plot.yFormat
    guard let lengths, let bases else { return LayerDescription(kind: "") }
    let (starts, ends) = spans()
    let values = zip(starts, ends).map { $1 - $0 }
    let rows = values.indices.filter { values[$0].isFinite }
    var findings: [String] = []
    if let largest = rows.max(by: { values[$0] < values[$1] }), let least = rows.min(by: { values[$0] < values[$1] }),
      rows.count > 1
    {
      func name(_ row: Int) -> String {
        let group = color?.name(at: row)
        let base = bases.text(at: row)
        return group.map { $0 == base ? base : "\(base), \($0)" } ?? base
      }
      findings.append("Largest: \(name(largest)) with \(format.string(values[largest])).")
      findings.append("Smallest: \(name(least)) with \(format.string(values[least])).")
    } else if let only = rows.first {
      findings.append("\(bases.text(at: only)): \(format.string(values[only])).")
    }
    let bars = "\(rows.count) \(rows.count == 1 ? "bar" : "bars")"
    return LayerDescription(
      kind: "Bar chart of \(lengths.label) by \(bases.label)" + colored, findings: ["\(bars)."] + findings)
  }

  private func describeAreas(in plot: Plot) -> LayerDescription {
    let format = isHorizontal ? plot.xFormat : plot.yFormat
    let isShare = style.stacking == .normalized
    var findings = isShare ? [] : [range(lengths, format)]
    let groups = seriesRows()
    if groups.count > 1, let bases, let lengths {
      findings.insert("\(groups.count) areas.", at: 0)
      // What a stack is at its two ends says how the parts shift.
      let (starts, ends) = spans()
      for (name, rows) in groups.prefix(6) {
        let known = ordered(rows, by: bases.numbers).filter { ends[$0].isFinite && lengths.numbers[$0].isFinite }
        guard let name, let first = known.first, let last = known.last, known.count > 1 else { continue }
        let (from, to) = (abs(ends[first] - starts[first]), abs(ends[last] - starts[last]))
        let (before, after) = (format.string(isShare ? rounded(from) : from), format.string(isShare ? rounded(to) : to))
        findings.append(
          before == after
            ? "\(name) begins and ends at \(before)."
            : "\(name) \(to > from ? "rises" : "falls") from \(before) to \(after).")
      }
    }
    if zeroCount > 0 {
      findings.append(
        zeroCount == 1
          ? "One series without a value at a place counts as zero there."
          : "\(NumberFormat.automatic.string(Double(zeroCount))) times a series has no value at a place and counts as zero there."
      )
    }
    return LayerDescription(
      kind: "Area chart of \(plot.yLabel) by \(plot.xLabel)" + colored, findings: findings.filter { !$0.isEmpty })
  }

  /// A share to a thousandth.
  private func rounded(_ share: Double) -> Double { (share * 1_000).rounded() / 1_000 }

  /// Where a line is highest and lowest, unless that is where it begins or ends.
  private func extremes(_ x: PlottableColumn, _ y: PlottableColumn, _ plot: Plot) -> [String] {
    let known = y.numbers.indices.filter { y.numbers[$0].isFinite }
    guard let high = known.max(by: { y.numbers[$0] < y.numbers[$1] }),
      let low = known.min(by: { y.numbers[$0] < y.numbers[$1] }), y.numbers[high] > y.numbers[low]
    else { return [] }
    func place(_ row: Int) -> String {
      x.isCategorical || x.kind == .date ? x.text(at: row) : plot.xFormat.string(x.numbers[row])
    }
    return [("Highest", high), ("Lowest", low)].filter { $1 != known.first && $1 != known.last }.map { word, row in
      "\(word) at \(place(row)) with \(plot.yFormat.string(y.numbers[row]))."
    }
  }

  private func describeLines(in plot: Plot) -> LayerDescription {
    guard let x, let y else { return LayerDescription(kind: "") }
    var findings: [String] = []
    let groups = isFunction ? [(nil, Array(0..<self.count))] : seriesRows()
    if groups.count > 1 { findings.append("\(groups.count) lines.") }
    findings.append(range(x, plot.xFormat))
    for (name, rows) in groups.prefix(y.isCategorical ? 0 : 6) {
      let known = rows.filter { y.numbers[$0].isFinite }
      guard let first = known.first, let last = known.last, known.count > 1 else { continue }
      let (start, end) = (y.numbers[first], y.numbers[last])
      let (from, to) = (plot.yFormat.string(start), plot.yFormat.string(end))
      let name = name ?? y.label
      findings.append(
        from == to
          ? "\(name) begins and ends at \(from)." : "\(name) \(end > start ? "rises" : "falls") from \(from) to \(to).")
    }
    if groups.count == 1, !y.isCategorical { findings.append(contentsOf: extremes(x, y, plot)) }
    return LayerDescription(kind: "Line chart of \(y.label) by \(x.label)" + colored, findings: findings)
  }

  /// Pearson's coefficient of the rows that have both values; nil where it is not defined.
  private var correlation: Double? {
    guard let x, let y, !x.isCategorical, !y.isCategorical else { return nil }
    let columns = [x.numbers.withoutInfinities, y.numbers.withoutInfinities]
    let matrix = CorrelationMatrix(columns, names: ["x", "y"])
    return matrix.counts[1] > 2 && matrix.coefficients[1].isFinite ? matrix.coefficients[1] : nil
  }
}
