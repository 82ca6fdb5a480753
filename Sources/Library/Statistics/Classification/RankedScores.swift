/// How many positive and negative rows have at least a score, for each distinct score from the highest down.
struct RankedScores {
  /// Distinct scores, descending.
  var thresholds: [Double] = []
  /// Rows of the positive class with at least this score.
  var truePositives: [Int] = []
  /// Other rows with at least this score.
  var falsePositives: [Int] = []
  /// Rows without a score.
  var missingCount = 0

  var positiveCount: Int { truePositives.last ?? 0 }
  var negativeCount: Int { falsePositives.last ?? 0 }

  /// - Precondition: as many scores as rows. Scores that are NaN are left out and counted.
  init(scores: [Double], isPositive: [Bool]) {
    precondition(
      scores.count == isPositive.count, "\(scores.count) scores for \(isPositive.count) rows: each row needs one")
    // Descending, so that the highest score comes first; NaN has the greatest key and would come first of all.
    var rows: [Int32] = []
    rows.reserveCapacity(scores.count)
    for row in scores.indices where scores[row] == scores[row] { rows.append(Int32(row)) }
    missingCount = scores.count - rows.count
    let order = RadixSort.sorted(rows, by: RadixSort.keys(of: scores).map { ~$0 })
    var (positives, negatives) = (0, 0)
    var position = 0
    while position < order.count {
      let score = scores[Int(order[position])]
      while position < order.count, scores[Int(order[position])] == score {
        if isPositive[Int(order[position])] { positives += 1 } else { negatives += 1 }
        position += 1
      }
      thresholds.append(score)
      truePositives.append(positives)
      falsePositives.append(negatives)
    }
  }
}
