public import Frames
import Statistics

#if canImport(Glibc)
  import Glibc
#endif

extension Chart {
  /// Names as dots and what joins them as lines; names with many lines between them lie near each other.
  ///
  /// Places come from forces between all names and along all lines (T. Fruchterman and E. Reingold, *Graph drawing by
  /// force-directed placement*, 1991), from the same start every time. Only nearness means something, not direction.
  /// - Parameters:
  ///   - sources, targets: The two names of each line; rows that lack one, or join a name to itself, are left out with
  ///     a warning.
  ///   - weights: How strong each line is, above zero; nil for lines that are alike. Several rows of one pair add up.
  ///   - top: No more names than this, those of the greatest weight; the foot of the chart then says so.
  public static func network(
    from sources: PlottableColumn, to targets: PlottableColumn, weights: PlottableColumn? = nil, top: Int = 60
  ) -> Chart {
    var unusable = 0
    var pairs: [[String]: Double] = [:]
    var order: [[String]] = []
    var strength: [String: Double] = [:]
    var names: [String] = []
    for row in sources.numbers.indices {
      let weight = weights.map { $0.numbers[row] } ?? 1
      guard let source = sources.name(at: row), let target = targets.name(at: row), source != target, weight > 0,
        weight.isFinite
      else {
        unusable += 1
        continue
      }
      let pair = [source, target].sorted()
      if pairs[pair] == nil { order.append(pair) }
      pairs[pair, default: 0] += weight
      for name in [source, target] {
        if strength[name] == nil { names.append(name) }
        strength[name, default: 0] += weight
      }
    }
    let kept = Array(
      names.enumerated().sorted { (strength[$1.element]!, $0.offset) < (strength[$0.element]!, $1.offset) }
        .prefix(max(2, top)).map(\.element))
    let index = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    let lines = order.compactMap { pair -> NetworkLayer.Line? in
      guard let one = index[pair[0]], let other = index[pair[1]] else { return nil }
      return .init(one: one, other: other, weight: pairs[pair] ?? 0)
    }
    let chart = Chart(
      NetworkLayer(
        names: kept, strengths: kept.map { strength[$0] ?? 0 }, lines: lines, label: weights?.label ?? "Lines",
        sourceLabel: sources.label, targetLabel: targets.label, unusable: unusable))
    return kept.count < names.count ? chart.caption("The \(kept.count) strongest of \(names.count) names.") : chart
  }

  /// Names of two columns of a frame with what joins them.
  /// - Precondition: The frame has the columns.
  public static func network(
    _ frame: DataFrame, from source: String, to target: String, weight: String? = nil, top: Int = 60
  ) -> Chart {
    network(
      from: PlottableColumn(names: frame[source]), to: PlottableColumn(names: frame[target]),
      weights: weight.map { PlottableColumn(frame[$0]) }, top: top)
  }
}

/// Dots and lines.
struct NetworkLayer: ChartLayer, Codable {
  struct Line: Codable {
    /// Indices of names.
    var one: Int
    var other: Int
    var weight: Double
  }

