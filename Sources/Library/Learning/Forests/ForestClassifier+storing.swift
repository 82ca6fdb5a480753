import Forests

extension ForestClassifier: StoredModel {
  /// What model files call this type: `forest`.
  public static let kind = "forest"

  /// Writes the names, the settings, the edges of the features' bins, and the trees as bytes.
  public func write(to writer: inout ModelWriter) {
    writer.write(featureNames, as: "features")
    writer.write(classNames, as: "classes")
    writer.section("settings") { settings.write(to: &$0) }
    writer.write(forest.bins.edges, as: "edges")
    writer.write(forest.bins.starts, as: "edge starts")
    writer.write(forest.bins.middles.map(Int.init), as: "middle bins")
    if !forest.bins.missing.isEmpty { writer.write(forest.bins.missing, as: "features with missing values") }
    writer.write(forest.trees.flatMap { [$0.nodeCount, $0.leafEntryCount] }, as: "tree sizes")
    writer.write(forest.trees.flatMap(\.impurityDecreases), as: "impurity decreases")
    writer.write(as: "trees", byteCount: forest.byteCount) { bytes in
      for tree in forest.trees { tree.withBytes { bytes.append(contentsOf: $0) } }
    }
  }

  /// Reads a forest. Its trees use the bytes of the file where they lie, without a copy.
  /// - Throws: ``ModelFileError`` when a part is missing or does not fit the others.
  public init(from reader: ModelReader) throws(ModelFileError) {
    let featureNames = try reader.featureNames("features")
    let classNames = try reader.classNames("classes")
    let bins = try ForestClassifier.bins(from: reader, featureCount: featureNames.count)
    let trees = try ForestClassifier.trees(from: reader, bins: bins, classCount: classNames.count)
    let settings = try ForestSettings(from: reader.section("settings"))
    guard let forest = try? RandomForest(trees: trees, bins: bins, classCount: classNames.count) else {
      throw reader.unsound("trees")
    }
    self.init(featureNames: featureNames, classNames: classNames, settings: settings, forest: forest)
  }

  private static func bins(from reader: ModelReader, featureCount: Int) throws(ModelFileError) -> FeatureBins {
    let edges = try reader.floats("edges")
    let starts = try reader.integers("edge starts")
    guard starts.count == featureCount + 1, starts.first == 0, starts.last == edges.count else {
      throw reader.unsound("edge starts")
    }
    var own: [[Float]] = []
    for (start, end) in zip(starts, starts.dropFirst()) {
      guard start <= end, end <= edges.count, end - start < 256 else { throw reader.unsound("edge starts") }
      own.append(Array(edges[start..<end]))
    }
    guard own.allSatisfy({ zip($0, $0.dropFirst()).allSatisfy { $0 < $1 } && $0.allSatisfy(\.isFinite) }) else {
      throw reader.unsound("edges")
    }
    let missing =
      reader.contains("features with missing values")
      ? try reader.integers("features with missing values") : []
    guard zip(missing, missing.dropFirst()).allSatisfy({ $0 < $1 }),
      missing.allSatisfy({ (0..<featureCount).contains($0) && own[$0].count < 255 })
    else { throw reader.unsound("features with missing values") }
    guard reader.contains("middle bins") else { return FeatureBins(edges: own, missing: missing) }
    let middles = try reader.integers("middle bins")
    guard middles.count == featureCount, zip(middles, own).allSatisfy({ (0...$1.count).contains($0) }) else {
      throw reader.unsound("middle bins")
    }
    return FeatureBins(edges: own, missing: missing, middles: middles.map { UInt8($0) })
  }

  private static func trees(
    from reader: ModelReader, bins: FeatureBins, classCount: Int
  ) throws(ModelFileError) -> [DecisionTree] {
    let sizes = try reader.integers("tree sizes")
    let decreases = try reader.doubles("impurity decreases")
    let bytes = try reader.bytes("trees")
    let features = bins.featureCount
    guard sizes.count % 2 == 0, sizes.allSatisfy({ $0 >= 0 && $0 <= bytes.count }) else {
      throw reader.unsound("tree sizes")
    }
    guard decreases.count == sizes.count / 2 * features, decreases.allSatisfy(\.isFinite) else {
      throw reader.unsound("impurity decreases")
    }
    var trees: [DecisionTree] = []
    var start = 0
    for number in 0..<sizes.count / 2 {
      let (nodes, entries) = (sizes[2 * number], sizes[2 * number + 1])
      let end = start + DecisionTree.byteCount(nodeCount: nodes, leafEntryCount: entries)
      guard end <= bytes.count,
        let tree = try? DecisionTree(
          borrowing: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), from: reader.file, nodeCount: nodes,
          leafEntryCount: entries, impurityDecreases: Array(decreases[number * features..<(number + 1) * features]),
          bins: bins, classCount: classCount)
      else { throw reader.unsound("trees") }
      trees.append(tree)
      start = end
    }
    guard start == bytes.count else { throw reader.unsound("trees") }
    return trees
  }
}
