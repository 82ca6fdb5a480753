/// The rows in descending order of each class's probability, for the areas under curves when rows count differently.
struct RankedScoresByClass: Sendable {
  let measure: Measure
  private let actual: [Int32]
  /// For each class that occurs: the rows in order, and where a run of equal probabilities ends.
  private let classes: [(code: Int32, order: [Int32], isRunEnd: [Bool])]

  init(measure: Measure, actual: ClassLabels, probabilities: ClassProbabilities) {
    self.measure = measure
    self.actual = actual.codes
    classes = actual.classCounts.enumerated().filter { $0.element > 0 }.map { code, _ in
      let scores = (0..<actual.count).map { probabilities[$0, code] }
      let order = (0..<Int32(actual.count)).sorted { scores[Int($0)] > scores[Int($1)] }
      let isRunEnd = order.indices.map { place in
        place + 1 == order.count || scores[Int(order[place])] != scores[Int(order[place + 1])]
      }
      return (Int32(code), order, isRunEnd)
    }
  }

  /// The mean over classes; those that all rows are of, or none, are left out.
  func value(weights: [Int32]?) -> Double {
    var (sum, count) = (0.0, 0)
    for (code, order, isRunEnd) in classes {
      var (positives, negatives) = (0, 0)
      var (runPositives, runNegatives) = (0, 0)
      var doubledArea = 0
      var precision = 0.0
      for (place, row) in order.enumerated() {
        let weight = Int(weights?[Int(row)] ?? 1)
        if actual[Int(row)] == code { runPositives += weight } else { runNegatives += weight }
        guard isRunEnd[place] else { continue }
        doubledArea += runNegatives * (2 * positives + runPositives)
        positives += runPositives
        negatives += runNegatives
        if runPositives > 0 { precision += Double(runPositives) * Double(positives) / Double(positives + negatives) }
        (runPositives, runNegatives) = (0, 0)
      }
      let area =
        measure == .rocArea
        ? Double(doubledArea) / (2 * Double(positives) * Double(negatives)) : precision / Double(positives)
      guard area.isFinite else { continue }
      sum += area
      count += 1
    }
    return sum / Double(count)
  }
}
