import Glibc

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

/// Counts of each class: its rows, those predicted as it, and those of both.
struct ClassTally: Sendable {
  let measure: Measure
  let classCount: Int
  let actual: [Int32]
  let predicted: [Int32]
  /// Whether rows of the class were tested at all.
  private let occurs: [Bool]

  init(measure: Measure, classCount: Int, actual: [Int32], predicted: [Int32]) {
    self.measure = measure
    self.classCount = classCount
    self.actual = actual
    self.predicted = predicted
    var occurs = [Bool](repeating: false, count: classCount)
    for code in actual { occurs[Int(code)] = true }
    self.occurs = occurs
  }

  func value(weights: [Int32]?) -> Double {
    var rows = [Int](repeating: 0, count: classCount)
    var named = rows
    var right = rows
    for row in actual.indices {
      let weight = Int(weights?[row] ?? 1)
      rows[Int(actual[row])] += weight
      named[Int(predicted[row])] += weight
      if actual[row] == predicted[row] { right[Int(actual[row])] += weight }
    }
    // F1 is 2 × right / (rows + named): classes that neither occur nor are named have none, and a class that a resample
    // happens to lack says nothing about the model.
    let classes = rows.indices.filter {
      measure == .macroF1 && !occurs[$0] ? named[$0] > 0 : rows[$0] > 0
    }
    let total = Double(rows.reduce(0, +))
    return classes.reduce(0) { sum, code in
      switch measure {
      case .balancedAccuracy: sum + Double(right[code]) / Double(rows[code]) / Double(classes.count)
      case .macroF1: sum + 2 * Double(right[code]) / Double(rows[code] + named[code]) / Double(classes.count)
      default: sum + Double(rows[code]) / total * 2 * Double(right[code]) / Double(rows[code] + named[code])
      }
    }
  }
}

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
      let isRunEnd = order.indices.map { position in
        position + 1 == order.count || scores[Int(order[position])] != scores[Int(order[position + 1])]
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
      for (position, row) in order.enumerated() {
        let weight = Int(weights?[Int(row)] ?? 1)
        if actual[Int(row)] == code { runPositives += weight } else { runNegatives += weight }
        guard isRunEnd[position] else { continue }
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
