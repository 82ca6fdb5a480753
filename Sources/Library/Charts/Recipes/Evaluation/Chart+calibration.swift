public import Frames

extension Chart {
  /// Calibration curves by name, such as those of several models: whether of the rows given a probability of 70 % about 70 % are positive,
  /// with a histogram of the probabilities beneath.
  public static func calibration(_ curves: KeyValuePairs<String, ReliabilityCurve>) -> Chart {
    calibration(Array(curves))
  }

  /// Calibration curves of as many models as there are, in this order.
  public static func calibration(_ curves: [(String, ReliabilityCurve)]) -> Chart {
    Chart(CalibrationLayer(classifiers: curves.map { .init(name: $0, curve: $1) }))
  }

  /// The calibration of one classifier's probabilities.
  ///
  /// - Parameters:
  ///   - probabilities: from 0 to 1; rows without one are left out with a warning.
  ///   - isPositive: one for each probability.
  /// - Precondition: as many probabilities as outcomes.
  public static func calibration(
    _ probabilities: PlottableColumn, isPositive: [Bool], bins: Int = 10,
    strategy: ReliabilityCurve.Strategy = .uniform
  ) -> Chart {
    calibration([
      probabilities.label: ReliabilityCurve(
        probabilities: probabilities.numbers, isPositive: isPositive, bins: bins, strategy: strategy)
    ])
  }
}
