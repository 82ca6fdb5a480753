public import Forests
import Frames
import Statistics

/// A forest, or parents and classes told apart by forests, small enough for a page.
///
///     let compact = try CompactClassifier(model, training: features)
///
/// It predicts like any other model, so that its accuracy can be told beside that of the model it was made from. The
/// page predicts with the same program and gives the same bits.
public struct CompactClassifier: Classifier {
  /// One decision: a forest over some names.
  package struct Part: Sendable {
    /// Nil where there is only one answer.
    package let forest: CompactForest?
    /// The numbers of the forest's classes among the names of the decision: those of parents, or of all classes.
    package let codes: [Int32]
  }

  /// The names of the features that rows have to have, in the order of training.
  public let featureNames: [String]
  /// The names of the classes, ascending; probabilities are in this order.
  public let classNames: [String]
  /// The names of the parents; empty where classes are told apart at once.
  public let parentNames: [String]
  /// Whether the classes of all parents are weighed, or those of the likeliest alone.
  package let weighsAllParents: Bool
  /// Tells parents apart, or classes where there are no parents.
  package let first: Part
  /// For each parent what tells its classes apart.
  package let children: [Part]

  /// Cuts a forest back.
  ///
  /// - Parameters:
  ///   - training: the rows that the forest was grown from.
  ///   - settings: how much of it is left.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)``, or
  ///   ``LearningError/invalidSetting(name:value:expected:)`` for settings below 1 or more than 255 features.
  public init(
    _ model: ForestClassifier, training features: FeatureMatrix, settings: CompactSettings = CompactSettings()
  ) throws(LearningError) {
    featureNames = model.featureNames
    classNames = model.classNames
    parentNames = []
    weighsAllParents = false
    first = Part(
      forest: try model.cutBack(features, settings), codes: model.classNames.indices.map { Int32($0) })
    children = []
  }

  /// Cuts the forests of both steps back. All models have to be forests.
  ///
  /// - Parameters:
  ///   - training: the rows that the models were trained on.
  ///   - labels: their classes.
  ///   - settings: how much is left of each forest.
  /// - Throws: ``LearningError/invalidSetting(name:value:expected:)`` for a model that is no forest, or as
  ///   ``init(_:training:settings:)`` does.
  public init(
    _ model: HierarchicalClassifier, training features: FeatureMatrix, labels: ClassLabels,
    settings: CompactSettings = CompactSettings()
  ) throws(LearningError) {
    featureNames = model.featureNames
    classNames = model.classNames
    parentNames = model.parents.classNames
    weighsAllParents = model.descent == .allParents
    let rows = labels.parents(model.parents).rowsByClass
    first = try Self.part(model.parentModel, features, among: model.parents.classNames, settings)
    var children: [Part] = []
    for (parent, classes) in model.classesByParent.enumerated() {
      guard let child = model.childModels[parent] else {
        children.append(Part(forest: nil, codes: classes.map { Int32($0) }))
        continue
      }
      children.append(try Self.part(child, features.selectingRows(rows[parent]), among: model.classNames, settings))
    }
    self.children = children
  }

  private static func part(
    _ model: (any Classifier)?, _ features: FeatureMatrix, among names: [String], _ settings: CompactSettings
  ) throws(LearningError) -> Part {
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    guard let model else { return Part(forest: nil, codes: [0]) }
    let codes = model.classNames.compactMap { numbers[$0] }
    if let prior = model as? PriorClassifier {
      let best = prior.shares.indices.max { prior.shares[$0] < prior.shares[$1] } ?? 0
      return Part(forest: nil, codes: [codes[best]])
    }
    guard let forest = model as? ForestClassifier, forest.featureNames == features.names else {
      throw .invalidSetting(name: "model", value: "\(type(of: model))", expected: "a forest over all features")
    }
    return Part(forest: try forest.cutBack(features, settings), codes: codes)
  }

  /// The size of the forests as a page carries them, packed.
  public var byteCount: Int {
    ([first] + children).reduce(0) { $0 + GzipFile.packed($1.forest?.bytes ?? []).count }
  }

  /// What the forests say of each row.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)``.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    try checkFeatures(of: features)
    let rows = Parallel.map(features.rowCount, work: features.rowCount * 1000) { row in
      probabilities(of: features.columns.map { Float($0[row]) })
    }
    return ClassProbabilities(
      classNames: classNames, rowCount: features.rowCount, values: rows.flatMap { $0 })
  }

  /// The probability of each class for one row, as the page computes it.
  public func probabilities(of row: [Float]) -> [Float] {
    var values = [Float](repeating: 0, count: classNames.count)
    let count = parentNames.isEmpty ? classNames.count : parentNames.count
    let outer = first.probabilities(of: row, count: count)
    guard !parentNames.isEmpty else { return outer }
    var best = 0
    for parent in outer.indices where outer[parent] > outer[best] { best = parent }
    for (parent, child) in children.enumerated() where weighsAllParents ? outer[parent] > 0 : parent == best {
      guard let forest = child.forest else {
        if let only = child.codes.first { values[Int(only)] = outer[parent] }
        continue
      }
      for (code, share) in zip(child.codes, forest.probabilities(of: row)) { values[Int(code)] = outer[parent] * share }
    }
    return values
  }
}

extension CompactClassifier.Part {
  fileprivate func probabilities(of row: [Float], count: Int) -> [Float] {
    var values = [Float](repeating: 0, count: count)
    guard let forest else {
      if let only = codes.first { values[Int(only)] = 1 }
      return values
    }
    for (code, share) in zip(codes, forest.probabilities(of: row)) { values[Int(code)] = share }
    return values
  }
}

extension ForestClassifier {
  fileprivate func cutBack(
    _ features: FeatureMatrix, _ settings: CompactSettings
  ) throws(LearningError) -> CompactForest {
    let rows = try binned(features)
    do throws(ForestError) {
      return try CompactForest(forest, rows: rows, settings: settings)
    } catch {
      throw LearningError(error, features: features, labels: nil)
    }
  }
}
