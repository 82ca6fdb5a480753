/// Means and covariances of each class's points.
struct ClassMoments {
  let size: Int
  let counts: [Int]
  /// Class by class, `size` numbers.
  private var means: [Double]
  /// Class by class, the sums of products of deviations from the class's mean: `size * size` numbers.
  private var products: [Double]

  /// - Parameter points: row by row, `size` numbers each.
  init(points: [Double], size: Int, labels: ClassLabels) {
    self.size = size
    counts = labels.classCounts
    means = [Double](repeating: 0, count: size * counts.count)
    products = [Double](repeating: 0, count: size * size * counts.count)
    for (row, code) in labels.codes.enumerated() {
      for feature in 0..<size { means[Int(code) * size + feature] += points[row * size + feature] }
    }
    for position in means.indices { means[position] /= Double(max(1, counts[position / size])) }
    for (row, code) in labels.codes.enumerated() {
      let (mean, product) = (Int(code) * size, Int(code) * size * size)
      for first in 0..<size {
        let deviation = points[row * size + first] - means[mean + first]
        for second in 0...first {
          products[product + first * size + second] += deviation * (points[row * size + second] - means[mean + second])
        }
      }
    }
  }

  func mean(of code: Int) -> ArraySlice<Double> { means[code * size..<(code + 1) * size] }

  /// The covariance of one class; zero where it has fewer than two points.
  func covariance(of code: Int) -> [Double] {
    symmetric(products[code * size * size..<(code + 1) * size * size], divisor: Double(max(1, counts[code] - 1)))
  }

  /// The covariance within classes, over all of them.
  var pooledCovariance: [Double] {
    var sums = [Double](repeating: 0, count: size * size)
    for (position, product) in products.enumerated() { sums[position % (size * size)] += product }
    let freedom = counts.reduce(0) { $0 + max(0, $1 - 1) }
    return symmetric(sums[...], divisor: Double(max(1, freedom)))
  }

  private func symmetric(_ lower: ArraySlice<Double>, divisor: Double) -> [Double] {
    let lower = Array(lower)
    return (0..<size * size).map { position in
      let (row, column) = (position / size, position % size)
      return lower[max(row, column) * size + min(row, column)] / divisor
    }
  }
}
