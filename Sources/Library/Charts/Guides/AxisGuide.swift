/// Ticks and labels of one axis, chosen so that they fit.
struct AxisGuide {
  enum Side { case bottom, left }
  /// How labels below the plot are turned: names that have no room side by side are slanted, and stand upright where
  /// even that is too wide.
  enum Turn: Double { case level = 0, slanted = -45, upright = -90 }
  struct Tick {
    /// In points along the axis.
    var position: Double
    var lines: [String]
  }

  let side: Side
  var ticks: [Tick] = []
  var turn = Turn.level
  /// Where grid lines stand.
  var grid: [Double] = []
  var style: TextStyle
  /// Room that labels need across the axis, in points.
  var extent = 0.0
  /// How far labels reach beyond the ends of the axis.
  var overflowStart = 0.0
  var overflowEnd = 0.0
  /// Labels that were cut, and labels that were left out.
  var shortened: [String] = []
  var omitted = 0
  var hasTickMarks = false
  /// Short lines without labels, between those of logarithmic scales.
  var minorTicks: [Double] = []
  var format = NumberFormat.automatic
  var step = 0.0
  /// Why marks that were asked for cannot be drawn.
  var refusal: String?

  static let padding = 7.0

  /// - Parameters:
  ///   - room: The most that labels may take across the axis.
  init(
    _ side: Side, scale: PositionScale, domain: AxisDomain, settings: AxisSettings, room: Double,
    builder: SceneBuilder
  ) {
    self.side = side
    format = settings.format ?? domain.format?.ofTicks ?? .automatic
    if settings.format == nil, format == .automatic, domain.areYears { format = .year }
    switch scale {
    case .continuous(let scale):
      style = builder.theme.numberStyle
      // Without values there are no ticks.
      guard domain.hasNumbers || settings.lower != nil else { return }
      chooseNumbers(scale, domain: domain, settings: settings, builder: builder)
    case .band(let scale):
      style = builder.theme.labelStyle
      if scale.names.contains(where: MathText.isFormula) { style = style.withMathematics }
      chooseNames(scale, room: room, builder: builder)
    }
    measure(from: min(scale.start, scale.end), to: max(scale.start, scale.end), builder: builder)
  }

  // MARK: Numbers

  private mutating func chooseNumbers(
    _ scale: ContinuousScale, domain: AxisDomain, settings: AxisSettings, builder: SceneBuilder
  ) {
    let fixed = settings.values.fixed(in: scale)
    refusal = settings.values.refusal(in: scale)
    func round(_ count: Int) -> [Double] {
      guard scale.type == .date, domain.areWholeDays else { return scale.ticks(count: count) }
      // Values of days have no hours between them.
      return Ticks.dates(
        lower: min(scale.lower, scale.upper), upper: max(scale.lower, scale.upper), count: count, inWholeDays: true)
    }
    var count = min(settings.values.desiredCount ?? .max, Self.tickCount(side, length: scale.length))
    // On paper a few more are read, where they have room.
    if builder.theme.isForPrint, settings.values.desiredCount == nil { count += 2 }
    if let desired = settings.values.desiredCount { count = max(count, min(desired, Int(scale.length / 20))) }
    // One number alone shows no scale, and two hardly do.
    while fixed == nil, settings.values.desiredCount == nil, count < 8, round(count).count < 3 {
      count += 1
    }
    while true {
      var values = fixed ?? round(count)
      if fixed == nil, domain.isWhole || format == .year, format != .percent, scale.type == .linear {
        let whole = values.filter { $0 == $0.rounded() }
        if whole.count >= 2 { values = whole }
      }
      step = zip(values.dropFirst(), values).map { $0 - $1 }.min() ?? 0
      ticks = zip(values, labels(values, of: scale)).map { Tick(position: scale.position($0), lines: $1) }
      if fixed != nil || count <= 1 || fits(builder) { break }
      // Fewer steps would leave one number or none: then some of these go.
      if ticks.count > 1, round(count - 1).count < 2 { break }
      count -= 1
    }
    if fixed != nil || !fits(builder) { thin(builder) }
    // Round numbers that are left out can be told from the others; only values that were asked for count as omitted.
    if fixed == nil { omitted = 0 }
    minorTicks = scale.type == .log ? Ticks.minorLogarithmic(scale).map { scale.position($0) } : []
    let hasGrid = settings.parts?.hasGridLine ?? domain.hasGrid
    grid = hasGrid ? ticks.map(\.position) : []
    hasTickMarks = !ticks.isEmpty && settings.parts?.hasTick ?? !domain.hasGrid
    if settings.parts?.hasLabel == false { ticks = ticks.map { Tick(position: $0.position, lines: []) } }
  }

