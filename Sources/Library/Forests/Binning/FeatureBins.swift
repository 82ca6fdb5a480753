/// Where the values of each feature are cut into at most 256 bins.
///
/// A tree compares bins, never values: 1 byte a value, and a threshold is a byte too. The edges lie halfway between
/// neighbouring values that were learned from, so that a forest over features of up to 256 distinct values is the one
/// over the values themselves.
public struct FeatureBins: Sendable {
  /// Of all features one after the other, ascending within each.
  public let edges: [Float]
  /// Where each feature's edges start, and where the last one's end.
  public let starts: [Int]

  /// The features that lacked values in training, ascending. Each has a second column; see ``BinnedFeatures``.
  public let missing: [Int]
  /// The bin of each feature's median in training, which a missing value is taken for where none was missing then.
  public let middles: [UInt8]

  /// How many features there are.
  public var featureCount: Int { starts.count - 1 }
  /// How many columns the features have: one each, and a second one where values are missing.
  var columnCount: Int { featureCount + missing.count }

  /// - Parameters:
  ///   - edges: of each feature, at most 255, ascending; at most 254 where values are missing.
  ///   - missing: the features that lack values, ascending.
  ///   - middles: the bin of each feature's median; nil for the middle bin.
  public init(edges: [[Float]], missing: [Int] = [], middles: [UInt8]? = nil) {
    self.edges = edges.flatMap { $0 }
    self.middles = middles ?? edges.map { UInt8(truncatingIfNeeded: $0.count / 2) }
    self.missing = missing
    var starts = [0]
    for own in edges { starts.append(starts[starts.count - 1] + own.count) }
    self.starts = starts
  }

  /// One more than the feature has edges, and one more for missing values.
  public func binCount(feature: Int) -> Int {
    starts[feature + 1] - starts[feature] + (missing.contains(feature) ? 2 : 1)
  }

  /// The feature that a column holds.
  func feature(ofColumn column: Int) -> Int { column < featureCount ? column : missing[column - featureCount] }

  /// How many of the feature's edges lie below the value; for a missing one a number above all others or, where none
  /// was missing in training, the middle.
  public func bin(_ value: Float, feature: Int) -> UInt8 {
    if value.isNaN { return missingBin(feature: feature) }
    return UInt8(truncatingIfNeeded: FeatureBins.position(value, in: edges[starts[feature]..<starts[feature + 1]]))
  }

  /// What a missing value is taken for.
  func missingBin(feature: Int) -> UInt8 {
    missing.contains(feature)
      ? UInt8(truncatingIfNeeded: starts[feature + 1] - starts[feature] + 1) : middles[feature]
  }

  /// The bins of one row of finite or missing (NaN) values.
  public func bins(_ row: [Float]) throws(ForestError) -> [UInt8] {
    guard row.count == featureCount else {
      throw .wrongNumberOfFeatures(found: row.count, expected: featureCount)
    }
    var bins = [UInt8](repeating: 0, count: row.count)
    for feature in row.indices {
      guard !row[feature].isInfinite else { throw .notFinite(row: 0, feature: feature) }
      bins[feature] = bin(row[feature], feature: feature)
    }
    return bins
  }

  /// How many of the ascending edges lie below the value.
  @inline(__always)
  static func position(_ value: Float, in edges: ArraySlice<Float>) -> Int {
    edges.withUnsafeBufferPointer { edges in
      var (low, length) = (0, edges.count)
      // The position is in low...low + length; low + half < edges.count.
      while length > 0 {
        let half = length >> 1
        let isBelow = edges[low &+ half] < value
        low = isBelow ? low &+ half &+ 1 : low
        length = isBelow ? length &- half &- 1 : half
      }
      return low
    }
  }
}

extension FeatureBins: Equatable {
  /// Whether values fall into the same bins.
  public static func == (one: FeatureBins, other: FeatureBins) -> Bool {
    one.edges == other.edges && one.starts == other.starts && one.missing == other.missing
  }
}
