public import Charts
public import Frames

extension Predictor {
  /// The most likely classes of the mean row, with their probabilities.
  public var fallbackTable: DataFrame {
    let means = inputs.map { name in
      let known = frame.numbers(name).filter(\.isFinite)
      return known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
    }
    let model = models[0].model
    let probabilities = model.probabilities(of: features(of: means))
    let order = probabilities.indices.sorted {
      (probabilities[$1], model.classNames[$0]) < (probabilities[$0], model.classNames[$1])
    }.prefix(10)
    return DataFrame(columns: [
      Column(name: actual, contents: order.map { model.classNames[$0] }).eraseToAnyColumn(),
      Column(name: "Probability", doubles: order.map { Double(probabilities[$0]) }).eraseToAnyColumn(),
    ])
  }

  /// What stands for it where no script runs: the most likely classes of the mean row.
  public var fallback: Chart {
    Chart.rankedBars(fallbackTable, actual, "Probability", top: 10, format: .percent)
  }
}
