import Pages
import Runs

/// A metric over what varies: for each axis a drawing with a dot for every point, its interval as a line through it, and
/// a line through the means.
///
/// All drawings of one metric have one scale. At one value of an axis the dots stand side by side, in the order of the
/// points.
struct MatrixChart {
  let matrix: Matrix
  /// The metric of each point that has one that is a number, by the point's place.
  let metrics: [(place: Int, metric: Metric)]
  /// The class of a point's dot, by which a page can pick it out; nil for none.
  var classOfPoint: ((Int) -> HTML)?

  /// - Parameter metrics: of each point, by its place; those that are no numbers are left out.
  init(_ matrix: Matrix, _ metrics: [(place: Int, metric: Metric)]) {
    self.matrix = matrix
    self.metrics = metrics.filter(\.metric.value.isFinite)
  }

  private static let (width, height) = (320.0, 190.0)
  private static let (left, right, top, bottom) = (52.0, 12.0, 10.0, 40.0)
  /// Intervals of more points would hide each other.
  private static let mostIntervals = 150
  /// Values that are named below the axis; of more the first, the last, and some between them.
  private static let mostLabels = 7

  /// One drawing for each axis that has several values; nil where there is nothing to draw.
  var html: HTML? {
    let axes = matrix.axes.indices.filter { matrix.axes[$0].values.count > 1 }
    guard metrics.count > 1, !axes.isEmpty else { return nil }
    return "<div class=\"panels\">\n\(axes.map(panel))</div>\n"
  }

  /// The figures of several metrics: the first ones, and the others folded away.
  static func folded(_ figures: [HTML], shown: Int) -> HTML {
    let rest = Array(figures.dropFirst(shown))
    let more: HTML? =
      rest.isEmpty
      ? nil : "<details><summary>\(Wording.count(rest.count, "further metric"))</summary>\n\(rest)</details>\n"
    return "\(Array(figures.prefix(shown)))\(more)"
  }

  private var showsIntervals: Bool { metrics.count <= Self.mostIntervals }

  private func panel(_ axis: Int) -> HTML {
    let values = metrics.flatMap { [$0.metric.value] + (showsIntervals ? $0.metric.finiteBounds : []) }
    let ticks = Ticks(values)
    let y = LinearScale(values + ticks.values, from: Self.height - Self.bottom, to: Self.top)
    let places = AxisPlaces(matrix.axes[axis], from: Self.left + 14, to: Self.width - Self.right - 14)
    let grid = ticks.values.map { tick -> HTML in
      """
      <path class="grid" d="M\(LinearScale.text(Self.left)) \(y.text(tick))H\(LinearScale.text(Self.width - Self.right))"/>\
      <text class="end" x="\(LinearScale.text(Self.left - 7))" y="\(LinearScale.text(y.place(tick) + 4))">\(ticks.text(tick))</text>

      """
    }
    let count = matrix.axes[axis].values.count
    let step = max(1, (count + Self.mostLabels - 2) / (Self.mostLabels - 1))
    let labels = (0..<count).filter { $0 % step == 0 || $0 == count - 1 }.map { value -> HTML in
      """
      <text class="middle" x="\(LinearScale.text(places.center(value)))" y="\(LinearScale.text(Self.height - Self.bottom + 17))">\
      \(Self.short(Matrix.shown(matrix.axes[axis].values[value])))</text>

      """
    }
    return """
      <svg class="panel-chart" role="img" aria-label="\(description(axis))" viewBox="0 0 320 190">
      \(grid)\(labels)<text class="middle name" x="\(LinearScale.text((Self.left + Self.width - Self.right) / 2))" y="184">\
      \(Self.short(matrix.axes[axis].name, 40))</text>
      \(means(axis, places, y))\(dots(axis, places, y))</svg>

      """
  }

  private static func short(_ text: String, _ longest: Int = 10) -> String {
    text.count > longest ? text.prefix(longest - 1) + "…" : text
  }

  /// The mean at each value of the axis.
  private func mean(_ axis: Int) -> [(value: Int, mean: Double)] {
    let groups = Dictionary(grouping: metrics) { matrix.place(of: matrix.points[$0.place], on: axis) }
    return groups.sorted { $0.key < $1.key }.map { value, members in
      // Shares of the mean are added, so that large numbers do not add up to none.
      (value, members.reduce(0) { $0 + $1.metric.value / Double(members.count) })
    }
  }

