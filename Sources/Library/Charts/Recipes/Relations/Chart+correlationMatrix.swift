public import Frames
public import Statistics

extension Chart {
  /// In which order the variables of a correlation matrix stand.
  public enum CorrelationOrder: Hashable, Sendable {
    /// As the columns come.
    case asGiven
    /// Like ones side by side, with the tree by which they join (average linkage).
    case clustered(by: CorrelationDistance)

    /// Like ones side by side, where a coefficient of −1 is as close as one of 1.
    public static let clustered = CorrelationOrder.clustered(by: .absolute)
  }

  /// How far apart two variables of a correlation r are.
  public enum CorrelationDistance: Hashable, Sendable, Codable {
    /// 1 − |r|: variables that say the same are close, whether they rise or fall together.
    case absolute
    /// 1 − r: only variables that rise together are close.
    case signed

    var formula: String { self == .absolute ? "1 − |r|" : "1 − r" }
  }

  /// How strongly each two variables go together: the lower triangle, each coefficient written on its colour.
  public static func correlationMatrix(_ matrix: CorrelationMatrix, order: CorrelationOrder = .asGiven) -> Chart {
    switch order {
    case .asGiven: Chart(CorrelationMatrixLayer(matrix: matrix))
    case .clustered(let distance): Chart(ClusteredCorrelationLayer(matrix, distance: distance))
    }
  }

  /// How strongly each two columns of a frame go together.
  ///
  /// - Parameters:
  ///   - columns: All numeric columns when nil.
  ///   - method: Pearson's coefficient of the values or Spearman's of their ranks.
  ///   - order: As given, or like columns side by side.
  public static func correlationMatrix(
    _ frame: DataFrame, columns: [String]? = nil, method: CorrelationMatrix.Method = .pearson,
    order: CorrelationOrder = .asGiven
  ) -> Chart {
    correlationMatrix(frame.correlation(columns: columns, method: method), order: order)
  }

  /// How strongly each two columns of numbers go together.
  public static func correlationMatrix(
    _ columns: [PlottableColumn], method: CorrelationMatrix.Method = .pearson, order: CorrelationOrder = .asGiven
  ) -> Chart {
    var frame = DataFrame()
    for column in columns {
      var name = column.label
      // Columns of one label, which a frame cannot hold, get primes.
      while frame.containsColumn(name) { name += "′" }
      frame.append(column: Column(name: name, doubles: column.numbers))
    }
    return correlationMatrix(frame, method: method, order: order)
  }
}

/// The lower triangle of a correlation matrix.
///
/// The first variable has no row and the last no column, since they would be empty. Each column's name stands at the
/// head of the column, on the diagonal, where the upper triangle leaves room for it: so no name is ever turned.
struct CorrelationMatrixLayer: ChartLayer, Codable {
  var matrix: CorrelationMatrix

  private var names: [String] { matrix.names }
  private var size: Int { max(0, names.count - 1) }

