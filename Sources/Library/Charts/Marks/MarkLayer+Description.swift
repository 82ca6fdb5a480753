import Statistics

extension MarkLayer {
  /// What the marks show: the kind of chart with its labels, then ranges, extremes and trends that suit the kind of
  /// mark, of those rows that are drawn. Rules, bands and texts support other marks and have no kind.
  public func describe(in plot: Plot) -> LayerDescription {
    let shown = ShownRows(self, plot)
    var description: LayerDescription
    switch kind {
    case .bar where lengthEnds != nil: description = describeIntervals(shown, plot)
    case .bar: description = describeBars(shown, plot)
    case .line: description = describeLines(shown, plot)
    case .area where lengthEnds != nil: return describeBand(shown, plot)
    case .area: description = describeAreas(shown, plot)
    case .point: description = describePoints(shown, plot)
    case .rectangle: description = describeRectangles(shown, plot)
    case .sector: return describeSectors()
    case .rule: return describeRules(shown, plot)
    case .text: return describeTexts(shown)
    }
    if shown.rows.isEmpty { description.findings = ["There are no values to show."] }
    if let left = shown.sentence(kind == .line || kind == .area ? "Points" : kind.pluralName) {
      description.findings.append(left)
    }
    description.findings.removeAll(where: \.isEmpty)
    return description
  }

  /// The rows of a layer that have a place on the plot.
  private struct ShownRows {
    private let placed: PlacedRows

    var rows: [Int] { placed.rows }

    /// Those of some rows.
    func shown(of rows: [Int]) -> [Int] { placed.shown(of: rows) }

    init(_ layer: MarkLayer, _ plot: Plot) {
      // A bar that reaches beyond the scale is cut, not left out.
      let isSpan = layer.kind == .bar || layer.kind == .area
      let isLevel = layer.isHorizontal
      var columns: [PlacedRows.Column] = []
      func add(_ column: PlottableColumn?, _ scale: PositionScale, isAlong: Bool, isEnd: Bool) {
        guard let column else { return }
        var continuous: ContinuousScale?
        // The ends of intervals are drawn up to where the scale begins.
        if !column.isCategorical, !isEnd, case .continuous(let scale) = scale { continuous = scale }
        columns.append(
          .init(column.numbers, on: continuous, needsPlace: true, staysInside: !(isSpan && isAlong)))
      }
      add(layer.x, plot.x, isAlong: isLevel, isEnd: layer.xEnd != nil)
      add(layer.xEnd, plot.x, isAlong: false, isEnd: true)
      add(layer.y, plot.y, isAlong: !isLevel, isEnd: layer.yEnd != nil)
      add(layer.yEnd, plot.y, isAlong: false, isEnd: true)
      if layer.kind == .point, let sizes = layer.channels.symbolSize {
        columns.append(.init(sizes.numbers, on: nil, needsPlace: false, staysInside: false))
      }
      // Intervals below zero have no part on a logarithmic scale.
      if let start = layer.lengths, let end = layer.lengthEnds, !start.isCategorical,
        case .continuous(let scale) = isLevel ? plot.x : plot.y, scale.type == .log
      {
        let tops = zip(start.numbers, end.numbers).map { max($0, $1) }
        columns.append(.init(tops, on: scale, needsPlace: true, staysInside: false))
      }
      placed = PlacedRows(columns, count: layer.count)
    }

    /// `Of 5 points not shown: 2 outside the axes.`
    func sentence(_ noun: String) -> String? {
      let all = rows.count + placed.withoutPlace + placed.outside
      func part(_ count: Int, _ why: String) -> String? {
        count == 0 ? nil : "\(NumberFormat.whole(count)) \(why)"
      }
      let parts = [
        part(placed.withoutPlace, "without a place on a logarithmic axis"), part(placed.outside, "outside the axes"),
      ].compactMap { $0 }
      guard !parts.isEmpty else { return nil }
      let noun = all == 1 ? String(noun.lowercased().dropLast()) : noun.lowercased()
      return "Of \(NumberFormat.whole(all)) \(noun) not shown: \(parts.joined(separator: ", "))."
    }
  }