  var names: [String]
  /// The weights of each name's lines added up, also of those to names that are not shown.
  var strengths: [Double]
  var lines: [Line]
  var label: String
  var sourceLabel: String
  var targetLabel: String
  var unusable: Int

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    domains.aspectRatio = domains.isNarrow ? 1 : 1.4
    domains.labelsLineEnds = false
  }

  /// A place for each name in a square from 0 to 1.
  private var places: [Point] {
    let count = names.count
    // Along a sunflower's spiral: evenly spread, and never two at one place.
    var places = (0..<count).map { index -> Point in
      let radius = 0.5 * ((Double(index) + 0.5) / Double(count)).squareRoot()
      let angle = Double(index) * Double.pi * (3 - 5.0.squareRoot())
      return Point(x: 0.5 + radius * cos(angle), y: 0.5 + radius * sin(angle))
    }
    guard count > 1 else { return places }
    let distance = 0.9 / Double(count).squareRoot()
    let strongest = lines.map(\.weight).max() ?? 1
    let rounds = 300
    for round in 0..<rounds {
      var moves = [Point](repeating: Point(x: 0, y: 0), count: count)
      func push(_ one: Int, _ other: Int, by force: (Double) -> Double) {
        let (dx, dy) = (places[one].x - places[other].x, places[one].y - places[other].y)
        let length = max((dx * dx + dy * dy).squareRoot(), 1e-6)
        let amount = force(length) / length
        moves[one].x += dx * amount
        moves[one].y += dy * amount
        moves[other].x -= dx * amount
        moves[other].y -= dy * amount
      }
      for one in 0..<count {
        for other in (one + 1)..<max(count, one + 1) { push(one, other) { distance * distance / $0 } }
      }
      for line in lines {
        let weight = 0.3 + 0.7 * line.weight / strongest
        push(line.one, line.other) { -$0 * $0 / distance * weight }
      }
      // Steps grow shorter, so that places settle; a weak pull to the middle keeps parts without lines near.
      let step = 0.08 * (1 - Double(round) / Double(rounds)) + 0.001
      for index in 0..<count {
        moves[index].x += (0.5 - places[index].x) * distance
        moves[index].y += (0.5 - places[index].y) * distance
        let length = (moves[index].x * moves[index].x + moves[index].y * moves[index].y).squareRoot()
        guard length > 0 else { continue }
        places[index].x += moves[index].x / length * min(length, step)
        places[index].y += moves[index].y / length * min(length, step)
      }
    }
    let (xs, ys) = (places.map(\.x), places.map(\.y))
    let (left, right) = (xs.min() ?? 0, xs.max() ?? 1)
    let (low, high) = (ys.min() ?? 0, ys.max() ?? 1)
    return places.map {
      Point(
        x: right > left ? ($0.x - left) / (right - left) : 0.5, y: high > low ? ($0.y - low) / (high - low) : 0.5)
    }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    let theme = plot.theme
    if unusable > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.count(unusable, "row")) without two different names or a positive weight left out."))
    }
    guard !lines.isEmpty else {
      scene.warn(RenderWarning(.noData, "There are no lines between names."))
      scene.text("No data", at: plot.area.center, anchor: .middle, baseline: .middle, style: theme.subtitleStyle)
      return
    }
    let margin = 26.0
    let area = Rect(
      x: plot.area.x + 2.4 * margin, y: plot.area.y + margin, width: max(plot.area.width - 4.8 * margin, 20),
      height: max(plot.area.height - 2 * margin, 20))
    let points = places.map { Point(x: area.x + $0.x * area.width, y: area.y + $0.y * area.height) }
    let strongest = lines.map(\.weight).max() ?? 1
    for line in lines.sorted(by: { $0.weight < $1.weight }) {
      let share = line.weight / strongest
      let tip = Tip(
        "\(names[line.one]) and \(names[line.other])",
        [Tip.Value(label, NumberFormat.automatic.string(line.weight))])
      scene.answering(tip) {
        $0.line(
          from: points[line.one], to: points[line.other],
          Stroke(theme.ink(0.15 + 0.35 * share), width: 0.5 + 2.5 * share, cap: .round))
      }
    }
    let largest = strengths.max() ?? 1
    let radii = strengths.map { 2.5 + 6 * ($0 / largest).squareRoot() }
    for (index, (point, radius)) in zip(points, radii).enumerated() {
      let own = lines.count { $0.one == index || $0.other == index }
      let tip = Tip(
        names[index],
        [
          Tip.Value("Sum of \(label)", NumberFormat.automatic.string(strengths[index])),
          Tip.Value("Lines", NumberFormat.whole(own)),
        ])
      scene.answering(tip) {
        $0.circle(point, radius: radius, fill: plot.color.accent, stroke: Stroke(theme.paper, width: 1))
      }
    }
    // The strongest names first; a name that would cover another has none.
    let style = theme.labelStyle.with(paint: theme.ink(0.9), halo: theme.paper)
    var taken: [Rect] = []
    var unnamed = 0
    for index in names.indices {
      let name = scene.shortened(names[index], to: plot.area.width * 0.3, style)
      let width = scene.width(name, style)
      let places = [1.0, -1.0].map { side in
        Rect(
          x: points[index].x + side * (radii[index] + 4) - (side < 0 ? width : 0),
          y: points[index].y - style.size * 0.6,
          width: width, height: style.size * 1.2)
      }
      guard
        let box = places.first(where: { box in
          box.minX >= plot.area.minX && box.maxX <= plot.area.maxX && !taken.contains(where: box.intersects)
        })
      else {
        unnamed += 1
        continue
      }
      taken.append(box)
      scene.text(name, at: Point(x: box.minX, y: points[index].y), baseline: .middle, style: style)
    }
    if unnamed > 0 {
      scene.warn(
        RenderWarning(
          .omittedLabels,
          "\(NumberFormat.count(unnamed, "name")) of the network \(unnamed == 1 ? "has" : "have") no room.",
          hint: "Show fewer names with `top:`, or make the figure larger."))
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Network of \(sourceLabel) and \(targetLabel)"
    guard let strongest = lines.max(by: { $0.weight < $1.weight }), !names.isEmpty else {
      return LayerDescription(kind: kind, findings: ["There are no lines."])
    }
    let number = NumberFormat.automatic
    return LayerDescription(
      kind: kind,
      findings: [
        "\(NumberFormat.count(names.count, "name")), \(NumberFormat.count(lines.count, "line")).",
        Extremes(lines.map(\.weight)).areEqual && lines.count > 1
          ? "All lines are equal: \(number.string(strongest.weight))."
          : "Strongest: "
            + Extremes(lines.map(\.weight)).names(
              lines.map { "\(names[$0.one]) with \(names[$0.other])" }, at: strongest.weight)
            + " (\(number.string(strongest.weight))).",
        Extremes(strengths).areEqual && names.count > 1
          ? "All names have one weight: \(number.string(strengths[0]))."
          : "Greatest weight: \(Extremes(strengths).names(names, at: strengths[0])) (\(number.string(strengths[0]))).",
      ])
  }

  var data: [DataPart] {
    [
      DataPart(
        "Lines",
        [
          .value(sourceLabel, lines.map { names[$0.one] }), .value(targetLabel, lines.map { names[$0.other] }),
          .value(label, lines.map(\.weight)),
        ])
    ]
  }
}
