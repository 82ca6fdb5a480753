public import Frames

extension Chart {
  /// What a model got wrong against what it predicted, with a smooth curve: flat at zero where nothing is left to learn.
  ///
  /// - Parameters:
  ///   - predicted: What the model said.
  ///   - actual: What was measured; rows that lack one of the two are left out with a warning.
  public static func residuals(predicted: PlottableColumn, actual: PlottableColumn) -> Chart {
    let residuals = zip(actual.numbers, predicted.numbers).map { $0 - $1 }
    let scatter = scatter(
      x: .value("Predicted \(actual.label)", predicted.numbers), y: .value("Residual", residuals), fit: .loess)
    return Chart(
      panels: scatter.panels.map { panel in
        ChartPanel(title: panel.title, layers: Self.zeroLine + panel.layers)
      }
    ).withSettings(of: scatter)
  }

  private static var zeroLine: [any ChartLayer] {
    ChartPanel.layers(of: RuleMark(y: .value("Residual", 0.0)).foregroundStyle(.secondary))
  }

  /// What a model got wrong against what it predicted, from two columns of a frame.
  /// - Precondition: The frame has the columns.
  public static func residuals(_ frame: DataFrame, predicted: String, actual: String) -> Chart {
    residuals(predicted: PlottableColumn(frame[predicted]), actual: PlottableColumn(frame[actual]))
  }

  private func withSettings(of other: Chart) -> Chart {
    var chart = self
    chart.settings = other.settings
    return chart
  }

  /// A model's score on its training rows and on others, against how many rows it learned from.
  ///
  /// - Parameters:
  ///   - sizes: How many rows each score was learned from; rows of one size are averaged, with a 95 % interval where
  ///     there are several.
  ///   - training: Scores on the rows that were learned from.
  ///   - validation: Scores on rows that were held back.
  ///   - label: What the scores are, such as `Accuracy`.
  public static func learningCurve(
    sizes: PlottableColumn, training: PlottableColumn, validation: PlottableColumn, label: String = "Score"
  ) -> Chart {
    let count = sizes.count
    return trends(
      x: .value(sizes.label, sizes.numbers + sizes.numbers),
      y: .value(label, training.numbers + validation.numbers),
      by: .value("Rows", codes: (0..<2 * count).map { $0 / max(count, 1) }, names: [training.label, validation.label]))
  }

  /// A model's scores against how many rows it learned from, from columns of a frame.
  /// - Precondition: The frame has the columns.
  public static func learningCurve(
    _ frame: DataFrame, sizes: String, training: String, validation: String, label: String = "Score"
  ) -> Chart {
    learningCurve(
      sizes: PlottableColumn(frame[sizes]), training: PlottableColumn(frame[training]),
      validation: PlottableColumn(frame[validation]), label: label)
  }
}
