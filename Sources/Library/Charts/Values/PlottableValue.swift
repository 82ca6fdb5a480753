public import Frames
import Statistics

/// A value with the name of what it measures, which becomes the axis title and part of the alternative text.
public struct PlottableValue: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    /// NaN for a missing number.
    case number(Double)
    case category(String)
    /// Seconds since 1970, UTC.
    case date(Double)
  }

  /// What is measured.
  public var label: String
  var content: Content

  /// A number; NaN where it is missing.
  public static func value(_ label: String, _ value: some BinaryFloatingPoint) -> PlottableValue {
    PlottableValue(label: label, content: .number(Double(value)))
  }
  /// A whole number.
  public static func value(_ label: String, _ value: some BinaryInteger) -> PlottableValue {
    PlottableValue(label: label, content: .number(Double(value)))
  }
  /// A name.
  public static func value(_ label: String, _ value: some StringProtocol) -> PlottableValue {
    PlottableValue(label: label, content: .category(String(value)))
  }
  /// A value that may be missing; missing ones are not drawn and are counted in a warning.
  public static func value(_ label: String, _ value: (some BinaryFloatingPoint)?) -> PlottableValue {
    PlottableValue(label: label, content: .number(value.map { Double($0) } ?? .nan))
  }
  /// A whole number that may be missing.
  public static func value(_ label: String, _ value: (some BinaryInteger)?) -> PlottableValue {
    PlottableValue(label: label, content: .number(value.map { Double($0) } ?? .nan))
  }
  /// The name that a case of an enumeration stands for.
  public static func value(_ label: String, _ value: some RawRepresentable<String>) -> PlottableValue {
    PlottableValue(label: label, content: .category(value.rawValue))
  }
  /// `yes` or `no`, as columns of truth values are written.
  public static func value(_ label: String, _ value: Bool) -> PlottableValue {
    PlottableValue(label: label, content: .category(value ? "yes" : "no"))
  }
  /// A point in time, in seconds since 1970.
  public static func value(_ label: String, secondsSince1970 seconds: Double) -> PlottableValue {
    PlottableValue(label: label, content: .date(seconds))
  }
  /// A day of the calendar; a date without month or day stands at the beginning of its year or month.
  public static func value(_ label: String, _ date: CalendarDate) -> PlottableValue {
    PlottableValue(label: label, content: .date(CivilTime(date).secondsSince1970))
  }
}

/// Many values of one kind with the name of what they measure: numbers, names, or points in time.
public struct PlottableColumn: Hashable, Sendable {
  enum Kind: String, Hashable, Sendable, Codable { case number, category, date }

  /// What is measured.
  public var label: String
  /// The numbers, NaN where missing; for names the index into ``names``.
  public private(set) var numbers: [Double]
  /// Distinct names in order of first appearance.
  public var names: [String] { index.names }
  private(set) var kind: Kind
  private var index = NameIndex()

  /// Whether the values are names.
  public var isCategorical: Bool { kind == .category }
  /// How many rows there are.
  public var count: Int { numbers.count }

  /// Numbers, NaN where one is missing.
  public static func value(_ label: String, _ values: [Double]) -> PlottableColumn {
    PlottableColumn(label: label, numbers: values, kind: .number)
  }
  /// Numbers, some of which may be missing.
  public static func value(_ label: String, _ values: [Double?]) -> PlottableColumn {
    PlottableColumn(label: label, numbers: values.map { $0 ?? .nan }, kind: .number)
  }
  /// Whole numbers.
  public static func value(_ label: String, _ values: [Int]) -> PlottableColumn {
    PlottableColumn(label: label, numbers: values.map(Double.init), kind: .number)
  }
  /// Names.
  public static func value(_ label: String, _ values: [String]) -> PlottableColumn {
    value(label, values.map(Optional.some))
  }
  /// Names, some of which may be missing.
  public static func value(_ label: String, _ values: [String?]) -> PlottableColumn {
    var column = PlottableColumn(label: label, numbers: [], kind: .category)
    column.numbers = column.index.numbers(of: values)
    return column
  }
  /// Names as indices into a list of distinct names; an index outside it is a missing value.
  public static func value(_ label: String, codes: [Int], names: [String]) -> PlottableColumn {
    PlottableColumn(
      label: label, numbers: codes.map { names.indices.contains($0) ? Double($0) : .nan },
      names: VisibleNames.visible(names), kind: .category)
  }
  /// Points in time, in seconds since 1970.
  public static func value(_ label: String, secondsSince1970 values: [Double]) -> PlottableColumn {
    PlottableColumn(label: label, numbers: values, kind: .date)
  }

