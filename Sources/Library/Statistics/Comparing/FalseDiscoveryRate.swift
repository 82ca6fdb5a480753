/// Many tests at once, of which some would seem clear by chance alone.
public enum FalseDiscoveryRate {
  /// p-values adjusted for their number: of those at or below a bound, no larger share than the bound is expected to be
  /// of differences that are none.
  ///
  /// Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", J. R. Statist. Soc. B 57 (1995); equal to
  /// SciPy's `false_discovery_control`. It holds for tests that are independent or lean the same way.
  /// - Parameter pValues: from 0 to 1.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    var adjusted = pValues
    var least = 1.0
    for (rank, index) in order.enumerated().reversed() {
      least = min(least, pValues[index] * Double(pValues.count) / Double(rank + 1))
      adjusted[index] = least
    }
    return adjusted
  }
}
