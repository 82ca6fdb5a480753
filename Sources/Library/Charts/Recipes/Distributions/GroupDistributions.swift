public import Statistics

/// How a number is spread in one group: its quartiles and, for violins and curves, its density.
public struct GroupDistribution: Hashable, Sendable, Codable {
  /// The group's name.
  public var name: String
  /// Median, quartiles, whiskers, outliers.
  public var box: BoxSummary
  /// Over the range of the values, not beyond it; nil where it is not known, as for fewer than two different values.
  public var density: KernelDensity?

  /// A group with its summaries.
  public init(name: String, box: BoxSummary, density: KernelDensity? = nil) {
    self.name = name
    self.box = box
    self.density = density
  }
}

extension GroupDistribution {
  /// The group in five numbers.
  func tip(_ format: NumberFormat, countLabel: String = "Values") -> Tip {
    func range(_ low: Double, _ high: Double) -> String { "\(format.string(low)) to \(format.string(high))" }
    return Tip(
      MathText.escaped(name),
      [
        Tip.Value("Median", format.string(box.median)),
        Tip.Value("Quartiles", range(box.firstQuartile, box.thirdQuartile)),
        Tip.Value("Whiskers", range(box.lowerWhisker, box.upperWhisker)),
        Tip.Value("Range", range(box.minimum, box.maximum)), Tip.Value(countLabel, NumberFormat.whole(box.count)),
      ])
  }
}

extension Plot {
  /// The whole breadth of the plot around a row, which the row's mark is too small to fill.
  func band(around middle: Double, height: Double) -> Rect {
    Rect(x: area.minX, y: middle - height / 2, width: area.width, height: height)
  }
}

/// How a number is spread in several groups: what box plots, violins and densities draw.
public struct GroupDistributions: Sendable, Codable {
  /// What is measured.
  public var label: String
  /// What the groups are; nil for one group of all values.
  public var groupLabel: String?
  /// The groups, from top to bottom.
  public var rows: [GroupDistribution] = []
  /// Names of groups without a box: every value is missing, or quartiles are infinite.
  public var emptyGroups: [String] = []
  /// Values without a group.
  public var unnamed = 0
  /// How many values groups without a box have, missing ones included.
  var withoutBox = 0
  /// How many groups are left out because there are more than were asked for.
  public var leftOut = 0
  /// Where densities end; infinite where they have no bounds.
  public var bounds: ClosedRange<Double> = -.infinity ... .infinity

  /// Groups whose summaries are known, from wherever they were computed.
  ///
  /// - Parameters:
  ///   - groups: The groups with their summaries.
  ///   - label: What is measured.
  ///   - groupLabel: What the groups are; nil for one group of all values.
  ///   - order: How groups are sorted: by their medians, by default.
  ///   - top: No more groups than this, those of most values; nil for all.
  public init(
    _ groups: [GroupDistribution], label: String, by groupLabel: String? = nil, order: Chart.NameOrder = .value,
    top: Int? = nil
  ) {
    self.label = label
    self.groupLabel = groupLabel
    let shown = top.map { groups.largest(max(1, $0)) { $0.box.count + $0.box.missing } } ?? groups
    rows = order.sorted(shown.filter(\.box.isDrawable), value: \.box.median, name: \.name)
    emptyGroups = shown.filter { !$0.box.isDrawable }.map(\.name)
    leftOut = groups.count - shown.count
  }

