#if canImport(Glibc)
  import Glibc
#endif

extension AxisGuide {
  /// Labels of bands. Beside the plot, names that are too long are shortened. Below it, the first of these that works:
  /// as they are; every nth of numbers, which continue by themselves; in two or three lines; shortened a little, as
  /// long as they stay different; slanted; upright, and then every nth.
  mutating func chooseNames(_ scale: BandScale, room: Double, builder: SceneBuilder) {
    let positions = scale.names.indices.map { scale.position(index: $0) }
    let step = abs(scale.step)
    ticks = zip(positions, scale.names).map { Tick(position: $0, lines: [$1]) }
    if side == .left {
      setLabels(builder.shortened(scale.names, to: room, style), of: scale.names)
      if !shortened.isEmpty, step >= builder.theme.lineHeight(style.size) * 2 { wrapBeside(scale.names, room, builder) }
      if step < style.size * 1.1 { thin(builder) }
      return
    }
    let widest = scale.names.map { builder.width($0, style) }.max() ?? 0
    if widest <= step - 6 { return }
    if Self.continueByThemselves(scale.names) {
      thin(builder)
      omitted = 0
      return
    }
    if let lines = Self.wrapped(scale.names, step: step, style: style, builder: builder) {
      ticks = zip(positions, lines).map { Tick(position: $0, lines: $1) }
      return
    }
    let cut = builder.shortened(scale.names, to: step - 6, style)
    let isMild = zip(cut, scale.names).allSatisfy { $0.count * 10 >= $1.count * 6 }
    if step >= 40, isMild, Set(cut).count == Set(scale.names).count {
      setLabels(cut, of: scale.names)
      return
    }
    turn = style.size * 1.75 <= step ? .slanted : .upright
    // Slanted names take the room as their width, of which they need 0.71 in height; upright ones need all of it.
    let length = turn == .slanted ? room : room * 0.7072
    setLabels(builder.shortened(scale.names, to: length, style), of: scale.names)
    let every = turn == .slanted ? 1 : max(1, Int((style.size * 1.2 / max(step, 0.01)).rounded(.up)))
    if every > 1 {
      omitted = ticks.count - (ticks.count + every - 1) / every
      ticks = ticks.enumerated().filter { $0.offset % every == 0 }.map(\.element)
    }
  }

  /// Two lines for names that are too long for one.
  private mutating func wrapBeside(_ names: [String], _ room: Double, _ builder: SceneBuilder) {
    shortened = []
    for index in ticks.indices where builder.width(names[index], style) > room {
      ticks[index].lines = builder.wrapped(names[index], to: room, style, maximumLines: 2)
      if ticks[index].lines.contains(where: { $0.hasSuffix("…") }) { shortened.append(names[index]) }
    }
  }

  private mutating func setLabels(_ labels: [String], of names: [String]) {
    for index in ticks.indices { ticks[index].lines = [labels[index]] }
    shortened = zip(labels, names).filter { $0 != $1 }.map(\.1)
  }

  /// Whether names are numbers or begin with one, such as decades: some of them imply the others.
  static func continueByThemselves(_ names: [String]) -> Bool {
    names.count > 2 && names.allSatisfy { $0.first?.isNumber == true }
  }

  /// Names in up to three lines that fit the step between bands; nil where a word is too long.
  static func wrapped(_ names: [String], step: Double, style: TextStyle, builder: SceneBuilder) -> [[String]]? {
    guard step >= 24 else { return nil }
    let lines = names.map { builder.wrapped($0, to: step - 6, style, maximumLines: 3) }
    return lines.allSatisfy { $0.allSatisfy { !$0.hasSuffix("…") } } ? lines : nil
  }
}

extension AxisGuide {
  /// Months or days with the year below the first of each year.
  static func dateLabels(_ values: [Double]) -> [[String]] {
    // Parts of seconds, as far as numbers of this size hold them.
    let decimals =
      (0...6).first { count in
        let power = pow(10, Double(count))
        return values.allSatisfy { abs(($0 * power).rounded() / power - $0) < 1e-6 }
      } ?? 6
    let power = pow(10, Double(decimals))
    let values = values.map { ($0 * power).rounded() / power }
    let dates = values.map { CivilTime(secondsSince1970: $0 + (decimals == 0 ? 0 : 0.1 / power)) }
    let fractions = values.map { value -> String in
      let part = Int(((value - (value + 0.1 / power).rounded(.down)) * power).rounded())
      return decimals == 0 ? "" : "." + String(part + Int(power)).dropFirst()
    }
    if decimals == 0,
      dates.allSatisfy({ $0.month == 1 && $0.day == 1 && $0.hour == 0 && $0.minute == 0 && $0.second == 0 })
    {
      return dates.map { ["\($0.year)"] }
    }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let hasTimes = decimals > 0 || dates.contains { $0.hour != 0 || $0.minute != 0 || $0.second != 0 }
    let hasSeconds = decimals > 0 || dates.contains { $0.second != 0 }
    var shown: String?
    return zip(dates, fractions).map { date, fraction in
      let name = CivilTime.monthNames[date.month - 1]
      let top: String
      let below: String
      if hasTimes {
        top = "\(two(date.hour)):\(two(date.minute))" + (hasSeconds ? ":\(two(date.second))\(fraction)" : "")
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
}
