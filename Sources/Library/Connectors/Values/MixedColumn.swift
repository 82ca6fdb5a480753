import Frames

/// The values of a column that tell their types one by one, as in JSON and in sheets.
final class MixedColumn {
  enum Kind: UInt8 {
    case missing, integer, number, boolean, text
    /// What stays as it stands in the file: a list, a whole number that `Int` does not hold.
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
    let column = Column<String>(name: name, codes: codes, pieces: [(0..<rows, texts)])
    return infersDates && has(only: .text) ? column.asDatesWherePossible(isMoment: false) : column.eraseToAnyColumn()
  }
}