  /// Summarises the values of each group.
  ///
  /// - Parameters:
  ///   - values: Numbers; NaN where missing.
  ///   - groups: The group of each number; rows without one are left out. Nil for one group of all numbers.
  ///   - order: How groups are sorted: by their medians, by default.
  ///   - top: No more groups than this, those of most rows.
  ///   - densityPoints: At how many places densities are known; nil for no densities.
  ///   - bounds: Where values can lie at all, for the densities of all groups.
  public init(
    _ values: PlottableColumn, by groups: PlottableColumn? = nil, order: Chart.NameOrder = .value, top: Int = 30,
    densityPoints: Int? = nil, bounds: DensityBounds = .automatic
  ) {
    let numbers = values.isCategorical ? values.numbers.map { _ in .nan } : values.numbers
    let all =
      groups.map { NamedGroups(numbers, by: $0).groups }
      ?? (numbers.isEmpty ? [] : [NamedGroups.Group(name: values.label, values: numbers)])
    let kept = all.largest(max(1, top), by: \.values.count)
    let shown = densityPoints == nil ? [] : kept.flatMap(\.values)
    // The same steps for all groups, so that their bars are as wide.
    let steps = ValueSteps(shown)
    // Bars need no bounds but those that leave values out.
    var range = densityPoints == nil ? DensityBounds.unlimited : bounds.range(for: shown)
    if steps != nil, bounds == .automatic { range = DensityBounds.unlimited }
    var empty: [String] = []
    let rows = kept.compactMap { group -> GroupDistribution? in
      guard let box = BoxSummary(group.values), box.isDrawable else {
        empty.append(group.name)
        return nil
      }
      let finite = box.infinite == 0 ? nil : group.values.finiteValues
      let (low, high) = (finite?.min() ?? box.minimum, finite?.max() ?? box.maximum)
      let density = densityPoints.flatMap {
        low < high
          ? KernelDensity(drawing: group.values, steps: steps, points: $0, domain: low...high, bounds: range) : nil
      }
      return GroupDistribution(name: group.name, box: box, density: density)
    }
    self.init(rows, label: values.label, by: groups?.label, order: order)
    emptyGroups = empty
    unnamed = groups?.numbers.missingCount ?? 0
    withoutBox = kept.filter { empty.contains($0.name) }.reduce(0) { $0 + $1.values.count }
    leftOut = all.count - kept.count
    self.bounds = range
  }
}

extension KernelDensity {
  /// How wide each bar of a discrete density is.
  var barWidth: Double {
    let width = (x[x.count - 1] - x[0]) / Double(x.count / 2)
    // Steps are rounder than their sums.
    return Double("\(Float(width))") ?? width
  }

  /// What is filled: the places and heights of one smooth shape, or of each bar, with a little room between bars.
  var shapes: [[(x: Double, height: Double)]] {
    guard isDiscrete else { return [zip(x, density).map { ($0, $1) }] }
    let gap = barWidth * 0.04
    return stride(from: 0, to: x.count, by: 2).filter { density[$0] > 0 }.map {
      [(x[$0] + gap, density[$0]), (x[$0 + 1] - gap, density[$0 + 1])]
    }
  }
}

extension KernelDensity {
  /// What is filled, in points along a scale. On a logarithmic one a bar from zero or below begins where the scale does,
  /// as bins of histograms do; a smooth shape has no part where there is no place.
  /// - Parameter isOne: Whether bars are one outline, as where several groups lie over each other.
  func shapes(on scale: ContinuousScale, isOne: Bool = false) -> [[(x: Double, height: Double)]] {
    (isOne ? [zip(x, density).map { ($0, $1) }] : shapes).compactMap { shape in
      let placed = shape.filter { scale.type.accepts($0.x) }
      guard !placed.isEmpty else { return nil }
      return (isDiscrete ? shape : placed).map { (scale.clampedPosition($0.x), $0.height) }
    }
  }
}

extension GroupDistributions {
  /// All values that are there.
  var count: Int { rows.reduce(0) { $0 + $1.box.count } }
  /// Values that are missing or, as they are infinite, have no place on the axis.
  var missing: Int { rows.reduce(withoutBox) { $0 + $1.box.missing + $1.box.infinite } }
  /// The highest density of all groups; 0 when no group has one.
  var peak: Double { rows.compactMap { $0.density?.density.max() }.max() ?? 0 }

  /// That densities are bars, for the foot of a chart; nil for smooth ones.
  var stepsText: String? {
    guard let density = rows.compactMap(\.density).first(where: \.isDiscrete) else { return nil }
    let width = NumberFormat.automatic.string(density.barWidth)
    return "\(label) comes in steps of \(width): each bar is the share of one value."
  }