  private var colored: String {
    guard let color, color.label != x?.label, color.label != y?.label else { return "" }
    return ", coloured by \(color.label)"
  }

  /// `Energy from 0.02 to 0.99.`
  private func range(_ column: PlottableColumn?, _ rows: [Int], _ format: NumberFormat) -> String {
    guard let column else { return "" }
    if column.isCategorical {
      let counts = column.numbers.gathering(rows).countsOfCodes(count: column.names.count)
      let names = counts.count { $0 > 0 }
      return names < 2 ? "" : "\(names) × \(column.label)."
    }
    let extent = ValueExtent(column.numbers, rows: rows)
    guard extent.count > 0 else { return "\(column.label) has no values." }
    let (low, high) = (extent.minimum, extent.maximum)
    if column.kind == .date {
      return low == high
        ? "\(column.label) \(CivilTime.text(low))." : "\(column.label) from \(CivilTime.range(low, high))."
    }
    let texts = format.compared([low, high])
    return texts[0] == texts[1]
      ? "\(column.label) \(low == high ? "" : "near ")\(texts[0])\(rows.count > 1 ? " for all" : "")."
      : "\(column.label) from \(texts[0]) to \(texts[1])."
  }

  /// A value of a row as a sentence names it.
  private func name(_ column: PlottableColumn, _ row: Int, _ format: NumberFormat) -> String {
    if column.isCategorical { return column.text(at: row) }
    return column.kind == .date ? CivilTime.text(column.numbers[row]) : format.string(column.numbers[row])
  }

  // MARK: Bars

  private func describeBars(_ shown: ShownRows, _ plot: Plot) -> LayerDescription {
    guard let lengths, let bases else { return LayerDescription(kind: "") }
    let format = isHorizontal ? plot.xFormat : plot.yFormat
    let baseFormat = isHorizontal ? plot.yFormat : plot.xFormat
    let kind = "Bar chart of \(lengths.label) by \(bases.label)" + colored
    let (starts, ends) = spans()
    let rows = shown.rows
    // A part below zero is as long as it is below.
    let values = rows.map { ends[$0] - starts[$0] }
    let names = rows.map { row -> String in
      let base = name(bases, row, baseFormat)
      return color?.name(at: row).map { $0 == base ? base : "\(base) (\($0))" } ?? base
    }
    var findings: [String]
    var sums: [(name: String, sum: Double)] = []
    var indices: [Double: Int] = [:]
    for (row, value) in zip(rows, values) {
      if let index = indices[bases.numbers[row]] {
        sums[index].sum += value
      } else {
        indices[bases.numbers[row]] = sums.count
        sums.append((name(bases, row, baseFormat), value))
      }
    }
    let isStacked = sums.count < rows.count && position == nil && style.stacking != .unstacked
    if isStacked {
      findings = ["\(NumberFormat.count(rows.count, "part")) in \(NumberFormat.count(sums.count, "bar"))."]
      if style.stacking != .normalized {
        findings += Extremes(sums.map(\.sum)).sentences(
          sums.map(\.name), format: format, highest: "Largest sum", lowest: "Smallest sum", equal: "All sums are equal")
      }
      findings += Extremes(values).sentences(
        names, format: format, highest: "Largest part", lowest: "Smallest part", equal: "All parts are equal")
    } else {
      findings = ["\(NumberFormat.count(rows.count, "bar"))."] + Extremes(values).sentences(names, format: format)
    }
    if case .continuous(let scale) = isHorizontal ? plot.x : plot.y {
      let (low, high) = (min(scale.lower, scale.upper), max(scale.lower, scale.upper))
      // Beyond rounding: an axis may end at 1B for a bar of 1,000,000,000.002.
      let least = (high - low) * 1e-9
      let cut = rows.count {
        max(starts[$0], ends[$0]) > high + least
          || min(ends[$0], starts[$0]) < low - least && scale.type != .log
      }
      if cut > 0 { findings.append("\(NumberFormat.count(cut, "bar")) cut at the end of the axis.") }
      if scale.type == .log {
        findings.append("Bars stand on \(format.string(scale.lower)), where the logarithmic axis begins.")
      }
    }
    return LayerDescription(kind: kind, findings: findings)
  }

