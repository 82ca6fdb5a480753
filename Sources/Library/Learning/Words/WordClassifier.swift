#if canImport(Glibc)
  import Glibc
#endif

/// Naive Bayes over words: a word that stands with a class more often than with all rows speaks for that class.
///
/// Words of one row depend on each other, so that Bayes's rule would be far too sure of itself; evidence is therefore
/// multiplied by a `weight` below 1. Only words of two or more groups count, and a group (an artist with fifty songs)
/// counts less than fifty others: what is learned is to hold for groups that were never seen.
public struct WordClassifier: Classifier {
  /// How words are counted.
  public struct Settings: Sendable, Equatable {
    /// What a word's evidence is multiplied by.
    public var weight: Double
    /// So many rows, spread as all rows are, are added to each class.
    public var smoothing: Double
    /// Words of fewer groups are left out.
    public var minimumGroups: Int

    /// Settings; what they mean stands at the properties.
    public init(weight: Double = 0.3, smoothing: Double = 10, minimumGroups: Int = 2) {
      self.weight = weight
      self.smoothing = smoothing
      self.minimumGroups = minimumGroups
    }
  }

  /// The names of the classes, ascending; probabilities are in this order.
  public let classNames: [String]
  /// None: the model looks at words only.
  public var featureNames: [String] { [] }
  /// Only ``wordsName``.
  public var wordNames: [String] { [wordsName] }
  /// Yes: no feature is looked at.
  public var handlesMissing: Bool { true }
  /// Which of ``FeatureMatrix/words`` it looks at.
  public let wordsName: String
  /// How words were counted.
  public let settings: Settings
  let logPriors: [Float]
  /// For each class the evidence of a word that never stood with it.
  let absence: [Float]
  /// For each word the classes it stood with, and how much more it says for them than for a class it never stood with.
  let evidence: [String: [(code: Int32, gain: Float)]]

  /// - Parameters:
  ///   - labels: the class of each row. Every class has a row.
  ///   - name: which words to learn from.
  ///   - groups: for each row a number, the same for rows that belong together; nil when every row stands for itself.
  ///   - rowWeights: what each row counts, above 0, times what it counts in its group; nil for all the same.
  public init(
    training features: FeatureMatrix, labels: ClassLabels, words name: String, groups: [Int32]? = nil,
    rowWeights: [Double]? = nil, settings: Settings = Settings()
  ) throws(LearningError) {
    try labels.checkTrainable(with: features, allowsMissing: true)
    try labels.check(rowWeights: rowWeights)
    let words = try features.words(named: name)
    if let groups, groups.count != labels.count {
      throw .differentRowCounts(expected: labels.count, found: groups.count)
    }
    guard settings.smoothing > 0, settings.smoothing.isFinite else {
      throw .invalidSetting(name: "smoothing", value: "\(settings.smoothing)", expected: "above 0")
    }
    let counts = WordCounts(
      words, labels: labels, groups: groups ?? (0..<labels.count).map(Int32.init),
      rowWeights: rowWeights)
    let total = counts.rows.reduce(0, +)
    var evidence: [String: [(code: Int32, gain: Float)]] = [:]
    for (word, classes) in zip(words.vocabulary, counts.words) where classes.groups >= settings.minimumGroups {
      // In the order of the classes, so that rounding is the same in every run.
      let weights = classes.weights.sorted { $0.key < $1.key }
      let share = weights.reduce(0) { $0 + $1.value } / total
      evidence[word] = weights.map { code, weight in
        (code, Float(log(1 + weight / (settings.smoothing * share))))
      }
    }
    self.evidence = evidence
    absence = counts.rows.map { Float(log(settings.smoothing / ($0 + settings.smoothing))) }
    logPriors = labels.logPriors(rowWeights: rowWeights)
    classNames = labels.classNames
    wordsName = name
    self.settings = settings
  }

  /// The share of each class times the evidence of the row's words, scaled so that each row adds up to 1. Words that
  /// the model does not know say nothing.
  /// - Throws: ``LearningError/unknownColumn(_:nearest:)`` when the rows have no words of the name ``wordsName``.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    let words = try features.words(named: wordsName)
    let known = words.vocabulary.map { evidence[$0] }
    let weight = Float(settings.weight)
    let values = RowPieces.map(words.rowCount, work: words.rowCount * classNames.count) { rows in
      var logits: [Float] = []
      logits.reserveCapacity(rows.count * classNames.count)
      for row in rows {
        let found = words.codes(of: row).compactMap { known[Int($0)] }
        let start = logits.count
        for code in classNames.indices { logits.append(logPriors[code] + weight * Float(found.count) * absence[code]) }
        for word in found {
          for (code, gain) in word { logits[start + Int(code)] += weight * gain }
        }
      }
      Softmax.apply(to: &logits, classCount: classNames.count)
      return logits
    }
    return ClassProbabilities(classNames: classNames, rowCount: words.rowCount, values: values)
  }
}

extension FeatureMatrix {
  /// The words of this name.
  /// - Throws: ``LearningError/unknownColumn(_:nearest:)``.
  func words(named name: String) throws(LearningError) -> WordBags {
    guard let found = words.first(where: { $0.name == name }) else {
      throw .unknownColumn(name, nearest: words.map(\.name))
    }
    return found
  }
}