  /// A column of a frame, named by itself.
  public init(_ column: AnyColumn) {
    switch column {
    case .double, .integer:
      self.init(label: column.name, numbers: column.doubles ?? [], kind: .number)
    case .boolean(let values):
      self = .value(column.name, values.map { $0.map { $0 ? "yes" : "no" } })
    case .string(let values):
      let (codes, texts) = values.categories
      let (numbers, names) = NameIndex.used(codes, of: texts, keepsOrder: values.categoryOrder != nil)
      self.init(label: column.name, numbers: numbers, names: VisibleNames.visible(names), kind: .category)
    case .date, .timestamp:
      self.init(label: column.name, numbers: column.secondsSince1970 ?? [], kind: .date)
    case .timeOfDay, .duration:
      self.init(label: column.name, numbers: column.doubles ?? [], kind: .number)
    }
  }

  /// - Parameter names: What the numbers of a category count; each different, and one for every number.
  init(label: String, numbers: [Double], names: [String], kind: Kind) {
    self.init(label: label, numbers: numbers, kind: kind)
    index = NameIndex(shown: names)
  }

  private init(label: String, numbers: [Double], kind: Kind) {
    self.label = label
    self.numbers = numbers
    self.kind = kind
  }

  init(startingWith value: PlottableValue) {
    switch value.content {
    case .number: self.init(label: value.label, numbers: [], kind: .number)
    case .category: self.init(label: value.label, numbers: [], kind: .category)
    case .date: self.init(label: value.label, numbers: [], kind: .date)
    }
    append(value)
  }

  /// Adds a value. A number among names becomes a name, a name among numbers a missing number.
  mutating func append(_ value: PlottableValue) {
    switch (value.content, kind) {
    case (.category(let name), .category): append(name: name)
    case (.number(let number), .category), (.date(let number), .category):
      append(name: NumberFormat.plain(number))
    case (.number(let number), _), (.date(let number), _): numbers.append(number)
    case (.category, _): numbers.append(.nan)
    }
  }

  private mutating func append(name: String) { numbers.append(Double(index.number(of: name))) }

  /// The name at a row; nil where missing or not a name.
  public func name(at row: Int) -> String? {
    guard isCategorical, !numbers[row].isNaN else { return nil }
    return names[Int(numbers[row])]
  }

  /// The names that rows have: rows may be a selection of those that the names come from.
  var usedNames: [String] {
    zip(names, numbers.countsOfCodes(count: names.count)).filter { $1 > 0 }.map(\.0)
  }

  /// The value at a row as text.
  public func text(at row: Int) -> String {
    if isCategorical { return name(at: row) ?? "–" }
    if numbers[row].isNaN { return "–" }
    if kind == .date { return CivilTime.internetDateTime(secondsSince1970: numbers[row]) }
    return NumberFormat.plain(numbers[row])
  }

  /// Puts other numbers, or indices of names, into some rows.
  mutating func replaceNumbers(in rows: Range<Int>, with others: [Double]) {
    numbers.replaceSubrange(rows, with: others)
  }

  /// The rows at the indices; names keep their order.
  public func selecting(_ rows: [Int]) -> PlottableColumn {
    var column = self
    column.numbers = numbers.gathering(rows)
    return column
  }
}

extension PlottableColumn: Codable {
  private enum CodingKeys: String, CodingKey { case label, kind, numbers, names }

  /// Encodes the label, the kind, the numbers and, for categories, the names.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(label, forKey: .label)
    try container.encode(kind, forKey: .kind)
    try container.encode(bulk: numbers, forKey: .numbers)
    if isCategorical { try container.encode(names, forKey: .names) }
  }

  /// Decodes the label, the kind, the numbers and, for categories, the names; NaN stands for a missing value.
  ///
  /// - Throws: `DecodingError` when a row of a category has the number of no name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decode(Kind.self, forKey: .kind)
    let numbers = try container.decodeBulk(Double.self, forKey: .numbers)
    let names = kind == .category ? try container.decode([String].self, forKey: .names) : []
    guard kind != .category || numbers.allSatisfy({ $0.isNaN || names.indices.contains(Int(exactly: $0) ?? -1) }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .numbers, in: container, debugDescription: "Rows have names that are not there.")
    }
    self.init(label: try container.decode(String.self, forKey: .label), numbers: numbers, names: names, kind: kind)
  }
}
