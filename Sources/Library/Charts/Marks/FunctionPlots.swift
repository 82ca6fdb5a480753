/// A function drawn over a stretch of numbers. Where it has no finite value the line breaks.
enum FunctionSamples {
  /// Enough that curves look smooth over the whole width of a drawing.
  static let count = 480

  static func positions(in domain: ClosedRange<Double>) -> [Double] {
    (0...count).map { step in
      let part = Double(step) / Double(count)
      return domain.lowerBound * (1 - part) + domain.upperBound * part
    }
  }

  /// Numbers each stretch of samples that have all their values; nil for samples that lack one.
  static func runs(_ isWhole: [Bool]) -> [Int?] {
    var run = 0
    return isWhole.indices.map { index in
      guard isWhole[index] else { return nil }
      if index > 0, !isWhole[index - 1] { run += 1 }
      return run
    }
  }
}

extension LinePlot {
  /// A function of x.
  ///
  ///     LinePlot(x: "Energy", y: "Loudness", domain: 0...1) { energy in -30 + 24 * energy }
  ///
  /// - Parameters:
  ///   - domain: Where the function is drawn.
  ///   - function: NaN where it is not defined.
  public init(x: String, y: String, domain: ClosedRange<Double>, function: (Double) -> Double) {
    self.init(x: x, y: y, t: "t", domain: domain) { (x: $0, y: function($0)) }
  }

  /// A curve: x and y as functions of a number.
  public init(
    x: String, y: String, t: String, domain: ClosedRange<Double>, function: (Double) -> (x: Double, y: Double)
  ) {
    let values = FunctionSamples.positions(in: domain).map(function)
    let runs = FunctionSamples.runs(values.map { $0.x.isFinite && $0.y.isFinite })
    let rows = runs.indices.filter { runs[$0] != nil }
    self.init(
      x: .value(x, rows.map { values[$0].x }), y: .value(y, rows.map { values[$0].y }),
      series: .value(t, rows.map { Double(runs[$0] ?? 0) }))
    marks.isFunction = true
  }
}

extension AreaPlot {
  /// The area between two functions of x.
  public init(
    x: String, yStart: String, yEnd: String, domain: ClosedRange<Double>,
    function: (Double) -> (yStart: Double, yEnd: Double)
  ) {
    let positions = FunctionSamples.positions(in: domain)
    let values = positions.map(function)
    let runs = FunctionSamples.runs(values.map { $0.yStart.isFinite && $0.yEnd.isFinite })
    let rows = runs.indices.filter { runs[$0] != nil }
    self.init(
      x: .value(x, rows.map { positions[$0] }), yStart: .value(yStart, rows.map { values[$0].yStart }),
      yEnd: .value(yEnd, rows.map { values[$0].yEnd }), series: .value("Part", rows.map { Double(runs[$0] ?? 0) }))
    marks.isFunction = true
  }

  /// The area under a function of x, from zero.
  public init(x: String, y: String, domain: ClosedRange<Double>, function: (Double) -> Double) {
    self.init(x: x, yStart: y, yEnd: y, domain: domain) { (yStart: 0, yEnd: function($0)) }
  }
}
