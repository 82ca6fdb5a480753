/// The loops over a column that its moments are made of. NaN is left out; infinite values are looked for by the caller.
struct ColumnScan {
  private typealias Lanes = SIMD4<Double>

  private(set) var count = 0
  private(set) var minimum = Double.infinity
  private(set) var maximum = -Double.infinity
  /// Rounded once; meaningless when a value is infinite.
  private(set) var sum = 0.0
  /// NaN without values.
  private(set) var mean = Double.nan

  init(_ values: [Double]) {
    let (first, last) = add(values)
    guard count > 0, minimum > -.infinity, maximum < .infinity else { return }
    if minimum == maximum {
      mean = minimum
      sum = minimum * Double(count)
      return
    }
    guard let total = Self.rounded(first, last, count: values.count, largest: max(abs(minimum), abs(maximum))) else {
      addExactly(values)
      return
    }
    sum = total
    mean = total / Double(count)
  }

  /// Sums in four lanes, each with what rounding took from it, and the values that fill no lane.
  private mutating func add(_ values: [Double]) -> (lanes: [Double], rest: ArraySlice<Double>) {
    var (sums, errors, counts) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (low, high) = (Lanes(repeating: .infinity), Lanes(repeating: -.infinity))
    let one = Lanes(repeating: 1)
    let end = values.count & ~3
    values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      var position = 0
      while position < end {
        // position + 4 <= end <= count: 32 bytes from there on are inside the buffer.
        let lane = UnsafeRawPointer(start + position).loadUnaligned(as: Lanes.self)
        let isMissing = lane .!= lane
        let present = lane.replacing(with: 0, where: isMissing)
        let total = sums + present
        let rest = total - sums
        errors += (sums - (total - rest)) + (present - rest)
        sums = total
        counts += one.replacing(with: 0, where: isMissing)
        low.replace(with: lane, where: lane .< low)
        high.replace(with: lane, where: lane .> high)
        position += 4
      }
    }
    count = Int(counts.sum())
    (minimum, maximum) = (low.min(), high.max())
    for value in values[end...] where value == value {
      count += 1
      minimum = value < minimum ? value : minimum
      maximum = value > maximum ? value : maximum
    }
    return ((0..<4).flatMap { [sums[$0], errors[$0]] }, values[end...])
  }

  /// The parts as one sum, when the errors left in them cannot change its last bit; else nil.
  private static func rounded(
    _ lanes: [Double], _ rest: ArraySlice<Double>, count: Int, largest: Double
  ) -> Double? {
    var sum = ExactSum()
    for part in lanes where part != 0 {
      guard part.isFinite else { return nil }
      sum.add(part)
    }
    for value in rest where value == value { sum.add(value) }
    let value = sum.value
    // A lane adds count / 4 errors, each at most half a unit in the last place of a sum of count / 4 values; adding
    // those errors is off by no more than this, over four lanes.
    let length = Double(count / 4 + 1)
    let doubt = 4 * length * length * length * largest * 0x1p-104
    guard doubt.isFinite else { return nil }
    if length > 2, doubt > 0 {
      var (below, above) = (sum, sum)
      below.add(-doubt)
      above.add(doubt)
      guard below.value == above.value else { return nil }
    }
    return value.isFinite ? value : nil
  }

  /// The slow way, for sums that nearly cancel or leave the range of a double.
  private mutating func addExactly(_ values: [Double]) {
    var exact = ExactSum()
    for value in values where value == value { exact.add(value) }
    if exact.value.isFinite {
      sum = exact.value
      mean = sum / Double(count)
      return
    }
    // What the scale rounds away is far below the last place of a sum of this size.
    var scaled = ExactSum()
    for value in values where value == value { scaled.add(value * 0x1p-64) }
    sum = scaled.value * 0x1p64
    mean = scaled.value / Double(count) * 0x1p64
  }

  /// The root of the squared distances from the mean, added up and divided by a number.
  func rootMeanSquare(of values: [Double], dividingBy divisor: Double) -> Double {
    if minimum == maximum { return 0 }
    let scale = Self.scale(minimum: minimum, maximum: maximum, mean: mean)
    return (squares(values, scale: scale) / divisor).squareRoot() / scale
  }

  /// See ``Moments/scaleOfSquares``.
  static func scale(minimum: Double, maximum: Double, mean: Double) -> Double {
    let reach = max(maximum / 2 - mean / 2, mean / 2 - minimum / 2)
    return reach > 0x1p480 ? 0x1p-600 : reach < 0x1p-480 ? 0x1p600 : 1
  }

  private func squares(_ values: [Double], scale: Double) -> Double {
    let mean = mean * scale
    var (squares, distances) = (Lanes.zero, Lanes.zero)
    var (restOfSquares, restOfDistances) = (0.0, 0.0)
    let end = values.count & ~3
    values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      var position = 0
      while position < end {
        // As in the first pass.
        let lane = UnsafeRawPointer(start + position).loadUnaligned(as: Lanes.self)
        let distance = (lane * scale - mean).replacing(with: 0, where: lane .!= lane)
        squares += distance * distance
        distances += distance
        position += 4
      }
      for position in end..<values.count where values[position] == values[position] {
        let distance = values[position] * scale - mean
        restOfSquares += distance * distance
        restOfDistances += distance
      }
    }
    // Distances from a mean that was rounded do not add up to 0.
    let rest = distances.sum() + restOfDistances
    return max(0, squares.sum() + restOfSquares - rest * rest / Double(count))
  }
}
