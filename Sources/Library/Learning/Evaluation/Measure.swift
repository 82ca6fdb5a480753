/// One number for how well a classifier did.
public enum Measure: Sendable, Hashable, Codable {
  /// The share of rows whose most likely class is the right one.
  case accuracy
  /// The share of rows whose class is among so many most likely ones.
  case topAccuracy(Int)
  /// The share of rows whose most likely class is one of those that are right for the row (``Evaluation/acceptable``).
  case acceptableAccuracy
  /// The mean of the classes' recalls: each class counts the same, however many rows it has.
  case balancedAccuracy
  /// The mean of the classes' F1, the harmonic mean of precision and recall. A class that is never predicted has 0.
  case macroF1
  /// The mean of the classes' F1, weighted with their rows.
  case weightedF1
  /// The mean negative logarithm of the probability given to the right class. A probability of 0 counts as 2.2e-16.
  /// Lower is better.
  case logLoss
  /// The mean of the squared differences between probabilities and what is, summed over classes: 0 to 2. Lower is
  /// better.
  case brierScore
  /// The mean area under the classes' ROC curves, each against all others.
  case rocArea
  /// The mean of the classes' average precisions, each against all others.
  case averagePrecision

  /// As tables write it.
  public var name: String {
    switch self {
    case .accuracy: "Accuracy"
    case .topAccuracy(let count): "Top-\(count) accuracy"
    case .acceptableAccuracy: "Accuracy, any class of the row"
    case .balancedAccuracy: "Balanced accuracy"
    case .macroF1: "F1, macro"
    case .weightedF1: "F1, weighted"
    case .logLoss: "Log loss"
    case .brierScore: "Brier score"
    case .rocArea: "ROC AUC, macro"
    case .averagePrecision: "Average precision, macro"
    }
  }

  /// Whether the measure is a share of rows, for which "so many times chance" makes sense.
  public var isShare: Bool {
    switch self {
    case .accuracy, .topAccuracy, .acceptableAccuracy, .balancedAccuracy: true
    default: false
    }
  }
}
