/// The directions in which points are spread most, each at a right angle to those before it (Pearson 1901, Hotelling
/// 1933).
///
/// The eigenvectors of the covariance matrix, by Jacobi's rotations: for up to some hundred coordinates. Components,
/// variances and shares are those of scikit-learn's `PCA`, with each component's largest weight above 0.
public struct PrincipalComponents: Sendable, Hashable, Codable {
  /// The mean of each coordinate.
  public private(set) var means: [Double]
  /// The weights of the coordinates in each component, of length 1; the component of the most variance first.
  public private(set) var components: [[Double]]
  /// The variance of the points along each component, dividing by one fewer than there are points.
  public private(set) var variances: [Double]
  /// The share of all variance that each component explains.
  public private(set) var explainedShares: [Double]

  /// - Parameters:
  ///   - columns: the coordinates, each with a finite value for every point. Coordinates in different units have to be
  ///     brought to one scale before, else the largest numbers decide.
  ///   - count: of components; nil for as many as there are coordinates or points.
  /// - Returns: Nil with fewer than two points, without coordinates, or where a value is not finite.
  public init?(columns: [[Double]], count: Int? = nil) {
    let width = columns.count
    guard let rows = columns.first?.count, rows > 1, columns.allSatisfy({ $0.count == rows }),
      columns.allSatisfy({ $0.allSatisfy(\.isFinite) })
    else { return nil }
    let means = columns.map { column in
      let rough = column.reduce(0, +) / Double(rows)
      return rough + column.reduce(0) { $0 + ($1 - rough) } / Double(rows)
    }
    let centered = zip(columns, means).map { column, mean in column.map { $0 - mean } }
    var matrix = [Double](repeating: 0, count: width * width)
    for one in 0..<width {
      for other in 0...one {
        var sum = 0.0
        for row in 0..<rows { sum += centered[one][row] * centered[other][row] }
        matrix[one * width + other] = sum / Double(rows - 1)
        matrix[other * width + one] = sum / Double(rows - 1)
      }
    }
    let (values, vectors) = SymmetricMatrix.eigenvectors(of: matrix, size: width)
    let total = (0..<width).reduce(0) { $0 + matrix[$1 * width + $1] }
    let order = values.indices.sorted { (values[$0], $1) > (values[$1], $0) }
      .prefix(min(count ?? width, width, rows))
    self.means = means
    components = order.map { number in
      let vector = vectors[number]
      let largest = vector.max { abs($0) < abs($1) } ?? 0
      return largest < 0 ? vector.map { -$0 } : vector
    }
    variances = order.map { max(0, values[$0]) }
    explainedShares = order.map { total > 0 ? max(0, values[$0]) / total : 0 }
  }

  /// Where points stand along the components.
  /// - Parameter columns: the coordinates, as they were given.
  /// - Returns: a column for each component.
  public func scores(of columns: [[Double]]) -> [[Double]] {
    precondition(columns.count == means.count, "as many coordinates as there were")
    let rows = columns.first?.count ?? 0
    return components.map { weights in
      var scores = [Double](repeating: 0, count: rows)
      for (number, weight) in weights.enumerated() {
        for row in 0..<rows { scores[row] += weight * (columns[number][row] - means[number]) }
      }
      return scores
    }
  }
}

/// Square matrices that are their own mirror image, row by row.
enum SymmetricMatrix {
  /// Eigenvalues with their vectors of length 1, in no order: Jacobi's cyclic rotations, each of which makes one pair of
  /// entries 0.
  static func eigenvectors(of matrix: [Double], size: Int) -> (values: [Double], vectors: [[Double]]) {
    var a = matrix
    var v = (0..<size * size).map { $0 / size == $0 % size ? 1.0 : 0 }
    for _ in 0..<100 {
      var off = 0.0, diagonal = 0.0
      for row in 0..<size {
        diagonal += a[row * size + row] * a[row * size + row]
        for column in 0..<row { off += a[row * size + column] * a[row * size + column] }
      }
      if off <= diagonal * 1e-30 { break }
      for p in 0..<size {
        for q in (p + 1)..<size where a[p * size + q] != 0 {
          let theta = (a[q * size + q] - a[p * size + p]) / (2 * a[p * size + q])
          let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          for k in 0..<size {
            let (x, y) = (a[k * size + p], a[k * size + q])
            a[k * size + p] = c * x - s * y
            a[k * size + q] = s * x + c * y
          }
          for k in 0..<size {
            let (x, y) = (a[p * size + k], a[q * size + k])
            a[p * size + k] = c * x - s * y
            a[q * size + k] = s * x + c * y
          }
          for k in 0..<size {
            let (x, y) = (v[k * size + p], v[k * size + q])
            v[k * size + p] = c * x - s * y
            v[k * size + q] = s * x + c * y
          }
        }
      }
    }
    return (
      (0..<size).map { a[$0 * size + $0] }, (0..<size).map { column in (0..<size).map { v[$0 * size + column] } }
    )
  }
}
