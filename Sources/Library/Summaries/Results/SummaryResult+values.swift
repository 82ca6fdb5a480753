public import Frames
public import Statistics

extension SummaryResult {
  private func stop(_ word: String) -> Never { fatalError("The summary was of another kind than \(word).") }

  /// Of ``Summary/Quantity/columns(_:)``.
  public var columns: [ColumnCounts] { if case .columns(let values) = self { values } else { stop("columns") } }
  /// Of ``Summary/Quantity/moments(of:)``.
  public var moments: [Moments] { if case .moments(let values) = self { values } else { stop("moments") } }
  /// Of ``Summary/Quantity/numbers(of:)``.
  public var numbers: [NumericSummary] { if case .numbers(let values) = self { values } else { stop("numbers") } }
  /// Of ``Summary/Quantity/quantiles(of:probabilities:)``.
  public var quantiles: [[Double]] { if case .quantiles(let values) = self { values } else { stop("quantiles") } }
  /// Of ``Summary/Quantity/valueCounts(of:limit:)``.
  public var valueCounts: ValueCounts {
    if case .valueCounts(let counts) = self { counts } else { stop("value counts") }
  }
  /// Of ``Summary/Quantity/pairCounts(of:by:)``.
  public var pairCounts: PairedValueCounts {
    if case .pairCounts(let counts) = self { counts } else { stop("pair counts") }
  }
  /// Of ``Summary/Quantity/histograms(of:bins:maximumBins:)``.
  public var histograms: [Histogram] { if case .histograms(let values) = self { values } else { stop("histograms") } }
  /// Of ``Summary/Quantity/hexagons(x:y:columns:rows:)``.
  public var hexagons: HexagonBins { if case .hexagons(let bins) = self { bins } else { stop("hexagons") } }
  /// Of ``Summary/Quantity/boxes(of:by:outlierLimit:)``.
  public var boxes: [GroupBox] { if case .boxes(let boxes) = self { boxes } else { stop("boxes") } }
  /// Of ``Summary/Quantity/correlations(of:method:)``.
  public var correlations: CorrelationMatrix {
    if case .correlations(let matrix) = self { matrix } else { stop("correlations") }
  }
  /// Of ``Summary/Quantity/aggregates(_:by:)``.
  public var frame: DataFrame { if case .frame(let frame) = self { frame } else { stop("aggregates") } }
  /// Of ``Summary/Quantity/trends(x:y:band:minimumCount:)`` and those of groups.
  public var trends: TrendSet { if case .trends(let trends) = self { trends } else { stop("trends") } }
  /// Of ``Summary/Quantity/fits(x:y:by:)``.
  public var fits: [GroupFit] { if case .fits(let fits) = self { fits } else { stop("fits") } }
  /// Of ``Summary/Quantity/keywords(_:in:)``.
  public var keywords: [Int] { if case .keywords(let counts) = self { counts } else { stop("keywords") } }
}
