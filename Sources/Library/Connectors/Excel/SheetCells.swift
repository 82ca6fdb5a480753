import Frames

/// The cells of a sheet, row by row.
struct SheetCells {
  /// A cell's value, as far as it is more than a text.
  enum Value {
    case number(Double)
    case boolean(Bool)
    case text(String)
    /// What a spreadsheet shows instead of a number, such as `#DIV/0!`.
    case error(String)
  }

  struct Cell {
    var column: Int
    var value: Value
    var style: NumberStyle
  }

  /// Rows that hold something, with their numbers from 1.
  private(set) var rows: [(number: Int, cells: [Cell])] = []
  /// Formulas whose result is not in the file.
  private(set) var formulasWithoutResult = 0

  init(_ workbook: Workbook, _ sheet: Workbook.Sheet) throws(TableReadingError) {
    let reading = Reading(workbook)
    try XMLElements.read(
      try workbook.contents(sheet.file), sheet.file, start: { reading.start($0, $1) }, end: { reading.end($0) },
      text: { if reading.isInText { reading.text.append(contentsOf: $0) } })
    if let broken = reading.broken { throw .damaged(broken, at: sheet.file) }
    rows = reading.rows
    formulasWithoutResult = reading.formulasWithoutResult
  }

  private final class Reading {
    let workbook: Workbook
    var rows: [(number: Int, cells: [Cell])] = []
    var formulasWithoutResult = 0
    var broken: String?
    var text: [UInt8] = []
    var isInText = false
    private var cells: [Cell] = []
    private var row = 0
    private var column = -1
    private var kind = "n"
    private var style = NumberStyle.number
    private var hasFormula = false
    private var hasValue = false

    init(_ workbook: Workbook) { self.workbook = workbook }

    func start(_ name: String, _ attribute: (String) -> String?) {
      switch name {
      case "c":
        column = attribute("r").flatMap { SheetPlace.column($0) } ?? column + 1
        if column >= SheetPlace.mostColumns { broken = "A cell lies beyond the last column." }
        kind = attribute("t") ?? "n"
        let number = attribute("s").flatMap { Int($0) } ?? 0
        style = workbook.styles.indices.contains(number) ? workbook.styles[number] : .number
        text.removeAll(keepingCapacity: true)
        hasFormula = false
        hasValue = false
      case "v", "t":
        isInText = true
        hasValue = true
      case "f": hasFormula = true
      case "rPh": isInText = false
      case "row":
        row = attribute("r").flatMap { Int($0) } ?? row + 1
        column = -1
        cells = []
      default: break
      }
    }

    func end(_ name: String) {
      switch name {
      case "v", "t": isInText = false
      case "c": endCell()
      case "row": if !cells.isEmpty { rows.append((row, cells)) }
      default: break
      }
    }

    private func endCell() {
      if hasFormula, !hasValue || text.isEmpty && kind != "str" { formulasWithoutResult += 1 }
      guard hasValue, let value = value() else { return }
      cells.append(Cell(column: column, value: value, style: style))
    }

    private func value() -> Value? {
      let plain = String(decoding: text, as: UTF8.self)
      switch kind {
      case "s":
        guard let number = Int(plain), workbook.texts.indices.contains(number) else {
          broken = "A cell names a text that is not there."
          return nil
        }
        return .text(workbook.texts[number])
      case "str", "inlineStr", "d": return .text(SheetText.unescaped(text))
      case "b": return .boolean(plain == "1" || plain == "true")
      case "e": return .error(plain)
      default:
        if plain.isEmpty { return nil }
        guard let number = Double(plain) else {
          broken = "A cell holds \"\(plain.prefix(40))\" as a number."
          return nil
        }
        return .number(number)
      }
    }
  }
}

/// Names of cells, such as `B7`.
enum SheetPlace {
  /// As many as Excel has.
  static let mostColumns = 16_384
  static let mostRows = 1_048_576

  /// The number of a cell's column, from 0; nil when the name is none.
  static func column(_ name: String) -> Int? {
    var column = 0
    for byte in name.utf8 {
      let letter = byte & 0xDF
      guard letter >= 65, letter <= 90, byte >= 65 else { break }
      column = column * 26 + Int(letter) - 64
      guard column <= mostColumns * 26 else { return mostColumns }
    }
    return column > 0 ? column - 1 : nil
  }

  /// The letters of a column.
  static func letters(_ column: Int) -> String {
    var (rest, letters) = (column + 1, "")
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}

/// Days as spreadsheets count them.
enum SheetDay {
  /// The time since 1970-01-01 in milliseconds; nil when there is none.
  ///
  /// Counted from 1900, day 60 is 29 February 1900, which there was not.
  static func milliseconds(_ serial: Double, from1904: Bool) -> Int? {
    guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
    let days = from1904 ? serial - 24_107 : serial < 60 ? serial - 25_568 : serial - 25_569
    return Int((days * 86_400_000).rounded())
  }

  /// The number of a day counted from 1900; nil for days before that.
  static func serial(_ date: CalendarDate) -> Int? {
    guard let month = date.month, let day = date.day, date.year >= 1900 else { return nil }
    // Days since 1970-01-01 (Hinnant, `days_from_civil`).
    let year = month <= 2 ? date.year - 1 : date.year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return days + 25_569 <= 60 ? days + 25_568 : days + 25_569
  }
}
