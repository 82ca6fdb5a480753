public import Frames
import Statistics

#if canImport(Glibc)
  import Glibc
#endif

extension Chart {
  /// Several numbers of a few things as outlines on spokes, a panel for each, over a dashed outline to compare with.
  ///
  /// Shapes are easy to distinguish and hard to read values from: for those use bars or a heat map.
  /// - Parameters:
  ///   - axes: Three or more, each with its own scale, clockwise from the top.
  ///   - profiles: A value for each axis.
  ///   - reference: What the profiles are compared with, a value for each axis; empty for nothing.
  ///   - referenceLabel: What the reference is.
  public static func radarProfiles(
    axes: [RadarAxis], profiles: [(name: String, values: [Double])], reference: [Double] = [],
    referenceLabel: String = "Mean"
  ) -> Chart {
    let layers = profiles.map { profile in
      RadarLayer(
        name: profile.name, axes: axes,
        values: axes.indices.map { profile.values.indices.contains($0) ? profile.values[$0] : .nan },
        reference: reference, referenceLabel: referenceLabel)
    }
    // Long names beside the rim need wide panels, or they leave no room for the profile.
    let isWide = axes.contains { $0.name.count > 7 } || profiles.count == 4
    let chart = Chart(
      panels: layers.map { ChartPanel(named: $0.name, layers: [$0]) },
      columns: min(isWide ? 2 : 3, max(1, profiles.count))
    )
    .caption(reference.isEmpty ? "" : "Dashed: \(referenceLabel).")
    guard layers.count > 1 else { return chart }
    let findings = layers.flatMap(\.findings).prefix(6).joined(separator: " ")
    return chart.alternativeText(
      "Radar profiles of \(layers.count) groups on \(axes.count) axes: \(axes.map(\.name).joined(separator: ", ")). \(findings)"
    )
  }

  /// The mean of each column in each group, over the mean of all rows.
  ///
  /// Each spoke runs from the 5th to the 95th percentile of its column, so that features of any unit can stand side by
  /// side.
  /// - Parameters:
  ///   - group: The column of names.
  ///   - columns: Three or more numeric columns.
  ///   - groups: Which names, in this order; the six largest groups when nil.
  /// - Precondition: The frame has the columns.
  public static func radarProfiles(
    _ frame: DataFrame, by group: String, columns: [String], groups: [String]? = nil
  ) -> Chart {
    let names = PlottableColumn(names: frame[group])
    let chosen = groups ?? largest(6, of: names)
    let indices = Dictionary(chosen.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    // Rows of other groups share the last slot.
    let slots = names.names.map { Int32(indices[$0] ?? chosen.count) }
    let slotOfRow = names.numbers.map { $0.isNaN ? Int32(chosen.count) : slots[Int($0)] }
    var axes: [RadarAxis] = []
    var reference: [Double] = []
    var values = [[Double]](repeating: [], count: chosen.count)
    for column in columns {
      let numbers = PlottableColumn(frame[column]).numbers
      let finite = numbers.finiteValues
      let ends = finite.isEmpty ? [0, 1] : Quantile.of(finite, [0.05, 0.95])
      axes.append(RadarAxis(column, from: ends[0], to: ends[1]))
      reference.append(Moments(finite).mean)
      // Infinities say nothing about a profile.
      let means = GroupedSums(numbers.withoutInfinities, groupOfRow: slotOfRow, groupCount: chosen.count + 1).means
      for slot in chosen.indices { values[slot].append(means[slot]) }
    }
    return radarProfiles(
      axes: axes, profiles: Array(zip(chosen, values)).map { (name: $0, values: $1) }, reference: reference,
      referenceLabel: "mean of all"
    ).caption("Dashed: mean of all. Spokes run from the 5th percentile at the centre to the 95th at the rim.")
  }

  private static func largest(_ count: Int, of names: PlottableColumn) -> [String] {
    var sizes = [Int](repeating: 0, count: names.names.count)
    for code in names.numbers where !code.isNaN { sizes[Int(code)] += 1 }
    let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return order.prefix(count).map { names.names[$0] }
  }
}

/// One profile on spokes, over the average of all profiles.
struct RadarLayer: ChartLayer, Codable {
  var name: String
  var axes: [RadarAxis]
  /// One for each axis; NaN where missing.
  var values: [Double]
  /// What the profile is compared with, for example the mean of all rows.
  var reference: [Double]
  var referenceLabel: String

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    domains.aspectRatio = 1.5
    domains.color.include(name: name)
    domains.color.wantsLegend = false
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    let style = plot.theme.captionStyle.withMathematics
    let count = axes.count
    guard count > 2 else {
      scene.text("Too few axes", at: plot.area.center, anchor: .middle, baseline: .middle, style: style)
      scene.warn(RenderWarning(.noData, "A radar profile needs three axes or more.", hint: "Use bars for one or two."))
      return
    }
    let names = axes.map { scene.shortened($0.name, to: plot.area.width * 0.32, style) }
    let widths = names.map { scene.width($0, style) }
    let center = plot.area.center
    let directions = (0..<count).map { index in
      let angle = 2 * Double.pi * Double(index) / Double(count)
      return (x: sin(angle), y: -cos(angle))
    }
    // As large as the names around it allow.
    var radius = plot.area.height / 2 - style.size - 4
    for (direction, width) in zip(directions, widths) where abs(direction.x) > 0.05 {
      radius = min(radius, (plot.area.width / 2 - width - 6) / abs(direction.x))
    }
    radius = max(radius, 8)
    func point(_ index: Int, _ fraction: Double) -> Point {
      Point(
        x: center.x + directions[index].x * radius * fraction, y: center.y + directions[index].y * radius * fraction)
    }