  private func describeIntervals(_ shown: ShownRows, _ plot: Plot) -> LayerDescription {
    guard let lengths, let ends = lengthEnds, let bases else { return LayerDescription(kind: "") }
    let format = isHorizontal ? plot.xFormat : plot.yFormat
    let baseFormat = isHorizontal ? plot.yFormat : plot.xFormat
    let rows = shown.rows
    func interval(_ row: Int) -> String {
      if lengths.kind == .date { return CivilTime.range(lengths.numbers[row], ends.numbers[row]) }
      let texts = format.compared([lengths.numbers[row], ends.numbers[row]])
      return "\(texts[0]) to \(texts[1])"
    }
    var findings = ["\(NumberFormat.count(rows.count, "bar"))."]
    let spans = Extremes(rows.map { abs(ends.numbers[$0] - lengths.numbers[$0]) })
    let named = rows.count <= 4 ? rows : []
    findings += named.map { "\(name(bases, $0, baseFormat)) from \(interval($0))." }
    if named.isEmpty, let longest = rows.first(where: { abs(ends.numbers[$0] - lengths.numbers[$0]) == spans.highest }),
      let shortest = rows.first(where: { abs(ends.numbers[$0] - lengths.numbers[$0]) == spans.lowest })
    {
      findings.append("Longest: \(name(bases, longest, baseFormat)) from \(interval(longest)).")
      if !spans.areEqual {
        findings.append("Shortest: \(name(bases, shortest, baseFormat)) from \(interval(shortest)).")
      }
    }
    return LayerDescription(
      kind: "Bars from \(lengths.label) to \(ends.label) by \(bases.label)" + colored, findings: findings)
  }

  // MARK: Areas and lines

  /// The rows in the order of their places, as the eye follows them.
  private func inOrder(_ rows: [Int], by places: PlottableColumn, on scale: PositionScale) -> [Int] {
    // From the least on where the axis runs the other way, too.
    let positions = places.isCategorical ? scale.positions(of: places) : places.numbers
    return positions.ordered(rows)
  }

  /// `Energy rises from 0.2 to 0.4.`
  private func course(_ name: String, _ start: Double, _ end: Double, _ format: NumberFormat) -> String {
    let texts = format.compared([start, end])
    if Extremes.areOne(start, end) { return "\(name) begins and ends at \(texts[0])." }
    guard texts[0] != texts[1] else { return "\(name) begins and ends near \(texts[0])." }
    return "\(name) \(end > start ? "rises" : "falls") from \(texts[0]) to \(texts[1])."
  }

  private func describeAreas(_ shown: ShownRows, _ plot: Plot) -> LayerDescription {
    let format = isHorizontal ? plot.xFormat : plot.yFormat
    let isShare = style.stacking == .normalized
    let groups = seriesRows().map { (name: $0.name, rows: shown.shown(of: $0.rows)) }.filter { !$0.rows.isEmpty }
    var findings = isShare ? [] : [range(lengths, shown.rows, format)]
    if let bases, let lengths {
      if groups.count > 1 { findings.insert("\(groups.count) areas.", at: 0) }
      // What a part is at the two ends says how parts shift.
      let (starts, ends) = spans()
      for (name, rows) in groups.prefix(6) {
        let known = inOrder(rows, by: bases, on: isHorizontal ? plot.y : plot.x)
        guard let first = known.first, let last = known.last, known.count > 1, groups.count == 1 || name != nil
        else { continue }
        func value(_ row: Int) -> Double { isShare ? abs(ends[row] - starts[row]) : lengths.numbers[row] }
        findings.append(course(name ?? lengths.label, value(first), value(last), format))
      }
      if groups.count > 6 { findings.append("And \(NumberFormat.count(groups.count - 6, "more area")).") }
    }
    if zeroCount > 0 {
      findings.append(
        zeroCount == 1
          ? "One series without a value at a place counts as zero there."
          : "\(NumberFormat.whole(zeroCount)) times a series has no value at a place and counts as zero there.")
    }
    return LayerDescription(kind: "Area chart of \(plot.yLabel) by \(plot.xLabel)" + colored, findings: findings)
  }

