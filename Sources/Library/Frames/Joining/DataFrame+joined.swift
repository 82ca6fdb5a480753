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
    var result: [AnyColumn] = []
    for column in columns {
      let taken = column.gathering(matches.left)
      if let right = rightOfKey[column.name] {
        let filler = other[right].gathering(matches.right)
        result.append(kind == .right || kind == .full ? taken.filled(from: filler) : taken)
      } else {
        result.append(plainRight.contains(column.name) ? taken.renamed("left." + column.name) : taken)
      }
    }
    for column in other.columns where !keysRight.contains(column.name) {
      let taken = column.gathering(matches.right)
      result.append(plainLeft.contains(column.name) ? taken.renamed("right." + column.name) : taken)
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
    let rightCount = rightKeys[0].count
    // Numbered together, equal keys of both frames have equal codes.
    let (leftKeys, rightKeys) = JoinMatches.comparable(leftKeys, rightKeys)
    let codes = RowCodes(zip(leftKeys, rightKeys).map { $0.appending($1) })
    func hasKey(_ keys: [AnyColumn], _ row: Int) -> Bool { !keys.contains { $0.isNil(at: row) } }
    /// Whether a code has come before with several partners.
    var hasCome = [Bool](repeating: false, count: codes.count)
    if kind == .right {
      let partners = Partners(codes.codes[..<leftCount], codeCount: codes.count) { hasKey(leftKeys, $0) }
      for row in 0..<rightCount {
        let code = codes.codes[leftCount + row]
        let found = hasKey(rightKeys, row) ? partners[code] : []
        if found.count > 1 {
          if hasCome[Int(code)] { isManyToMany = true }
          hasCome[Int(code)] = true
        }
        left.append(contentsOf: found.isEmpty ? [-1] : found)
        right.append(contentsOf: repeatElement(Int32(row), count: max(1, found.count)))
      }
      return
    }
    let partners = Partners(codes.codes[leftCount...], codeCount: codes.count) { hasKey(rightKeys, $0) }
    var isUsed = [Bool](repeating: false, count: rightCount)
    for row in 0..<leftCount {
      let code = codes.codes[row]
      let found = hasKey(leftKeys, row) ? partners[code] : []
      if kind == .semi || kind == .anti {
        if found.isEmpty == (kind == .anti) { left.append(Int32(row)) }
        continue
      }
      if found.count > 1 {
        if hasCome[Int(code)] { isManyToMany = true }
        hasCome[Int(code)] = true
      }
      if found.isEmpty {
        if kind == .inner { continue }
        left.append(Int32(row))
        right.append(-1)
        continue
      }
      for partner in found {
        left.append(Int32(row))
        right.append(partner)
        isUsed[Int(partner)] = true
      }
    }
    if kind == .full {
      for row in 0..<rightCount where !isUsed[row] {
        left.append(-1)
        right.append(Int32(row))
      }
    }
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
    private var starts: [Int]
    private var rows: [Int32]

    init(_ codes: ArraySlice<Int32>, codeCount: Int, _ isIncluded: (Int) -> Bool) {
      starts = [Int](repeating: 0, count: codeCount + 1)
      let included = codes.enumerated().filter { isIncluded($0.offset) }
      for (_, code) in included { starts[Int(code) + 1] += 1 }
      for code in 0..<codeCount { starts[code + 1] += starts[code] }
      rows = [Int32](repeating: 0, count: included.count)
      var next = starts
      for (row, code) in included {
        rows[next[Int(code)]] = Int32(row)
        next[Int(code)] += 1
      }
    }

    subscript(code: Int32) -> ArraySlice<Int32> { rows[starts[Int(code)]..<starts[Int(code) + 1]] }
  }
}
