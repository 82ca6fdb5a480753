import Pages
import Runs

/// A metric over the runs as a line of a word's size, with its intervals as a band behind it.
struct Sparkline {
  private let metrics: [Metric]

  /// - Parameter metrics: the same metric of each run, the oldest first.
  init(_ metrics: [Metric]) { self.metrics = metrics.filter(\.value.isFinite) }

  private static let (width, height, margin) = (112.0, 26.0, 3.0)

  /// Nil where there are less than two numbers.
  var html: HTML? {
    guard metrics.count > 1, let first = metrics.first, let last = metrics.last else { return nil }
    let bounds = metrics.flatMap { [$0.value] + $0.finiteBounds }
    let scale = LinearScale(bounds, from: Self.height - Self.margin, to: Self.margin)
    let step = (Self.width - 2 * Self.margin) / Double(metrics.count - 1)
    func x(_ index: Int) -> String { LinearScale.text(Self.margin + Double(index) * step) }
    let line = metrics.enumerated().map { "\(x($0)) \(scale.text($1.value))" }.joined(separator: "L")
    let label =
      "\(Wording.count(metrics.count, "run")), from \(Wording.number(first.value, digits: 4)) to "
      + Wording.number(last.value, digits: 4)
    var band: HTML?
    if metrics.allSatisfy({ $0.finiteBounds.count == 2 }) {
      let upper = metrics.enumerated().map { "\(x($0)) \(scale.text($1.finiteBounds[1]))" }
      let lower = metrics.enumerated().map { "\(x($0)) \(scale.text($1.finiteBounds[0]))" }.reversed()
      band = "<path class=\"band\" d=\"M\((upper + lower).joined(separator: "L"))Z\"/>"
    }
    return """
      <svg class="spark" role="img" aria-label="\(label)" viewBox="0 0 112 26" width="112" height="26">\(band)\
      <path d="M\(line)"/><circle cx="\(x(metrics.count - 1))" cy="\(scale.text(last.value))" r="2.5"/></svg>
      """
  }
}

extension Metric {
  /// The ends of the interval, lower first; none where there is none, or it has no end.
  var finiteBounds: [Double] {
    guard let interval, interval.lower.isFinite, interval.upper.isFinite else { return [] }
    return [interval.lower, interval.upper]
  }
}

/// Places of numbers on a line; numbers of any size.
struct LinearScale {
  private let unit: Double
  private let lowest: Double
  private let range: Double
  private let start: Double
  private let end: Double

  /// - Parameter values: finite ones, at least one; the least is at `start`.
  init(_ values: [Double], from start: Double, to end: Double) {
    // The difference of two numbers can be too large for one, that of their shares of the largest cannot.
    let largest = values.map(abs).max() ?? 0
    let unit = largest > 0 ? largest : 1
    lowest = (values.min() ?? 0) / unit
    range = (values.max() ?? 0) / unit - lowest
    (self.unit, self.start, self.end) = (unit, start, end)
  }

  /// The place of a number; the middle where all are the same.
  func place(_ value: Double) -> Double {
    range > 0 ? start + (value / unit - lowest) / range * (end - start) : (start + end) / 2
  }

  /// The place as attributes of SVG need it, to a tenth.
  func text(_ value: Double) -> String { Self.text(place(value)) }

  static func text(_ place: Double) -> String {
    let rounded = (place * 10).rounded() / 10
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}
