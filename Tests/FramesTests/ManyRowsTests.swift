import Frames
import Testing

/// Ways that only frames of many rows go, beside the plain ones.
@Suite struct ManyRowsTests {
  private static let count = 130_000

  /// Numbers in no order, with every eleventh missing.
  private static func numbers(_ limit: UInt64, seed: UInt64) -> [Int?] {
    var state = seed
    return (0..<count).map { row -> Int? in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return row % 11 == 4 ? nil : Int((state >> 33) % limit) - Int(limit / 2)
    }
  }

  private static func frame(_ limit: UInt64) -> DataFrame {
    DataFrame(columns: [
      Column(name: "key", contents: numbers(limit, seed: 1)).eraseToAnyColumn(),
      Column(name: "value", contents: numbers(1000, seed: 2)).eraseToAnyColumn(),
      Column(name: "row", values: Array(0..<count)).eraseToAnyColumn(),
    ])
  }

  /// Keys that lie close together, and such that do not.
  @Test(arguments: [300, 1 << 40] as [UInt64])
  func sortsStably(limit: UInt64) {
    let frame = Self.frame(limit)
    let keys = Self.numbers(limit, seed: 1)
    let wanted = (0..<Self.count).sorted { (keys[$0] ?? .min, $0) < (keys[$1] ?? .min, $1) }
    #expect(frame.sorted(on: "key")["row", Int.self].compactMap { $0 } == wanted)
    let present = wanted.filter { keys[$0] != nil }.map { keys[$0]! }
    let descending = frame.sorted(on: "key", order: .descending)["key", Int.self].compactMap { $0 }
    #expect(descending == present.reversed())
  }

  @Test(arguments: [300, 1 << 40] as [UInt64])
  func groups(limit: UInt64) {
    let (keys, values) = (Self.numbers(limit, seed: 1), Self.numbers(1000, seed: 2))
    var wanted: [Int?: [Int]] = [:]
    for (key, value) in zip(keys, values) { if let value { wanted[key, default: []].append(value) } }
    let made = Self.frame(limit).grouped(by: "key").aggregated(
      .sum("value", as: "sum"), .count("value", as: "count"), .maximum("value", as: "most"),
      .median("value", as: "median"))
    #expect(made.rowCount == Set(keys).count)
    for row in made.rows {
      let own = (wanted[row["key", Int.self]] ?? []).sorted()
      #expect(row["sum", Int.self] == own.reduce(0, +) && row["count", Int.self] == own.count)
      #expect(row["most", Int.self] == own.last)
      let half = own.count / 2
      let middle = own.isEmpty ? nil : own.count % 2 == 1 ? Double(own[half]) : Double(own[half - 1] + own[half]) / 2
      #expect(row["median", Double.self] == middle)
    }
  }

  @Test func columnsMadeWithinGroupsStandInTheirRows() {
    let keys = Self.numbers(300, seed: 1)
    let made = Self.frame(300).grouped(by: "key").with("before", of: "row") { $0.lag() }
    var last: [Int?: Int] = [:]
    let wanted = keys.enumerated().map { row, key -> Int? in
      defer { last[key] = row }
      return last[key]
    }
    #expect(made["before", Int.self].map { $0 } == wanted)
  }

  @Test(arguments: JoinKind.allCases)
  func joins(kind: JoinKind) {
    let left = Self.frame(100_000).prefix(4000)
    let right = Self.frame(100_000)[rows: 3000..<9000].selecting(columnNames: "key", "row")
    let (lefts, rights) = (left["key", Int.self].map { $0 }, right["key", Int.self].map { $0 })
    let partners = Dictionary(grouping: rights.indices.filter { rights[$0] != nil }) { rights[$0] }
    let owners = Dictionary(grouping: lefts.indices.filter { lefts[$0] != nil }) { lefts[$0] }
    var wanted: [[Int?]] = []
    for row in lefts.indices {
      let found = partners[lefts[row]] ?? []
      switch kind {
      case .semi: if !found.isEmpty { wanted.append([row]) }
      case .anti: if found.isEmpty { wanted.append([row]) }
      case .inner: wanted += found.map { [row, $0 + 3000] }
      case .left, .full: wanted += found.isEmpty ? [[row, nil]] : found.map { [row, $0 + 3000] }
      case .right: break
      }
    }
    for row in rights.indices where kind == .right || kind == .full {
      let found = owners[rights[row]] ?? []
      if kind == .right { wanted += found.isEmpty ? [[nil, row + 3000]] : found.map { [$0, row + 3000] } }
      if kind == .full, found.isEmpty { wanted.append([nil, row + 3000]) }
    }
    let joined = left.joined(right, on: "key", kind: kind)
    let names = kind == .semi || kind == .anti ? ["row"] : ["left.row", "right.row"]
    #expect(joined.rows.map { row in names.map { row[$0, Int.self] } } == wanted)
  }

  @Test func masksKnowWhatIsMissing() {
    let values: [Bool?] = [true, false, nil]
    let left = Column<Bool>(name: "l", contents: values.flatMap { [$0, $0, $0] })
    let right = Column<Bool>(name: "r", contents: values + values + values)
    #expect((left && right).map { $0 } == [true, false, nil, false, false, false, nil, false, nil])
    #expect((left || right).map { $0 } == [true, true, true, true, false, nil, true, nil, nil])
    #expect(DataFrame(columns: [left.eraseToAnyColumn()]).filter(left || right).rowCount == 5)
  }
}
