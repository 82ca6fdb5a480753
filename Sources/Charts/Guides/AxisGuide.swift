/// Ticks and labels of one axis, chosen so that they fit.
struct AxisGuide {
  enum Side { case bottom, left }
  struct Tick {
    /// In points along the axis.
    var place: Double
    var lines: [String]
  }

  let side: Side
  var ticks: [Tick] = []
  /// Labels slanted by 45 degrees: the last resort for names below the plot.
  var isSlanted = false
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
  var format = NumberFormat.automatic
  var step = 0.0

  static let padding = 7.0

  /// - Parameters:
  ///   - room: the most that labels may take across the axis.
  init(
    _ side: Side, scale: PositionScale, domain: AxisDomain, settings: AxisSettings, room: Double,
    builder: SceneBuilder
  ) {
    self.side = side
    format = settings.format ?? domain.format ?? .automatic
    switch scale {
    case .continuous(let scale):
      style = builder.theme.numberStyle
      chooseNumbers(scale, domain: domain, settings: settings, builder: builder)
    case .band(let scale):
      style = builder.theme.labelStyle
      chooseNames(scale, room: room, builder: builder)
    }
    measure(from: min(scale.start, scale.end), to: max(scale.start, scale.end), builder: builder)
  }

  // MARK: Numbers

  private mutating func chooseNumbers(
    _ scale: ContinuousScale, domain: AxisDomain, settings: AxisSettings, builder: SceneBuilder
  ) {
    var count = Self.tickCount(side, length: scale.length)
    while true {
      var values = settings.values?.filter(scale.contains) ?? scale.ticks(count: count)
      if domain.isWhole, format != .percent, scale.type == .linear {
        let whole = values.filter { $0 == $0.rounded() }
        if whole.count >= 2 { values = whole }
      }
      let step = zip(values.dropFirst(), values).map { $0 - $1 }.min() ?? 0
      let labels =
        scale.type == .date
        ? Self.dateLabels(values)
        : format.strings(values, step: scale.type.isUniform ? step : 0).map { [$0] }
      let logLabels = scale.type.isUniform ? labels : values.map { [format.string($0)] }
      ticks = zip(values, logLabels).map { Tick(place: scale.position($0), lines: $1) }
      self.step = step
      if settings.values != nil || count <= 1 || fits(builder) { break }
      count -= 1
    }
    if count <= 1 || settings.values != nil { thin(builder) }
    grid = domain.hasGrid ? ticks.map(\.place) : []
    hasTickMarks = !domain.hasGrid
  }

  /// About how many ticks suit a length.
  static func tickCount(_ side: Side, length: Double) -> Int {
    side == .bottom ? max(2, Int(length / 80)) : max(3, Int(length / 38))
  }

  /// Months or days with the year below the first of each year.
  private static func dateLabels(_ values: [Double]) -> [[String]] {
    let dates = values.map { CivilTime(secondsSince1970: $0) }
    if dates.allSatisfy({ $0.month == 1 && $0.day == 1 && $0.hour == 0 && $0.minute == 0 && $0.second == 0 }) {
      return dates.map { ["\($0.year)"] }
    }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let hasTimes = dates.contains { $0.hour != 0 || $0.minute != 0 || $0.second != 0 }
    let hasSeconds = dates.contains { $0.second != 0 }
    var shown: String?
    return dates.map { date in
      let name = CivilTime.monthNames[date.month - 1]
      let top: String
      let below: String
      if hasTimes {
        top = "\(two(date.hour)):\(two(date.minute))" + (hasSeconds ? ":\(two(date.second))" : "")
        below = "\(date.day) \(name) \(date.year)"
      } else if dates.allSatisfy({ $0.day == 1 }) {
        (top, below) = (name, "\(date.year)")
      } else {
        (top, below) = ("\(date.day) \(name)", "\(date.year)")
      }
      defer { shown = below }
      return shown == below ? [top] : [top, below]
    }
  }

