import Statistics

/// Which rows of two frames a join keeps.
public enum JoinKind: String, Sendable, CaseIterable {
  /// Rows with a partner.
  case inner
  /// All rows of the left frame.
  case left
  /// All rows of the right frame.
  case right
  /// All rows of both.
  case full
  /// Rows of the left frame that have a partner, each once and with the left columns only.
  case semi
  /// Rows of the left frame that have no partner, with the left columns only.
  case anti
}

extension DataFrame {
  /// Rows of two frames side by side where their keys are equal. A missing key equals none.
  public func joined(_ other: DataFrame, on name: String, kind: JoinKind = .inner) -> DataFrame {
    joined(other, on: [(name, name)], kind: kind)
  }

  /// Rows of two frames side by side where a column of the one equals a column of the other.
  public func joined(
    _ other: DataFrame, on names: (left: String, right: String), kind: JoinKind = .inner
  ) -> DataFrame {
    joined(other, on: [names], kind: kind)
  }

  /// Rows of two frames side by side where all keys are equal.
  ///
  /// Rows are in the order of the left frame and, for each, of the right one; `right` goes by the right frame. Rows
  /// without a partner that a `full` join takes from the right frame come last. Key columns stand once, under the left
  /// name. Other columns that both frames have are called `left.name` and `right.name`.
  public func joined(
    _ other: DataFrame, on names: [(left: String, right: String)], kind: JoinKind = .inner
  ) -> DataFrame {
    guard !names.isEmpty else { stop("A join needs a key.") }
    let (leftKeys, rightKeys) = (names.map { self[$0.left] }, names.map { other[$0.right] })
    for (left, right) in zip(leftKeys, rightKeys) { JoinMatches.tellTypes(left, right) }
    let matches = JoinMatches(left: leftKeys, right: rightKeys, kind: kind)
    if kind == .semi || kind == .anti { return gathering(matches.left) }
    if matches.isManyToMany {
      let keys = names.map { "\"\($0.left)\"" }.joined(separator: ", ")
      FrameNotices.tell(
        "join.manyToMany",
        "The join on \(keys) pairs several rows of the one frame with several of the other: \(rowCount) and "
          + "\(other.rowCount) rows gave \(matches.left.count).",
        hint: "If that is not meant, join on more columns, or take `distinct(on:)` of one of the frames first.")
    }
    let keysRight = Set(names.map(\.right))
    let rightOfKey = Dictionary(names.map { ($0.left, $0.right) }, uniquingKeysWith: { first, _ in first })
    let plainLeft = Set(columnNames)
    let plainRight = Set(other.columnNames.filter { !keysRight.contains($0) })
    let ownCount = columns.count
    let right = other.columns.filter { !keysRight.contains($0.name) }
    let result = Parallel.map(ownCount + right.count, work: matches.left.count * columns.count) { place -> AnyColumn in
      guard place < ownCount else {
        let column = right[place - ownCount]
        let taken = column.gathering(matches.right)
        return plainLeft.contains(column.name) ? taken.renamed("right." + column.name) : taken
      }
      let column = columns[place]
      let taken = column.gathering(matches.left)
      if let key = rightOfKey[column.name] {
        return kind == .right || kind == .full ? taken.filled(from: other[key].gathering(matches.right)) : taken
      }
      return plainRight.contains(column.name) ? taken.renamed("left." + column.name) : taken
    }
    return DataFrame(columns: result, rowCount: matches.left.count)
  }
}

/// The pairs of rows that a join puts side by side; -1 where a row has no partner.
private struct JoinMatches {
  var left: [Int32] = []
  var right: [Int32] = []
  /// Whether there is a key that several rows of both frames have.
  var isManyToMany = false

  /// A word where the types of two keys differ.
  static func tellTypes(_ left: AnyColumn, _ right: AnyColumn) {
    guard left.type != right.type, !(left.isNumeric && right.isNumeric),
      left.missingCount < left.count, right.missingCount < right.count
    else { return }
    FrameNotices.tell(
      "join.types",
      "The key \"\(left.name)\" holds \(left.type) values at the left and \(right.type) values at the right of a join; "
        + "they are compared as text.",
      hint: "Read both as the same type, or convert one of them before.")
  }

