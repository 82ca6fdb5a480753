/// Which row of a sorted list lies nearest.
enum AsOfMatches {
  /// For each key the last of the sorted keys that is not greater; -1 where there is none.
  static func backward(_ keys: [UInt64], _ sorted: [UInt64]) -> [Int32] {
    keys.map { key in
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if sorted[middle] <= key { low = middle + 1 } else { high = middle }
      }
      return Int32(low) - 1
    }
  }
}

extension AnyColumn {
  /// Keys of both columns that order as the values of both do.
  func orderedKeysBeside(_ other: AnyColumn) -> (left: [UInt64], right: [UInt64]) {
    let keys = appending(other).orderedKeys()
    return (Array(keys[..<count]), Array(keys[count...]))
  }
}

/// Which row of the right frame an as-of join takes.
public enum AsOfDirection: String, Sendable, CaseIterable {
  /// The last whose key is not greater.
  case backward
  /// The first whose key is not less.
  case forward
  /// The nearer of the two; the one before where both are equally near.
  case nearest
}

extension DataFrame {
  /// Beside each row the one of another frame that lies nearest on a key, such as the last price before a trade. All
  /// rows of the left frame are kept, in their order; those without a partner, or with a missing key, have missing
  /// values.
  /// - Parameters:
  ///   - other: need not be sorted. Of rows with equal keys the last is taken (`forward`: the first).
  ///   - name: the key: numbers, dates, timestamps or times of day in both frames. It stands once, with the left
  ///     frame's values.
  ///   - names: columns that have to be equal as well.
  ///   - direction: on which side the partner lies.
  ///   - tolerance: how far away it may be, in the key's units: days of dates, seconds of timestamps, hours of times of
  ///     day.
  public func joined(
    _ other: DataFrame, asOf name: String, by names: String..., direction: AsOfDirection = .backward,
    tolerance: Double? = nil
  ) -> DataFrame {
    let (left, right) = (self[name], other[name])
    guard left.type == right.type || (left.isNumeric && right.isNumeric), left.type != .string, left.type != .boolean
    else {
      stop("The key \"\(name)\" of an as-of join holds \(left.type) at the left and \(right.type) at the right.")
    }
    let (keys, otherKeys) = left.orderedKeysBeside(right)
    let groups = names.isEmpty ? nil : RowCodes(names.map { self[$0].appending(other[$0]) }).codes
    func isKeyed(_ frame: DataFrame, _ row: Int) -> Bool {
      !frame[name].isNil(at: row) && !names.contains { frame[$0].isNil(at: row) }
    }
    var rowsOfGroup: [Int32: [Int]] = [:]
    for row in 0..<other.rowCount where isKeyed(other, row) {
      rowsOfGroup[groups?[rowCount + row] ?? 0, default: []].append(row)
    }
    for group in rowsOfGroup.keys { rowsOfGroup[group]?.sort { (otherKeys[$0], $0) < (otherKeys[$1], $1) } }
    let (places, otherPlaces) = (left.asOfPlaces, right.asOfPlaces)
    let partners = (0..<rowCount).map { row -> Int32 in
      guard isKeyed(self, row), let rows = rowsOfGroup[groups?[row] ?? 0] else { return -1 }
      let key = keys[row]
      let behind = rows.partitioningIndex { otherKeys[$0] > key }
      let atOrBehind = rows.partitioningIndex { otherKeys[$0] >= key }
      let before = behind > 0 ? rows[behind - 1] : nil
      let after = atOrBehind < rows.count ? rows[atOrBehind] : nil
      func distance(_ partner: Int) -> Double { abs(places[row] - otherPlaces[partner]) }
      var found: Int?
      switch direction {
      case .backward: found = before
      case .forward: found = after
      case .nearest:
        if let before, let after { found = distance(before) <= distance(after) ? before : after }
        found = found ?? before ?? after
      }
      guard let found, tolerance.map({ distance(found) <= $0 }) ?? true else { return -1 }
      return Int32(found)
    }
    let shared = Set(names + [name])
    var result: [AnyColumn] = []
    for column in columns {
      let isDouble = !shared.contains(column.name) && other.containsColumn(column.name)
      result.append(isDouble ? column.renamed("left." + column.name) : column)
    }
    for column in other.columns where !shared.contains(column.name) {
      let taken = column.gathering(partners)
      result.append(containsColumn(column.name) ? taken.renamed("right." + column.name) : taken)
    }
    return DataFrame(columns: result, rowCount: rowCount)
  }

  /// Every row of the one frame beside every row of the other: `rowCount` times `other.rowCount` rows. Columns that both
  /// have are called `left.name` and `right.name`.
  public func crossJoined(_ other: DataFrame) -> DataFrame {
    let left = (0..<rowCount).flatMap { repeatElement(Int32($0), count: other.rowCount) }
    let right = (0..<rowCount).flatMap { _ in (0..<other.rowCount).map { Int32($0) } }
    let one = columns.map { column in
      column.gathering(left).renamed(other.containsColumn(column.name) ? "left." + column.name : column.name)
    }
    let two = other.columns.map { column in
      column.gathering(right).renamed(containsColumn(column.name) ? "right." + column.name : column.name)
    }
    return DataFrame(columns: one + two, rowCount: left.count)
  }
}

extension AnyColumn {
  /// Places whose distances a tolerance is measured in.
  fileprivate var asOfPlaces: [Double] {
    let places = secondsSince1970 ?? doubles ?? []
    return type == .date ? places.map { $0 / 86_400 } : places
  }
}

extension [Int] {
  /// The first position whose element satisfies a condition that holds from some position on.
  fileprivate func partitioningIndex(_ isBehind: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