  private func labels(_ values: [Double], of scale: ContinuousScale) -> [[String]] {
    if scale.type == .date { return Self.dateLabels(values) }
    let texts =
      scale.type.isUniform || scale.type.kind == .squareRoot
      ? format.strings(values, step: step) : values.map { format.string($0) }
    // No two marks are written alike.
    return (Set(texts).count < Set(values).count ? format.compared(values) : texts).map { [$0] }
  }

  /// About how many ticks suit a length: nearer to each other on short axes, where a few would show too little.
  static func tickCount(_ side: Side, length: Double) -> Int {
    // Lines across a plot disturb more than marks below it: five do, unless they lie far apart.
    side == .bottom ? max(2, Int((length + 90) / 92)) : max(3, min(5, Int((length + 60) / 44)), Int(length / 64))
  }

  /// Whether neighbours keep a distance.
  private func fits(_ builder: SceneBuilder) -> Bool {
    let sizes = ticks.map { size(of: $0, builder) }
    let gap: Double = side == .bottom ? 12 : 2
    return ticks.indices.dropFirst().allSatisfy { index in
      let distance = abs(ticks[index].position - ticks[index - 1].position)
      return distance >= (sizes[index] + sizes[index - 1]) / 2 + gap
    }
  }

  private func size(of tick: Tick, _ builder: SceneBuilder) -> Double {
    side == .bottom ? tick.lines.map { builder.width($0, style) }.max() ?? 0 : style.size * 1.2
  }

  /// Leaves out labels that touch the one before.
  mutating func thin(_ builder: SceneBuilder) {
    var kept: [Tick] = []
    for tick in ticks.sorted(by: { $0.position < $1.position }) {
      if let last = kept.last,
        tick.position - last.position < (size(of: tick, builder) + size(of: last, builder)) / 2
          + (side == .bottom ? 8 : 1)
      {
        omitted += 1
      } else {
        kept.append(tick)
      }
    }
    ticks = kept
  }

  // MARK: Room

  private mutating func measure(from start: Double, to end: Double, builder: SceneBuilder) {
    let lineHeight = builder.theme.lineHeight(style.size)
    for tick in ticks {
      let width = tick.lines.map { builder.width($0, style) }.max() ?? 0
      switch side {
      case .left: extent = max(extent, tick.lines.isEmpty ? 0 : width + Self.padding + 2)
      case .bottom where turn == .upright:
        extent = max(extent, width + Self.padding + 2)
        overflowStart = max(overflowStart, lineHeight / 2 - (tick.position - start))
        overflowEnd = max(overflowEnd, lineHeight / 2 - (end - tick.position))
      case .bottom where turn == .slanted:
        let leg = width * 0.7072
        extent = max(extent, leg + style.size * 0.7072 + Self.padding)
        overflowStart = max(overflowStart, leg + 4 - (tick.position - start))
      case .bottom:
        extent = max(extent, Self.padding + lineHeight * Double(tick.lines.count) + (hasTickMarks ? 2 : 0))
        overflowStart = max(overflowStart, width / 2 - (tick.position - start))
        overflowEnd = max(overflowEnd, width / 2 - (end - tick.position))
      }
    }
  }
}

extension ScaleType {
  /// Whether equal steps of values are equal lengths.
  var isUniform: Bool { self == .linear || self == .date }
}
