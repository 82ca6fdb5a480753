/// Lines or curves through dots.
struct FitLayer: ChartLayer, Codable {
  var method: FitMethod
  var xLabel: String
  var yLabel: String
  /// What the curves' names are; nil for one curve through all dots.
  var groupLabel: String?
  var curves: [FittedCurve]

  init(_ method: FitMethod, x: PlottableColumn, y: PlottableColumn, by groups: PlottableColumn?) {
    self.method = method
    (xLabel, yLabel) = (x.label, y.label)
    guard !x.isCategorical, !y.isCategorical else {
      curves = []
      return
    }
    guard let groups, groups.isCategorical else {
      curves = FittedCurve(method, name: nil, x: x.numbers, y: y.numbers).map { [$0] } ?? []
      return
    }
    groupLabel = groups.label
    var rows = [([Double], [Double])](repeating: ([], []), count: groups.names.count)
    for (row, code) in groups.numbers.enumerated() where !code.isNaN {
      rows[Int(code)].0.append(x.numbers[row])
      rows[Int(code)].1.append(y.numbers[row])
    }
    curves = zip(groups.names, rows).compactMap { FittedCurve(method, name: $0, x: $1.0, y: $1.1) }
  }

  /// The numbers of the only fit, to be read beside the drawing; nil when there are several.
  var note: String? { curves.count == 1 ? curves[0].words(x: xLabel, y: yLabel) : nil }

  func contribute(to domains: inout ChartDomains) {
    for curve in curves {
      for value in curve.y { domains.y.include(value) }
    }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return }
    func path(_ xs: [Double], _ ys: [Double]) -> [Point] {
      zip(xs, ys).map { Point(x: x.position($0), y: y.position($1)) }.filter { $0.x.isFinite && $0.y.isFinite }
    }
    scene.group("fit", clip: plot.area) { scene in
      for curve in curves {
        let paint = curve.name.map { plot.color.paint(for: $0) } ?? plot.theme.ink
        let band = path(curve.x, curve.upper) + path(curve.x, curve.lower).reversed()
        if !band.isEmpty { scene.fill(Path(through: band, closed: true), paint.opacity(0.15)) }
        let line = Path(through: path(curve.x, curve.y))
        scene.strokeWithRim(line, Stroke(paint, width: 2, cap: .round))
      }
    }
    if curves.isEmpty {
      scene.warn(
        RenderWarning(
          .unusableValues, "There is no fit of \(yLabel) by \(xLabel).",
          hint: "A fit needs rows with different values of \(xLabel)."))
    }
  }

  var data: [DataPart] {
    guard !curves.isEmpty else { return [] }
    func column(_ label: String, _ values: (FittedCurve) -> [Double]) -> PlottableColumn {
      .value(label, curves.flatMap { values($0) + Array(repeating: .nan, count: $0.x.count - values($0).count) })
    }
    var columns = [column(xLabel, \.x), column(yLabel, \.y)]
    if let groupLabel {
      columns.insert(.value(groupLabel, curves.flatMap { curve in curve.x.map { _ in curve.name } }), at: 0)
    }
    if curves.contains(where: { !$0.lower.isEmpty }) {
      columns += [column("Lower", \.lower), column("Upper", \.upper)]
    }
    return [DataPart("Fit", columns)]
  }

  func describe(in plot: Plot) -> LayerDescription {
    guard !curves.isEmpty else { return LayerDescription(kind: "") }
    let kind = method == .linear ? "a straight line by least squares" : "a locally weighted curve"
    let told = curves.prefix(6).map { curve in
      (curve.name.map { "\($0): " } ?? "") + curve.words(x: xLabel, y: yLabel) + "."
    }
    return LayerDescription(kind: kind, findings: told)
  }
}

extension Chart {
  /// Layers of one plot with a fit over them, whose numbers stand below the title.
  init(
    _ layers: [any ChartLayer], fit: FitMethod?, x: PlottableColumn, y: PlottableColumn,
    by groups: PlottableColumn? = nil
  ) {
    let fits = fit.map { FitLayer($0, x: x, y: y, by: groups) }
    self.init(panels: [ChartPanel(title: nil, layers: layers + (fits.map { [$0] } ?? []))])
    settings.subtitle = fits?.note
  }
}
