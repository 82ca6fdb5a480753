/// A support vector machine with a Gaussian kernel (RBF), one machine for each pair of classes, with probabilities:
/// what scikit-learn's `SVC(probability=True)` is. Trained by libsvm.
///
/// Probabilities come from Platt's method: a logistic curve through each pair's decision values in five-fold
/// cross-validation, and the probabilities of classes that fit the pairs' best (Wu, Lin and Weng 2004). The most likely
/// class may differ from the one that most pairs vote for, ``votes(for:)``.
///
/// Training takes time with the square of the rows of two classes; it is meant for thousands of rows, not for hundreds
/// of thousands.
public struct SupportVectorMachine: Classifier, Equatable {
  /// How the machine is trained.
  public struct Settings: Sendable, Equatable, Codable {
    /// How much errors count against a wide margin: scikit-learn's `C`. Above 0.
    public var cost: Double
    /// How fast similarity falls with squared distance; nil for 1 / number of features.
    public var gamma: Double?
    /// How exactly libsvm solves each pair.
    public var tolerance: Double
    /// Whether features are scaled by a ``StandardScaler`` fitted on the training rows.
    public var standardizes: Bool
    /// What the parts of the cross-validation for probabilities depend on.
    public var seed: UInt64

    /// Settings; what they mean stands at the properties.
    public init(
      cost: Double = 1, gamma: Double? = nil, tolerance: Double = 1e-3, standardizes: Bool = true, seed: UInt64 = 0
    ) {
      self.cost = cost
      self.gamma = gamma
      self.tolerance = tolerance
      self.standardizes = standardizes
      self.seed = seed
    }
  }

  /// The names of the features that rows have to have, in the order of training.
  public let featureNames: [String]
  /// The names of the classes, ascending; probabilities are in this order.
  public let classNames: [String]
  /// How the machine was trained.
  public let settings: Settings
  /// Nil when features are taken as they are.
  public let scaler: StandardScaler?
  /// The kernel's width that was used.
  public let gamma: Double
  /// Training rows that shape a boundary, row by row, in (scaled) features.
  public let supportVectors: [Double]
  /// A machine for each pair of classes: (0, 1), (0, 2), … (1, 2), …
  let machines: [PairMachine]

  /// How many rows of the training set the model keeps.
  public var supportVectorCount: Int { supportVectors.count / max(1, featureNames.count) }

  /// Trains a machine. The result does not depend on the number of cores.
  ///
  /// - Parameters:
  ///   - labels: the class of each row; every class has a row, and there are at least two.
  ///   - rowWeights: what ``Settings/cost`` is multiplied by for each row, above 0; nil for all the same. Features are
  ///     scaled, and probabilities calibrated, by all rows alike.
  ///   - progress: called with the number of pairs of classes done and of all.
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
    let gamma = settings.gamma ?? 1 / Double(features.featureCount)
    let trainer = PairTrainer(scaled, labels, rowWeights, settings, gamma: gamma)
    let machines = trainer.machines(progress: progress)
    // Rows that support several pairs are kept once.
    let supporting = Set(machines.flatMap(\.supports)).sorted()
    let position = Dictionary(uniqueKeysWithValues: supporting.enumerated().map { ($1, Int32($0)) })
    featureNames = features.names
    classNames = labels.classNames
    self.settings = settings
    self.scaler = scaler
    self.gamma = gamma
    supportVectors = supporting.flatMap { scaled.row(Int($0)) }
    self.machines = machines.map { machine in
      var machine = machine
      machine.supports = machine.supports.map { position[$0, default: 0] }
      return machine
    }
  }
}

/// What tells two classes apart.
struct PairMachine: Sendable, Equatable {
  /// Numbers of the classes, `first < second`.
  var first: Int
  var second: Int
  /// Numbers of the support vectors, and how much each speaks for the first class (above 0) or the second.
  var supports: [Int32]
  var coefficients: [Double]
  /// What is taken off the sum. A decision value above 0 is for the first class.
  var threshold: Double
  var calibration: PlattScaling
}

extension SupportVectorMachine.Settings {
  func check() throws(LearningError) {
    guard cost > 0, cost.isFinite else {
      throw .invalidSetting(name: "cost", value: "\(cost)", expected: "a number above 0")
    }
    guard gamma ?? 1 > 0, (gamma ?? 1).isFinite else {
      throw .invalidSetting(name: "gamma", value: "\(gamma ?? 0)", expected: "a number above 0")
    }
    guard tolerance > 0, tolerance < 1 else {
      throw .invalidSetting(name: "tolerance", value: "\(tolerance)", expected: "above 0 and below 1")
    }
  }
}
