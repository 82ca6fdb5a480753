public import Frames
public import Statistics

extension Chart {
  /// In which order the classes of a confusion matrix stand.
  public enum ClassOrder: Hashable, Sendable {
    /// As given, unless there are more than are shown: then clustered.
    case automatic
    case asGiven
    /// Classes that are confused with each other stand together.
    case clustered
  }

  /// What the rows of each class were predicted as: a row for each class, coloured by the share of its rows, with the
  /// counts beneath.
  ///
  /// - Parameters:
  ///   - order: In which order classes stand.
  ///   - top: When there are more classes than this, those with most errors are shown and all others share a row and a
  ///     column.
  public static func confusionMatrix(
    _ matrix: ConfusionMatrix, order: ClassOrder = .automatic, top: Int = 22
  ) -> Chart {
    let top = max(1, top)
    var shown = matrix
    var others = 0
    if matrix.names.count > top {
      let classes = matrix.mostConfusedClasses(top)
      others = matrix.names.count - top
      let part = matrix.selecting(classes)
      let order = order == .asGiven ? Array(classes.indices) : part.clusteredOrder
      shown = matrix.grouping(order.map { classes[$0] }, othersName: NumberFormat.count(others, "other"))
    } else if order == .clustered {
      shown = matrix.selecting(matrix.clusteredOrder)
    }
    return Chart(ConfusionMatrixLayer(matrix: shown, whole: matrix, others: others))
      .chartXAxisLabel("Predicted").chartYAxisLabel("Actual")
  }

  /// The actual classes of one column against the predicted ones of another.
  public static func confusionMatrix(
    _ frame: DataFrame, actual: String, predicted: String, order: ClassOrder = .automatic, top: Int = 22
  ) -> Chart {
    confusionMatrix(ConfusionMatrix(frame, actual: actual, predicted: predicted), order: order, top: top)
  }
}

/// Which classes are taken for which: each row the songs of one class, each column what they were predicted as.
struct ConfusionMatrixLayer: ChartLayer, Codable {
  /// As drawn: the classes shown, in order, perhaps with the others as one.
  var matrix: ConfusionMatrix
  /// As given: what the description is about.
  var whole: ConfusionMatrix
  /// How many classes share the last row and column.
  var others = 0

  /// Names in the order of the drawing: two classes of one name stand in two rows.
  private let names: [String]
  private let shares: [Double]

  init(matrix: ConfusionMatrix, whole: ConfusionMatrix, others: Int = 0) {
    self.matrix = matrix
    self.whole = whole
    self.others = others
    shares = matrix.normalized
    var taken: Set<String> = []
    names = VisibleNames.visible(matrix.names).map { name in
      var name = name
      while !taken.insert(name).inserted { name += "′" }
      return name
    }
  }

