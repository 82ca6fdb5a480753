/// Finds the probabilities of classes that fit best with how likely each class is against each other one.
///
/// Source: Wu, Lin and Weng, "Probability estimates for multi-class classification by pairwise coupling", 2004, second
/// approach, algorithm 2.
struct PairwiseCoupling {
  private let count: Int
  private var matrix: [Double]
  private var products: [Double]
  private(set) var probabilities: [Double]

  init(classCount: Int) {
    count = classCount
    matrix = [Double](repeating: 0, count: classCount * classCount)
    products = [Double](repeating: 0, count: classCount)
    probabilities = products
  }

  /// - Parameter pairwise: row by row, how likely the row's class is against the column's; what stands on the diagonal
  ///   is not looked at.
  mutating func solve(_ pairwise: [Double]) {
    for row in 0..<count {
      probabilities[row] = 1 / Double(count)
      var own = 0.0
      for column in 0..<count where column != row {
        let other = pairwise[column * count + row]
        own += other * other
        matrix[row * count + column] = -other * pairwise[row * count + column]
      }
      matrix[row * count + row] = own
    }
    for _ in 0..<max(100, count) {
      var total = 0.0
      for row in 0..<count {
        products[row] = 0
        for column in 0..<count { products[row] += matrix[row * count + column] * probabilities[column] }
        total += probabilities[row] * products[row]
      }
      let error = products.reduce(0) { max($0, abs($1 - total)) }
      if error < 1e-9 / Double(count) { return }
      improve(total)
    }
  }

  /// One round over all classes: each probability is set to what fits the others, and all are scaled to a sum of 1.
  private mutating func improve(_ start: Double) {
    var total = start
    for row in 0..<count {
      let own = matrix[row * count + row]
      let change = (total - products[row]) / own
      probabilities[row] += change
      let scale = 1 / (1 + change)
      total = (total + change * (change * own + 2 * products[row])) * scale * scale
      for column in 0..<count {
        products[column] = (products[column] + change * matrix[row * count + column]) * scale
        probabilities[column] *= scale
      }
    }
  }
}
