/// The receiver operating characteristic: how many positive rows are found at each share of false alarms.
///
/// Rows with equal scores are taken together, as scikit-learn's `roc_curve` does.
public struct ROCCurve: ClassifierCurve, Hashable, Codable {
  /// Rows with at least this score are called positive at each point; descending, the first is infinite, for none.
  /// Empty for averages of curves.
  public var thresholds: [Double]
  /// Of the negative rows, the share called positive: from 0 to 1, rising. NaN when there are no negative rows.
  public var falsePositiveRate: [Double]
  /// Of the positive rows, the share called positive (recall): from 0 to 1, rising. NaN when there are no positive
  /// rows.
  public var truePositiveRate: [Double]
  /// The area under the curve: how likely a positive row has a higher score than a negative one, ties counting half.
  /// NaN when either kind is missing.
  public var area: Double
  /// Rows of the class; 0 for averages of curves.
  public var positiveCount: Int
  /// Other rows; 0 for averages of curves.
  public var negativeCount: Int
  /// Rows that had no score and were left out.
  public var missingCount: Int

  /// A curve that was computed elsewhere.
  /// - Parameter thresholds: one for each point, or none.
  /// - Precondition: both rates have as many points.
  public init(
    thresholds: [Double] = [], falsePositiveRate: [Double], truePositiveRate: [Double], area: Double,
    positiveCount: Int = 0, negativeCount: Int = 0, missingCount: Int = 0
  ) {
    precondition(
      falsePositiveRate.count == truePositiveRate.count,
      "\(falsePositiveRate.count) and \(truePositiveRate.count) rates: each point has both")
    precondition(
      thresholds.isEmpty || thresholds.count == truePositiveRate.count,
      "\(thresholds.count) thresholds for \(truePositiveRate.count) points")
    self.thresholds = thresholds
    self.falsePositiveRate = falsePositiveRate
    self.truePositiveRate = truePositiveRate
    self.area = area
    self.positiveCount = positiveCount
    self.negativeCount = negativeCount
    self.missingCount = missingCount
  }

  /// With the points on straight lines between others left out, which changes neither the curve nor its area.
  public init(scores: [Double], isPositive: [Bool]) {
    self.init(scores: scores, isPositive: isPositive, dropsCollinearPoints: true)
  }

  /// - Parameter dropsCollinearPoints: whether points on a straight line between their neighbours are left out.
  public init(scores: [Double], isPositive: [Bool], dropsCollinearPoints: Bool) {
    let ranked = RankedScores(scores: scores, isPositive: isPositive)
    positiveCount = ranked.positiveCount
    negativeCount = ranked.negativeCount
    missingCount = ranked.missingCount
    var kept = [0]
    var (thresholds, x, y) = ([Double.infinity], [0], [0])
    var doubledArea = 0
    for index in ranked.thresholds.indices {
      let (positives, negatives) = (ranked.truePositives[index], ranked.falsePositives[index])
      doubledArea += (negatives - x[x.count - 1]) * (positives + y[y.count - 1])
      thresholds.append(ranked.thresholds[index])
      x.append(negatives)
      y.append(positives)
      // Counts are whole: whether three points are on a line is exact.
      while dropsCollinearPoints, kept.count > 1 {
        let (first, middle) = (kept[kept.count - 2], kept[kept.count - 1])
        guard (x[middle] - x[first]) * (positives - y[middle]) == (negatives - x[middle]) * (y[middle] - y[first])
        else { break }
        kept.removeLast()
      }
      kept.append(x.count - 1)
    }
    let (positives, negatives) = (Double(positiveCount), Double(negativeCount))
    self.thresholds = kept.map { thresholds[$0] }
    falsePositiveRate = kept.map { Double(x[$0]) / negatives }
    truePositiveRate = kept.map { Double(y[$0]) / positives }
    area = Double(doubledArea) / (2 * positives * negatives)
  }

  /// The mean of the true positive rates at each false positive rate of any curve, below and above each jump, so that
  /// the area is the mean of the areas: scikit-learn's `roc_auc_score(average: "macro")`.
  public static func macroAverage(of curves: [ROCCurve]) -> ROCCurve {
    let curves = curves.filter { !$0.area.isNaN }
    guard !curves.isEmpty else { return ROCCurve(falsePositiveRate: [], truePositiveRate: [], area: .nan) }
    let rates = Array(Set(curves.flatMap(\.falsePositiveRate))).sorted()
    var before = [Double](repeating: 0, count: rates.count)
    var after = before
    for curve in curves {
      let (x, y) = (curve.falsePositiveRate, curve.truePositiveRate)
      var point = 0
      for (index, rate) in rates.enumerated() {
        // x[point] <= rate: curves start at 0, and rates rise.
        while point + 1 < x.count, x[point + 1] < rate { point += 1 }
        if x[point] < rate {
          // x[point + 1] >= rate, as every curve ends at 1.
          let share = (rate - x[point]) / (x[point + 1] - x[point])
          before[index] += x[point + 1] == rate ? y[point + 1] : y[point] + (y[point + 1] - y[point]) * share
        } else {
          before[index] += y[point]
        }
        var last = point
        while last + 1 < x.count, x[last + 1] <= rate { last += 1 }
        if x[last] == rate {
          after[index] += y[last]
        } else {
          let share = (rate - x[last]) / (x[last + 1] - x[last])
          after[index] += y[last] + (y[last + 1] - y[last]) * share
        }
      }
    }
    let count = Double(curves.count)
    var (x, y) = ([Double](), [Double]())
    for (index, rate) in rates.enumerated() {
      x.append(rate)
      y.append(before[index] / count)
      if after[index] > before[index] {
        x.append(rate)
        y.append(after[index] / count)
      }
    }
    return ROCCurve(
      falsePositiveRate: x, truePositiveRate: y, area: curves.reduce(0) { $0 + $1.area } / count)
  }
}
