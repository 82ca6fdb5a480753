import Forests
import Testing

@testable import Learning

@Suite struct StoredHierarchies {
  private let folder = TemporaryFolder()

  /// A forest tells the parents apart, Gaussian classes of two of the features those of a parent.
  private func model() throws -> (HierarchicalClassifier, FeatureMatrix) {
    let (features, labels) = MadeUpClasses.rows(count: 300, classes: 5, seed: 9)
    let parents = ClassLabels(["x", "x", "y", "y", "z"])
    let model = try HierarchicalClassifier(
      training: features, labels: labels, parents: parents, descent: .bestParent
    ) { (features, labels) throws(LearningError) in
      if labels.classNames == parents.classNames {
        return try ForestClassifier(training: features, labels: labels, settings: ForestSettings(treeCount: 5))
      }
      return try GaussianClassifier(training: features.selectingColumns(["Two", "One"]), labels: labels)
    }
    return (model, features)
  }

  @Test func aHierarchyComesBackWhole() throws {
    let (model, features) = try model()
    let bytes = try ModelFile.bytes(of: model, facts: [TrainingFact("Songs", "300")])
    let file = try ModelFile(contentsOf: folder.write(bytes))
    #expect(file.kind == "hierarchy")
    let read = try file.model(HierarchicalClassifier.self)
    #expect(read.parents == model.parents && read.descent == .bestParent)
    #expect(read.childModels.map { $0 == nil } == [false, false, true])
    #expect(try read.probabilities(for: features) == model.probabilities(for: features))
    #expect(try ModelFile.bytes(of: read, facts: file.facts) == bytes)
  }

  @Test func whatMakesNoSenseIsRefused() throws {
    func reads(_ change: (inout ModelWriter) -> Void) throws -> Bool {
      var writer = ModelWriter()
      writer.write([String](), as: "facts")
      writer.section("model") { writer in
        writer.write(["gaussian"], as: "kind")
        change(&writer)
      }
      let file = try ModelFile(contentsOf: folder.write(writer.finished()))
      return (try? file.classifier()) != nil
    }
    func write(_ writer: inout ModelWriter, values: [Double], densities: Int) {
      writer.write(["a", "b"], as: "classes")
      writer.write(["x"], as: "features")
      writer.write(values, as: "values 0")
      writer.write([0.5, 1], as: "scores 0")
      writer.write([Float](repeating: 1, count: densities), as: "densities")
    }
    #expect(try reads { write(&$0, values: [1, 2], densities: 16) })
    #expect(try !reads { write(&$0, values: [2, 1], densities: 16) })
    #expect(try !reads { write(&$0, values: [1], densities: 16) })
    #expect(try !reads { write(&$0, values: [1, 2], densities: 15) })
    #expect(try !reads { write(&$0, values: [1, 2], densities: 24) })
  }
}
