import Frames

#if canImport(Glibc)
  import Glibc
#endif

/// ROC or precision-recall curves on a square, each named beside it with the area under it.
struct ClassifierCurvesLayer: ChartLayer, Codable {
  enum Kind: Codable {
    case roc, precisionRecall

    var xLabel: String { self == .roc ? "False positive rate" : "Recall" }
    var yLabel: String { self == .roc ? "True positive rate" : "Precision" }
    var areaLabel: String { self == .roc ? "AUC" : "AP" }
    var title: String { self == .roc ? "ROC" : "Precision-recall" }
    var areaName: String { self == .roc ? "area under the curve" : "average precision" }
  }

  struct Curve: Codable {
    enum Role: Codable { case member, macroAverage, microAverage }
    var name: String
    var role = Role.member
    /// From 0 to 1 on both axes, from the strictest threshold to the most lenient.
    var points: [Point]
    var area: Double
    /// Rows with a score, and rows without one.
    var count: Int
    var missing: Int

    init(
      _ name: String, role: Role = .member, xs: [Double], ys: [Double], area: Double, count: Int, missing: Int
    ) {
      self.name = name
      self.count = count
      self.missing = missing
      self.role = role
      self.area = area
      points = area.isNaN ? [] : zip(xs, ys).map { Point(x: $0, y: $1) }
      // A fraction of a pixel.
      self = thinned(to: 1.0 / 1_000)
    }

    /// The heights of the curve at ascending places, as it is drawn: the highest of several at one place; NaN where
    /// there is none.
    func heights(at places: [Double], _ kind: Kind) -> [Double] {
      let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
      var after = 0
      return places.map { place in
        while after < sorted.count, sorted[after].x < place { after += 1 }
        guard after < sorted.count else { return .nan }
        if sorted[after].x == place || kind == .precisionRecall {
          return sorted[after...].prefix { $0.x == sorted[after].x }.map(\.y).max() ?? .nan
        }
        guard after > 0 else { return .nan }
        let (from, to) = (sorted[after - 1], sorted[after])
        return from.y + (to.y - from.y) * (place - from.x) / (to.x - from.x)
      }
    }

    /// Without the points that are less than `distance` from the one before.
    func thinned(to distance: Double) -> Curve {
      var curve = self
      curve.points = []
      for (index, point) in points.enumerated() {
        if let last = curve.points.last, index < points.count - 1, abs(point.x - last.x) < distance,
          abs(point.y - last.y) < distance
        {
          continue
        }
        curve.points.append(point)
      }
      return curve
    }
  }

  var kind: Kind
  /// Classes or models, from the greatest area down; those without a curve last.
  var members: [Curve]
  /// The names in the order they were given in, which their colours follow: in a ROC and a precision-recall plot of the
  /// same classes each has one colour.
  private var names: [String]
  var averages: [Curve]
  /// What guessing reaches in a precision-recall plot: the share of positive rows.
  var prevalence: Double?
  /// Rows whose class is none of those of the curves.
  var strangers = 0

  /// More curves than this cannot be distinguished: then only the best and the worst stand out.
  static let maximumColored = 6
  private static let extremes = 3

  init(
    kind: Kind, members: [Curve], averages: [Curve] = [], prevalence: Double? = nil, strangers: Int = 0
  ) {
    self.strangers = strangers
    self.kind = kind
    names = members.map(\.name)
    self.averages = averages.filter { !$0.area.isNaN }
    self.prevalence = prevalence
    let order = members.indices.sorted { one, other in
      let (a, b) = (members[one].area, members[other].area)
      if a.isNaN || b.isNaN { return a.isNaN == b.isNaN ? one < other : b.isNaN }
      return a == b ? one < other : a > b
    }
    self.members = order.map { members[$0] }
  }

  private var known: [Curve] { members.filter { !$0.area.isNaN } }
  private var undefined: [String] { members.filter(\.area.isNaN).map(\.name) }
  private var isCrowded: Bool { known.count > Self.maximumColored }

  /// The curves in colour.
  private var colored: [Curve] {
    let known = known
    return isCrowded ? Array(known.prefix(Self.extremes) + known.suffix(Self.extremes)) : known
  }

  /// The names that take part in giving away colours: all classes, as far as there are colours for most, so that in
  /// either kind of plot those that stand out have their own.
  private var coloredNames: [String] {
    let shown = Set((names.count <= 2 * Palette.maximumCount ? known : colored).map(\.name))
    return names.filter(shown.contains)
  }

