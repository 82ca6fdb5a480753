public import Statistics

/// A share of rows that come in groups, such as the songs of artists that a model named rightly, with an interval that
/// takes the groups, not the rows, for what is independent.
public struct GroupedShare: Sendable, Equatable, Codable {
  /// How many rows count.
  public var count: Int
  /// How many rows there are.
  public var rows: Int
  /// How many groups they are of: on what the share rests.
  public var groups: Int
  /// Where the true share lies.
  public var interval: ConfidenceInterval

  /// The share, 0 to 1; NaN without rows.
  public var value: Double { Double(count) / Double(rows) }

  /// - Parameters:
  ///   - isCounted: for each row of all whether it counts.
  ///   - rows: the rows that are looked at; nil for all.
  ///   - groups: of all rows; nil when every row stands for itself.
  ///   - level: of the interval.
  public init(_ isCounted: [Bool], rows: [Int]? = nil, groups: RowGroups?, level: Double = 0.95) {
    let rows = rows ?? Array(isCounted.indices)
    self.rows = rows.count
    count = rows.count { isCounted[$0] }
    guard let groups else {
      self.groups = rows.count
      interval = .share(count, of: rows.count, level: level)
      return
    }
    precondition(groups.codes.count == isCounted.count, "a group for every row")
    var position: [Int32: Int] = [:]
    var (counts, totals): ([Double], [Double]) = ([], [])
    for row in rows {
      let place = position[groups.codes[row], default: totals.count]
      if place == totals.count {
        position[groups.codes[row]] = place
        counts.append(0)
        totals.append(0)
      }
      totals[place] += 1
      if isCounted[row] { counts[place] += 1 }
    }
    self.groups = totals.count
    interval = .share(counts, of: totals, level: level)
  }
}

extension Evaluation {
  /// For each row whether its most likely class is the right one.
  public var isRight: [Bool] { zip(predicted.codes, actual.codes).map { $0 == $1 } }

  /// The recall of each class with an interval by groups; nil for a class without rows.
  /// - Parameter groups: rows that are no independent evidence; nil when every row is.
  public func recalls(groups: RowGroups?) -> [GroupedShare?] {
    let isRight = isRight
    return actual.rowsByClass.map { $0.isEmpty ? nil : GroupedShare(isRight, rows: $0, groups: groups) }
  }
}
