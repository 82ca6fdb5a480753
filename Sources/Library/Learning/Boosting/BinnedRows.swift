import Forests

/// Training rows with every feature cut into at most 256 bins, a byte each.
struct BinnedRows {
  let rowCount: Int
  let featureCount: Int
  /// Where each feature is cut, ascending.
  let edges: [[Float]]
  /// Row by row, the bin of each feature: the number of edges below the value.
  let bins: [UInt8]

  init(_ features: FeatureMatrix) throws(LearningError) {
    let binned = try features.binned()
    rowCount = features.rowCount
    featureCount = binned.count
    edges = binned.map(\.edges)
    var bins = [UInt8](repeating: 0, count: rowCount * featureCount)
    for (feature, column) in binned.enumerated() {
      for (row, bin) in column.bins.enumerated() { bins[row * binned.count + feature] = bin }
    }
    self.bins = bins
  }
}
