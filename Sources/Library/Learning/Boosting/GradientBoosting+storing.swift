extension GradientBoosting: StoredModel {
  /// What model files call this type: `boosting`.
  public static let kind = "boosting"

  /// Writes the names, the class shares, and the splits and leaf values of all trees, tree after tree.
  public func write(to writer: inout ModelWriter) {
    writer.write(classNames, as: "classes")
    writer.write(featureNames, as: "features")
    writer.write(logPriors, as: "priors")
    writer.write([trees.first?.splits.count ?? 0], as: "splits per tree")
    writer.write(trees.flatMap { $0.splits.map(\.feature) }, as: "split features")
    writer.write(trees.flatMap { $0.splits.map(\.threshold) }, as: "split thresholds")
    writer.write(trees.flatMap(\.leafValues), as: "leaf values")
  }

  /// Reads the trees. All have the same number of splits, and finite thresholds and leaf values.
  /// - Throws: ``ModelFileError`` when a part is missing or does not fit the others.
  public init(from reader: ModelReader) throws(ModelFileError) {
    let classNames = try reader.classNames("classes", atLeast: 2)
    let featureNames = try reader.featureNames("features")
    let splitCount = try reader.integers("splits per tree")
    let depths = BoostingSettings.maximumDepths
    guard splitCount.count == 1, let perTree = depths.map({ 1 << $0 - 1 }).first(where: { $0 == splitCount[0] })
    else { throw reader.unsound("splits per tree") }
    let features = try reader.codes("split features", below: featureNames.count)
    guard features.count.isMultiple(of: perTree) else { throw reader.unsound("split features") }
    let thresholds = try reader.finiteFloats("split thresholds", count: features.count)
    let (treeCount, perLeaves) = (features.count / perTree, (perTree + 1) * classNames.count)
    let values = try reader.finiteFloats("leaf values", count: treeCount * perLeaves)
    let trees = (0..<treeCount).map { tree in
      BoostedTree(
        splits: (tree * perTree..<(tree + 1) * perTree).map {
          BoostedTree.Split(feature: features[$0], threshold: thresholds[$0])
        },
        leafValues: Array(values[tree * perLeaves..<(tree + 1) * perLeaves]))
    }
    self.init(
      classNames: classNames, featureNames: featureNames,
      logPriors: try reader.finiteFloats("priors", count: classNames.count), trees: trees)
  }
}
