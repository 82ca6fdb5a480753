import Frames
import Glibc
import Statistics

extension SupportVectorMachine {
  /// The probabilities that fit the calibrated ones of all pairs of classes best; each row adds up to 1.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)`` for other features.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    let decisions = try decisions(for: features)
    let (count, rows) = (classNames.count, features.rowCount)
    let pieces = features.pieces
    let parts = Parallel.map(pieces.count, work: rows * count * count * 20) { piece in
      var coupling = PairwiseCoupling(classCount: count)
      var pairwise = [Double](repeating: 0, count: count * count)
      var values: [Float] = []
      values.reserveCapacity(pieces[piece].count * count)
      for row in pieces[piece] {
        for (number, machine) in machines.enumerated() {
          let likely = machine.calibration.probability(of: decisions[row * machines.count + number])
          // Never certain, so that one pair cannot rule a class out.
          let kept = min(max(likely, 1e-7), 1 - 1e-7)
          pairwise[machine.first * count + machine.second] = kept
          pairwise[machine.second * count + machine.first] = 1 - kept
        }
        if count == 2 {
          values.append(Float(pairwise[1]))
          values.append(Float(pairwise[2]))
        } else {
          coupling.solve(pairwise)
          for probability in coupling.probabilities { values.append(Float(probability)) }
        }
      }
      return values
    }
    return ClassProbabilities(classNames: classNames, rowCount: rows, values: Array(parts.joined()))
  }

  /// The class that most pairs vote for; of classes with equally many votes the one that comes first. What
  /// scikit-learn's `predict` gives.
  public func votes(for features: FeatureMatrix) throws(LearningError) -> ClassLabels {
    let decisions = try decisions(for: features)
    var votes = [Int](repeating: 0, count: classNames.count)
    let codes = (0..<features.rowCount).map { row in
      for index in votes.indices { votes[index] = 0 }
      for (number, machine) in machines.enumerated() {
        votes[decisions[row * machines.count + number] > 0 ? machine.first : machine.second] += 1
      }
      var best = 0
      for index in votes.indices where votes[index] > votes[best] { best = index }
      return Int32(best)
    }
    return ClassLabels(classNames: classNames, codes: codes)
  }

  /// Row by row, the decision value of each pair of classes: (0, 1), (0, 2), … (1, 2), …; above 0 for the first class
  /// of the pair. Scikit-learn's `decision_function` of shape `ovo`; with two classes it has the other sign there.
  public func decisions(for features: FeatureMatrix) throws(LearningError) -> [Double] {
    try checkFeatures(of: features)
    let scaled = try scaler?.transform(features) ?? features
    let (values, pieces) = (scaled.rowMajor, scaled.pieces)
    let work = features.rowCount * supportVectors.count
    let parts = Parallel.map(pieces.count, work: work) { decisions(ofRows: pieces[$0], values) }
    return Array(parts.joined())
  }

  private func decisions(ofRows rows: Range<Int>, _ values: [Double]) -> [Double] {
    let width = featureNames.count
    var similarities = [Double](repeating: 0, count: supportVectorCount)
    var result: [Double] = []
    result.reserveCapacity(rows.count * machines.count)
    // Indices: a row's or support vector's features stand at number * width; machines hold numbers of support vectors.
    values.withUnsafeBufferPointer { values in
      supportVectors.withUnsafeBufferPointer { vectors in
        for row in rows {
          for number in similarities.indices {
            var distance = 0.0
            for feature in 0..<width {
              let difference = values[row * width + feature] - vectors[number * width + feature]
              distance += difference * difference
            }
            similarities[number] = exp(-gamma * distance)
          }
          for machine in machines {
            var sum = -machine.threshold
            for (support, coefficient) in zip(machine.supports, machine.coefficients) {
              sum += coefficient * similarities[Int(support)]
            }
            result.append(sum)
          }
        }
      }
    }
    return result
  }
}
