#if canImport(Glibc)
  import Glibc
#endif

/// What a Gaussian density needs of a covariance: its inverse and the logarithm of its determinant.
struct Precision: Sendable, Equatable {
  let size: Int
  /// Symmetric, row by row.
  let matrix: [Double]
  /// Lower triangular, row by row: multiplied with points, it makes their covariance the identity.
  let whitening: [Double]
  /// The logarithm of the covariance's determinant.
  let logDeterminant: Double

  /// - Parameter covariance: symmetric, row by row. A little is added to its diagonal, so that a constant feature does
  ///   no harm.
  init(ofCovariance covariance: [Double], size: Int) {
    func at(_ row: Int, _ column: Int) -> Int { row * size + column }
    // Cholesky's factor, its inverse, and from that the inverse of the whole.
    var factor = covariance
    var inverse = [Double](repeating: 0, count: size * size)
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
      for column in 0...row {
        var sum = row == column ? 1.0 : 0
        for k in column..<row { sum -= factor[at(row, k)] * inverse[at(k, column)] }
        inverse[at(row, column)] = sum / factor[at(row, row)]
      }
    }
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0..<size {
        for k in max(row, column)..<size { matrix[at(row, column)] += inverse[at(k, row)] * inverse[at(k, column)] }
      }
    }
    self.size = size
    self.matrix = matrix
    whitening = inverse
    self.logDeterminant = logDeterminant
  }
}
