extension HierarchicalClassifier {
  /// The probability of the parent times that of the class given its parent. With ``Descent/bestParent`` the classes of
  /// other parents get 0, and a row adds up to the probability of its parent.
  /// - Throws: ``LearningError/differentFeatures(expected:found:)`` for other features, or what a model throws.
  public func probabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    try checkFeatures(of: features)
    let parentProbabilities = try self.parentProbabilities(for: features)
    var values = [Float](repeating: 0, count: features.rowCount * classNames.count)
    let everyRow = Array(0..<features.rowCount)
    let chosen = descent == .bestParent ? parentProbabilities.ranked(top: 1).predicted.rowsByClass : nil
    for (parent, classes) in classesByParent.enumerated() {
      let rows = chosen?[parent] ?? everyRow
      guard !rows.isEmpty else { continue }
      let given = try childProbabilities(
        parent: parent, for: rows.count == features.rowCount ? features : features.selectingRows(rows))
      for (position, row) in rows.enumerated() {
        let confidence = parentProbabilities[row, parent]
        let start = row * classNames.count
        for (child, code) in classes.enumerated() { values[start + code] = confidence * given[position, child] }
      }
    }
    return ClassProbabilities(classNames: classNames, rowCount: features.rowCount, values: values)
  }

  /// How likely each parent is for each row.
  public func parentProbabilities(for features: FeatureMatrix) throws(LearningError) -> ClassProbabilities {
    if let parentModel {
      return try parentModel.probabilities(for: features.seen(by: parentModel)).extended(to: parents.classNames)
    }
    return ClassProbabilities(
      classNames: parents.classNames, rowCount: features.rowCount,
      values: [Float](repeating: 1, count: features.rowCount))
  }

  /// How likely each class of this parent is for rows that are known to be of it.
  /// - Parameter parent: its position among `parents.classNames`.
  public func childProbabilities(
    parent: Int, for features: FeatureMatrix
  ) throws(LearningError) -> ClassProbabilities {
    let names = classesByParent[parent].map { classNames[$0] }
    if let model = childModels[parent] {
      return try model.probabilities(for: features.seen(by: model)).extended(to: names)
    }
    return ClassProbabilities(
      classNames: names, rowCount: features.rowCount,
      values: [Float](repeating: 1, count: features.rowCount * names.count))
  }

  /// The most likely classes of each row. With ``Descent/bestParent`` only the model of the row's parent is asked, and
  /// the probabilities of all classes never stand in memory: thousands of classes cost no more than a few.
  public func ranked(top count: Int, for features: FeatureMatrix) throws(LearningError) -> RankedClasses {
    guard descent == .bestParent else { return try rankedInPieces(top: count, for: features) }
    try checkFeatures(of: features)
    let best = try rankedParents(top: 1, for: features)
    return try ranked(top: count, for: features, parents: best.codes, confidence: best.probabilities)
  }

  /// The most likely classes of each row when its parent is known: the second step alone.
  /// - Parameter rowParents: the parent of each row, one of ``parents``.
  /// - Throws: ``LearningError/unknownClass(_:nearest:)`` for another parent, or what ``ranked(top:for:)`` throws.
  public func ranked(
    top count: Int, for features: FeatureMatrix, withinParents rowParents: ClassLabels
  ) throws(LearningError) -> RankedClasses {
    try checkFeatures(of: features)
    let known = try rowParents.numbered(among: parents.classNames)
    guard known.count == features.rowCount else {
      throw .differentRowCounts(expected: features.rowCount, found: known.count)
    }
    return try ranked(
      top: count, for: features, parents: known.codes, confidence: [Float](repeating: 1, count: known.count))
  }

  /// - Parameters:
  ///   - parents: the parent of each row.
  ///   - confidence: how likely each of them is.
  private func ranked(
    top count: Int, for features: FeatureMatrix, parents rowParents: [Int32], confidence: [Float]
  ) throws(LearningError) -> RankedClasses {
    let kept = min(max(1, count), classNames.count)
    var rowsByParent = [[Int]](repeating: [], count: parents.classCount)
    for (row, parent) in rowParents.enumerated() { rowsByParent[Int(parent)].append(row) }
    var codes = [Int32](repeating: 0, count: features.rowCount * kept)
    var probabilities = [Float](repeating: 0, count: features.rowCount * kept)
    for (parent, rows) in rowsByParent.enumerated() where !rows.isEmpty {
      let given = try rankedChildren(of: parent, top: kept, for: features.selectingRows(rows))
      for (position, row) in rows.enumerated() {
        var place = row * kept
        for child in position * given.countPerRow..<(position + 1) * given.countPerRow
        where given.probabilities[child] > 0 {
          codes[place] = given.codes[child]
          probabilities[place] = confidence[row] * given.probabilities[child]
          place += 1
        }
        // What is left has a probability of 0: the first classes that are not named yet.
        let named = codes[row * kept..<place]
        var next: Int32 = 0
        while place < (row + 1) * kept {
          if !named.contains(next) {
            codes[place] = next
            place += 1
          }
          next += 1
        }
      }
    }
    return RankedClasses(classNames: classNames, countPerRow: kept, codes: codes, probabilities: probabilities)
  }

  /// The most likely parents of each row, numbered as in ``parents``.
  private func rankedParents(top count: Int, for features: FeatureMatrix) throws(LearningError) -> RankedClasses {
    guard let parentModel else { return try parentProbabilities(for: features).ranked(top: count) }
    return try parentModel.ranked(top: count, for: features.seen(by: parentModel)).extended(to: parents.classNames)
  }

  /// The most likely classes of one parent for each row, numbered as in ``classNames``. Forests find them without
  /// keeping the probabilities of all classes.
  private func rankedChildren(
    of parent: Int, top count: Int, for features: FeatureMatrix
  ) throws(LearningError) -> RankedClasses {
    let ranked =
      if let model = childModels[parent] {
        try model.ranked(top: count, for: features.seen(by: model))
      } else { try childProbabilities(parent: parent, for: features).ranked(top: count) }
    return ranked.extended(to: classNames)
  }

  /// What the model gives the parents when it only knows how likely each class is: the sums over the classes of each.
  ///
  /// A flat model becomes one for parents this way, and both kinds can be compared at both levels.
  public static func parentProbabilities(
    of probabilities: ClassProbabilities, parents: ClassLabels
  ) -> ClassProbabilities {
    var values = [Float](repeating: 0, count: probabilities.rowCount * parents.classCount)
    for row in 0..<probabilities.rowCount {
      for (probability, parent) in zip(probabilities.row(row), parents.codes) {
        values[row * parents.classCount + Int(parent)] += probability
      }
    }
    return ClassProbabilities(classNames: parents.classNames, rowCount: probabilities.rowCount, values: values)
  }
}
