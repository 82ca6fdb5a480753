/// One look over a column: how many values there are, where they lie, and what kind they are.
struct Moments {
  /// The finite values, in their order.
  var finite: [Double]
  /// NaN, which is how a missing value arrives here.
  var missing = 0
  /// Plus or minus infinity.
  var infinite = 0
  /// Exact zeros.
  var zeros = 0
  var minimum = Double.infinity
  var maximum = -Double.infinity
  /// Whether every value is a whole number, small enough for its neighbours to be doubles too.
  var isWhole = false
  private var sum = 0.0
  private var squares = 0.0
  private var origin = 0.0

  var count: Int { finite.count }

  init(_ values: [Double]) {
    finite = values
    // Sums are taken about a value of the column, so that large offsets (years, timestamps) do not cancel.
    origin = values.first(where: \.isFinite) ?? 0
    add(values)
    // One value that is not finite makes the sum so; only then is the column copied without them.
    if !sum.isFinite {
      finite = values.filter(\.isFinite)
      missing = values.reduce(0) { $0 + ($1.isNaN ? 1 : 0) }
      infinite = values.count - finite.count - missing
      add(finite)
    }
    isWhole =
      count > 0 && max(abs(minimum), abs(maximum)) < 0x1p51
      && finite.allSatisfy { ($0 + 0x1.8p52) - 0x1.8p52 == $0 }
  }

  /// The mean; NaN when there are no values.
  var mean: Double { count == 0 ? .nan : origin + sum / Double(count) }

  /// The sum of squared deviations from the mean.
  private var deviation: Double { max(0, squares - sum * sum / Double(count)) }

  /// The standard deviation of the values themselves (dividing by n); NaN when there are none.
  var populationStandardDeviation: Double { count == 0 ? .nan : (deviation / Double(count)).squareRoot() }

  /// The standard deviation estimated from a sample (dividing by n - 1); NaN below two values.
  var standardDeviation: Double { count < 2 ? .nan : (deviation / Double(count - 1)).squareRoot() }

  private mutating func add(_ values: [Double]) {
    typealias Lanes = SIMD4<Double>
    var (sums, squares) = (Lanes.zero, Lanes.zero)
    var (low, high) = (Lanes(repeating: .infinity), Lanes(repeating: -.infinity))
    var zeros = Lanes.zero
    let shift = Lanes(repeating: origin)
    let one = Lanes(repeating: 1)
    let whole = values.count / 4 * 4
    values.withUnsafeBufferPointer { values in
      // `whole` is the greatest multiple of four within the count, which bounds the four reads of every step.
      for index in stride(from: 0, to: whole, by: 4) {
        let lanes = Lanes(values[index], values[index + 1], values[index + 2], values[index + 3])
        let shifted = lanes - shift
        sums += shifted
        squares += shifted * shifted
        low.replace(with: lanes, where: lanes .< low)
        high.replace(with: lanes, where: lanes .> high)
        zeros.replace(with: zeros + one, where: lanes .== 0)
      }
    }
    (sum, self.squares, self.zeros) = (sums.sum(), squares.sum(), Int(zeros.sum()))
    (minimum, maximum) = (low.min(), high.max())
    for value in values[whole...] {
      sum += value - origin
      self.squares += (value - origin) * (value - origin)
      self.zeros += value == 0 ? 1 : 0
      if value < minimum { minimum = value }
      if value > maximum { maximum = value }
    }
  }
}
