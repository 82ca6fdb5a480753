public import Frames
public import Statistics

extension Chart {
  /// The share of values at or below each value, a line of steps for each group.
  ///
  /// Nothing is smoothed or binned: each step is a value. The median is where a line crosses a half.
  /// - Parameters:
  ///   - distributions: Names with their distributions, from wherever they were computed.
  ///   - label: What the values measure.
  ///   - group: What the names are; nil for one line without a name.
  public static func ecdf(
    _ distributions: [(name: String, distribution: EmpiricalDistribution)], label: String, by group: String? = nil
  ) -> Chart {
    Chart(
      EmpiricalDistributionLayer(
        label: label, groupLabel: group,
        lines: distributions.map { .init(name: $0.name, distribution: $0.distribution) }
      ))
  }

  /// The share of a column's values at or below each value (the empirical cumulative distribution function).
  ///
  /// - Parameters:
  ///   - values: Numbers; missing ones are left out and counted in the alternative text.
  ///   - groups: A line for each name; rows without one are left out. Nil for one line of all values.
  ///   - top: No more groups than this, those of most rows; the others are counted in the alternative text.
  public static func ecdf(_ values: PlottableColumn, by groups: PlottableColumn? = nil, top: Int = 6) -> Chart {
    guard let groups else {
      return ecdf([(name: "", distribution: EmpiricalDistribution(values.numbers))], label: values.label)
        .showingDates(x: values)
    }
    let rows = NamedGroups(values.numbers, by: groups)
    let all = rows.groups
    let shown = all.largest(max(1, top), by: \.values.count)
    return Chart(
      EmpiricalDistributionLayer(
        label: values.label, groupLabel: groups.label,
        lines: shown.map { .init(name: $0.name, distribution: EmpiricalDistribution($0.values)) },
        unnamed: rows.unnamed)
    ).naming(shown: shown.count, of: all.count, groupsOf: groups.label).showingDates(x: values)
  }

  /// The share of a column's values at or below each value, in each group of another.
  /// - Precondition: The frame has the columns.
  public static func ecdf(_ frame: DataFrame, _ value: String, by group: String? = nil, top: Int = 6) -> Chart {
    ecdf(PlottableColumn(frame[value]), by: group.map { PlottableColumn(names: frame[$0]) }, top: top)
  }
}

/// Lines of steps from 0 to 1.
struct EmpiricalDistributionLayer: ChartLayer, Codable {
  struct Line: Codable {
    var name: String
    var distribution: EmpiricalDistribution

    /// Where the line first reaches a share; nil where it does not.
    func quantile(_ share: Double) -> Double? {
      zip(distribution.values, distribution.shares).first { $0.1 >= share }?.0
    }
  }

