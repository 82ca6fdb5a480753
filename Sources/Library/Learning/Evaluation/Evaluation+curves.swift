public import Statistics

extension Evaluation {
  /// How often rows of each class were taken for each class.
  public var confusionMatrix: ConfusionMatrix {
    ConfusionMatrix(names: classNames, actual: actual.codes.map { Int($0) }, predicted: predicted.codes.map { Int($0) })
  }

  /// The ROC curve of each class against all others, with averages; nil when not all probabilities were kept.
  public var rocCurves: OneVersusRest<ROCCurve>? { curves() }

  /// The precision-recall curve of each class against all others, with averages; nil when not all probabilities were kept.
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
