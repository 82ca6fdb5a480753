@testable import Forests

/// Rows whose classes depend on their features, with noise.
struct MadeUpRows {
  var columns: [[Float]]
  var labels: [UInt16]
  var classCount: Int

  init(count: Int, features: Int, classes: Int, seed: UInt64, distinctValues: Int = 1000) {
    var random = RandomStream(seed: seed, stream: 0)
    columns = (0..<features).map { _ in
      (0..<count).map { _ in Float(random.next(below: distinctValues)) / Float(distinctValues) }
    }
    classCount = classes
    labels = []
    for row in 0..<count {
      let sum = columns.prefix(2).reduce(0) { $0 + $1[row] } / Float(min(2, features))
      let told = min(classes - 1, Int(sum * Float(classes)))
      let isNoise = random.next(below: 5) == 0
      labels.append(UInt16(isNoise || row < classes ? (isNoise ? random.next(below: classes) : row) : told))
    }
  }

  func features() throws -> BinnedFeatures {
    try BinnedFeatures(columns.enumerated().map { try BinnedColumn($1, feature: $0) })
  }

  func grower(_ settings: ForestSettings) throws -> TreeGrower {
    try TreeGrower(features: features(), labels: labels, classCount: classCount, settings: settings)
  }
}

extension DecisionTree {
  var allBytes: [UInt8] { withBytes { Array($0) } }
}