  init(left leftKeys: [AnyColumn], right rightKeys: [AnyColumn], kind: JoinKind) {
    let leftCount = leftKeys[0].count
    // Numbered together, equal keys of both frames have equal codes.
    let (leftKeys, rightKeys) = JoinMatches.comparable(leftKeys, rightKeys)
    let codes = RowCodes(zip(leftKeys, rightKeys).map { $0.appending($1) })
    let own = JoinMatches.keyCodes(codes.codes[..<leftCount], leftKeys)
    let others = JoinMatches.keyCodes(codes.codes[leftCount...], rightKeys)
    switch kind {
    case .right: (right, left) = pairs(others, Partners(own, codeCount: codes.count), keepsAll: true)
    case .semi, .anti:
      let partners = Partners(others, codeCount: codes.count)
      left = own.indices.filter { partners.has(own[$0]) == (kind == .semi) }.map { Int32($0) }
    case .inner, .left, .full:
      (left, right) = pairs(own, Partners(others, codeCount: codes.count), keepsAll: kind != .inner)
      guard kind == .full else { return }
      var isUsed = [Bool](repeating: false, count: others.count)
      for row in right where row >= 0 { isUsed[Int(row)] = true }
      for row in isUsed.indices where !isUsed[row] {
        left.append(-1)
        right.append(Int32(row))
      }
    }
  }

  /// The codes of rows, -1 where a key is missing.
  private static func keyCodes(_ codes: ArraySlice<Int32>, _ keys: [AnyColumn]) -> [Int32] {
    var codes = Array(codes)
    for key in keys where key.missingCount > 0 {
      let cells = ColumnCells(key)
      withExtendedLifetime(key) { for row in codes.indices where cells.isMissing(row) { codes[row] = -1 } }
    }
    return codes
  }

  /// Rows with their partners, in the order of the rows; -1 for none.
  private mutating func pairs(
    _ codes: [Int32], _ partners: Partners, keepsAll: Bool
  ) -> (rows: [Int32], partners: [Int32]) {
    var (rows, found): ([Int32], [Int32]) = ([], [])
    rows.reserveCapacity(codes.count)
    found.reserveCapacity(codes.count)
    /// Whether a code has come before with several partners.
    var hasCome = [Bool](repeating: false, count: partners.hasSeveral ? partners.starts.count : 0)
    for (row, code) in codes.enumerated() {
      let (start, end) = code < 0 ? (0, 0) : (partners.starts[Int(code)], partners.starts[Int(code) + 1])
      if start == end {
        if keepsAll {
          rows.append(Int32(row))
          found.append(-1)
        }
        continue
      }
      if end - start > 1 {
        if hasCome[Int(code)] { isManyToMany = true }
        hasCome[Int(code)] = true
      }
      for place in start..<end {
        rows.append(Int32(row))
        found.append(partners.rows[Int(place)])
      }
    }
    return (rows, found)
  }

  /// Keys of one type where one side has integers and the other doubles: as integers, since doubles do not tell large
  /// ones apart. A double that is no integer equals none and is missing.
  private static func comparable(_ left: [AnyColumn], _ right: [AnyColumn]) -> ([AnyColumn], [AnyColumn]) {
    func integers(_ column: Column<Double>) -> AnyColumn {
      .integer(Column(name: column.name, contents: column.map { value -> Int? in value.flatMap { Int(exactly: $0) } }))
    }
    var (left, right) = (left, right)
    for number in left.indices {
      switch (left[number], right[number]) {
      case (.integer, .double(let column)): right[number] = integers(column)
      case (.double(let column), .integer): left[number] = integers(column)
      default: break
      }
    }
    return (left, right)
  }

  /// The rows of each code, in order.
  private struct Partners {
    /// Where those of each code start among the rows, and behind the last where they end.
    private(set) var starts: [Int32]
    private(set) var rows: [Int32]
    /// Whether a code has several rows.
    private(set) var hasSeveral = false

    /// - Parameter codes: of rows, -1 for rows without a partner.
    init(_ codes: [Int32], codeCount: Int) {
      starts = [Int32](repeating: 0, count: codeCount + 1)
      for code in codes where code >= 0 { starts[Int(code) + 1] += 1 }
      for code in 0..<codeCount {
        if starts[code + 1] > 1 { hasSeveral = true }
        starts[code + 1] += starts[code]
      }
      rows = [Int32](repeating: 0, count: Int(starts[codeCount]))
      var next = starts
      for (row, code) in codes.enumerated() where code >= 0 {
        rows[Int(next[Int(code)])] = Int32(row)
        next[Int(code)] += 1
      }
    }

    func has(_ code: Int32) -> Bool { code >= 0 && starts[Int(code)] < starts[Int(code) + 1] }
  }
}
