public import Comparisons
public import Runs

/// A comparison of two runs as one HTML file that carries its pictures, needs no network and can be read without JavaScript.
///
/// It starts with what matters (the verdict, gates, metrics), goes on with tables, figures and code that differ, and folds away what is equal.
public struct ComparisonReport: Sendable {
  public var comparison: Comparison
  public var outcomes: [GateOutcome]
  public var old: RunFolder
  public var new: RunFolder

  public init(_ comparison: Comparison, outcomes: [GateOutcome] = [], old: RunFolder, new: RunFolder) {
    self.comparison = comparison
    self.outcomes = outcomes
    self.old = old
    self.new = new
  }

  /// The page, UTF-8.
  public func render() -> [UInt8] { ComparisonPage(self).html().bytes }
}
