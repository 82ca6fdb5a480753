import CLinear
import Frames
import Statistics

extension LinearWeights {
  /// A model of each class against the rest, trained by liblinear's Newton method in a trust region (`L2R_LR`), as
  /// scikit-learn's `liblinear`.
  ///
  /// `train` with this solver reads its problem, allocates its model and touches nothing else: it draws no random
  /// numbers, and its only global is the function it prints with, which is set once. So classes are trained at the same
  /// time.
  init(
    oneVersusRest features: FeatureMatrix, _ labels: ClassLabels, _ settings: LogisticRegression.Settings,
    _ progress: TrainingProgress?
  ) {
    LinearLibrary.silence
    let nodes = LinearNodes(features)
    // Of two classes, one model tells both.
    let targets = labels.classCount == 2 ? [1] : Array(0..<labels.classCount)
    let steps = StepCounter(total: targets.count, progress)
    let trained = Parallel.map(targets.count) { number in
      defer { steps.advance() }
      return nodes.weights(
        telling: labels.codes.map { $0 == Int32(targets[number]) }, cost: settings.cost, tolerance: settings.tolerance)
    }
    weights = trained.map { Array($0.dropLast()) }
    intercepts = trained.map { $0[$0.count - 1] }
    hasConverged = nil
  }
}

/// The settings that liblinear keeps for the whole process.
private enum LinearLibrary {
  /// Has liblinear print nothing: it would tell of every step on standard output.
  static let silence: Void = set_print_string_function { _ in }
}

/// The rows of a matrix as liblinear wants them, with a constant 1 behind the features for the intercept.
private final class LinearNodes: Sendable {
  private let rowCount: Int
  /// Features and intercept.
  private let width: Int
  // Written in `init` only; both are freed in `deinit`. Liblinear's types are not const, but it does not write to rows.
  nonisolated(unsafe) private let nodes: UnsafeMutablePointer<feature_node>
  nonisolated(unsafe) private let rows: UnsafeMutablePointer<UnsafeMutablePointer<feature_node>?>

  init(_ features: FeatureMatrix) {
    rowCount = features.rowCount
    width = features.featureCount + 1
    nodes = .allocate(capacity: rowCount * (width + 1))
    rows = .allocate(capacity: rowCount)
    for row in 0..<rowCount {
      let start = nodes + row * (width + 1)
      for number in 0..<features.featureCount {
        (start + number).initialize(to: feature_node(index: Int32(number + 1), value: features.columns[number][row]))
      }
      (start + width - 1).initialize(to: feature_node(index: Int32(width), value: 1))
      (start + width).initialize(to: feature_node(index: -1, value: 0))
      (rows + row).initialize(to: start)
    }
  }

  deinit {
    nodes.deallocate()
    rows.deallocate()
  }

  /// The weights of the features and, last, the intercept of a model that tells rows from the others.
  func weights(telling isPositive: [Bool], cost: Double, tolerance: Double) -> [Double] {
    var targets = isPositive.map { $0 ? 1.0 : -1.0 }
    return targets.withUnsafeMutableBufferPointer { targets in
      var problem = CLinear.problem(
        l: Int32(rowCount), n: Int32(width), y: targets.baseAddress, x: rows, bias: 1)
      var parameter = CLinear.parameter()
      parameter.solver_type = Int32(L2R_LR)
      parameter.eps = tolerance
      parameter.C = cost
      var trained = CLinear.train(&problem, &parameter)
      defer { free_and_destroy_model(&trained) }
      guard let model = trained?.pointee, let weights = model.w else { return [] }
      // The sign is that of the class which the first row is of.
      let sign = model.label[0] == 1 ? 1.0 : -1.0
      return (0..<width).map { sign * weights[$0] }
    }
  }
}

extension LinearWeights {
  /// One model of all classes, found by L-BFGS.
  init(
    multinomial features: FeatureMatrix, _ labels: ClassLabels, _ rowWeights: [Double]?,
    _ settings: LogisticRegression.Settings, _ progress: TrainingProgress?
  ) {
    let objective = SoftmaxObjective(features, labels, rowWeights: rowWeights, cost: settings.cost)
    let solution = QuasiNewton(maximumIterations: settings.maximumIterations, tolerance: settings.tolerance)
      .minimize(
        from: [Double](repeating: 0, count: objective.parameterCount), progress: progress, objective.evaluate)
    let width = objective.modelCount
    weights = (0..<width).map { model in
      (0..<features.featureCount).map { solution.point[$0 * width + model] }
    }
    intercepts = (0..<width).map { solution.point[features.featureCount * width + $0] }
    hasConverged = solution.hasConverged
  }

  /// A model of each class against the rest, whose rows have weights, found by L-BFGS. The intercept is penalised as
  /// liblinear does it.
  init(
    oneVersusRest features: FeatureMatrix, _ labels: ClassLabels, _ rowWeights: [Double],
    _ settings: LogisticRegression.Settings, _ progress: TrainingProgress?
  ) {
    let targets = labels.classCount == 2 ? [1] : Array(0..<labels.classCount)
    let steps = StepCounter(total: targets.count, progress)
    let found = Parallel.map(targets.count) { number in
      defer { steps.advance() }
      let own = ClassLabels(
        classNames: ["0", "1"], codes: labels.codes.map { $0 == Int32(targets[number]) ? 1 : 0 })
      let objective = SoftmaxObjective(
        features, own, rowWeights: rowWeights, cost: settings.cost, penalizesIntercepts: true)
      return QuasiNewton(maximumIterations: settings.maximumIterations, tolerance: settings.tolerance)
        .minimize(from: [Double](repeating: 0, count: objective.parameterCount), progress: nil, objective.evaluate)
    }
    weights = found.map { Array($0.point.dropLast()) }
    intercepts = found.map { $0.point[$0.point.count - 1] }
    hasConverged = found.allSatisfy(\.hasConverged)
  }
}