  var label: String
  var groupLabel: String?
  var lines: [Line]
  /// Rows without a group.
  var unnamed = 0

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = label
    domains.x.isNice = false
    domains.y.label = "Share at or below"
    domains.y.format = .percent
    domains.y.isNice = false
    domains.color.label = groupLabel
    domains.color.symbol = .line
    domains.labelsLineEnds = false
    guard lines.contains(where: { !$0.distribution.values.isEmpty }) else { return }
    domains.y.include(0)
    domains.y.include(1)
    for line in lines {
      if groupLabel != nil { domains.color.include(name: line.name) }
      let values = line.distribution.values
      for end in [values.first, values.last, values.first { $0 > 0 }] {
        if let end { domains.x.include(end, isValue: false) }
      }
      // For a logarithmic axis of shares, which has no place for 0.
      if let least = line.distribution.shares.first(where: { $0 > 0 }) { domains.y.include(least) }
      domains.x.includeMissing(line.distribution.missing)
    }
    domains.x.inset = 4
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    let empty = lines.filter { $0.distribution.values.isEmpty }
    if lines.count == empty.count {
      scene.warn(RenderWarning(.noData, "\(label) has no values."))
    } else if !empty.isEmpty {
      scene.warn(
        RenderWarning(.unusableValues, "No values of \(label) in \(empty.map(\.name).joined(separator: ", "))."))
    }
    guard case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return }
    warnAboutLogarithms(x, on: &scene)
    for line in lines {
      let distribution = line.distribution
      let paint = groupLabel == nil ? plot.color.accent : plot.color.paint(for: line.name)
      let stroke = Stroke(paint, width: 1.5, dash: groupLabel == nil ? [] : plot.dash(for: line.name))
      var points: [Point] = []
      var height = y.clampedPosition(distribution.shareBelow)
      for (value, share) in zip(distribution.values, distribution.shares) {
        let position = x.position(value)
        guard position.isFinite else {
          // The line begins as high as what has no place on the axis leaves it.
          height = y.position(share)
          continue
        }
        points.append(Point(x: position, y: height))
        height = y.position(share)
        points.append(Point(x: position, y: height))
      }
      scene.stroke(Path(through: points), stroke)
      let steps = zip(distribution.values, distribution.shares).filter { x.position($0.0).isFinite }
      scene.series(
        groupLabel == nil ? "Share" : line.name, paint, in: plot.area,
        steps.map { Point(x: x.position($0.0), y: y.position($0.1)) },
        places: steps.map { "\(label) \(plot.xFormat.string($0.0))" }, values: steps.map { plot.yFormat.string($0.1) })
    }
  }

  private var unnamedText: String { "\(NumberFormat.count(unnamed, "row")) without \(groupLabel ?? "") left out." }

  /// How much of the lines lies before a logarithmic axis begins.
  private func warnAboutLogarithms(_ x: ContinuousScale, on scene: inout SceneBuilder) {
    if unnamed > 0 { scene.warn(RenderWarning(.unusableValues, unnamedText)) }
    guard x.type == .log else { return }
    let lost = lines.reduce(0.0) { sum, line in
      let known = Array(zip(line.distribution.values, line.distribution.shares)).last { $0.0 <= 0 }
      return sum + ((known?.1 ?? 0) * Double(line.distribution.count)).rounded()
    }
    guard lost > 0 else { return }
    let all = lines.reduce(0) { $0 + $1.distribution.count }
    scene.warn(
      RenderWarning(
        .unusableValues,
        "\(NumberFormat.whole(Int(lost))) of \(NumberFormat.count(all, "value")) \(lost == 1 ? "is" : "are") not positive: lines begin "
          + "above 0% on the logarithmic x scale.", hint: "Use .symmetricLog to show them."))
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let number = plot.xFormat
    let kind = "Share of values at or below each \(label)" + (groupLabel.map { " by \($0)" } ?? "")
    let known = lines.filter { !$0.distribution.values.isEmpty }
    guard !known.isEmpty else { return LayerDescription(kind: kind, findings: ["There are no values."]) }
    var findings = known.prefix(6).map { line -> String in
      let name = groupLabel == nil ? "" : "\(line.name): "
      func at(_ share: Double) -> String { line.quantile(share).map(number.string) ?? "infinity" }
      return "\(name)\(NumberFormat.count(line.distribution.count, "value")), a quarter at or below \(at(0.25)), "
        + "half at or below \(at(0.5)), three quarters at or below \(at(0.75))."
    }
    if unnamed > 0 { findings.append(unnamedText) }
    if known.contains(where: \.distribution.isThinned) {
      findings.append("Lines have steps at evenly spaced ranks, as there are too many values to draw each.")
    }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    let steps = lines.flatMap { line in
      zip(line.distribution.values, line.distribution.shares).map { (line.name, $0, $1) }
    }
    let names = groupLabel.map { [PlottableColumn.value($0, steps.map { $0.0 })] } ?? []
    return [DataPart("Steps", names + [.value(label, steps.map { $0.1 }), .value("Share", steps.map { $0.2 })])]
  }
}