  /// The height of the line with the first column's name.
  private static let header = 20.0
  /// Width that a character takes on average, to plan with before texts are measured.
  private static let characterWidth = 6.2

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    domains.color.label = "\(matrix.method.name) correlation"
    domains.color.bounds = -1...1
    domains.color.ramp = .redBlue
    // The same key as that of the clustered matrix.
    domains.color.include(-1)
    domains.color.include(1)
    let names = names.map { Double($0.count) * Self.characterWidth }
    let longest = names.dropFirst().max() ?? 0
    var cell = Self.plannedCell(size)
    if domains.isNarrow { cell = min(cell, max((domains.width - 28 - longest) / Double(max(size, 1)), 4)) }
    let width = longest + Double(size) * cell + max((names.dropLast().last ?? 0) - cell, 0)
    // Few variables leave room at the right rather than grow out of proportion.
    domains.aspectRatio = max(width, min(600, domains.width - 20)) / (Double(max(size, 1)) * cell + Self.header)
    domains.maximumHeight = max(domains.maximumHeight, Double(size) * Self.leastRow + Self.header)
  }

  static func plannedCell(_ size: Int) -> Double { size <= 4 ? 64 : size <= 10 ? 54 : size <= 16 ? 36 : 30 }

  /// The height that a row needs so that its name does not touch the next one.
  static let leastRow = 13.0

  /// The rows whose names are written, and how: smaller in low rows, and every second or third in those too low for
  /// that, which a warning tells.
  static func names(of names: [String], cell: Double, style: TextStyle, on scene: inout SceneBuilder)
    -> (rows: [Int], style: TextStyle)
  {
    let size = min(style.size, max(cell / 1.18, 6))
    let every = max(1, Int((size * 1.18 / cell - 0.01).rounded(.up)))
    let rows = Array(stride(from: 0, to: names.count, by: every))
    if rows.count < names.count {
      scene.warn(
        RenderWarning(
          .thinnedLabels, "\(NumberFormat.count(names.count - rows.count, "label")) had no room and were left out.",
          hint: "Give the chart more room, or show fewer columns."))
    }
    return (rows, style.with(size: size))
  }

  static func drawNothing(in plot: Plot, on scene: inout SceneBuilder) {
    scene.text(
      "Too few columns", at: plot.area.center, anchor: .middle, baseline: .middle, style: plot.theme.captionStyle)
    scene.warn(
      RenderWarning(
        .noData, "A correlation needs two columns.", hint: "Give the names of two numeric columns or more."))
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    guard size > 0 else {
      Self.drawNothing(in: plot, on: &scene)
      return
    }
    let label = plot.theme.labelStyle.withMathematics
    let longest = names.dropFirst().map { scene.width($0, label) }.max() ?? 0
    let rowNames = min(longest, plot.area.width * 0.35)
    let tail = scene.width(names[size - 1], label)
    let left = plot.area.minX + rowNames + 8
    let cell = max(
      4,
      min(
        (plot.area.height - Self.header) / Double(size), (plot.area.maxX - left) / Double(size),
        (plot.area.maxX - left - tail - 3) / Double(max(size - 1, 1))))
    let top = plot.area.minY + Self.header
    let (named, fitted) = Self.names(of: names, cell: cell, style: label, on: &scene)
    for row in named where row > 0 {
      scene.text(
        scene.shortened(names[row], to: rowNames, fitted),
        at: Point(x: left - 8, y: top + (Double(row) - 0.5) * cell), anchor: .end, baseline: .middle, style: fitted)
    }
    Self.drawCells(
      matrix, cell: cell, left: left, columns: { 0..<$0 }, top: top - cell, rows: 1..<(size + 1), in: plot, on: &scene)
    for column in named where column < size {
      let x = left + Double(column) * cell + 1
      scene.text(
        scene.shortened(names[column], to: plot.area.maxX - x, fitted),
        at: Point(x: x, y: top + Double(column) * cell - 5), style: fitted)
    }
  }

  /// Cells in their colours with their coefficients.
  /// - Parameters:
  ///   - left, top: Where column 0 and row 0 start.
  ///   - columns: Which columns a row has.
  static func drawCells(
    _ matrix: CorrelationMatrix, cell: Double, left: Double, columns: (Int) -> Range<Int>, top: Double,
    rows: Range<Int>, in plot: Plot, on scene: inout SceneBuilder
  ) {
    var number = plot.theme.numberStyle.with(size: min(plot.theme.labelSize, cell * 0.32))
    number.size *= min(1, (cell - 2) / scene.width(widest(matrix), number))
    let fits = number.size >= 7
    for row in rows {
      for column in columns(row) {
        let value = matrix[row, column]
        let rect = Rect(
          x: left + Double(column) * cell, y: top + Double(row) * cell, width: cell, height: cell
        ).inset(by: 0.5)
        let paint = value.isNaN ? plot.theme.ink(0.08) : plot.color.paint(for: value)
        let tip = Tip(
          "\(matrix.names[row]) and \(matrix.names[column])",
          [
            Tip.Value("Correlation", value.isNaN ? "–" : NumberFormat.bounded(value, decimals: 3)),
            Tip.Value("Rows", NumberFormat.whole(matrix.counts[row * matrix.names.count + column])),
          ])
        scene.answering(tip) { $0.rectangle(rect, fill: paint) }
        guard fits else { continue }
        scene.text(
          NumberFormat.bounded(value, decimals: 2), at: rect.center, anchor: .middle, baseline: .middle,
          style: number.with(paint: paint.readableInk))
      }
    }
  }

  /// The longest coefficient that a cell may hold.
  private static func widest(_ matrix: CorrelationMatrix) -> String {
    let texts = Set(matrix.coefficients.filter { !$0.isNaN }.map { NumberFormat.bounded($0, decimals: 2) })
    return texts.contains { $0.hasPrefix("<\u{2212}") || $0.hasPrefix(">\u{2212}") } ? ">\u{2212}0.00" : "\u{2212}0.00"
  }

  static func text(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 2) }

  // MARK: Description and data

  private var pairs: [(row: Int, column: Int, value: Double)] {
    guard size > 0 else { return [] }
    return (1...size).flatMap { row in (0..<row).map { (row, $0, matrix[row, $0]) } }
  }

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Correlation matrix (\(matrix.method.name)) of \(NumberFormat.count(names.count, "variable"))"
    let ranked = pairs.filter { !$0.value.isNaN }.sorted { abs($0.value) > abs($1.value) }
    guard !ranked.isEmpty else { return LayerDescription(kind: kind, findings: ["There are no coefficients."]) }
    let strongest = ranked.prefix(3).map { "\(names[$0.column]) and \(names[$0.row]) \(Self.text($0.value))" }
    // Others may be as strong as the last that is named.
    let tied = ranked.dropFirst(strongest.count).prefix { abs($0.value) == abs(ranked[strongest.count - 1].value) }
      .count
    let more = tied > 0 ? " and \(NumberFormat.count(tied, "pair")) more" : ""
    var findings = ["Strongest: \(strongest.joined(separator: ", "))\(more)."]
    let missing = pairs.count - ranked.count
    if missing > 0 { findings.append("\(missing) of \(pairs.count) pairs have no coefficient.") }
    return LayerDescription(kind: kind, findings: findings)
  }

  var data: [DataPart] {
    let pairs = pairs
    return [
      DataPart(
        "Coefficients",
        [
          .value("Variable", pairs.map { names[$0.row] }), .value("With", pairs.map { names[$0.column] }),
          .value("Correlation", pairs.map(\.value)),
          .value("Rows", pairs.map { matrix.counts[$0.row * names.count + $0.column] }),
        ])
    ]
  }
}

extension CorrelationMatrix.Method {
  var name: String { self == .pearson ? "Pearson" : "Spearman" }
}
