import CSVM
import Frames
import Glibc
import Statistics

/// Trains the machines of all pairs of classes, on all cores.
///
/// Libsvm is asked for one pair at a time and without its probabilities, whose cross-validation draws from C's `rand`,
/// the generator of the whole process. What is left of `svm_train` reads its problem, allocates its model and touches
/// no global but the function it prints with, which is set once. So pairs are trained at the same time, and the seed
/// alone decides the parts of the cross-validation, which is done here.
///
/// Libsvm knows a weight for each class. Where rows of one class differ in theirs, ``WeightedPairSolver`` trains.
struct PairTrainer {
  private let nodes: SupportNodes
  private let features: FeatureMatrix
  private let weights: [Double]?
  private let settings: SupportVectorMachine.Settings
  private let gamma: Double
  /// The rows of each class.
  private let rowsOfClass: [[Int32]]

  private let foldCount = 5

  init(
    _ features: FeatureMatrix, _ labels: ClassLabels, _ weights: [Double]?, _ settings: SupportVectorMachine.Settings,
    gamma: Double
  ) {
    nodes = SupportNodes(features)
    self.features = features
    self.weights = weights
    self.settings = settings
    self.gamma = gamma
    var rows = [[Int32]](repeating: [], count: labels.classCount)
    for (row, code) in labels.codes.enumerated() { rows[Int(code)].append(Int32(row)) }
    rowsOfClass = rows
  }

  /// Machines whose support vectors are named by their training rows.
  func machines(progress: TrainingProgress?) -> [PairMachine] {
    SupportLibrary.silence
    let count = rowsOfClass.count
    let pairs = (0..<count).flatMap { first in (first + 1..<count).map { (first, $0) } }
    let steps = StepCounter(total: pairs.count, progress)
    return Parallel.map(pairs.count) { number in
      defer { steps.advance() }
      return machine(pairs[number].0, pairs[number].1, number: number)
    }
  }

  private func machine(_ first: Int, _ second: Int, number: Int) -> PairMachine {
    let rows = rowsOfClass[first] + rowsOfClass[second]
    let signs = rows.indices.map { $0 < rowsOfClass[first].count ? 1.0 : -1.0 }
    var machine = PairMachine(
      first: first, second: second, supports: [], coefficients: [], threshold: 0,
      calibration: PlattScaling(
        decisions: crossValidated(rows, signs, number: number), isPositive: signs.map { $0 > 0 }))
    if hasWeightsOfRows(rows, signs) {
      let solution = solved(rows, signs)
      for (row, coefficient) in zip(rows, solution.coefficients) where coefficient != 0 {
        machine.supports.append(row)
        machine.coefficients.append(coefficient)
      }
      machine.threshold = solution.threshold
      return machine
    }
    trained(rows, signs) { model, sign in
      guard let coefficients = model.sv_coef?[0], let threshold = model.rho?[0] else { return }
      for index in 0..<Int(model.l) {
        machine.supports.append(rows[Int(model.sv_indices[index]) - 1])
        machine.coefficients.append(sign * coefficients[index])
      }
      machine.threshold = sign * threshold
    }
    return machine
  }

  /// The decision value of each row by a machine that was trained on the other four fifths.
  private func crossValidated(_ rows: [Int32], _ signs: [Double], number: Int) -> [Double] {
    var random = SplitMix64(seed: settings.seed, stream: 0x5356_4d, index: number)
    let order = random.shuffled(rows.indices)
    var decisions = [Double](repeating: 0, count: rows.count)
    for fold in 0..<foldCount {
      let held = order.indices.filter { $0 * foldCount / order.count == fold }.map { order[$0] }
      let isHeld = Set(held)
      let kept = order.filter { !isHeld.contains($0) }
      let keptSigns = kept.map { signs[$0] }
      // With one class only there is nothing to train: all is of that class.
      guard let sign = keptSigns.first, keptSigns.contains(where: { $0 != sign }) else {
        for row in held { decisions[row] = keptSigns.first ?? 0 }
        continue
      }
      let keptRows = kept.map { rows[$0] }
      if hasWeightsOfRows(rows, signs) {
        let solution = solved(keptRows, keptSigns)
        for row in held { decisions[row] = decision(of: rows[row], solution, keptRows) }
        continue
      }
      withModel(keptRows, keptSigns) { model, sign in
        for row in held {
          var decision = 0.0
          svm_predict_values(model, nodes.row(rows[row]), &decision)
          decisions[row] = sign * decision
        }
      }
    }
    return decisions
  }

