import Glibc

/// How much more likely a model holds each class than the class's share of the training rows, as a logarithm.
enum Evidence {
  /// Row by row, a number for each class.
  static func of(_ given: ClassProbabilities, logPriors: [Float]) -> [Float] {
    let classCount = logPriors.count
    let priors = logPriors.map(expf)
    return RowPieces.map(given.rowCount, work: given.values.count * 10) { rows in
      var values = Array(given.values[rows.lowerBound * classCount..<rows.upperBound * classCount])
      for start in stride(from: 0, to: values.count, by: classCount) {
        for code in 0..<classCount {
          // A forest's zero only says that no tree had such a leaf: no model may rule a class out alone.
          values[start + code] = logf((0.98 * values[start + code] + 0.02 * priors[code]) / priors[code])
        }
      }
      return values
    }
  }
}
