/// What an accuracy has to be seen beside: what guessing gets, what always naming the commonest class gets, and what no
/// model can exceed.
public struct Baselines: Sendable, Equatable, Codable {
  /// The accuracy of guessing, with all classes equally likely.
  public var chance: Double
  /// The class with the most training rows.
  public var commonestClass: String
  /// The accuracy of always naming it.
  public var commonest: Double
  /// The share of test rows that a model can get right at best, when a thing with rows of several classes (a song under
  /// several genres) looks the same in each of them; 1 where every thing has one row.
  public var ceiling: Double
}

extension Evaluation {
  /// The baselines of the rows that were tested.
  /// - Parameters:
  ///   - training: the classes of the training rows.
  ///   - items: a number for each test row; rows of one number are one thing. Nil when all rows are different things.
  public func baselines(training: ClassLabels, items: [Int32]? = nil) -> Baselines {
    let counts = training.classCounts
    let commonest = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
    let name = training.classNames.isEmpty ? "" : training.classNames[commonest]
    let rows = (0..<rowCount).count { actual[$0] == name }
    return Baselines(
      chance: chance(of: .accuracy), commonestClass: name, commonest: Double(rows) / Double(rowCount),
      ceiling: ceiling(items))
  }

  private func ceiling(_ items: [Int32]?) -> Double {
    guard let items else { return 1 }
    precondition(items.count == rowCount, "a number for every row")
    var classesOfItem: [Int32: [Int32: Int]] = [:]
    for (item, code) in zip(items, actual.codes) { classesOfItem[item, default: [:]][code, default: 0] += 1 }
    return Double(classesOfItem.values.reduce(0) { $0 + ($1.values.max() ?? 0) }) / Double(rowCount)
  }
}
