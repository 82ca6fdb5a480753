public import Frames

extension Chart {
  /// How much each feature matters to a model, from the most down, with error bars.
  ///
  /// - Parameters:
  ///   - features: names, one for each number.
  ///   - importances: of impurity or permutation; those of permutation may be below zero.
  ///   - errors: how far each importance is spread, such as its standard deviation over trees or repeats; nil for none.
  ///   - top: no more bars than this; all others share one line that says how many they are and what they sum up to.
  public static func featureImportance(
    _ features: PlottableColumn, _ importances: PlottableColumn, errors: PlottableColumn? = nil, top: Int = 15,
    format: NumberFormat = .decimals(3)
  ) -> Chart {
    rankedBars(features, importances, errors: errors, top: top, format: format)
  }

  /// How much each feature matters to a model, from columns of a frame.
  public static func featureImportance(
    _ frame: DataFrame, _ feature: String, _ importance: String, error: String? = nil, top: Int = 15,
    format: NumberFormat = .decimals(3)
  ) -> Chart {
    featureImportance(
      PlottableColumn(names: frame[feature]), PlottableColumn(frame[importance]),
      errors: error.map { PlottableColumn(frame[$0]) }, top: top, format: format)
  }
}