  private func means(_ axis: Int, _ places: AxisPlaces, _ y: LinearScale) -> HTML {
    let line = mean(axis).filter(\.mean.isFinite).map {
      "\(LinearScale.text(places.center($0.value))) \(y.text($0.mean))"
    }
    return "<path class=\"mean\" d=\"M\(line.joined(separator: "L"))\"/>\n"
  }

  private func dots(_ axis: Int, _ places: AxisPlaces, _ y: LinearScale) -> [HTML] {
    var counts: [Int: Int] = [:]
    for (place, _) in metrics { counts[matrix.place(of: matrix.points[place], on: axis), default: 0] += 1 }
    var seen: [Int: Int] = [:]
    return metrics.map { place, metric -> HTML in
      let value = matrix.place(of: matrix.points[place], on: axis)
      let x = LinearScale.text(places.place(value, member: seen[value, default: 0], of: counts[value, default: 1]))
      seen[value, default: 0] += 1
      let bounds = showsIntervals ? metric.finiteBounds : []
      let interval: HTML? =
        bounds.count == 2 ? "<path d=\"M\(x) \(y.text(bounds[0]))V\(y.text(bounds[1]))\"/>" : nil
      let own: HTML? = classOfPoint.map { " \($0(place))" }
      return """
        <g class="dot\(own)">\(interval)<circle cx="\(x)" cy="\(y.text(metric.value))" r="3.2"/>\
        <title>\(matrix.name(of: matrix.points[place])): \(metric.worded)</title></g>

        """
    }
  }

  private func description(_ axis: Int) -> String {
    let means = mean(axis)
    let name = "\(metrics[0].metric.name) over \(matrix.axes[axis].name)"
    guard let first = means.first, let last = means.last, means.count > 1 else {
      return "\(name): \(Wording.count(metrics.count, "point"))"
    }
    func value(_ one: (value: Int, mean: Double)) -> String {
      "\(Wording.number(one.mean, digits: 4)) at \(Matrix.shown(matrix.axes[axis].values[one.value]))"
    }
    return "\(name): the mean goes from \(value(first)) to \(value(last))"
  }
}

extension Metric {
  /// The value with its interval: `0.81 (0.79 to 0.83)`.
  var worded: String {
    let text = Wording.number(value, digits: 4)
    return interval.map { "\(text) (\(Wording.number($0.lower, digits: 3)) to \(Wording.number($0.upper, digits: 3)))" }
      ?? text
  }
}

extension Matrix {
  /// A point as readers see it: `seed 1, trees 100`.
  func name(of point: Point) -> String {
    zip(axes, point.values).map { "\($0.name) \(Matrix.shown($1))" }.joined(separator: ", ")
  }
}

/// Where the values of an axis stand: numbers where they belong, others one after the other.
private struct AxisPlaces {
  private let centers: [Double]
  private let room: Double

  init(_ axis: Matrix.Axis, from start: Double, to end: Double) {
    let numbers = axis.values.compactMap { Double($0) }
    let positions =
      numbers.count == axis.values.count && numbers.allSatisfy(\.isFinite)
      ? numbers : axis.values.indices.map(Double.init)
    let scale = LinearScale(positions, from: start, to: end)
    centers = positions.map(scale.place)
    let sorted = centers.sorted()
    room = min(zip(sorted.dropFirst(), sorted).map { $0 - $1 }.min() ?? 40, 40) * 0.7
  }

  func center(_ value: Int) -> Double { centers[value] }

  /// Dots at one value stand side by side.
  func place(_ value: Int, member: Int, of count: Int) -> Double {
    let width = min(room, Double(count - 1) * 7)
    return centers[value] + (count > 1 ? (Double(member) / Double(count - 1) - 0.5) * width : 0)
  }
}

/// Round numbers along an axis.
private struct Ticks {
  private(set) var values: [Double] = []

  init(_ numbers: [Double]) {
    guard let least = numbers.min(), let most = numbers.max(), most > least, (most - least).isFinite else {
      values = Array(Set(numbers.prefix(1)))
      return
    }
    var power = 1.0
    let rough = (most - least) / 4
    while power * 10 <= rough { power *= 10 }
    while power > rough, power > .leastNormalMagnitude { power /= 10 }
    let share = rough / power
    let step = power * (share >= 7 ? 10 : share >= 3.5 ? 5 : share >= 1.5 ? 2 : 1)
    guard step.isNormal, (most - least) / step < 50 else { return }
    var tick = (least / step).rounded(.up)
    while tick * step <= most, values.count < 12 {
      values.append(tick * step)
      tick += 1
    }
  }

  func text(_ tick: Double) -> String { Wording.number(tick, digits: 4) }
}
