import Frames

/// Gives every row the shares that classes have among the training rows, whatever its features: the baseline that a
/// model has to beat (scikit-learn's `DummyClassifier(strategy="prior")`).
///
/// Its most likely class is the commonest one. It also stands where there is nothing to tell apart: a parent of which
/// only one genre has training rows.
public struct PriorClassifier: Classifier {
  /// The names of the classes, ascending; probabilities are in this order.
  public let classNames: [String]
  /// Features that rows may have; none are looked at.
  public let featureNames: [String]
  /// The share of each class among the training rows, in the order of `classNames`; they add up to 1.
  public let shares: [Float]

  /// Counts the rows of each class. Without rows all classes are equally likely.
  /// - Parameter labels: the class of each row; a class without rows gets 0.
  public init(training features: FeatureMatrix, labels: ClassLabels) {
    self.init(featureNames: features.names, labels: labels)
  }

  init(featureNames: [String], labels: ClassLabels) {
    self.featureNames = featureNames
    classNames = labels.classNames
    let total = labels.count
    shares = labels.classCounts.map {
      total > 0 ? Float(Double($0) / Double(total)) : 1 / Float(labels.classCount)
    }
  }

  /// The shares of the classes, for every row.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    var values: [Float] = []
    values.reserveCapacity(features.rowCount * shares.count)
    for _ in 0..<features.rowCount { values += shares }
    return ClassProbabilities(classNames: classNames, rowCount: features.rowCount, values: values)
  }
}

extension PriorClassifier: StoredModel {
  /// What model files call this type: `prior`.
  public static let kind = "prior"

  /// Writes the names and the shares.
  public func write(to writer: inout ModelWriter) {
    writer.write(classNames, as: "classes")
    writer.write(featureNames, as: "features")
    writer.write(shares, as: "shares")
  }

  /// Reads the names and the shares.
  /// - Throws: ``ModelFileError`` when a part is missing or does not fit the others.
  public init(from reader: ModelReader) throws(ModelFileError) {
    classNames = try reader.classNames("classes")
    featureNames = try reader.strings("features")
    shares = try reader.finiteFloats("shares", count: classNames.count)
    guard shares.allSatisfy({ (0...1).contains($0) }) else { throw reader.unsound("shares") }
  }
}
