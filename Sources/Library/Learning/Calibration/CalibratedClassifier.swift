import Frames
import Statistics

/// Any model with its probabilities corrected, so that of rows given 70 % about 70 % are of the class.
///
/// Each class has a curve of its own against all others, and a row's corrected probabilities are brought to a sum of 1,
/// as in scikit-learn's `CalibratedClassifierCV(FrozenEstimator(model))`. The curves are fitted on rows that the model
/// has not learned from.
public struct CalibratedClassifier<Model: Classifier>: Classifier {
  /// The kind of curve.
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// Rising steps: for a thousand rows and more.
    case isotonic
    /// A logistic curve of two numbers (Platt 1999), over the logarithm of the odds: for few rows.
    case platt
  }

  /// What is corrected.
  public let model: Model
  /// The kind of curve.
  public let method: Method
  private let curves: [Curve?]

  /// What it tells apart, as the model does.
  public var classNames: [String] { model.classNames }
  /// What it has to be given, as the model.
  public var featureNames: [String] { model.featureNames }
  /// The words that the model looks at.
  public var wordNames: [String] { model.wordNames }
  /// Whether the model does.
  public var handlesMissing: Bool { model.handlesMissing }

  /// - Parameters:
  ///   - features: rows that the model has not learned from.
  ///   - labels: their classes. A class without rows, or of which all rows are, keeps its probabilities.
  /// - Throws: what the model throws; ``LearningError/differentRowCounts(expected:found:)``, ``LearningError/noRows``,
  ///   ``LearningError/unknownClass(_:nearest:)``.
  public init(
    _ model: Model, calibratedOn features: FeatureMatrix, _ labels: ClassLabels, method: Method = .isotonic
  ) throws(LearningError) {
    guard features.rowCount == labels.count else {
      throw .differentRowCounts(expected: features.rowCount, found: labels.count)
    }
    guard features.rowCount > 0 else { throw .noRows }
    let actual = try labels.numbered(among: model.classNames)
    let probabilities = try model.probabilities(for: features)
    self.model = model
    self.method = method
    curves = model.classNames.indices.map { code in
      let isOfClass = actual.codes.map { Int($0) == code }
      guard isOfClass.contains(true), isOfClass.contains(false) else { return nil }
      return Curve(method, scores: probabilities.scores(ofClass: code), isOfClass: isOfClass)
    }
  }

  /// The model's probabilities, corrected class by class and brought to a sum of 1.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    let raw = try model.probabilities(for: features)
    let width = classNames.count
    var values = raw.values
    for row in 0..<raw.rowCount {
      var sum = 0.0
      var corrected = [Double](repeating: 0, count: width)
      for code in 0..<width {
        let score = Double(raw[row, code])
        corrected[code] = curves[code]?.value(at: score) ?? score
        sum += corrected[code]
      }
      for code in 0..<width {
        // Where every curve says 0, nothing is known.
        values[row * width + code] = Float(sum > 0 ? corrected[code] / sum : 1 / Double(width))
      }
    }
    return ClassProbabilities(classNames: classNames, rowCount: raw.rowCount, values: values)
  }

  /// One class's curve.
  private enum Curve: Sendable {
    case isotonic(IsotonicRegression)
    case platt(PlattScaling)

    init?(_ method: Method, scores: [Double], isOfClass: [Bool]) {
      switch method {
      case .isotonic:
        guard let fit = IsotonicRegression(x: scores, y: isOfClass.map { $0 ? 1 : 0 }) else { return nil }
        self = .isotonic(fit)
      case .platt:
        self = .platt(PlattScaling(decisions: scores.map(LogOdds.of), isPositive: isOfClass))
      }
    }

    func value(at score: Double) -> Double {
      switch self {
      case .isotonic(let fit): fit.value(at: score)
      case .platt(let scaling): scaling.probability(of: LogOdds.of(score))
      }
    }
  }
}
