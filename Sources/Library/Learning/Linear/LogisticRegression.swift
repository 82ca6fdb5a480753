/// Logistic regression with a quadratic penalty: the score of a class is a weighted sum of the features.
///
///     let model = try LogisticRegression(training: features, labels: labels)
///     try model.predict(others)
public struct LogisticRegression: Classifier, Equatable {
  /// How several classes are told apart. With two classes, the two differ only in whether the intercept is penalised.
  public enum Scheme: String, Sendable, Codable, CaseIterable {
    /// A model of each class against all others, trained by liblinear; their probabilities are scaled to a sum of 1. As
    /// liblinear has it, the intercept is penalised like a weight.
    case oneVersusRest
    /// One model of all classes together (softmax). The intercepts are not penalised.
    case multinomial
  }

  /// How the model is trained.
  public struct Settings: Sendable, Equatable, Codable {
    /// How several classes are told apart.
    public var scheme: Scheme
    /// How much errors count against large weights: scikit-learn's `C`. Above 0; smaller values make simpler models.
    public var cost: Double
    /// The most steps of the multinomial model. Liblinear keeps to its own 1,000 steps of Newton's method, of which it
    /// takes a few.
    public var maximumIterations: Int
    /// Training ends when no part of the mean gradient is larger (multinomial), or when the gradient has shrunk by this
    /// factor (liblinear).
    public var tolerance: Double
    /// Whether features are scaled by a ``StandardScaler`` fitted on the training rows.
    public var standardizes: Bool

    /// Settings; what they mean stands at the properties.
    public init(
      scheme: Scheme = .oneVersusRest, cost: Double = 1, maximumIterations: Int = 3000, tolerance: Double = 1e-4,
      standardizes: Bool = true
    ) {
      self.scheme = scheme
      self.cost = cost
      self.maximumIterations = maximumIterations
      self.tolerance = tolerance
      self.standardizes = standardizes
    }
  }

  /// The names of the features that rows have to have, in the order of training.
  public let featureNames: [String]
  /// The names of the classes, ascending; probabilities are in this order.
  public let classNames: [String]
  /// How the model was trained.
  public let settings: Settings
  /// Nil when features are taken as they are.
  public let scaler: StandardScaler?
  /// For each class the weight of each (scaled) feature. Two classes have one row of weights: that of the second.
  public let weights: [[Double]]
  /// What is added to each class's weighted sum.
  public let intercepts: [Double]
  /// Whether L-BFGS reached its tolerance; nil for models that liblinear trained, which does not tell.
  public let hasConverged: Bool?

  /// Trains a model. The result does not depend on the number of cores.
  ///
  /// - Parameters:
  ///   - labels: the class of each row; every class has a row, and there are at least two.
  ///   - rowWeights: how much each row's error counts, above 0; nil for all the same. Features are scaled by all rows
  ///     alike. Models of each class against the rest are then trained by L-BFGS, to the tolerance of the multinomial
  ///     one: liblinear knows no weights.
  ///   - progress: called with the number of classes done and of all (one against the rest), or the number of steps and
  ///     the most there can be.
  public init(
    training features: FeatureMatrix, labels: ClassLabels, rowWeights: [Double]? = nil,
    settings: Settings = Settings(), progress: TrainingProgress? = nil
  ) throws(LearningError) {
    try settings.check()
    try labels.checkTrainable(with: features)
    try labels.check(rowWeights: rowWeights)
    try labels.checkEveryClassHasRows()
    let scaler = settings.standardizes ? try StandardScaler(fittedOn: features) : nil
    let scaled = try scaler?.transform(features) ?? features
    let trained =
      switch settings.scheme {
      case .oneVersusRest:
        if let rowWeights {
          LinearWeights(oneVersusRest: scaled, labels, rowWeights, settings, progress)
        } else {
          LinearWeights(oneVersusRest: scaled, labels, settings, progress)
        }
      case .multinomial: LinearWeights(multinomial: scaled, labels, rowWeights, settings, progress)
      }
    featureNames = features.names
    classNames = labels.classNames
    self.settings = settings
    self.scaler = scaler
    weights = trained.weights
    intercepts = trained.intercepts
    hasConverged = trained.hasConverged
  }
}

/// What training gives.
struct LinearWeights {
  var weights: [[Double]]
  var intercepts: [Double]
  var hasConverged: Bool?
}

extension LogisticRegression.Settings {
  func check() throws(LearningError) {
    guard cost > 0, cost.isFinite else {
      throw .invalidSetting(name: "cost", value: "\(cost)", expected: "a number above 0")
    }
    guard tolerance > 0, tolerance < 1 else {
      throw .invalidSetting(name: "tolerance", value: "\(tolerance)", expected: "above 0 and below 1")
    }
    guard maximumIterations > 0 else {
      throw .invalidSetting(name: "maximumIterations", value: "\(maximumIterations)", expected: "1 or more")
    }
  }
}

extension ClassLabels {
  /// - Throws: ``LearningError/classTooSmall(_:rows:needed:)`` for a class that no row is of.
  func checkEveryClassHasRows(atLeast needed: Int = 1) throws(LearningError) {
    for (name, count) in zip(classNames, classCounts) where count < needed {
      throw .classTooSmall(name, rows: count, needed: needed)
    }
  }
}