  /// The scale reaches to where bars end, half a step beyond the values.
  func includeBars(in domain: inout AxisDomain) {
    for density in rows.compactMap(\.density) where density.isDiscrete {
      // Between the values of bars there is nothing to read off.
      let values = stride(from: 0, to: density.x.count - 1, by: 2).map { (density.x[$0] + density.x[$0 + 1]) / 2 }
      for value in values { domain.include((value * 1e9).rounded() / 1e9, isValue: false) }
      // Each end, so that a logarithmic scale begins no later than the first bar that it has a place for.
      for end in density.x { domain.reach(to: end) }
    }
  }

  /// The scale reaches to all that is drawn of groups: least and greatest values may be infinite, and quartiles of values
  /// from zero on may be all that a logarithmic scale has a place for.
  func includeShapes(in domain: inout AxisDomain) {
    for row in rows {
      for place in [row.box.firstQuartile, row.box.thirdQuartile] + (row.density?.x ?? []) where place.isFinite {
        domain.reach(to: place)
      }
    }
  }

  /// The scale reaches to where values end by their nature.
  func includeBounds(in domain: inout AxisDomain) {
    for bound in [bounds.lowerBound, bounds.upperBound] where bound.isFinite && !rows.isEmpty {
      domain.include(bound, isValue: false)
    }
  }

  /// `, reflected at 0 and 1`, or nothing where densities have no bounds.
  var boundsText: String {
    let ends = [bounds.lowerBound, bounds.upperBound].filter(\.isFinite).map { NumberFormat.automatic.string($0) }
    return ends.isEmpty ? "" : ", reflected at " + ends.joined(separator: " and ")
  }

  /// `by Genre`, or nothing for one group.
  var groupText: String { groupLabel.map { " by \($0)" } ?? "" }

  func countText(_ row: GroupDistribution) -> String {
    (row.name == rows.first?.name ? "n = " : "") + NumberFormat.whole(row.box.count)
  }

  /// Written at the right of each row: how many values it has.
  var countTexts: [String] { rows.map(countText) }

  /// - Parameter position: Where a row's count stands, from the top of the drawing.
  func drawCounts(in plot: Plot, on scene: inout SceneBuilder, at position: (GroupDistribution) -> Double) {
    let style = plot.theme.numberStyle.with(paint: plot.theme.ink(0.65), size: plot.theme.captionSize)
    let widest = countTexts.map { scene.width($0, style) }.max() ?? 0
    guard widest <= plot.trailingRoom - SceneBuilder.trailingGap + 1 else { return }
    for row in rows {
      let y = position(row)
      guard y.isFinite else { continue }
      scene.text(
        countText(row), at: Point(x: plot.area.maxX + SceneBuilder.trailingGap + widest, y: y), anchor: .end,
        baseline: .middle, style: style)
    }
  }

  /// `3 rows without Group left out.`
  private var unnamedText: String { "\(NumberFormat.count(unnamed, "row")) without \(nameLabel) left out." }

  func warn(on scene: inout SceneBuilder) {
    if unnamed > 0 { scene.warn(RenderWarning(.unusableValues, unnamedText)) }
    if !emptyGroups.isEmpty {
      scene.warn(RenderWarning(.unusableValues, "No values of \(label) in \(emptyGroups.joined(separator: ", "))."))
    }
  }

  /// Says what a logarithmic scale leaves out.
  func warnAboutLogarithms(_ x: ContinuousScale, on scene: inout SceneBuilder) {
    guard x.type == .log else { return }
    let names = rows.filter { $0.box.minimum <= 0 }.map(\.name)
    guard !names.isEmpty else { return }
    let outliers = rows.reduce(0) { $0 + $1.box.outliers.count { $0 <= 0 } }
    scene.warn(
      RenderWarning(
        .unusableValues,
        "\(NumberFormat.whole(names.count)) of \(NumberFormat.count(rows.count, "group")) \(names.count == 1 ? "reaches" : "reach") to zero or below, which has "
          + "no place on the logarithmic x scale, drawn from its start (\(names[0]) first)"
          + (outliers > 0 ? "; \(NumberFormat.count(outliers, "outlier")) cannot be drawn." : "."),
        hint: "Use .symmetricLog to show them."))
  }

