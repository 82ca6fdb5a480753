/// Where the values of each feature are cut into at most 256 bins.
///
/// A tree compares bins, never values: 1 byte a value, and a threshold is a byte too. The edges lie halfway between
/// neighbouring values that were learned from, so that a forest over features of up to 256 distinct values is the one
/// over the values themselves.
public struct FeatureBins: Sendable, Equatable {
  /// Of all features one after the other, ascending within each.
  public let edges: [Float]
  /// Where each feature's edges start, and where the last one's end.
  public let starts: [Int]

  /// How many features there are.
  public var featureCount: Int { starts.count - 1 }

  /// - Parameter edges: of each feature, at most 255, ascending.
  public init(edges: [[Float]]) {
    self.edges = edges.flatMap { $0 }
    var starts = [0]
    for own in edges { starts.append(starts[starts.count - 1] + own.count) }
    self.starts = starts
  }

  /// One more than the feature has edges.
  public func binCount(feature: Int) -> Int { starts[feature + 1] - starts[feature] + 1 }

  /// How many of the feature's edges lie below the value.
  public func bin(_ value: Float, feature: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: FeatureBins.position(value, in: edges[starts[feature]..<starts[feature + 1]]))
  }

  /// The bins of one row.
  public func bins(_ row: [Float]) throws(ForestError) -> [UInt8] {
    guard row.count == featureCount else {
      throw .wrongNumberOfFeatures(found: row.count, expected: featureCount)
    }
    var bins = [UInt8](repeating: 0, count: row.count)
    for feature in row.indices {
      guard row[feature].isFinite else { throw .notFinite(row: 0, feature: feature) }
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
