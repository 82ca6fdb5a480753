/// The features of many rows as bytes, column after column.
public struct BinnedFeatures: Sendable, Equatable {
  /// Where the values of each feature are cut.
  public let bins: FeatureBins
  /// How many rows there are.
  public let rowCount: Int
  /// The bin of row r in feature f stands at f × rowCount + r.
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
    bins = FeatureBins(edges: columns.map { $0.edges })
    rowCount = first.bins.count
    bytes = columns.flatMap { $0.bins }
  }

  /// Columns to predict, in the bins of a forest.
  ///
  /// - Parameter columns: the values of all rows, finite, in the order of the forest's features.
  public init(_ columns: [[Float]], bins: FeatureBins) throws(ForestError) {
    guard columns.count == bins.featureCount else {
      throw .wrongNumberOfFeatures(found: columns.count, expected: bins.featureCount)
    }
    self.bins = bins
    rowCount = columns.first?.count ?? 0
    var bytes: [UInt8] = []
    bytes.reserveCapacity(columns.count * rowCount)
    for (feature, values) in columns.enumerated() {
      guard values.count == rowCount else { throw .countsDiffer(found: values.count, expected: rowCount) }
      for row in values.indices where !values[row].isFinite { throw .notFinite(row: row, feature: feature) }
      let edges = bins.edges[bins.starts[feature]..<bins.starts[feature + 1]]
      for value in values { bytes.append(UInt8(truncatingIfNeeded: FeatureBins.position(value, in: edges))) }
    }
    self.bytes = bytes
  }

  /// The bin of a feature's value for a row.
  public func bin(row: Int, feature: Int) -> UInt8 { bytes[feature * rowCount + row] }
}
