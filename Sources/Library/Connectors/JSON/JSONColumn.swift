import Frames

/// The values of one name in records of JSON, which tell their types one by one.
final class JSONColumn {
  enum Kind: UInt8 {
    case missing, integer, number, boolean, text
    /// A list, or whole numbers that `Int` does not hold: as it stands in the file.
    case source
  }

  let name: String
  private var kinds: [Kind] = []
  /// The number's bits, or the number of the text.
  private var cells: [Int64] = []
  private var texts = DistinctTexts()
  /// Which kinds there are, one bit each.
  private var seen: UInt8 = 0

  init(name: String) { self.name = name }

  var count: Int { kinds.count }

  /// Sets the value of a row that comes behind all rows so far; those between are missing.
  func set(_ row: Int, _ kind: Kind, _ cell: Int64) {
    while kinds.count < row {
      kinds.append(.missing)
      cells.append(0)
    }
    seen |= 1 << kind.rawValue
    kinds.append(kind)
    cells.append(cell)
  }

  func set(_ row: Int, _ kind: Kind, _ text: UnsafeBufferPointer<UInt8>) {
    set(row, kind, Int64(texts.code(of: text)))
  }

  private func has(only kinds: Kind...) -> Bool {
    seen & ~kinds.reduce(1 << Kind.missing.rawValue) { $0 | 1 << $1.rawValue } == 0
  }

  /// The column of so many rows: of the type that fits all values, of text where they are of different kinds.
  /// - Parameter infersDates: texts become dates where all of them are.
  func column(rows: Int, infersDates: Bool) -> AnyColumn {
    while kinds.count < rows {
      kinds.append(.missing)
      cells.append(0)
    }
    let missing = kinds.indices.lazy.filter { self.kinds[$0] == .missing }
    if has(only: .integer), seen & 1 << Kind.integer.rawValue != 0 {
      return Column(name: name, values: cells.map { Int($0) }, missingRows: missing).eraseToAnyColumn()
    }
    if has(only: .integer, .number), seen & 1 << Kind.number.rawValue != 0 {
      let values = zip(kinds, cells).map { kind, cell in
        kind == .integer ? Double(cell) : Double(bitPattern: UInt64(bitPattern: cell))
      }
      return Column(name: name, values: values, missingRows: missing).eraseToAnyColumn()
    }
    if has(only: .boolean), seen & 1 << Kind.boolean.rawValue != 0 {
      return Column(name: name, values: cells.map { $0 != 0 }, missingRows: missing).eraseToAnyColumn()
    }
    let codes = zip(kinds, cells).map { kind, cell -> Int32 in
      switch kind {
      case .missing: -1
      case .text, .source: Int32(cell)
      case .integer: texts.code(of: String(cell))
      case .number: texts.code(of: Double(bitPattern: UInt64(bitPattern: cell)).description)
      case .boolean: texts.code(of: cell != 0 ? "true" : "false")
      }
    }
    let column = Column<String>(name: name, pieces: [TextPiece(codes: codes, texts: texts)])
    return infersDates && has(only: .text) ? column.asDatesWherePossible : column.eraseToAnyColumn()
  }
}

/// The names at one level of records of JSON, and what stands under each.
final class JSONShape {
  struct Member {
    var name: [UInt8]
    /// The column of the values that are no objects, where there are any.
    var column: JSONColumn?
    /// The names of the objects, where there are any.
    var shape: JSONShape?
    /// The last row that had the name.
    var row = -1
  }

  /// What stands before the names of this level, such as `user.`.
  let prefix: String
  private(set) var members: [Member] = []
  private var numbers: [[UInt8]: Int] = [:]
  /// Where the next name most likely is: records have their names in the same order.
  private var next = 0

  init(prefix: String = "") { self.prefix = prefix }

  /// The member of a name, made where it is new.
  func number(of name: UnsafeBufferPointer<UInt8>) -> Int {
    if next < members.count, members[next].name.elementsEqual(name) {
      next += 1
      return next - 1
    }
    let key = Array(name)
    let number = numbers[key] ?? members.count
    if number == members.count {
      numbers[key] = number
      members.append(Member(name: key))
    }
    next = number + 1
    return number
  }

  /// To be called before each record.
  func begin() { next = 0 }

  /// Whether the row had this member already; from now on it has.
  func take(_ number: Int, _ row: Int) -> Bool {
    guard members[number].row != row else { return false }
    members[number].row = row
    return true
  }

  func title(_ number: Int) -> String { prefix + String(decoding: members[number].name, as: UTF8.self) }

  func column(_ number: Int) -> JSONColumn {
    if let column = members[number].column { return column }
    let column = JSONColumn(name: title(number))
    members[number].column = column
    return column
  }

  func shape(_ number: Int) -> JSONShape {
    if let shape = members[number].shape { return shape }
    let shape = JSONShape(prefix: title(number) + ".")
    members[number].shape = shape
    return shape
  }

  /// All columns in the order in which their names were met.
  var columns: [JSONColumn] {
    members.flatMap { member in (member.column.map { [$0] } ?? []) + (member.shape?.columns ?? []) }
  }
}
