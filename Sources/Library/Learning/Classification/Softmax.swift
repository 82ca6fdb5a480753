#if canImport(Glibc)
  import Glibc
#endif

/// Turns logarithms of unnormalised probabilities into probabilities, row by row.
enum Softmax {
  static func apply(to logits: inout [Float], classCount: Int) {
    guard classCount > 0 else { return }
    logits.withUnsafeMutableBufferPointer { values in
      for start in stride(from: 0, to: values.count, by: classCount) {
        let row = values[start..<start + classCount]
        let most = row.max() ?? 0
        var sum: Float = 0
        for place in row.indices {
          values[place] = expf(values[place] - most)
          sum += values[place]
        }
        for place in start..<start + classCount { values[place] /= sum }
      }
    }
  }
}