    var web = Path()
    func ring(_ fraction: Double) -> [Point] { (0..<count).map { point($0, fraction) } }
    for fraction in [0.25, 0.5, 0.75] { web.append(rings: [ring(fraction)]) }
    for index in 0..<count { web.addLine(from: center, to: point(index, 1)) }
    scene.stroke(web, plot.theme.grid)
    scene.stroke(Path(through: ring(1), closed: true), Stroke(plot.theme.ink(0.3)))
    func outline(_ values: [Double]) -> Path {
      Path(through: (0..<count).map { point($0, axes[$0].fraction(values[$0])) }, closed: true)
    }
    let accent = plot.color.accent
    if values.allSatisfy(\.isFinite) {
      scene.path(outline(values), fill: accent.opacity(0.25), stroke: Stroke(accent, width: 1.75, cap: .round))
    } else {
      // An outline through a missing value would claim one: only the known values are dotted.
      for index in 0..<count where values[index].isFinite {
        scene.circle(point(index, axes[index].fraction(values[index])), radius: 2, fill: accent)
      }
      scene.warn(RenderWarning(.unusableValues, "\(name) has no value on some axes."))
    }
    if !beyond.isEmpty {
      scene.warn(
        RenderWarning(
          .outsideDomain, beyondText, hint: "Let the spoke reach from the least value to the greatest."))
    }
    if reference.count == count, reference.allSatisfy(\.isFinite) {
      scene.stroke(outline(reference), Stroke(plot.theme.ink(0.7), width: 1, dash: [3, 2]))
    }
    for index in 0..<count where values[index].isFinite {
      let place = point(index, axes[index].fraction(values[index]))
      var read = [Tip.Value(name, NumberFormat.automatic.string(values[index]))]
      if reference.count == count, reference[index].isFinite {
        read.append(Tip.Value(referenceLabel, NumberFormat.automatic.string(reference[index])))
      }
      scene.target(Rect(x: place.x - 7, y: place.y - 7, width: 14, height: 14), Tip(axes[index].name, read))
    }
    for index in 0..<count {
      let direction = directions[index]
      let end = point(index, 1)
      let anchor: TextAnchor = abs(direction.x) < 0.05 ? .middle : direction.x > 0 ? .start : .end
      scene.text(
        names[index], at: Point(x: end.x + direction.x * 5, y: end.y + direction.y * 8), anchor: anchor,
        baseline: .middle, style: style)
    }
  }

  // MARK: Description and data

  /// Axes on which the value lies beyond the end of the spoke, where it is drawn.
  private var beyond: [Int] {
    axes.indices.filter { index in
      let (low, high) = (min(axes[index].lower, axes[index].upper), max(axes[index].lower, axes[index].upper))
      return values[index].isFinite && (values[index] < low || values[index] > high)
    }
  }
  private var beyondText: String {
    "\(name) lies beyond the ends of \(RenderWarning.list(beyond.map { axes[$0].name })) and is drawn at them."
  }

  /// In what the profile differs most from the reference; its values where there is none.
  var findings: [String] {
    guard axes.count > 2 else { return ["Nothing is drawn: a radar profile needs three axes or more."] }
    var findings = differences
    if reference.isEmpty {
      let known = axes.indices.filter { values[$0].isFinite }.prefix(6)
      let texts = known.map { "\(axes[$0].name) \(NumberFormat.automatic.string(values[$0]))" }
      if !texts.isEmpty { findings.append("\(name): \(texts.joined(separator: ", ")).") }
    }
    return beyond.isEmpty ? findings : findings + [beyondText]
  }

  private var differences: [String] {
    let known = axes.indices.filter { values[$0].isFinite && reference.indices.contains($0) && reference[$0].isFinite }
    let differences = known.map { ($0, axes[$0].fraction(values[$0]) - axes[$0].fraction(reference[$0])) }
      .filter { abs($0.1) >= 0.01 }.sorted { abs($0.1) > abs($1.1) }
    let parts = differences.prefix(2).map { index, difference in
      let texts = NumberFormat.automatic.compared([values[index], reference[index]])
      return "\(axes[index].name) \(texts[0]) is \(difference < 0 ? "below" : "above") \(texts[1])"
    }
    return parts.isEmpty ? [] : ["\(name): \(parts.joined(separator: ", ")) (\(referenceLabel))."]
  }

  func describe(in plot: Plot) -> LayerDescription {
    LayerDescription(kind: "Radar profile of \(name) on \(axes.count) axes", findings: findings)
  }

  var data: [DataPart] {
    var columns: [PlottableColumn] = [
      .value("Axis", axes.map(\.name)), .value("Value", values),
    ]
    if reference.count == axes.count { columns.append(.value(referenceLabel, reference)) }
    columns.append(.value("Centre", axes.map(\.lower)))
    columns.append(.value("Rim", axes.map(\.upper)))
    return [DataPart("Spokes", columns)]
  }
}

/// A spoke of a radar profile: which values stand at the centre and at the rim.
public struct RadarAxis: Hashable, Sendable, Codable {
  /// What the spoke measures.
  public var name: String
  /// The value at the centre.
  public var lower: Double
  /// The value at the rim.
  public var upper: Double

  /// A spoke from the value at the centre to that at the rim.
  public init(_ name: String, from lower: Double, to upper: Double) {
    self.name = name
    self.lower = lower
    self.upper = upper
  }

  /// 0 at the centre, 1 at the rim; values beyond stay on them.
  func fraction(_ value: Double) -> Double {
    upper == lower ? 0.5 : min(max((value - lower) / (upper - lower), 0), 1)
  }
}
