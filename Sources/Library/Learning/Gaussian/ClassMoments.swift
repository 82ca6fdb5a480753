/// Means and covariances of each class's points, by the weights of the rows where they have some.
struct ClassMoments {
  let size: Int
  /// How many rows each class has; of weighted ones how many of equal weight would say as much (Kish): (Σw)² / Σw².
  let counts: [Double]
  /// What the products of each class are divided by: rows - 1 or, with weights, Σw - Σw² / Σw; 0 for one row.
  private let freedoms: [Double]
  /// Class by class, `size` numbers.
  private var means: [Double]
  /// Class by class, the sums of products of deviations from the class's mean: `size * size` numbers.
  private var products: [Double]

  /// - Parameters:
  ///   - points: row by row, `size` numbers each.
  ///   - rowWeights: one above 0 for each row; nil for all the same.
  init(points: [Double], size: Int, labels: ClassLabels, rowWeights: [Double]? = nil) {
    self.size = size
    let totals = rowWeights.map(labels.weightSums) ?? labels.classCounts.map(Double.init)
    let squares = rowWeights.map { labels.weightSums($0.map { $0 * $0 }) } ?? totals
    counts = zip(totals, squares).map { $1 > 0 ? $0 * $0 / $1 : 0 }
    freedoms = zip(totals, squares).map { $0 > 0 ? max(0, $0 - $1 / $0) : 0 }
    means = [Double](repeating: 0, count: size * counts.count)
    func weight(_ row: Int) -> Double { rowWeights?[row] ?? 1 }
    products = [Double](repeating: 0, count: size * size * counts.count)
    for (row, code) in labels.codes.enumerated() {
      for feature in 0..<size { means[Int(code) * size + feature] += weight(row) * points[row * size + feature] }
    }
    for position in means.indices where totals[position / size] > 0 { means[position] /= totals[position / size] }
    for (row, code) in labels.codes.enumerated() {
      let (mean, product) = (Int(code) * size, Int(code) * size * size)
      for first in 0..<size {
        let deviation = weight(row) * (points[row * size + first] - means[mean + first])
        for second in 0...first {
          products[product + first * size + second] += deviation * (points[row * size + second] - means[mean + second])
        }
      }
    }
  }

  func mean(of code: Int) -> ArraySlice<Double> { means[code * size..<(code + 1) * size] }

  /// The covariance of one class; zero where it has fewer than two points.
  func covariance(of code: Int) -> [Double] {
    symmetric(products[code * size * size..<(code + 1) * size * size], divisor: freedoms[code])
  }

  /// The covariance within classes, over all of them.
  var pooledCovariance: [Double] {
    var sums = [Double](repeating: 0, count: size * size)
    for (position, product) in products.enumerated() { sums[position % (size * size)] += product }
    return symmetric(sums[...], divisor: freedoms.reduce(0, +))
  }

  private func symmetric(_ lower: ArraySlice<Double>, divisor: Double) -> [Double] {
    let lower = Array(lower)
    // Products are 0 where there is one row, or none, of each class.
    let divisor = divisor > 0 ? divisor : 1
    return (0..<size * size).map { position in
      let (row, column) = (position / size, position % size)
      return lower[max(row, column) * size + min(row, column)] / divisor
    }
  }
}
