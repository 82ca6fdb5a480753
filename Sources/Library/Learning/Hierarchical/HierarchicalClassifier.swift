/// Classes told apart in two steps: first the parent, then the class among those of that parent.
///
/// A first model tells parents apart; for each parent of several classes there is a model of its own. The confidence in
/// a class is the confidence in its parent times that in the class given its parent.
///
///     let parents = ClassLabels(labels.classNames.map { hierarchy.parent(of: $0) ?? $0 })
///     let model = try HierarchicalClassifier(training: features, labels: labels, parents: parents) { rows, labels in
///       try ForestClassifier(training: rows, labels: labels)
///     }
public struct HierarchicalClassifier: Classifier {
  /// How the second step depends on the first.
  public enum Descent: String, Sendable, CaseIterable {
    /// Only the classes of the most likely parent are weighed: a wrong parent cannot be made good. Other classes get 0,
    /// so that the probabilities of a row add up to that of its parent.
    case bestParent
    /// All parents are weighed by how likely they are, so that a class that fits well makes up for a parent that is a
    /// close second.
    case allParents
  }

  /// Trains a model for one of the decisions: the parents, or the classes of one parent.
  public typealias Training = (FeatureMatrix, ClassLabels) throws(LearningError) -> any Classifier

  /// The names of the classes, ascending; probabilities are in this order.
  public let classNames: [String]
  /// The names of the features of the training rows, in order; the models may look at only some of them.
  public let featureNames: [String]
  /// The words of all models, the one for parents first; a name may stand here more than once.
  public var wordNames: [String] { ([parentModel] + childModels).flatMap { $0?.wordNames ?? [] } }
  /// Whether any of the models does; the others may then have seen no such row, and take missing values as they can.
  public var handlesMissing: Bool { ([parentModel] + childModels).contains { $0?.handlesMissing ?? false } }
  /// How parents' probabilities are handed down to their classes.
  public var descent: Descent
  /// The parent of each class.
  public let parents: ClassLabels
  /// Tells parents apart; nil when there is only one.
  public let parentModel: (any Classifier)?
  /// For each parent, in the order of their names, the model that tells its classes apart; nil where there is only one
  /// class. A model knows the classes that had training rows.
  public let childModels: [(any Classifier)?]

  /// Trains one model for the parents and one for each parent of several classes.
  ///
  /// - Parameters:
  ///   - labels: the class of each row. A class without rows has a probability of 0.
  ///   - parents: the parent of each class, as many as `labels.classNames`.
  ///   - descent: can be changed later without training again.
  ///   - progress: called with the number of models done and of all.
  ///   - training: trains a model; called once for the parents and once for each parent. It may leave out features.
  public init(
    training features: FeatureMatrix, labels: ClassLabels, parents: ClassLabels, descent: Descent = .allParents,
    progress: TrainingProgress? = nil, model training: Training
  ) throws(LearningError) {
    try labels.checkTrainable(with: features, allowsMissing: true)
    guard parents.count == labels.classCount else {
      throw .differentRowCounts(expected: labels.classCount, found: parents.count)
    }
    let rowParents = labels.parents(parents)
    let rowsByParent = rowParents.rowsByClass
    let namesByParent = parents.rowsByClass.map { $0.map { labels.classNames[$0] } }
    let total = 1 + rowsByParent.count
    // Parents without rows are left out for the model, which would have nothing to learn about them.
    let ownParents = rowParents.droppingAbsentClasses
    parentModel =
      if parents.classCount < 2 { nil } else if ownParents.classCount < 2 {
        PriorClassifier(featureNames: features.names, labels: rowParents)
      } else { try training(features, ownParents) }
    progress?(1, total)
    var models: [(any Classifier)?] = []
    for rows in rowsByParent {
      let own = labels.selectingRows(rows).droppingAbsentClasses
      let names = namesByParent[models.count]
      if names.count < 2 {
        models.append(nil)
      } else if own.classCount < 2 {
        // Only one of the parent's classes has rows, or none: nothing can be learned about the others.
        let codes = own.positions(among: names)
        models.append(
          PriorClassifier(
            featureNames: features.names,
            labels: ClassLabels(classNames: names, codes: own.codes.map { codes[Int($0)] })))
      } else {
        models.append(try training(features.selectingRows(rows), own))
      }
      progress?(1 + models.count, total)
    }
    childModels = models
    classNames = labels.classNames
    featureNames = features.names
    self.parents = parents
    self.descent = descent
  }

  /// The classes of each parent, as numbers.
  var classesByParent: [[Int]] { parents.rowsByClass }
}

extension ClassLabels {
  /// The parents of the rows, when `parents` are those of the classes.
  public func parents(_ parents: ClassLabels) -> ClassLabels {
    ClassLabels(classNames: parents.classNames, codes: codes.map { parents.codes[Int($0)] })
  }

  /// The rows of each class, in their order.
  public var rowsByClass: [[Int]] {
    var rows = [[Int]](repeating: [], count: classCount)
    for (row, code) in codes.enumerated() { rows[Int(code)].append(row) }
    return rows
  }
}
