/// The features of many rows as bytes, column after column.
///
/// A feature that lacks values has two columns: in its own a missing value lies above all others, so that a split sends
/// it to the right; in the second one, behind those of all features, it lies below all others and goes to the left. So
/// each split sends missing values where it is best, and going down a tree still compares one byte with another.
public struct BinnedFeatures: Sendable, Equatable {
  /// Where the values of each feature are cut.
  public let bins: FeatureBins
  /// How many rows there are.
  public let rowCount: Int
  /// The bin of row r in column c stands at c × rowCount + r.
  let bytes: [UInt8]

  /// How many features there are.
  public var featureCount: Int { bins.featureCount }

  /// Columns to grow trees from.
  public init(_ columns: [BinnedColumn]) throws(ForestError) {
    guard let first = columns.first else { throw .noFeatures }
    guard !first.bins.isEmpty else { throw .noRows }
    for column in columns where column.bins.count != first.bins.count {
      throw .countsDiffer(found: column.bins.count, expected: first.bins.count)
    }
    bins = FeatureBins(
      edges: columns.map { $0.edges }, missing: columns.indices.filter { columns[$0].hasMissing },
      middles: columns.map { $0.middle })
    rowCount = first.bins.count
    var bytes = columns.flatMap { $0.bins }
    for feature in bins.missing {
      let missing = UInt8(truncatingIfNeeded: columns[feature].edges.count + 1)
      for bin in columns[feature].bins { bytes.append(bin == missing ? 0 : bin + 1) }
    }
    self.bytes = bytes
  }

  /// Columns to predict, in the bins of a forest.
  ///
  /// - Parameter columns: the values of all rows, finite or missing (NaN), in the order of the forest's features.
  public init(_ columns: [[Float]], bins: FeatureBins) throws(ForestError) {
    guard columns.count == bins.featureCount else {
      throw .wrongNumberOfFeatures(found: columns.count, expected: bins.featureCount)
    }
    self.bins = bins
    rowCount = columns.first?.count ?? 0
    var bytes: [UInt8] = []
    bytes.reserveCapacity(bins.columnCount * rowCount)
    for (feature, values) in columns.enumerated() {
      guard values.count == rowCount else { throw .countsDiffer(found: values.count, expected: rowCount) }
      for row in values.indices where values[row].isInfinite { throw .notFinite(row: row, feature: feature) }
      let edges = bins.edges[bins.starts[feature]..<bins.starts[feature + 1]]
      let missing = bins.missingBin(feature: feature)
      for value in values {
        bytes.append(value.isNaN ? missing : UInt8(truncatingIfNeeded: FeatureBins.position(value, in: edges)))
      }
    }
    for feature in bins.missing {
      let missing = bins.missingBin(feature: feature)
      for position in feature * rowCount..<(feature + 1) * rowCount {
        bytes.append(bytes[position] == missing ? 0 : bytes[position] + 1)
      }
    }
    self.bytes = bytes
  }

  /// The bin of a feature's value for a row; of missing values the one above all others.
  public func bin(row: Int, feature: Int) -> UInt8 { bytes[feature * rowCount + row] }
}