  /// Whether rows of one class differ in their weights.
  private func hasWeightsOfRows(_ rows: [Int32], _ signs: [Double]) -> Bool {
    guard let weights else { return false }
    let (first, second) = weightsOfClasses(rows, signs)
    return zip(rows, signs).contains { weights[Int($0)] != ($1 > 0 ? first : second) }
  }

  /// Those of the first row of each class; 1 without weights.
  private func weightsOfClasses(_ rows: [Int32], _ signs: [Double]) -> (first: Double, second: Double) {
    guard let weights else { return (1, 1) }
    func weight(_ isFirst: Bool) -> Double {
      signs.firstIndex { ($0 > 0) == isFirst }.map { weights[Int(rows[$0])] } ?? 1
    }
    return (weight(true), weight(false))
  }

  private func solved(_ rows: [Int32], _ signs: [Double]) -> WeightedPairSolver.Solution {
    WeightedPairSolver.solve(
      points: rows.map { features.row(Int($0)) }, signs: signs,
      bounds: rows.map { settings.cost * (weights?[Int($0)] ?? 1) }, gamma: gamma, tolerance: settings.tolerance)
  }

  private func decision(of row: Int32, _ solution: WeightedPairSolver.Solution, _ rows: [Int32]) -> Double {
    var sum = -solution.threshold
    for (other, coefficient) in zip(rows, solution.coefficients) where coefficient != 0 {
      let distance = features.columns.reduce(0.0) { sum, column in
        let difference = column[Int(row)] - column[Int(other)]
        return sum + difference * difference
      }
      sum += coefficient * exp(-gamma * distance)
    }
    return sum
  }

  private func trained(_ rows: [Int32], _ signs: [Double], _ body: (svm_model, Double) -> Void) {
    withModel(rows, signs) { model, sign in body(model.pointee, sign) }
  }

  /// - Parameter body: gets the model, and 1 when its decision values are above 0 for rows whose sign is.
  private func withModel(
    _ rows: [Int32], _ signs: [Double], _ body: (UnsafeMutablePointer<svm_model>, Double) -> Void
  ) {
    var targets = signs
    let classWeights = weightsOfClasses(rows, signs)
    var (weightLabels, classCosts): ([Int32], [Double]) = ([1, -1], [classWeights.first, classWeights.second])
    var pointers: [UnsafeMutablePointer<svm_node>?] = rows.map { nodes.row($0) }
    targets.withUnsafeMutableBufferPointer { targets in
      pointers.withUnsafeMutableBufferPointer { pointers in
        var problem = svm_problem(l: Int32(rows.count), y: targets.baseAddress, x: pointers.baseAddress)
        var parameter = svm_parameter()
        parameter.svm_type = Int32(C_SVC)
        parameter.kernel_type = Int32(RBF)
        parameter.gamma = gamma
        parameter.C = settings.cost
        parameter.eps = settings.tolerance
        parameter.cache_size = 100
        parameter.shrinking = 1
        weightLabels.withUnsafeMutableBufferPointer { labels in
          classCosts.withUnsafeMutableBufferPointer { costs in
            parameter.nr_weight = weights == nil ? 0 : 2
            parameter.weight_label = labels.baseAddress
            parameter.weight = costs.baseAddress
            // The model points into the nodes, which outlive it.
            var model = svm_train(&problem, &parameter)
            if let trained = model { body(trained, trained.pointee.label[0] == 1 ? 1 : -1) }
            svm_free_and_destroy_model(&model)
          }
        }
      }
    }
  }
}

/// The settings that libsvm keeps for the whole process.
private enum SupportLibrary {
  /// Has libsvm print nothing: it would tell of every pair on standard output.
  static let silence: Void = svm_set_print_string_function { _ in }
}

/// The rows of a matrix as libsvm wants them.
private final class SupportNodes: Sendable {
  private let width: Int
  // Written in `init` only, freed in `deinit`. Libsvm's types are not const, but it does not write to rows.
  nonisolated(unsafe) private let nodes: UnsafeMutablePointer<svm_node>

  init(_ features: FeatureMatrix) {
    width = features.featureCount + 1
    nodes = .allocate(capacity: features.rowCount * width)
    for row in 0..<features.rowCount {
      let start = nodes + row * width
      for number in 0..<features.featureCount {
        (start + number).initialize(to: svm_node(index: Int32(number + 1), value: features.columns[number][row]))
      }
      (start + width - 1).initialize(to: svm_node(index: -1, value: 0))
    }
  }

  deinit { nodes.deallocate() }

  func row(_ row: Int32) -> UnsafeMutablePointer<svm_node> { nodes + Int(row) * width }
}