  /// Whether neighbours keep a distance.
  private func fits(_ builder: SceneBuilder) -> Bool {
    let sizes = ticks.map { size(of: $0, builder) }
    let gap: Double = side == .bottom ? 12 : 2
    return ticks.indices.dropFirst().allSatisfy { index in
      let distance = abs(ticks[index].place - ticks[index - 1].place)
      return distance >= (sizes[index] + sizes[index - 1]) / 2 + gap
    }
  }

  private func size(of tick: Tick, _ builder: SceneBuilder) -> Double {
    side == .bottom ? tick.lines.map { builder.width($0, style) }.max() ?? 0 : style.size * 1.2
  }

  /// Leaves out labels that touch the one before.
  private mutating func thin(_ builder: SceneBuilder) {
    var kept: [Tick] = []
    for tick in ticks.sorted(by: { $0.place < $1.place }) {
      if let last = kept.last,
        tick.place - last.place < (size(of: tick, builder) + size(of: last, builder)) / 2 + (side == .bottom ? 8 : 1)
      {
        omitted += 1
      } else {
        kept.append(tick)
      }
    }
    ticks = kept
  }

  // MARK: Names

  private mutating func chooseNames(_ scale: BandScale, room: Double, builder: SceneBuilder) {
    let places = scale.names.indices.map { scale.position(index: $0) }
    let step = abs(scale.step)
    if side == .left {
      ticks = zip(places, scale.names).map { place, name in
        let text = builder.shortened(name, to: room, style)
        if text != name { shortened.append(name) }
        return Tick(place: place, lines: [text])
      }
      if step < style.size * 1.1 { thin(builder) }
      return
    }
    let widths = scale.names.map { builder.width($0, style) }
    let widest = widths.max() ?? 0
    ticks = zip(places, scale.names).map { Tick(place: $0, lines: [$1]) }
    if widest <= step - 6 { return }
    if scale.names.allSatisfy({ $0.first?.isNumber == true }) {
      // Names such as decades continue by themselves.
      thin(builder)
      omitted = 0
      return
    }
    let wrapped = scale.names.map { builder.wrapped($0, to: max(step - 6, 1), style, maximumLines: 2) }
    if step >= 24, wrapped.allSatisfy({ $0.allSatisfy { !$0.hasSuffix("…") } }) {
      ticks = zip(places, wrapped).map { Tick(place: $0, lines: $1) }
      return
    }
    let cut = wrapped.map { $0.joined() }
    let longest = min(room, 120)
    if widest > longest, step >= 52, Set(cut).count == cut.count {
      ticks = zip(places, wrapped).map { Tick(place: $0, lines: $1) }
      shortened = zip(scale.names, wrapped).filter { $1.contains { $0.hasSuffix("…") } }.map(\.0)
      return
    }
    isSlanted = true
    ticks = zip(places, scale.names).map { place, name in
      let text = builder.shortened(name, to: longest, style)
      if text != name { shortened.append(name) }
      return Tick(place: place, lines: [text])
    }
    let every = max(1, Int((style.size * 1.75 / max(step, 0.01)).rounded(.up)))
    if every > 1 {
      omitted = ticks.count - (ticks.count + every - 1) / every
      ticks = ticks.enumerated().filter { $0.offset % every == 0 }.map(\.element)
    }
  }

  // MARK: Room

  private mutating func measure(from start: Double, to end: Double, builder: SceneBuilder) {
    let lineHeight = builder.theme.lineHeight(style.size)
    for tick in ticks {
      let width = tick.lines.map { builder.width($0, style) }.max() ?? 0
      switch side {
      case .left: extent = max(extent, width + Self.padding + 2)
      case .bottom where isSlanted:
        let leg = width * 0.7072
        extent = max(extent, leg + style.size * 0.7072 + Self.padding)
        overflowStart = max(overflowStart, leg + 4 - (tick.place - start))
      case .bottom:
        extent = max(extent, Self.padding + lineHeight * Double(tick.lines.count) + (hasTickMarks ? 2 : 0))
        overflowStart = max(overflowStart, width / 2 - (tick.place - start))
        overflowEnd = max(overflowEnd, width / 2 - (end - tick.place))
      }
    }
  }
}

extension ScaleType {
  /// Whether equal steps of values are equal lengths.
  var isUniform: Bool { self == .linear || self == .date }
}