  private func text(_ area: Double) -> String {
    NumberFormat.fixed(area, decimals: members.count > 40 ? 2 : 3)
  }

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = kind.xLabel
    domains.y.label = kind.yLabel
    domains.aspectRatio = 1
    domains.maximumHeight = 400
    domains.color.wantsLegend = false
    domains.labelsLineEnds = false
    for value in [0, 0.5, 1] {
      domains.x.include(value, isValue: false)
      domains.y.include(value, isValue: false)
    }
    for point in (known + averages).flatMap(\.points) {
      if domains.isXLogarithmic { domains.x.include(point.x, isValue: false) }
      if domains.isYLogarithmic { domains.y.include(point.y, isValue: false) }
    }
    guard !known.isEmpty || !averages.isEmpty else { return }
    for name in coloredNames { domains.color.include(name: name) }
    let key = key { _ in nil }
    domains.trailingLabels = key.trailingLabels
    domains.linesBelow = key.lineCount
  }

  // MARK: Drawing

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    drawChance(in: plot, on: &scene)
    if isCrowded {
      var others = Path()
      for curve in known.dropFirst(Self.extremes).dropLast(Self.extremes) {
        others.append(path(of: curve.thinned(to: 1.0 / 300), in: plot))
      }
      scene.stroke(others, Stroke(plot.theme.ink(0.22), width: 0.75))
    }
    for curve in colored.reversed() + averages {
      scene.stroke(path(of: curve, in: plot), stroke(of: curve, in: plot))
    }
    addSeries(in: plot, on: &scene)
    for note in missingNotes { scene.warn(RenderWarning(.unusableValues, note)) }
    if !undefined.isEmpty {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(kind.title) curves need rows inside and outside a class; there are none of one kind for "
            + "\(RenderWarning.list(undefined)).",
          hint: "Leave these classes out, or test on more rows."))
    }
    if known.isEmpty, averages.isEmpty {
      scene.text(
        "No curve", at: plot.area.center, anchor: .middle, baseline: .middle,
        style: plot.theme.subtitleStyle.with(paint: plot.theme.ink(0.65), halo: plot.theme.paper))
      scene.warn(RenderWarning(.noData, "There is no \(kind.title) curve to draw."))
    }
  }

  /// All curves are read at the same places, every fiftieth of the axis.
  private func addSeries(in plot: Plot, on scene: inout SceneBuilder) {
    guard scene.recordsTips, case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return }
    for curve in averages + known {
      let isDrawn = colored.contains { $0.name == curve.name } || curve.role != .member
      let paint = isDrawn ? stroke(of: curve, in: plot).paint : plot.theme.ink(0.22)
      let places = (0...50).map { Double($0) / 50 }
      let values = zip(places, curve.heights(at: places, kind)).map { (place: $0, value: $1) }
        .filter { $0.value.isFinite && x.type.accepts($0.place) }
      scene.series(
        curve.name, paint, in: plot.area, values.map { Point(x: x.position($0.place), y: y.footPosition($0.value)) },
        places: values.map { "\(kind.xLabel) \(NumberFormat.fixed($0.place, decimals: 2))" },
        values: values.map { NumberFormat.fixed($0.value, decimals: 3) })
    }
  }

  /// How many rows no curve knows of.
  private var missingNotes: [String] {
    var notes: [String] = []
    let lacking = members.filter { $0.missing > 0 }
    for (missing, curves) in Dictionary(grouping: lacking, by: \.missing).sorted(by: { $0.key > $1.key }) {
      let names = RenderWarning.list(curves.map(\.name))
      notes.append("\(NumberFormat.count(missing, "row")) without a score of \(names) left out.")
    }
    if strangers > 0 {
      notes.append("\(NumberFormat.count(strangers, "row")) of no class that has scores left out.")
    }
    return notes
  }

  func annotate(in plot: Plot, on scene: inout SceneBuilder) {
    key { stroke(of: $0, in: plot) }.draw(in: plot, on: &scene)
  }

  private func key(_ stroke: (Curve) -> Stroke?) -> CurveKey {
    func row(_ curve: Curve) -> CurveKey.Row {
      CurveKey.Row(
        name: curve.name, numbers: [text(curve.area)], stroke: stroke(curve), isStrong: curve.role != .member)
    }
    var rows = (averages + (isCrowded ? Array(colored.prefix(Self.extremes)) : colored)).map(row)
    if isCrowded {
      let between = known.dropFirst(Self.extremes).dropLast(Self.extremes)
      rows.append(CurveKey.Row(name: "\(NumberFormat.count(between.count, "other")) between", numbers: [], stroke: nil))
      rows += colored.suffix(Self.extremes).map(row)
    }
    return CurveKey(headings: [kind.areaLabel], rows: rows)
  }

  private func stroke(of curve: Curve, in plot: Plot) -> Stroke {
    switch curve.role {
    case .macroAverage: return Stroke(plot.theme.ink, width: 2.25)
    case .microAverage: return Stroke(plot.theme.ink(0.85), width: 2.25, dash: [2, 3])
    case .member:
      // Beyond the palette its colours come again, with dashes.
      return Stroke(
        plot.color.paint(for: curve.name), width: 1.75, dash: plot.color.round(of: curve.name) == 0 ? [] : [6, 2],
        cap: .butt)
    }
  }

  private func path(of curve: Curve, in plot: Plot) -> Path {
    guard case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return Path() }
    // A rate of zero stands at the start of a logarithmic scale.
    let points = curve.points.map { Point(x: x.footPosition($0.x), y: y.footPosition($0.y)) }
    guard kind == .precisionRecall, let first = points.first else { return Path(through: points) }
    // The precision at a recall holds for all that is found with it: steps, as the average precision sums them.
    var path = Path(through: [first])
    for (before, point) in zip(points, points.dropFirst()) {
      path.line(to: Point(x: before.x, y: point.y))
      path.line(to: point)
    }
    return path
  }

  /// What guessing reaches.
  private func drawChance(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return }
    let style = plot.theme.captionStyle.with(halo: plot.theme.paper)
    let stroke = Stroke(plot.theme.ink(0.45), width: 1, dash: [4, 4])
    if kind == .roc {
      let (start, end) = (Point(x: x.footPosition(0), y: y.footPosition(0)), Point(x: x.position(1), y: y.position(1)))
      guard x.type == .linear, y.type == .linear else {
        let rates = (0...100).map { Double($0) / 100 } + [x.lower, y.lower].filter { $0 > 0 && $0 < 1 }
        let places = rates.sorted().filter { x.type.accepts($0) && y.type.accepts($0) }
        scene.stroke(Path(through: places.map { Point(x: x.clampedPosition($0), y: y.clampedPosition($0)) }), stroke)
        return
      }
      scene.line(from: start, to: end, stroke)
      let angle = atan2(end.y - start.y, end.x - start.x)
      let anchor = Point(x: start.x + (end.x - start.x) * 0.8, y: start.y + (end.y - start.y) * 0.8)
      let label = Point(x: anchor.x - sin(angle) * 12, y: anchor.y + cos(angle) * 12)
      guard plot.area.inset(by: 30).contains(Rect(x: label.x, y: label.y, width: 0, height: 0)) else { return }
      scene.text("Chance", at: label, anchor: .middle, style: style, rotation: angle * 180 / .pi)
    } else if let prevalence {
      let level = y.position(prevalence)
      scene.line(from: Point(x: x.footPosition(0), y: level), to: Point(x: x.position(1), y: level), stroke)
      // Above the line, unless the plot ends there.
      let above = level - 16 > plot.area.minY
      scene.text(
        "Chance \(text(prevalence))", at: Point(x: plot.area.minX + 5, y: level + (above ? -5 : 5)),
        baseline: above ? .alphabetic : .top, style: style)
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let known = known
    guard let best = known.first ?? averages.first, let worst = known.last ?? averages.first else {
      return LayerDescription(kind: "\(kind.title) curves", findings: ["There are no curves."] + missingNotes)
    }
    var findings: [String] = []
    let name = kind.areaName
    if known.count <= 1 {
      let rows = best.count > 0 ? ", from \(NumberFormat.count(best.count, "row"))" : ""
      findings.append("\(best.name): \(name) \(text(best.area))\(rows).")
    } else {
      let noun = kind == .roc ? "The area under the curve" : "The average precision"
      let (areas, names) = (Extremes(known.map(\.area)), known.map(\.name))
      let texts = NumberFormat.decimals(3).compared([best.area, worst.area])
      findings.append(
        areas.areEqual
          ? "\(noun) is \(texts[0]) for all."
          : "\(noun) is greatest for \(areas.names(names, at: best.area)) (\(texts[0])) and least for "
            + "\(areas.names(names, at: worst.area)) (\(texts[1])).")
    }
    for average in averages { findings.append("\(average.name): \(text(average.area)).") }
    if kind == .roc {
      findings.append("Chance is 0.5.")
    } else if let prevalence {
      findings.append("Chance is \(text(prevalence)).")
    }
    findings += missingNotes
    if !undefined.isEmpty { findings.append("Without a curve: \(undefined.prefix(5).joined(separator: ", ")).") }
    let count = max(known.count, 1)
    return LayerDescription(
      kind: count == 1 ? "\(kind.title) curve" : "\(kind.title) curves, \(count) of them", findings: findings)
  }

  var data: [DataPart] {
    let rows = (averages + known).flatMap { curve in curve.points.map { (curve, $0) } }
    return [
      DataPart(
        "Curves",
        [
          .value("Curve", rows.map(\.0.name)), .value(kind.xLabel, rows.map(\.1.x)),
          .value(kind.yLabel, rows.map(\.1.y)), .value(kind.areaLabel, rows.map(\.0.area)),
        ])
    ]
  }
}
