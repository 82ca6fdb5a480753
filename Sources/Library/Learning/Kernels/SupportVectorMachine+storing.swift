extension SupportVectorMachine: StoredModel {
  /// What model files call this type: `support vector machine`.
  public static let kind = "support vector machine"

  /// Writes the names, the settings, the scaler if any, gamma, the support vectors and the machine of each pair.
  public func write(to writer: inout ModelWriter) {
    writer.write(featureNames, as: "features")
    writer.write(classNames, as: "classes")
    writer.section("settings") { settings.write(to: &$0) }
    if let scaler { writer.section("scaler") { scaler.write(to: &$0) } }
    writer.write([gamma], as: "gamma")
    writer.write(supportVectors, as: "support vectors")
    // Pair after pair, in the order in which the classes make them.
    writer.write(machines.map(\.supports.count), as: "support counts")
    writer.write(machines.flatMap(\.supports), as: "supports")
    writer.write(machines.flatMap(\.coefficients), as: "coefficients")
    writer.write(
      machines.flatMap { [$0.threshold, $0.calibration.slope, $0.calibration.intercept] }, as: "thresholds and curves")
  }

  /// Reads a machine for each pair of two or more classes.
  /// - Throws: ``ModelFileError`` when a part is missing or does not fit the others.
  public init(from reader: ModelReader) throws(ModelFileError) {
    featureNames = try reader.featureNames("features")
    classNames = try reader.classNames("classes", atLeast: 2)
    settings = try Settings(from: reader.section("settings"))
    scaler =
      settings.standardizes ? try StandardScaler(from: reader.section("scaler"), featureNames: featureNames) : nil
    gamma = try reader.finiteDoubles("gamma", count: 1)[0]
    supportVectors = try reader.finiteDoubles("support vectors")
    guard supportVectors.count.isMultiple(of: featureNames.count) else { throw reader.unsound("support vectors") }
    machines = try SupportVectorMachine.machines(
      from: reader, classCount: classNames.count, vectorCount: supportVectors.count / featureNames.count)
  }

  private static func machines(
    from reader: ModelReader, classCount: Int, vectorCount: Int
  ) throws(ModelFileError) -> [PairMachine] {
    let counts = try reader.integers("support counts")
    let supports = try reader.codes("supports", below: vectorCount)
    let coefficients = try reader.finiteDoubles("coefficients", count: supports.count)
    guard counts.count == classCount * (classCount - 1) / 2 else { throw reader.unsound("support counts") }
    let curves = try reader.finiteDoubles("thresholds and curves", count: counts.count * 3)
    var machines: [PairMachine] = []
    var start = 0
    for first in 0..<classCount {
      for second in first + 1..<classCount {
        let pair = machines.count
        guard counts[pair] >= 0, counts[pair] <= supports.count - start else { throw reader.unsound("support counts") }
        let own = start..<start + counts[pair]
        machines.append(
          PairMachine(
            first: first, second: second, supports: Array(supports[own]), coefficients: Array(coefficients[own]),
            threshold: curves[pair * 3],
            calibration: PlattScaling(slope: curves[pair * 3 + 1], intercept: curves[pair * 3 + 2])))
        start = own.upperBound
      }
    }
    guard start == supports.count else { throw reader.unsound("support counts") }
    return machines
  }
}

extension SupportVectorMachine.Settings {
  fileprivate func write(to writer: inout ModelWriter) {
    writer.write([cost, tolerance] + (gamma.map { [$0] } ?? []), as: "cost, tolerance and gamma")
    writer.write([standardizes ? 1 : 0, Int(truncatingIfNeeded: seed)], as: "scaling and seed")
  }

  fileprivate init(from reader: ModelReader) throws(ModelFileError) {
    let numbers = try reader.finiteDoubles("cost, tolerance and gamma")
    let counts = try reader.integers("scaling and seed")
    guard (2...3).contains(numbers.count) else { throw reader.unsound("cost, tolerance and gamma") }
    guard counts.count == 2 else { throw reader.unsound("scaling and seed") }
    self.init(
      cost: numbers[0], gamma: numbers.count == 3 ? numbers[2] : nil, tolerance: numbers[1],
      standardizes: counts[0] == 1, seed: UInt64(truncatingIfNeeded: counts[1]))
  }
}