  private var size: Int { names.count }
  /// Cells of few classes are larger.
  private var cell: Double { size <= 4 ? 72 : size <= 8 ? 58 : 46 }

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = "Predicted"
    domains.y.label = "Actual"
    for name in names {
      domains.x.include(name: name)
      domains.y.include(name: name)
    }
    domains.x.isMatrix = true
    domains.y.isMatrix = true
    domains.x.hasGrid = false
    domains.y.hasGrid = false
    // Cells are wider than high where there is room: that is how numbers are.
    let height = min(520, max(cell * Double(size), 120))
    domains.aspectRatio = min(max((domains.width - 110) / height, 1), 1.6)
    domains.maximumHeight = height
    domains.color.label = "Share of the actual class"
    domains.color.bounds = 0...1
    domains.color.ramp = .blues
    domains.color.format = .percent
    // Small cells hold no numbers: then the legend says what colours mean.
    domains.color.wantsLegend = size > Self.mostWithNumbers
    domains.color.include(0)
    domains.color.include(1)
    domains.labelsLineEnds = false
  }

  private static let mostWithNumbers = 20

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard case .band(let x) = plot.x, case .band(let y) = plot.y, size > 0 else {
      scene.warn(RenderWarning(.noData, "There are no predictions to compare."))
      return
    }
    let side = min(abs(x.step), abs(y.step))
    let main = plot.theme.numberStyle.with(size: min(plot.theme.labelSize, max(side * 0.3, 7)))
    let small = plot.theme.numberStyle.with(size: min(plot.theme.captionSize * 0.9, main.size * 0.86))
    let showsShares = side >= 21
    let gap = side > 12 ? 0.5 : 0
    for row in 0..<size {
      for column in 0..<size {
        let share = shares[row * size + column]
        let center = Point(x: x.position(names[column]), y: y.position(names[row]))
        guard center.x.isFinite, center.y.isFinite else { continue }
        let cell = Rect(
          x: center.x - abs(x.step) / 2, y: center.y - abs(y.step) / 2, width: abs(x.step), height: abs(y.step))
        // None at all looks different from very few.
        let paint = share > 0 ? plot.color.paint(for: share) : plot.theme.ink(0.03)
        let isRight = row == column && !(others > 0 && row == size - 1)
        let tip = Tip(
          "\(names[row]) predicted as \(names[column])",
          [
            Tip.Value("Rows", NumberFormat.whole(matrix[row, column])),
            Tip.Value("Share of \(names[row])", share.isFinite ? NumberFormat.percent.string(share) : "–"),
          ])
        scene.answering(tip) { $0.rectangle(cell.inset(by: gap), fill: paint) }
        if isRight {
          scene.rectangle(cell.inset(by: gap + 0.5), fill: nil, stroke: Stroke(plot.theme.ink(0.7), width: 1))
        }
        guard showsShares, matrix[row, column] > 0 else { continue }
        let ink = paint.readableInk
        let count = NumberFormat.whole(matrix[row, column])
        let style = main.with(paint: ink, weight: isRight ? .semibold : .regular)
        let showsCount = side >= 34 && scene.width(count, small) <= cell.width - 6
        let text = NumberFormat.wholePercent(share)
        guard scene.width(text, style) <= cell.width - 4 else { continue }
        let offset = showsCount ? main.size * 0.55 : 0
        scene.text(
          text, at: Point(x: center.x, y: center.y - offset), anchor: .middle, baseline: .middle, style: style)
        guard showsCount else { continue }
        scene.text(
          count, at: Point(x: center.x, y: center.y + main.size * 0.65), anchor: .middle, baseline: .middle,
          style: small.with(paint: ink))
      }
    }
    let empty = zip(names, matrix.actualCounts).filter { $1 == 0 }.map(\.0)
    if !empty.isEmpty, whole.total > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues, "No rows of \(empty.prefix(5).joined(separator: ", ")): their shares are not known."))
    }
    if whole.total == 0 { scene.warn(RenderWarning(.noData, "There are no predictions to compare.")) }
    if whole.missingCount > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.count(whole.missingCount, "row")) without an actual or a predicted class left out.")
      )
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Confusion matrix of \(NumberFormat.count(whole.names.count, "class", "classes"))"
    guard whole.total > 0 else { return LayerDescription(kind: kind, findings: ["There are no predictions."]) }
    var findings = [
      "\(NumberFormat.percent.string(whole.accuracy)) of \(NumberFormat.count(whole.total, "row")) are predicted correctly."
    ]
    let scores = whole.classScores.filter { !$0.recall.isNaN }
    let recalls = Extremes(scores.map(\.recall))
    if scores.count > 1 {
      let texts = NumberFormat.percent.compared([recalls.highest, recalls.lowest])
      let names = VisibleNames.visible(scores.map(\.name))
      findings.append(
        recalls.areEqual
          ? "All classes are found equally well (\(texts[0]))."
          : "Best found: \(recalls.names(names, at: recalls.highest)) (\(texts[0])); least: "
            + "\(recalls.names(names, at: recalls.lowest)) (\(texts[1])).")
    }
    let confused = whole.mostConfused(.max)
    if !confused.isEmpty {
      let pairs = confused.map { "\(VisibleNames.visible($0.actual)) taken for \(VisibleNames.visible($0.predicted))" }
      let counts = Extremes(confused.map { Double($0.count) })
      findings.append(
        "Most often confused: \(counts.leaders(pairs) { NumberFormat.whole(confused[$0].count) }).")
    }
    if others > 0 { findings.append("\(others) classes are drawn as one.") }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    let cells = (0..<size * size).filter { matrix.counts[$0] > 0 }
    return [
      DataPart(
        "Cells",
        [
          .value("Actual", cells.map { names[$0 / size] }), .value("Predicted", cells.map { names[$0 % size] }),
          .value("Count", cells.map { matrix.counts[$0] }), .value("Share of actual", cells.map { shares[$0] }),
        ])
    ]
  }
}
