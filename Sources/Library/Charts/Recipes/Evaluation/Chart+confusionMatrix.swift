public import Frames

extension Chart {
  /// In which order the classes of a confusion matrix stand.
  public enum ClassOrder: Hashable, Sendable {
    /// As given, unless there are more than are shown: then clustered.
    case automatic
    case asGiven
    /// Classes that are confused with each other stand together.
    case clustered
  }

  /// What the rows of each class were predicted as: a row for each class, coloured by the share of its rows, with the counts beneath.
  ///
  /// - Parameters:
  ///   - order: in which order classes stand.
  ///   - top: when there are more classes than this, those with most errors are shown and all others share a row and a column.
  public static func confusionMatrix(
    _ matrix: ConfusionMatrix, order: ClassOrder = .automatic, top: Int = 22
  ) -> Chart {
    let top = max(1, top)
    var shown = matrix
    var others = 0
    if matrix.names.count > top {
      let classes = matrix.mostConfusedClasses(top)
      others = matrix.names.count - top
      let part = matrix.selecting(classes)
      let order = order == .asGiven ? Array(classes.indices) : part.clusteredOrder
      shown = matrix.grouping(order.map { classes[$0] }, othersName: Words.count(others, "other"))
    } else if order == .clustered {
      shown = matrix.selecting(matrix.clusteredOrder)
    }
    return Chart(ConfusionMatrixLayer(matrix: shown, whole: matrix, others: others))
      .chartXAxisLabel("Predicted").chartYAxisLabel("Actual")
  }

  /// The actual classes of one column against the predicted ones of another.
  public static func confusionMatrix(
    _ frame: DataFrame, actual: String, predicted: String, order: ClassOrder = .automatic, top: Int = 22
  ) -> Chart {
    confusionMatrix(ConfusionMatrix(frame, actual: actual, predicted: predicted), order: order, top: top)
  }
}
