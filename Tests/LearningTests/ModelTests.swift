import Frames
import Learning
import Statistics
import Synchronization
import Testing

@Suite struct Models {
  private func blobs(_ rows: Int, classes: Int) throws -> (FeatureMatrix, ClassLabels) {
    var random = SplitMix64(5)
    let codes = (0..<rows).map { $0 % classes }
    let columns = (0..<3).map { feature in
      codes.map { Double(($0 * (feature + 2)) % classes) + random.nextNormal() * 0.4 }
    }
    return (
      try FeatureMatrix(names: ["x", "y", "z"], columns: columns), ClassLabels(codes.map { "class \($0)" })
    )
  }

  @Test func trainingAgainGivesTheSameModel() throws {
    let (features, labels) = try blobs(120, classes: 4)
    for scheme in LogisticRegression.Scheme.allCases {
      let settings = LogisticRegression.Settings(scheme: scheme)
      #expect(
        try LogisticRegression(training: features, labels: labels, settings: settings)
          == LogisticRegression(training: features, labels: labels, settings: settings))
    }
    let machine = try SupportVectorMachine(training: features, labels: labels)
    #expect(try machine == SupportVectorMachine(training: features, labels: labels))
    #expect(try machine != SupportVectorMachine(training: features, labels: labels, settings: .init(seed: 1)))
  }

  @Test func probabilitiesAddUpToOne() throws {
    let (features, labels) = try blobs(90, classes: 3)
    let models: [any Classifier] = [
      try LogisticRegression(training: features, labels: labels),
      try LogisticRegression(training: features, labels: labels, settings: .init(scheme: .multinomial)),
      try SupportVectorMachine(training: features, labels: labels),
    ]
    for model in models {
      let probabilities = try model.probabilities(for: features)
      for row in 0..<90 { #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-5) }
      let right = try zip(model.predict(features).codes, labels.codes).count { $0 == $1 }
      #expect(right > 75)
      #expect(throws: LearningError.differentFeatures(expected: ["x", "y", "z"], found: ["y"])) {
        try model.probabilities(for: features.selectingColumns(["y"]))
      }
    }
  }

  @Test func twoClassesAreOneModel() throws {
    let (features, labels) = try blobs(60, classes: 2)
    for scheme in LogisticRegression.Scheme.allCases {
      let model = try LogisticRegression(training: features, labels: labels, settings: .init(scheme: scheme))
      #expect(model.weights.count == 1)
      #expect(try zip(model.predict(features).codes, labels.codes).count { $0 == $1 } > 50)
    }
    let machine = try SupportVectorMachine(training: features, labels: labels)
    #expect(try zip(machine.predict(features).codes, labels.codes).count { $0 == $1 } > 50)
    #expect(try machine.decisions(for: features).count == 60)
  }

  @Test func whatCannotBeTrainedIsRefused() throws {
    let (features, labels) = try blobs(12, classes: 3)
    let few = labels.selectingRows([0, 1, 3])
    #expect(throws: LearningError.classTooSmall("class 2", rows: 0, needed: 1)) {
      try LogisticRegression(training: features.selectingRows([0, 1, 3]), labels: few)
    }
    #expect(throws: LearningError.oneClass("class 0")) {
      try SupportVectorMachine(training: features.selectingRows([0, 3]), labels: labels.selectingRows([0, 3]))
    }
    #expect(throws: LearningError.noRows) {
      try SupportVectorMachine(training: features.selectingRows([]), labels: labels.selectingRows([]))
    }
    #expect(throws: LearningError.invalidSetting(name: "cost", value: "0.0", expected: "a number above 0")) {
      try LogisticRegression(training: features, labels: labels, settings: .init(cost: 0))
    }
    #expect(throws: LearningError.invalidSetting(name: "gamma", value: "-1.0", expected: "a number above 0")) {
      try SupportVectorMachine(training: features, labels: labels, settings: .init(gamma: -1))
    }
  }

  @Test func constantFeaturesDoNoHarm() throws {
    let (features, labels) = try blobs(40, classes: 2)
    let constant = try FeatureMatrix(
      names: ["x", "same"], columns: [features.columns[0], [Double](repeating: 0.1, count: 40)])
    #expect(try StandardScaler(fittedOn: constant).scales[1] == 1)
    let models: [any Classifier] = [
      try LogisticRegression(training: constant, labels: labels),
      try SupportVectorMachine(training: constant, labels: labels),
    ]
    for model in models { #expect(try model.probabilities(for: constant).values.allSatisfy { $0.isFinite }) }
  }

  @Test func progressIsToldToTheEnd() throws {
    let (features, labels) = try blobs(80, classes: 4)
    let told = Mutex<[[Int]]>([])
    let progress: TrainingProgress = { done, total in told.withLock { $0.append([done, total]) } }
    _ = try SupportVectorMachine(training: features, labels: labels, progress: progress)
    #expect(told.withLock { $0 } == (1...6).map { [$0, 6] })
    told.withLock { $0 = [] }
    _ = try LogisticRegression(training: features, labels: labels, progress: progress)
    #expect(told.withLock { $0 } == (1...4).map { [$0, 4] })
  }
}