  /// Where a line is highest and lowest, unless that is where it begins or ends.
  private func extremes(_ x: PlottableColumn, _ y: PlottableColumn, _ rows: [Int], _ plot: Plot) -> [String] {
    guard let high = rows.max(by: { y.numbers[$0] < y.numbers[$1] }),
      let low = rows.min(by: { y.numbers[$0] < y.numbers[$1] }), !Extremes.areOne(y.numbers[high], y.numbers[low]),
      let first = rows.first, let last = rows.last
    else { return [] }
    let texts = plot.yFormat.compared([y.numbers[high], y.numbers[low], y.numbers[first], y.numbers[last]])
    return [("Highest", high, texts[0]), ("Lowest", low, texts[1])].filter { _, row, _ in
      !Extremes.areOne(y.numbers[row], y.numbers[first]) && !Extremes.areOne(y.numbers[row], y.numbers[last])
    }.map { word, row, text in "\(word) at \(name(x, row, plot.xFormat)) with \(text)." }
  }

  private func describeLines(_ shown: ShownRows, _ plot: Plot) -> LayerDescription {
    guard let x, let y else { return LayerDescription(kind: "") }
    let series = isFunction ? [(nil, Array(0..<count))] : seriesRows()
    let groups = series.map { (name: $0.0, rows: shown.shown(of: $0.1)) }.filter { !$0.rows.isEmpty }
    var findings: [String] = []
    if groups.count > 1 { findings.append("\(groups.count) lines.") }
    findings.append(range(x, shown.rows, plot.xFormat))
    for (name, rows) in groups.prefix(y.isCategorical ? 0 : 6) {
      let known = inOrder(rows, by: x, on: plot.x)
      let name = name ?? y.label
      guard let first = known.first, let last = known.last else { continue }
      guard known.count > 1 else {
        findings.append("\(name) \(plot.yFormat.string(y.numbers[first])) at \(self.name(x, first, plot.xFormat)).")
        continue
      }
      // A curve that comes back along x neither rises nor falls.
      let isCurve = isFunction && zip(rows, rows.dropFirst()).contains { x.numbers[$0] > x.numbers[$1] }
      findings.append(
        isCurve ? range(y, rows, plot.yFormat) : course(name, y.numbers[first], y.numbers[last], plot.yFormat))
    }
    if groups.count > 6, !y.isCategorical {
      findings.append("And \(NumberFormat.count(groups.count - 6, "more line")).")
    }
    if groups.count == 1, !y.isCategorical {
      findings += extremes(x, y, inOrder(groups[0].rows, by: x, on: plot.x), plot)
    }
    return LayerDescription(kind: "Line chart of \(y.label) by \(x.label)" + colored, findings: findings)
  }

  private func describeBand(_ shown: ShownRows, _ plot: Plot) -> LayerDescription {
    guard let lengths, let ends = lengthEnds, !shown.rows.isEmpty else { return LayerDescription(kind: "") }
    let format = isHorizontal ? plot.xFormat : plot.yFormat
    let values = shown.rows.flatMap { [lengths.numbers[$0], ends.numbers[$0]] }
    let texts = format.compared([values.min() ?? .nan, values.max() ?? .nan])
    return LayerDescription(kind: "", findings: ["Band of \(lengths.label) within \(texts[0]) and \(texts[1])."])
  }

  // MARK: Points, cells, rules and texts

  private func describePoints(_ shown: ShownRows, _ plot: Plot) -> LayerDescription {
    var findings = ["\(NumberFormat.count(shown.rows.count, "point"))."]
    if shown.rows.count == 1, let row = shown.rows.first, let x, let y {
      findings = ["1 point: \(x.label) \(name(x, row, plot.xFormat)), \(y.label) \(name(y, row, plot.yFormat))."]
    } else {
      findings += [range(x, shown.rows, plot.xFormat), range(y, shown.rows, plot.yFormat)]
      if let correlation = correlation(shown.rows) {
        findings.append("Correlation \(NumberFormat.fixed(correlation, decimals: 2)).")
      }
    }
    if showsDensity { findings.append("Colours tell how many points lie on one spot.") }
    return LayerDescription(
      kind: "Scatter plot of \(plot.yLabel) against \(plot.xLabel)" + colored, findings: findings)
  }

