public import Forests
import Frames
import Statistics

extension Classifier {
  /// How much accuracy each feature brings: what is lost when its values are shuffled over the rows (Breiman 2001),
  /// with the deviation between shuffles.
  ///
  /// Rows that the model did not learn from tell what a feature is worth for new songs. Of features that say the same
  /// each seems worth little.
  ///
  /// - Parameters:
  ///   - labels: the rows' classes.
  ///   - repeats: shuffles of each feature.
  ///   - progress: called with the number of shuffles done and of all.
  /// - Returns: in the order of ``featureNames``; 0.1 means ten points of accuracy.
  public func permutationImportances(
    for features: FeatureMatrix, labels: ClassLabels, repeats: Int = 5, seed: UInt64 = 0,
    progress: TrainingProgress? = nil
  ) throws(LearningError) -> [FeatureImportance] {
    guard repeats > 0 else { throw .invalidSetting(name: "repeats", value: "\(repeats)", expected: "1 or more") }
    guard labels.count == features.rowCount else {
      throw .differentRowCounts(expected: features.rowCount, found: labels.count)
    }
    guard features.rowCount > 0 else { throw .emptyTestSet }
    var random = SplitMix64(seed)
    let before = try accuracy(for: features, labels)
    var importances: [FeatureImportance] = []
    for feature in 0..<features.featureCount {
      var losses: [Double] = []
      for _ in 0..<repeats {
        var columns = features.columns
        columns[feature] = random.shuffled(columns[feature])
        let shuffled = FeatureMatrix(replacing: columns, of: features)
        losses.append(before - (try accuracy(for: shuffled, labels)))
        progress?(importances.count * repeats + losses.count, features.featureCount * repeats)
      }
      importances.append(FeatureImportance(losses))
    }
    return importances
  }

  private func accuracy(for features: FeatureMatrix, _ labels: ClassLabels) throws(LearningError) -> Double {
    let predicted = try predict(features)
    let names = predicted.classNames == labels.classNames ? nil : predicted.classNames
    let right = zip(predicted.codes, labels.codes).count { said, own in
      names.map { $0[Int(said)] == labels.classNames[Int(own)] } ?? (said == own)
    }
    return Double(right) / Double(features.rowCount)
  }
}
