import Glibc
public import Statistics

extension Evaluation {
  /// The value of a measure; NaN when what it needs was not kept: probabilities, acceptable classes, or so many ranks.
  public subscript(measure: Measure) -> Double { WeightedMeasure(measure, self)?.value(weights: nil) ?? .nan }

  /// What the measure is, or is to be expected, for a model that knows nothing and holds all its classes equally
  /// likely.
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

extension Evaluation {
  /// How often rows of each class were taken for each class.
  public var confusionMatrix: ConfusionMatrix {
    ConfusionMatrix(names: classNames, actual: actual.codes.map { Int($0) }, predicted: predicted.codes.map { Int($0) })
  }

  /// The ROC curve of each class against all others, with averages; nil when not all probabilities were kept.
  public var rocCurves: OneVersusRest<ROCCurve>? { curves() }

  /// The precision-recall curve of each class against all others, with averages; nil when not all probabilities were
  /// kept.
  public var precisionRecallCurves: OneVersusRest<PrecisionRecallCurve>? { curves() }

  private func curves<Curve: ClassifierCurve>() -> OneVersusRest<Curve>? {
    probabilities.map {
      OneVersusRest(names: classNames, classes: actual.codes.map { Int($0) }, scores: $0.values.map { Double($0) })
    }
  }

  /// Whether of the rows whose most likely class was given 70 % about 70 % are of that class.
  public func reliability(bins: Int = 10, strategy: ReliabilityCurve.Strategy = .uniform) -> ReliabilityCurve {
    let width = ranked.countPerRow
    return ReliabilityCurve(
      probabilities: (0..<rowCount).map { Double(min(1, ranked.probabilities[$0 * width])) },
      isPositive: (0..<rowCount).map { ranked.codes[$0 * width] == actual.codes[$0] }, bins: bins, strategy: strategy)
  }
}

extension Evaluation {
  /// Where the expected calibration error of a perfectly calibrated model lies by chance: of one that gives the same
  /// probabilities, and whose rows are right as often as they say. A model in this range shows no fault.
  /// - Parameters:
  ///   - repeats: how often rows are made right or wrong by the probabilities.
  ///   - level: how often the error of a perfect model lies in the range.
  public func calibrationNoise(
    bins: Int = 10, repeats: Int = 500, level: Double = 0.95, seed: UInt64 = 42
  ) -> ConfidenceInterval {
    let width = ranked.countPerRow
    let given = (0..<rowCount).map { Double(min(1, ranked.probabilities[$0 * width])) }
    let errors = Parallel.map(repeats, work: repeats * rowCount) { number in
      var random = SplitMix64(seed: seed, stream: 0x4361_6c69, index: number)
      let isRight = given.map { Double(random.next() >> 11) * 0x1p-53 < $0 }
      return ReliabilityCurve(probabilities: given, isPositive: isRight, bins: bins).expectedCalibrationError
    }
    let ends = Quantile.of(errors, [(1 - level) / 2, (1 + level) / 2])
    return ConfidenceInterval(lower: ends[0], upper: ends[1], level: level)
  }
}
