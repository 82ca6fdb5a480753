extension CorrelationMatrix {
  /// The coefficients of each two columns, over the rows where both have values.
  ///
  /// Infinities are values (see ``Moments``): they have ranks, but no distance from a mean, so that Pearson's
  /// coefficient is NaN with one.
  /// - Parameters:
  ///   - columns: numbers of the same rows; NaN for missing ones.
  ///   - names: one for each column.
  /// - Precondition: there are as many names as columns, and all columns have as many rows.
  public init(_ columns: [[Double]], names: [String], method: Method = .pearson) {
    let size = columns.count
    let rows = columns.first?.count ?? 0
    precondition(names.count == size, "\(names.count) names for \(size) columns")
    precondition(columns.allSatisfy { $0.count == rows }, "the columns have different numbers of rows")
    let pairs = (0..<size).flatMap { one in (one..<size).map { (one, $0) } }
    let isComplete = Parallel.map(size, work: size * rows) { !columns[$0].contains { $0 != $0 } }
    // A complete column is ranked and centered once for all its pairs.
    let prepared = Parallel.map(size, work: size * rows) { number in
      isComplete[number] ? CenteredValues(columns[number], method) : nil
    }
    let results = Parallel.map(pairs.count, work: pairs.count * rows) { number -> (Double, Int) in
      let (one, other) = pairs[number]
      if let left = prepared[one], let right = prepared[other] {
        return (left.correlation(with: right, isSame: one == other), rows)
      }
      var (left, right): ([Double], [Double]) = ([], [])
      for row in 0..<rows {
        let (x, y) = (columns[one][row], columns[other][row])
        if x == x, y == y {
          left.append(x)
          right.append(y)
        }
      }
      let (x, y) = (CenteredValues(left, method), CenteredValues(right, method))
      return (x.correlation(with: y, isSame: one == other), left.count)
    }
    self.init(
      names: names, method: method, coefficients: [Double](repeating: .nan, count: size * size),
      counts: [Int](repeating: 0, count: size * size))
    for ((one, other), (coefficient, count)) in zip(pairs, results) {
      for cell in [one * size + other, other * size + one] {
        coefficients[cell] = coefficient
        counts[cell] = count
      }
    }
  }
}

/// Values, or their ranks, with their mean taken away.
private struct CenteredValues {
  private let values: [Double]
  /// The mean of what is left, which is no more than what rounding the mean took.
  private let rest: Double
  /// The squares of the distances from the mean added up; NaN when a value is infinite.
  private let squares: Double

  init(_ given: [Double], _ method: CorrelationMatrix.Method) {
    let given = method == .spearman ? Self.ranks(given) : given
    let moments = Moments(given)
    guard moments.infinite == 0, moments.minimum < moments.maximum else {
      (values, rest, squares) = (given, 0, .nan)
      return
    }
    let scale = moments.scaleOfSquares
    let mean = moments.mean * scale
    let values = given.map { $0 * scale - mean }
    let rest = values.reduce(0, +) / Double(values.count)
    self.values = values
    self.rest = rest
    squares = Self.dot(values, values) - Double(values.count) * rest * rest
  }

  /// Pearson's coefficient; NaN where one is constant, has fewer than two values, or an infinite one.
  func correlation(with other: CenteredValues, isSame: Bool) -> Double {
    guard values.count > 1, squares > 0, other.squares > 0 else { return .nan }
    if isSame { return 1 }
    let product = Self.dot(values, other.values) - Double(values.count) * rest * other.rest
    return max(-1, min(1, product / (squares.squareRoot() * other.squares.squareRoot())))
  }

  private static func dot(_ one: [Double], _ other: [Double]) -> Double {
    one.withUnsafeBytes { one in
      other.withUnsafeBytes { other in
        let count = one.count / 8
        let end = count & ~7
        var sums = SIMD8<Double>.zero
        var start = 0
        while start < end {
          // start + 8 <= count: 64 bytes at 8 x start are inside both.
          sums +=
            one.loadUnaligned(fromByteOffset: start * 8, as: SIMD8<Double>.self)
            * other.loadUnaligned(fromByteOffset: start * 8, as: SIMD8<Double>.self)
          start += 8
        }
        var sum = sums.sum()
        for row in end..<count {
          sum +=
            one.loadUnaligned(fromByteOffset: row * 8, as: Double.self)
            * other.loadUnaligned(fromByteOffset: row * 8, as: Double.self)
        }
        return sum
      }
    }
  }

  /// Positions in the ascending order from 1; equal values share the average of their positions.
  private static func ranks(_ values: [Double]) -> [Double] {
    let order = RadixSort.sorted((0..<Int32(values.count)).map { $0 }, by: RadixSort.keys(of: values))
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[Int(order[end])] == values[Int(order[start])] { end += 1 }
      let rank = Double(start + 1 + end) / 2
      for position in start..<end { ranks[Int(order[position])] = rank }
      start = end
    }
    return ranks
  }
}
