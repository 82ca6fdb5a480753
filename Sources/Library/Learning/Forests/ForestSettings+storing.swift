import Forests

extension ForestSettings {
  func write(to writer: inout ModelWriter) {
    let features =
      switch featuresPerSplit {
      case .squareRoot: 0
      case .all: -1
      case .count(let count): count
      }
    var weights: (kind: Int, values: [Double]) = (0, [])
    switch classWeights {
    case .uniform: break
    case .balanced: weights.kind = 1
    case .custom(let values): weights = (2, values)
    }
    writer.write(
      [
        treeCount, maximumDepth ?? 0, minimumSamplesToSplit, minimumSamplesInLeaf, features, bootstrap ? 1 : 0,
        weights.kind, thresholds == .best ? 0 : 1, Int(truncatingIfNeeded: seed),
      ], as: "numbers")
    writer.write(weights.values, as: "class weights")
  }

  init(from reader: ModelReader) throws(ModelFileError) {
    let numbers = try reader.integers("numbers")
    let weights = try reader.doubles("class weights")
    guard numbers.count == 9, (0...2).contains(numbers[6]) else { throw reader.unsound("numbers") }
    self.init(
      treeCount: numbers[0], maximumDepth: numbers[1] > 0 ? numbers[1] : nil, minimumSamplesToSplit: numbers[2],
      minimumSamplesInLeaf: numbers[3],
      featuresPerSplit: numbers[4] == 0 ? .squareRoot : numbers[4] < 0 ? .all : .count(numbers[4]),
      bootstrap: numbers[5] == 1,
      classWeights: numbers[6] == 0 ? .uniform : numbers[6] == 1 ? .balanced : .custom(weights),
      thresholds: numbers[7] == 0 ? .best : .random, seed: UInt64(truncatingIfNeeded: numbers[8]))
  }
}
