import Statistics

/// One group of numbers: its quartiles and, where asked for, its density.
struct GroupDistribution: Sendable, Codable {
  var name: String
  var box: BoxSummary
  /// Over the range of the values, not beyond it; nil when there are fewer than two different values.
  var density: KernelDensity?
}

/// A number in several groups, for charts that set distributions side by side.
struct GroupDistributions: Sendable, Codable {
  /// What is measured.
  var label: String
  /// What the groups are; nil for one group of all values.
  var groupLabel: String?
  var rows: [GroupDistribution] = []
  /// Groups of which every value is missing.
  var emptyGroups: [String] = []
  /// Groups left out because there are more than were asked for.
  var leftOut = 0
  /// Where densities are taken to end; infinite where they are not.
  var bounds = DensityBounds.unlimited

  /// - Parameters:
  ///   - top: No more groups than this, the largest ones.
  ///   - densityPoints: At how many places densities are told; nil for no densities.
  ///   - bounds: For the densities of all groups.
  init(
    _ values: PlottableColumn, by groups: PlottableColumn?, order: Chart.GroupOrder, top: Int,
    densityPoints: Int? = nil, bounds: DensityBounds = .automatic
  ) {
    label = values.label
    groupLabel = groups?.label
    let numbers = values.isCategorical ? values.numbers.map { _ in .nan } : values.numbers
    var kept: [NamedGroups.Group]
    if let groups {
      let named = NamedGroups(numbers, by: groups)
      kept = named.largest(max(1, top))
      leftOut = named.groups.count - kept.count
    } else {
      kept = numbers.isEmpty ? [] : [.init(name: values.label, values: numbers)]
    }
    if densityPoints != nil { self.bounds = bounds.range(for: kept.flatMap(\.values)) }
    for group in kept {
      guard let box = BoxSummary(group.values), box.isDrawable else {
        emptyGroups.append(group.name)
        continue
      }
      let finite = box.infinite == 0 ? nil : group.values.finiteValues
      let (low, high) = (finite?.min() ?? box.minimum, finite?.max() ?? box.maximum)
      let density = densityPoints.flatMap {
        low < high ? KernelDensity(group.values, points: $0, domain: low...high, bounds: self.bounds) : nil
      }
      rows.append(GroupDistribution(name: group.name, box: box, density: density))
    }
    switch order {
    case .median: rows.sort { ($1.box.median, $0.name) < ($0.box.median, $1.name) }
    case .name: rows.sort { $0.name < $1.name }
    case .asGiven: break
    }
  }

  /// All values that are there.
  var count: Int { rows.reduce(0) { $0 + $1.box.count } }
  /// Values that are missing or, as they are infinite, have no place on the axis.
  var missing: Int { rows.reduce(0) { $0 + $1.box.missing + $1.box.infinite } }
  /// The highest density of all groups; 0 when no group has one.
  var peak: Double { rows.compactMap { $0.density?.density.max() }.max() ?? 0 }

  /// The scale reaches to where values end by their nature.
  func includeBounds(in domain: inout AxisDomain) {
    for bound in [bounds.lowerBound, bounds.upperBound] where bound.isFinite && !rows.isEmpty { domain.include(bound) }
  }

  /// `, reflected at 0 and 1`, or nothing where densities have no bounds.
  var boundsWords: String {
    let ends = [bounds.lowerBound, bounds.upperBound].filter(\.isFinite).map { NumberFormat.automatic.string($0) }
    return ends.isEmpty ? "" : ", reflected at " + ends.joined(separator: " and ")
  }

  /// `by Genre`, or nothing for one group.
  var byWords: String { groupLabel.map { " by \($0)" } ?? "" }

  func countText(_ row: GroupDistribution) -> String {
    (row.name == rows.first?.name ? "n = " : "") + NumberFormat.automatic.string(Double(row.box.count))
  }

  /// Written at the right of each row: how many values it has.
  var countTexts: [String] { rows.map(countText) }

  /// - Parameter place: where a row's count stands, from the top of the drawing.
  func drawCounts(in plot: Plot, on scene: inout SceneBuilder, at place: (GroupDistribution) -> Double) {
    let style = plot.theme.numberStyle.with(paint: plot.theme.ink(0.6), size: plot.theme.captionSize)
    let widest = countTexts.map { scene.width($0, style) }.max() ?? 0
    guard widest <= plot.trailingRoom - SceneBuilder.trailingGap + 1 else { return }
    for row in rows {
      let y = place(row)
      guard y.isFinite else { continue }
      scene.text(
        countText(row), at: Point(x: plot.area.maxX + SceneBuilder.trailingGap + widest, y: y), anchor: .end,
        baseline: .middle, style: style)
    }
  }

  func warn(on scene: inout SceneBuilder) {
    if !emptyGroups.isEmpty {
      scene.warn(RenderWarning(.unusableValues, "No values of \(label) in \(emptyGroups.joined(separator: ", "))."))
    }
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

  // MARK: Words and numbers

  /// How many values there are, which group has the highest and the lowest median, which is spread most.
  var findings: [String] {
    func number(_ value: Double) -> String { NumberFormat.automatic.string(value) }
    guard let first = rows.first else { return ["There are no values."] }
    var findings: [String] = []
    if rows.count == 1 {
      let box = first.box
      findings.append(
        "\(first.name): median \(number(box.median)), quartiles \(number(box.firstQuartile)) and "
          + "\(number(box.thirdQuartile)), \(NumberFormat.count(box.count, "value")).")
    } else {
      let byMedian = rows.sorted { $0.box.median > $1.box.median }
      let (highest, lowest) = (byMedian[0], byMedian[byMedian.count - 1])
      findings.append(
        "\(rows.count) groups with \(NumberFormat.count(count, "value")); the median is highest for \(highest.name) "
          + "(\(number(highest.box.median))) and lowest for \(lowest.name) (\(number(lowest.box.median))).")
      if let widest = rows.max(by: { $0.box.interquartileRange < $1.box.interquartileRange }) {
        findings.append(
          "\(widest.name) is spread most: half of its values lie between \(number(widest.box.firstQuartile)) and "
            + "\(number(widest.box.thirdQuartile)).")
      }
    }
    if missing > 0 { findings.append("\(NumberFormat.count(missing, "value")) missing or infinite.") }
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
