#if canImport(Glibc)
  import Glibc
#endif

/// The inverse of a covariance's Cholesky factor: what is multiplied by it has uncorrelated features of variance 1.
struct CovarianceFactor: Sendable, Equatable {
  let size: Int
  /// The rows of the lower triangle, one after the other.
  let whitening: [Double]
  /// The logarithm of the covariance's determinant.
  let logDeterminant: Double

  /// - Parameter covariance: symmetric, row by row. A little is added to its diagonal, so that a constant feature does no harm.
  init(_ covariance: [Double], size: Int) {
    var factor = covariance
    func at(_ row: Int, _ column: Int) -> Int { row * size + column }
    var logDeterminant = 0.0
    for row in 0..<size {
      for column in 0...row {
        var sum = factor[at(row, column)] + (row == column ? 1e-6 : 0)
        for k in 0..<column { sum -= factor[at(row, k)] * factor[at(column, k)] }
        if row == column {
          let diagonal = max(sum, 1e-9).squareRoot()
          factor[at(row, row)] = diagonal
          logDeterminant += 2 * log(diagonal)
        } else {
          factor[at(row, column)] = sum / factor[at(column, column)]
        }
      }
    }
    var whitening: [Double] = []
    var inverse = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var sum = row == column ? 1.0 : 0
        for k in column..<row { sum -= factor[at(row, k)] * inverse[at(k, column)] }
        inverse[at(row, column)] = sum / factor[at(row, row)]
        whitening.append(inverse[at(row, column)])
      }
    }
    self.size = size
    self.whitening = whitening
    self.logDeterminant = logDeterminant
  }

  /// The squared Mahalanobis distance.
  func squaredDistance(_ point: UnsafePointer<Double>, from mean: UnsafePointer<Double>) -> Double {
    var distance = 0.0
    var place = 0
    whitening.withUnsafeBufferPointer { whitening in
      for row in 0..<size {
        var sum = 0.0
        for column in 0...row { sum += whitening[place + column] * (point[column] - mean[column]) }
        place += row + 1
        distance += sum * sum
      }
    }
    return distance
  }
}
