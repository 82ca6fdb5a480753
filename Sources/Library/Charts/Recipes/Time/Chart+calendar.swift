public import Frames

extension Chart {
  /// A number for each day as the colour of a cell: a strip for each year, weeks as columns from Monday to Sunday.
  ///
  /// - Parameters:
  ///   - days: Dates (UTC); rows without one are left out with a warning.
  ///   - values: Numbers; several rows of one day add up.
  ///   - ramp: The colours from low to high.
  ///   - years: No more years than this, the latest ones; the foot of the chart then says so.
  public static func calendar(
    _ days: PlottableColumn, _ values: PlottableColumn, ramp: ColorRamp = .yellowGreenBlue, years: Int = 8
  ) -> Chart {
    var sums: [Int: Double] = [:]
    var missing = 0
    for row in days.numbers.indices {
      let (seconds, value) = (days.numbers[row], values.numbers[row])
      guard days.kind == .date, seconds.isFinite, abs(seconds) < 1e14, value.isFinite else {
        missing += 1
        continue
      }
      sums[Int((seconds / 86_400).rounded(.down)), default: 0] += value
    }
    let all = sums.keys.sorted().map { day in
      CalendarLayer.Day(day: day, year: CivilTime(secondsSince1970: Double(day) * 86_400).year, value: sums[day] ?? 0)
    }
    let known = Set(all.map(\.year)).sorted()
    let kept = Set(known.suffix(max(1, years)))
    let chart = Chart(
      CalendarLayer(
        label: values.label, dayLabel: days.label, days: all.filter { kept.contains($0.year) }, missing: missing)
    ).chartForegroundStyleScale(ramp)
    return kept.count < known.count
      ? chart.caption("The latest \(kept.count) of \(known.count) years.") : chart
  }

  /// A number for each day, from two columns of a frame.
  /// - Precondition: The frame has the columns.
  public static func calendar(
    _ frame: DataFrame, day: String, value: String, ramp: ColorRamp = .yellowGreenBlue, years: Int = 8
  ) -> Chart {
    calendar(PlottableColumn(frame[day]), PlottableColumn(frame[value]), ramp: ramp, years: years)
  }
}

/// Days as cells, a strip of weeks for each year.
struct CalendarLayer: ChartLayer, Codable {
  struct Day: Codable {
    /// Days since 1970.
    var day: Int
    var year: Int
    var value: Double

    /// 0 for Monday.
    var weekday: Int { ((day + 3) % 7 + 7) % 7 }
    var date: CivilTime { CivilTime(secondsSince1970: Double(day) * 86_400) }
    var text: String { String(date.internetDateTime.prefix(10)) }
  }

  var label: String
  var dayLabel: String
  /// Ascending.
  var days: [Day]
  /// Rows without a date or a number.
  var missing: Int

  private static let header = 16.0
  private static let left = 40.0
  private static let gap = 14.0
  private var years: [Int] { Set(days.map(\.year)).sorted() }

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    let width = domains.isNarrow ? domains.width - 20 : 620
    let cell = (width - Self.left) / 54
    domains.aspectRatio = width / max(Double(years.count) * (cell * 7 + Self.header + Self.gap), 40)
    domains.maximumHeight = 1_400
    domains.color.label = label
    for day in days { domains.color.include(day.value) }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    let theme = plot.theme
    if missing > 0 {
      scene.warn(
        RenderWarning(.unusableValues, "\(NumberFormat.count(missing, "row")) without a date or \(label) left out."))
    }
    guard !days.isEmpty else {
      scene.warn(RenderWarning(.noData, "\(label) has no values.", hint: "A calendar needs a column of dates."))
      scene.text("No data", at: plot.area.center, anchor: .middle, baseline: .middle, style: theme.subtitleStyle)
      return
    }
    let years = years
    let style = theme.captionStyle
    let strip = plot.area.height / Double(years.count)
    let cell = min((plot.area.width - Self.left) / 54, (strip - Self.header - Self.gap) / 7)
    let values = Dictionary(days.map { ($0.day, $0.value) }, uniquingKeysWith: { first, _ in first })
    for (index, year) in years.enumerated() {
      let top = plot.area.minY + Double(index) * strip + Self.header
      scene.text(
        "\(year)", at: Point(x: plot.area.minX, y: top + cell * 3.5), baseline: .middle, style: theme.panelTitleStyle)
      let first = Day(day: Int(CivilTime(year: year).secondsSince1970 / 86_400), year: year, value: 0)
      let end = Int(CivilTime(year: year + 1).secondsSince1970 / 86_400)
      var empty = Path()
      for day in first.day..<end {
        let date = Day(day: day, year: year, value: 0)
        let week = (day - first.day + first.weekday) / 7
        let rect = Rect(
          x: plot.area.minX + Self.left + Double(week) * cell + 0.5, y: top + Double(date.weekday) * cell + 0.5,
          width: max(cell - 1, 0.5), height: max(cell - 1, 0.5))
        if let value = values[day] {
          let tip = Tip(CivilTime.text(Double(day) * 86_400), [Tip.Value(label, NumberFormat.automatic.string(value))])
          scene.answering(tip) {
            $0.rectangle(rect, fill: plot.color.paint(for: value), cornerRadius: min(1.5, cell / 5))
          }
        } else {
          empty.addRect(rect)
        }
        let civil = date.date
        if civil.day == 1 {
          scene.text(
            CivilTime.monthNames[civil.month - 1], at: Point(x: rect.minX, y: top - 4), style: style)
        }
      }
      // A day without a value is not a day of zero.
      scene.stroke(empty, Stroke(theme.ink(0.12), width: 0.5))
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Calendar of \(label)"
    guard let first = days.first, let last = days.last else {
      return LayerDescription(kind: kind, findings: ["There are no values."])
    }
    return LayerDescription(
      kind: kind,
      findings: [
        "\(NumberFormat.count(days.count, "day")) with a value\(days.count > 1 ? " from \(first.text) to \(last.text)" : "")."
      ]
        + Extremes(days.map(\.value)).sentences(
          days.map(\.text), format: .automatic, highest: "Highest", lowest: "Lowest"))
  }

  var data: [DataPart] {
    [DataPart("Days", [.value(dayLabel, days.map(\.text)), .value(label, days.map(\.value))])]
  }
}
