import Frames

/// A quadratic function of a point for each class, as one dot product with the products of the point's coordinates: the
/// logarithms of Gaussian densities, a hundred times faster to evaluate than one class after the other by its
/// covariance.
struct QuadraticForms: Sendable, Equatable {
  let size: Int
  let classCount: Int
  /// Terms of a point, a multiple of 8: products of two coordinates, then the coordinates, 1, and zeros.
  private let termCount: Int
  /// Class by class, `termCount` numbers.
  private(set) var coefficients: [Float]

  init(size: Int, classCount: Int) {
    self.size = size
    self.classCount = classCount
    termCount = Self.termCount(size)
    coefficients = [Float](repeating: 0, count: termCount * classCount)
  }

  /// Functions that were kept in a file; nil unless there are as many numbers as they need.
  init?(size: Int, classCount: Int, coefficients: [Float]) {
    guard size > 0, size < 1 << 20, coefficients.allSatisfy(\.isFinite),
      coefficients.count.isMultiple(of: Self.termCount(size)),
      coefficients.count / Self.termCount(size) == classCount
    else { return nil }
    self.size = size
    self.classCount = classCount
    termCount = Self.termCount(size)
    self.coefficients = coefficients
  }

  private static func termCount(_ size: Int) -> Int { (size * (size + 1) / 2 + size + 1 + 7) / 8 * 8 }

  /// Makes a class's function `constant - (x - mean)ᵀ P (x - mean) / 2`.
  mutating func set(_ code: Int, constant: Double, mean: ArraySlice<Double>, precision: Precision) {
    let mean = Array(mean)
    var position = code * termCount
    var constant = constant
    var linear = [Double](repeating: 0, count: size)
    for row in 0..<size {
      for column in 0...row {
        let entry = precision.matrix[row * size + column]
        coefficients[position] = Float(row == column ? -entry / 2 : -entry)
        position += 1
      }
      for column in 0..<size {
        let entry = precision.matrix[row * size + column]
        linear[row] += entry * mean[column]
        constant -= mean[row] * entry * mean[column] / 2
      }
    }
    for number in linear {
      coefficients[position] = Float(number)
      position += 1
    }
    coefficients[position] = Float(constant)
  }

  /// The functions of all classes at each of these points, row by row.
  /// - Parameter points: row by row, `size` numbers each.
  func values(at points: [Double], rows: Range<Int>) -> [Float] {
    [Float](unsafeUninitializedCapacity: rows.count * classCount) { values, initialized in
      withUnsafeTemporaryAllocation(of: SIMD8<Float>.self, capacity: termCount / 8) { terms in
        coefficients.withUnsafeBytes { coefficients in
          for row in rows {
            let termNumbers = UnsafeMutableRawBufferPointer(terms).bindMemory(to: Float.self)
            fill(termNumbers, with: points[row * size..<(row + 1) * size])
            for code in 0..<classCount {
              var sum = SIMD8<Float>(repeating: 0)
              // `termCount` is a multiple of 8, so that every load lies within the class's coefficients.
              let start = code * termCount * MemoryLayout<Float>.stride
              for block in 0..<termCount / 8 {
                let own = coefficients.loadUnaligned(
                  fromByteOffset: start + block * MemoryLayout<SIMD8<Float>>.stride, as: SIMD8<Float>.self)
                sum += own * terms[block]
              }
              values[(row - rows.lowerBound) * classCount + code] = sum.sum()
            }
          }
        }
      }
      initialized = rows.count * classCount
    }
  }

  private func fill(_ terms: UnsafeMutableBufferPointer<Float>, with point: ArraySlice<Double>) {
    var position = 0
    for row in 0..<size {
      for column in 0...row {
        terms[position] = Float(point[point.startIndex + row] * point[point.startIndex + column])
        position += 1
      }
    }
    for coordinate in point {
      terms[position] = Float(coordinate)
      position += 1
    }
    terms[position] = 1
    for rest in position + 1..<termCount { terms[rest] = 0 }
  }
}
