/// The numbers that describe a column of numbers: what a box plot is drawn from, and more.
public struct NumericSummary: Sendable, Equatable, Codable {
  /// Values that are there. NaN counts as missing.
  public var someCount: Int
  /// Missing values.
  public var noneCount: Int
  /// NaN, as all the others, when there is no value.
  public var mean: Double
  /// Of a sample (divided by one less than the number of values); NaN for fewer than two values.
  public var standardDeviation: Double
  public var min: Double
  public var max: Double
  public var median: Double
  public var firstQuartile: Double
  public var thirdQuartile: Double

  public var count: Int { someCount + noneCount }
  public var interquartileRange: Double { thirdQuartile - firstQuartile }

  /// - Parameter values: in any order; NaN for missing ones.
  public init(_ values: [Double]) {
    let moments = Moments(values)
    someCount = moments.count
    noneCount = values.count - moments.count
    mean = moments.mean
    standardDeviation = moments.standardDeviation
    let quantiles = Quantile.of(values, [0, 0.25, 0.5, 0.75, 1]).map { $0 ?? .nan }
    min = quantiles[0]
    firstQuartile = quantiles[1]
    median = quantiles[2]
    thirdQuartile = quantiles[3]
    max = quantiles[4]
  }
}

/// Count, mean and spread of values, NaN left out.
struct Moments {
  var count: Int
  /// NaN when there is no value.
  var mean: Double
  /// Squared distances from the mean, added up.
  var squares: Double

  /// Two passes in eight lanes: nothing cancels, and rounding errors stay small as in pairwise summation.
  init(_ values: [Double]) {
    var sums = SIMD8<Double>.zero
    var counts = SIMD8<Double>.zero
    let one = SIMD8<Double>(repeating: 1)
    let end = values.count & ~7
    var squares = SIMD8<Double>.zero
    var mean = 0.0
    var count = 0.0
    var rest = 0.0
    values.withUnsafeBufferPointer { values in
      func lanes(_ start: Int) -> SIMD8<Double> {
        // start + 8 <= end <= count.
        UnsafeRawPointer(values.baseAddress! + start).loadUnaligned(as: SIMD8<Double>.self)
      }
      var start = 0
      while start < end {
        let lane = lanes(start)
        let present = lane .== lane
        sums += lane.replacing(with: 0, where: .!present)
        counts += one.replacing(with: 0, where: .!present)
        start += 8
      }
      var sum = sums.sum()
      count = counts.sum()
      for position in end..<values.count where values[position] == values[position] {
        sum += values[position]
        count += 1
      }
      mean = sum / count
      start = 0
      while start < end {
        let lane = lanes(start)
        let deviation = (lane - mean).replacing(with: 0, where: lane .!= lane)
        squares += deviation * deviation
        start += 8
      }
      for position in end..<values.count where values[position] == values[position] {
        rest += (values[position] - mean) * (values[position] - mean)
      }
    }
    self.count = Int(count)
    self.mean = mean
    self.squares = squares.sum() + rest
  }

  var standardDeviation: Double { count < 2 ? .nan : (squares / Double(count - 1)).squareRoot() }
}
