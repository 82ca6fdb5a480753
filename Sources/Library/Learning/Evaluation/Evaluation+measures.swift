import Glibc

extension Evaluation {
  /// The value of a measure; NaN when what it needs was not kept: probabilities, acceptable classes, or so many ranks.
  public subscript(measure: Measure) -> Double { WeightedMeasure(measure, self)?.value(weights: nil) ?? .nan }

  /// What the measure is, or is to be expected, for a model that knows nothing and holds all its classes equally likely.
  public func chance(of measure: Measure) -> Double {
    let classes = Double(modelClassCount)
    switch measure {
    case .accuracy, .balancedAccuracy: return 1 / classes
    case .topAccuracy(let count): return min(1, Double(count) / classes)
    case .acceptableAccuracy:
      guard let acceptable else { return .nan }
      return acceptable.reduce(0) { $0 + Double($1.count) } / Double(acceptable.count) / classes
    case .macroF1, .weightedF1:
      let shares = actual.classCounts.map { Double($0) / Double(rowCount) }
      let guesses = shares.map { $0 == 0 ? 0 : 2 * $0 / classes / ($0 + 1 / classes) }
      return measure == .macroF1
        ? guesses.reduce(0, +) / Double(shares.count { $0 > 0 }) : zip(shares, guesses).reduce(0) { $0 + $1.0 * $1.1 }
    case .logLoss: return log(classes)
    case .brierScore: return 1 - 1 / classes
    case .rocArea: return 0.5
    case .averagePrecision:
      let counts = actual.classCounts.filter { $0 > 0 }
      return counts.reduce(0) { $0 + Double($1) } / Double(rowCount * counts.count)
    }
  }
}

/// A measure over rows that count differently: every row once, or as often as a resample drew it.
enum WeightedMeasure {
  /// The mean of one value for each row.
  case mean([Double])
  case byClass(ClassTally)
  case curves(RankedScoresByClass)

  /// Nil when what the measure needs was not kept.
  init?(_ measure: Measure, _ evaluation: Evaluation) {
    let (actual, ranked) = (evaluation.actual.codes, evaluation.ranked)
    let width = ranked.countPerRow
    switch measure {
    case .accuracy:
      self = .mean(actual.indices.map { ranked.codes[$0 * width] == actual[$0] ? 1 : 0 })
    case .topAccuracy(let count):
      guard count >= 1, count <= width || width == evaluation.modelClassCount else { return nil }
      let kept = min(count, width)
      self = .mean(
        actual.indices.map { ranked.codes[$0 * width..<$0 * width + kept].contains(actual[$0]) ? 1 : 0 })
    case .acceptableAccuracy:
      guard let acceptable = evaluation.acceptable else { return nil }
      self = .mean(actual.indices.map { acceptable[$0].contains(ranked.codes[$0 * width]) ? 1 : 0 })
    case .balancedAccuracy, .macroF1, .weightedF1:
      self = .byClass(
        ClassTally(
          measure: measure, classCount: evaluation.classNames.count, actual: actual,
          predicted: evaluation.predicted.codes))
    case .logLoss:
      guard let probabilities = evaluation.probabilities else { return nil }
      self = .mean(
        actual.indices.map { row in
          let probability = Double(probabilities[row, Int(actual[row])])
          return -log(min(max(probability, 0x1p-52), 1 - 0x1p-52))
        })
    case .brierScore:
      guard let probabilities = evaluation.probabilities else { return nil }
      self = .mean(
        actual.indices.map { row in
          var sum = 0.0
          for (code, probability) in probabilities.row(row).enumerated() {
            let error = Double(probability) - (code == Int(actual[row]) ? 1 : 0)
            sum += error * error
          }
          return sum
        })
    case .rocArea, .averagePrecision:
      guard let probabilities = evaluation.probabilities else { return nil }
      self = .curves(RankedScoresByClass(measure: measure, actual: evaluation.actual, probabilities: probabilities))
    }
  }

  /// - Parameter weights: how often each row counts; nil for once.
  func value(weights: [Int32]?) -> Double {
    switch self {
    case .mean(let values):
      guard let weights else { return values.reduce(0, +) / Double(values.count) }
      var (sum, total) = (0.0, 0)
      for row in values.indices {
        sum += Double(weights[row]) * values[row]
        total += Int(weights[row])
      }
      return sum / Double(total)
    case .byClass(let tally): return tally.value(weights: weights)
    case .curves(let scores): return scores.value(weights: weights)
    }
  }
}