  private func describeRectangles(_ shown: ShownRows, _ plot: Plot) -> LayerDescription {
    if xEnd != nil, yEnd != nil, let y, y.numbers.allSatisfy({ $0 == 0 }) {
      return LayerDescription(kind: "Histogram of \(plot.xLabel)", findings: [range(x, shown.rows, plot.xFormat)])
    }
    let values = color.map { $0.isCategorical ? "" : " \($0.label)" } ?? ""
    var findings = ["\(NumberFormat.count(shown.rows.count, "cell"))."]
    if let color {
      findings.append(range(color, shown.rows, .automatic))
      if !color.isCategorical {
        let known = shown.rows.filter { color.numbers[$0].isFinite }
        if known.count < shown.rows.count {
          findings.append("\(NumberFormat.count(shown.rows.count - known.count, "cell")) without a number.")
        }
      }
    }
    return LayerDescription(
      kind: "Grid of\(values.isEmpty ? " cells" : values) by \(plot.xLabel) and \(plot.yLabel)", findings: findings)
  }

  private func describeRules(_ shown: ShownRows, _ plot: Plot) -> LayerDescription {
    let isInterval = xEnd != nil || yEnd != nil
    let isUpright = !isInterval && x != nil
    guard let column = isUpright ? x : y ?? x, let first = shown.rows.first else { return LayerDescription(kind: "") }
    if isInterval {
      let (start, end) = xEnd == nil ? (y, yEnd) : (x, xEnd)
      let labels = [start?.label, end?.label].compactMap { $0 }
      let ends = shown.rows.flatMap { row in [start, end].compactMap { $0?.numbers[row] } }.filter(\.isFinite)
      let texts = (xEnd == nil ? plot.yFormat : plot.xFormat).compared([ends.min() ?? .nan, ends.max() ?? .nan])
      return LayerDescription(
        kind: "",
        findings: [
          "\(NumberFormat.count(shown.rows.count, "interval")) from \(labels.joined(separator: " to "))"
            + (ends.isEmpty ? "." : ", between \(texts[0]) and \(texts[1]).")
        ])
    }
    let format = isUpright ? plot.xFormat : plot.yFormat
    guard shown.rows.count > 3 else {
      return LayerDescription(
        kind: "",
        findings: shown.rows.map { row in
          let text = annotations.isEmpty || annotations[row].isEmpty ? "" : " (“\(annotations[row])”)"
          return "Line at \(column.label) \(name(column, row, format))\(text)."
        })
    }
    return LayerDescription(
      kind: "",
      findings: [
        column.isCategorical
          ? "\(NumberFormat.count(shown.rows.count, "line")) at \(column.label), \(name(column, first, format)) first."
          : "\(NumberFormat.count(shown.rows.count, "line")); \(range(column, shown.rows, format))"
      ])
  }

  private func describeTexts(_ shown: ShownRows) -> LayerDescription {
    let texts = shown.rows.map { annotations[$0] }.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return LayerDescription(kind: "") }
    let more = texts.count > 5 ? " and \(NumberFormat.whole(texts.count - 5)) more" : ""
    return LayerDescription(
      kind: "",
      findings: [
        "\(texts.count == 1 ? "Text" : "Texts"): \(texts.prefix(5).map { "“\($0)”" }.joined(separator: ", "))\(more)."
      ])
  }

  /// Pearson's coefficient of the rows; nil where it is not defined.
  private func correlation(_ rows: [Int]) -> Double? {
    guard let x, let y, !x.isCategorical, !y.isCategorical else { return nil }
    let isWhole = rows.count == x.count
    let columns = [x, y].map { column in
      (isWhole ? column.numbers : column.numbers.gathering(rows)).withoutInfinities
    }
    let matrix = CorrelationMatrix(columns, names: ["x", "y"])
    return matrix.counts[1] > 2 && matrix.coefficients[1].isFinite ? matrix.coefficients[1] : nil
  }
}