  func warnAboutDensities(on scene: inout SceneBuilder) {
    warn(on: &scene)
    let without = rows.filter { $0.density == nil }.map(\.name)
    if !without.isEmpty {
      scene.warn(
        RenderWarning(
          .unusableValues, "No density of \(label) can be told for \(without.joined(separator: ", ")).",
          hint: "A density needs two different values."))
    }
  }

  // MARK: Description and data

  /// How many values there are, which group has the highest and the lowest median, which is spread most.
  func findings(_ format: NumberFormat) -> [String] {
    func number(_ value: Double) -> String { format.string(value) }
    guard let first = rows.first else { return ["There are no values."] }
    var findings: [String] = []
    if rows.count == 1 {
      let box = first.box
      findings.append(
        "\(first.name): median \(number(box.median)), quartiles \(number(box.firstQuartile)) and "
          + "\(number(box.thirdQuartile)), \(NumberFormat.count(box.count, "value")).")
    } else {
      let extremes = Extremes(rows.map(\.box.median))
      let start = "\(NumberFormat.whole(rows.count)) groups with \(NumberFormat.count(count, "value")); "
      let texts = format.compared([extremes.highest, extremes.lowest])
      findings.append(
        extremes.areEqual
          ? start + "the median is \(texts[0]) for all."
          : start + "the median is highest for \(extremes.names(rows.map(\.name), at: extremes.highest)) (\(texts[0])) "
            + "and lowest for \(extremes.names(rows.map(\.name), at: extremes.lowest)) (\(texts[1])).")
      let spreads = Extremes(rows.map(\.box.interquartileRange))
      if let widest = rows.first(where: { $0.box.interquartileRange == spreads.highest }), !spreads.areEqual {
        let quartiles = format.compared([widest.box.firstQuartile, widest.box.thirdQuartile])
        let names = rows.filter { $0.box.interquartileRange == spreads.highest }.count
        findings.append(
          names == 1
            ? "\(widest.name) is spread most: half of its values lie between \(quartiles[0]) and \(quartiles[1])."
            : "\(spreads.names(rows.map(\.name), at: spreads.highest)) are spread most: the middle half of each is "
              + "\(format.string(spreads.highest)) wide.")
      }
    }
    if unnamed > 0 { findings.append(unnamedText) }
    if leftOut > 0 { findings.append("\(NumberFormat.count(leftOut, "smaller group")) not shown.") }
    return findings
  }

  /// The heading of the groups' names.
  var nameLabel: String { groupLabel ?? "Column" }

  /// The quartiles and their like, a row for each group.
  var summaries: DataPart {
    func column(_ name: String, _ value: (BoxSummary) -> Double) -> PlottableColumn {
      .value(name, rows.map { value($0.box) })
    }
    return DataPart(
      "Summaries",
      [
        .value(nameLabel, rows.map(\.name)), column("Count") { Double($0.count) },
        column("Missing") { Double($0.missing) }, column("Minimum", \.minimum),
        column("Lower whisker", \.lowerWhisker), column("First quartile", \.firstQuartile),
        column("Median", \.median), column("Third quartile", \.thirdQuartile),
        column("Upper whisker", \.upperWhisker), column("Maximum", \.maximum), column("Mean", \.mean),
        column("Outliers") { Double($0.outlierCount) },
      ])
  }

  /// Densities place by place.
  var densities: DataPart {
    let points = rows.flatMap { row in
      zip(row.density?.x ?? [], row.density?.density ?? []).map { (row.name, $0, $1) }
    }
    let names = groupLabel.map { [PlottableColumn.value($0, points.map { $0.0 })] } ?? []
    return DataPart("Densities", names + [.value(label, points.map { $0.1 }), .value("Density", points.map { $0.2 })])
  }
}
