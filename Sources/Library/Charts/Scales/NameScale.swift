/// The names along an aspect of marks other than their place: shapes, dashes, places side by side.
public struct NameDomain: Sendable, Hashable {
  /// What the names are; the first label that was included.
  public var label: String?
  /// Distinct names in order of first appearance.
  public private(set) var names: [String] = []
  private var known: Set<String> = []

  /// No names yet.
  public init() {}

  /// Adds a name, unless it is known.
  public mutating func include(name: String) {
    if known.insert(name).inserted { names.append(name) }
  }

  /// Adds the names of the groups that rows of a column have.
  public mutating func include(_ column: PlottableColumn) {
    label = label ?? column.label
    for name in column.groupNames { include(name: name) }
  }

  mutating func formUnion(_ other: NameDomain) {
    label = label ?? other.label
    for name in other.names { include(name: name) }
  }
}

/// What stands for each name, in turn.
struct NameScale<Value: Sendable>: Sendable {
  let label: String
  let names: [String]
  private let values: [Value]
  private let indices: [String: Int]

  init(_ domain: NameDomain, asked names: [String]?, values: [Value]) {
    label = domain.label ?? ""
    self.names = names ?? domain.names
    self.values = values
    indices = Dictionary(self.names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// How many different values there are to give away.
  var valueCount: Int { values.count }

  func index(of name: String) -> Int? { indices[name] }

  subscript(name: String) -> Value? {
    values.isEmpty ? nil : indices[name].map { values[$0 % values.count] }
  }
}

extension PlottableColumn {
  /// What a row's group is called, also where groups are numbers.
  func groupName(at row: Int) -> String? {
    if isCategorical { return name(at: row) }
    return numbers[row].isNaN ? nil : text(at: row)
  }

  /// The names of the groups that rows have: numbers in their order, names in that of their appearance.
  var groupNames: [String] {
    if isCategorical { return usedNames }
    var seen: Set<String> = []
    return Set(numbers.filter { !$0.isNaN }).sorted().map { number in
      kind == .date ? CivilTime.internetDateTime(secondsSince1970: number) : NumberFormat.plain(number)
    }.filter { seen.insert($0).inserted }
  }
}
