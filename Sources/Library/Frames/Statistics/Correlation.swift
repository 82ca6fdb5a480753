/// Coefficients of correlation over the rows where both values are there.
enum Correlation {
  static func matrix(_ columns: [[Double]], names: [String], method: CorrelationMatrix.Method) -> CorrelationMatrix {
    let size = columns.count
    let rows = columns.first?.count ?? 0
    let pairs = (0..<size).flatMap { one in (one..<size).map { (one, $0) } }
    let isComplete = Parallel.map(size, work: size * rows) { !columns[$0].contains { $0 != $0 } }
    // A complete column is ranked and centred once for all its pairs.
    let prepared = Parallel.map(size, work: size * rows) { number in
      isComplete[number] ? Centred(method == .spearman ? ranks(columns[number]) : columns[number]) : nil
    }
    let results = Parallel.map(pairs.count, work: pairs.count * rows) { number -> (Double, Int) in
      let (one, other) = pairs[number]
      if let left = prepared[one], let right = prepared[other] {
        return (coefficient(left, right, isSame: one == other), rows)
      }
      var (left, right): ([Double], [Double]) = ([], [])
      for row in 0..<rows {
        let (x, y) = (columns[one][row], columns[other][row])
        if x == x, y == y {
          left.append(x)
          right.append(y)
        }
      }
      if method == .spearman { (left, right) = (ranks(left), ranks(right)) }
      return (coefficient(Centred(left), Centred(right), isSame: one == other), left.count)
    }
    var matrix = CorrelationMatrix(
      names: names, method: method, coefficients: [Double](repeating: .nan, count: size * size),
      counts: [Int](repeating: 0, count: size * size))
    for ((one, other), (coefficient, count)) in zip(pairs, results) {
      for cell in [one * size + other, other * size + one] {
        matrix.coefficients[cell] = coefficient
        matrix.counts[cell] = count
      }
    }
    return matrix
  }

  /// Values with their mean taken away.
  private struct Centred {
    var values: [Double]
    var squares: Double

    init(_ values: [Double]) {
      let moments = Moments(values)
      self.values = values.map { $0 - moments.mean }
      // A constant column may keep a rounding error of the mean.
      squares = values.allSatisfy { $0 == values[0] } ? 0 : moments.squares
    }
  }

  private static func coefficient(_ one: Centred, _ other: Centred, isSame: Bool) -> Double {
    guard one.values.count > 1, one.squares > 0, other.squares > 0 else { return .nan }
    if isSame { return 1 }
    let value = dot(one.values, other.values) / (one.squares.squareRoot() * other.squares.squareRoot())
    return max(-1, min(1, value))
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

  /// Places in the ascending order from 1; equal values share the average of their places.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = RadixSort.sorted((0..<Int32(values.count)).map { $0 }, by: values.map(\.orderedBits))
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[Int(order[end])] == values[Int(order[start])] { end += 1 }
      let rank = Double(start + 1 + end) / 2
      for place in start..<end { ranks[Int(order[place])] = rank }
      start = end
    }
    return ranks
  }
}

extension DataFrame {
  /// Coefficients of correlation of each two columns, over the rows where both have values.
  /// - Parameter columns: numeric ones; all that hold numbers when nil.
  public func correlation(
    columns names: [String]? = nil, method: CorrelationMatrix.Method = .pearson
  ) -> CorrelationMatrix {
    let names = names ?? numericColumnNames
    return Correlation.matrix(names.map { doubles($0) }, names: names, method: method)
  }
}
