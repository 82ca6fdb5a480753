import Frames
import Statistics
import Testing

@testable import Learning

/// Every kind of model is kept in a file and comes back as it was; what is no such model is refused.
@Suite struct StoredModels {
  enum Kind: String, CaseIterable, CustomTestStringConvertible {
    case oneVersusRest, multinomial, unscaled, twoClasses, supportVectorMachine, gaussian, boosting, neighbors, metric,
      words,
      blend, hierarchy, prior, pooled

    var testDescription: String { rawValue }

    /// A small model of the kind, and rows to ask it about.
    func trained() throws -> (model: any StoredModel, rows: FeatureMatrix) {
      let classes = self == .twoClasses ? 2 : 4
      let (plain, labels) = MadeUpClasses.rows(count: 80, classes: classes, seed: 9)
      let words = (0..<80).map { ["w\(labels.codes[$0])", "w\($0 % 7)", "\($0)"] }
      let rows = try plain.with(WordBags(name: "Name", words))
      return (try model(rows, labels), rows)
    }

    private func model(_ rows: FeatureMatrix, _ labels: ClassLabels) throws -> any StoredModel {
      switch self {
      case .oneVersusRest: return try LogisticRegression(training: rows, labels: labels)
      case .multinomial, .twoClasses:
        return try LogisticRegression(training: rows, labels: labels, settings: .init(scheme: .multinomial, cost: 2))
      case .unscaled:
        return try LogisticRegression(training: rows, labels: labels, settings: .init(standardizes: false))
      case .supportVectorMachine:
        return try SupportVectorMachine(training: rows, labels: labels, settings: .init(gamma: 0.25, seed: .max))
      case .gaussian: return try GaussianClassifier(training: rows, labels: labels)
      case .boosting:
        return try GradientBoosting(training: rows, labels: labels, settings: .init(roundCount: 3, maximumDepth: 3))
      case .neighbors: return try NeighborClassifier(training: rows, labels: labels)
      case .metric:
        return try NeighborClassifier(
          training: rows, labels: labels,
          settings: .init(neighborCount: 5, weighting: .inverseDistance, metric: .learned))
      case .prior: return PriorClassifier(training: rows, labels: labels)
      case .pooled:
        return try PooledClassifier(
          Kind.gaussian.model(rows, labels), labels: labels, weights: .init(own: 0.75, others: 0.5))
      case .words: return try WordClassifier(training: rows, labels: labels, words: "Name")
      case .blend:
        return try BlendedClassifier(
          [Kind.oneVersusRest.model(rows, labels), Kind.words.model(rows, labels)], weights: [0.75, 0.5],
          labels: labels)
      case .hierarchy:
        let parents = ClassLabels(classNames: ["one", "two"], codes: [0, 0, 1, 1])
        return try HierarchicalClassifier(training: rows, labels: labels, parents: parents) {
          rows, labels throws(LearningError) in
          guard labels.classNames != parents.classNames else {
            return try LogisticRegression(training: rows, labels: labels)
          }
          return try WordClassifier(training: rows, labels: labels, words: "Name")
        }
      }
    }
  }

  private let folder = TemporaryFolder()

  @Test(arguments: Kind.allCases) func aModelComesBackWhole(kind: Kind) throws {
    let (model, rows) = try kind.trained()
    let bytes = try ModelFile.bytes(of: model)
    let read = try ModelFile(contentsOf: folder.write(bytes)).classifier()
    #expect(type(of: read) == type(of: model))
    #expect(read.featureNames == model.featureNames && read.wordNames == model.wordNames)
    #expect(try read.probabilities(for: rows) == model.probabilities(for: rows))
    // Written again it is the same file: nothing was lost, settings neither.
    #expect(try ModelFile.bytes(of: read) == bytes)
    if let model = model as? LogisticRegression { #expect(read as? LogisticRegression == model) }
    if let model = model as? SupportVectorMachine { #expect(read as? SupportVectorMachine == model) }
  }

  @Test(arguments: Kind.allCases) func changesAndCutsAreNoticed(kind: Kind) throws {
    let bytes = try ModelFile.bytes(of: kind.trained().model)
    var random = SplitMix64(2)
    for _ in 0..<150 {
      var changed = bytes
      changed[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      #expect(throws: ModelFileError.self) { try ModelFile(contentsOf: folder.write(changed)).classifier() }
      let length = Int.random(in: bytes.indices, using: &random)
      #expect(throws: ModelFileError.self) {
        try ModelFile(contentsOf: folder.write(Array(bytes.prefix(length)))).classifier()
      }
    }
  }

  /// Files whose checksum is right, made to do harm: each is refused, or its model stays within its bounds.
  @Test(arguments: Kind.allCases) func forgedContentDoesNoHarm(kind: Kind) throws {
    let (model, rows) = try kind.trained()
    let bytes = try ModelFile.bytes(of: model)
    var random = SplitMix64(3)
    var refusals = 0
    for _ in 0..<300 {
      var forged = bytes
      // Half of the changes are where parts are named and measured.
      let first = Bool.random(using: &random) ? 40 : bytes.count - min(bytes.count - 40, 400)
      forged[Int.random(in: first..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      let checksum = forged.withUnsafeBytes { ModelFile.checksum(of: $0) }
      withUnsafeBytes(of: checksum.littleEndian) { forged.replaceSubrange(32..<40, with: $0) }
      guard let read = try? ModelFile(contentsOf: folder.write(forged)).classifier() else {
        refusals += 1
        continue
      }
      _ = try? read.probabilities(for: rows)
    }
    #expect(refusals > 0)
  }

  @Test func wrongPartsAreNamed() throws {
    let (model, _) = try Kind.oneVersusRest.trained()
    let regression = try #require(model as? LogisticRegression)
    /// What is said of a file in which another part stands for one of the model's.
    func part(_ change: (inout ModelWriter) -> Void) throws -> ModelFileError.Reason? {
      var writer = ModelWriter()
      writer.write([String](), as: "facts")
      writer.section("model") { writer in
        writer.write([LogisticRegression.kind], as: "kind")
        regression.write(to: &writer)
        change(&writer)
      }
      do throws(ModelFileError) {
        _ = try ModelFile(contentsOf: folder.write(writer.finished())).classifier()
      } catch { return error.reason }
      return nil
    }
    #expect(try part { _ in } == nil)
    #expect(try part { $0.write([String](), as: "features") } == .unsound(part: "model/features"))
    #expect(try part { $0.write(["b", "a"], as: "classes") } == .unsound(part: "model/classes"))
    #expect(try part { $0.write([1.0, 2], as: "weights") } == .unsound(part: "model/weights"))
    #expect(try part { $0.write([Double.nan, 0, 0, 0], as: "intercepts") } == .unsound(part: "model/intercepts"))
    #expect(
      try part { $0.section("scaler") { $0.write(regression.intercepts, as: "scales") } }
        == .unsound(part: "model/scaler/scales"))
    #expect(try part { $0.write(["guessing"], as: "kind") } == .unknownKind("guessing"))
  }
}
