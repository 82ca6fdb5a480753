extension ConfidenceInterval {
  /// The interval of a share of rows that come in clusters, such as songs of artists: how many rows of each cluster
  /// count, of how many.
  ///
  /// Rows of one cluster are alike and are less evidence than as many independent ones. The variance of the share is
  /// estimated between clusters, by leaving out one after the other (the jackknife); the number of independent rows that
  /// would have that variance goes into Wilson's interval, with Student's t of the clusters instead of the normal
  /// distribution. Clusters of different sizes count as fewer of equal size (Kish's number). Where no row counts, or every
  /// one does, the variance shows nothing, and each cluster is taken for one row.
  ///
  /// E. L. Korn and B. I. Graubard, "Confidence intervals for proportions with small expected number of positive counts
  /// estimated from survey data", Survey Methodology 24 (1998), here with Wilson's interval (C. Franco, R. J. A. Little,
  /// T. A. Louis and E. V. Slud, Journal of Survey Statistics and Methodology 7, 2019); the variance and the number of
  /// clusters as R. M. Bell and D. F. McCaffrey (Survey Methodology 28, 2002) and A. V. Carter, K. T. Schnepel and
  /// D. G. Steigerwald (Review of Economics and Statistics 99, 2017) have them.
  /// - Parameters:
  ///   - counts: of each cluster the rows that count; from 0 to all of them.
  ///   - totals: of each cluster all rows; clusters of 0 rows are no evidence.
  ///   - level: between 0 and 1.
  /// - Returns: 0 to 1 for a single cluster, which says nothing of others; NaN at both ends without rows.
  public static func share(
    _ counts: [Double], of totals: [Double], level: Double = 0.95
  ) -> ConfidenceInterval {
    precondition(counts.count == totals.count, "a total for every count")
    let (count, rows) = (counts.reduce(0, +), totals.reduce(0, +))
    guard rows > 0, count >= 0, count <= rows, level > 0, level < 1 else {
      return ConfidenceInterval(lower: .nan, upper: .nan, level: level)
    }
    guard totals.count(where: { $0 > 0 }) > 1 else { return ConfidenceInterval(lower: 0, upper: 1, level: level) }
    let share = count / rows
    let independent = rows * rows / totals.reduce(0) { $0 + $1 * $1 }
    let squares = zip(counts, totals).reduce(0) { sum, cluster in
      let error = (cluster.0 - share * cluster.1) / (1 - cluster.1 / rows)
      return sum + error * error
    }
    let variance = squares / (rows * rows)
    let effective = share > 0 && share < 1 ? min(max(share * (1 - share) / variance, independent), rows) : independent
    let quantile = StudentT(degreesOfFreedom: max(1, independent - 1)).quantile(0.5 + level / 2)
    return self.share(share, rows: effective, quantile: quantile, level: level)
  }
}
