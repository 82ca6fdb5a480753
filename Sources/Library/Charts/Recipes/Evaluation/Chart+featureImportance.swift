public import Frames

extension Chart {
  /// How much each feature matters to a model, from the most down, with error bars.
  ///
  /// - Parameters:
  ///   - features: Names, one for each number.
  ///   - importances: Of impurity or permutation; those of permutation may be below zero.
  ///   - error: How far each importance is spread, such as its standard deviation over trees or repeats; nil for none.
  ///   - top: No more bars than this; all others share one line with their number and sum.
  ///   - format: How numbers are written.
  public static func featureImportance(
    _ features: PlottableColumn, _ importances: PlottableColumn, error: PlottableColumn? = nil, top: Int = 15,
    format: NumberFormat = .decimals(3)
  ) -> Chart {
    rankedBars(features, importances, error: error, top: top, format: format)
  }

  /// How much each feature matters to a model, from columns of a frame.
  /// - Precondition: The frame has the columns.
  public static func featureImportance(
    _ frame: DataFrame, _ feature: String, _ importance: String, error: String? = nil, top: Int = 15,
    format: NumberFormat = .decimals(3)
  ) -> Chart {
    featureImportance(
      PlottableColumn(names: frame[feature]), PlottableColumn(frame[importance]),
      error: error.map { PlottableColumn(frame[$0]) }, top: top, format: format)
  }
}
