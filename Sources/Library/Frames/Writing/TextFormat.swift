import Glibc

/// Columns side by side, as wide as their widest cell: for terminals. Numbers stand at the right; long texts are cut
/// with an ellipsis; missing values are a dot.
public struct TextFormat: TableFormat {
  /// Cells wider than this are cut.
  public var maximumCellWidth: Int
  /// Digits behind the point of `Double` values that have more; nil shows all.
  public var maximumFractionDigits: Int?

  /// - Parameters:
  ///   - maximumCellWidth: in characters; longer texts are cut.
  ///   - maximumFractionDigits: nil for all digits.
  public init(maximumCellWidth: Int = 40, maximumFractionDigits: Int? = nil) {
    self.maximumCellWidth = max(1, maximumCellWidth)
    self.maximumFractionDigits = maximumFractionDigits
  }

  /// `txt`.
  public var pathExtension: String { "txt" }

  /// Writes the column names and a line of dashes, as wide as this frame's cells; nothing without columns.
  public func writeHead(of frame: DataFrame, to output: inout TextBuffer) {
    guard !frame.columns.isEmpty else { return }
    let widths = self.widths(frame)
    writeLine(frame.columnNames.map(cut), frame, widths, to: &output)
    writeLine(widths.map { String(repeating: "-", count: $0) }, frame, widths, to: &output)
  }

  /// Writes one line for each row, as wide as this frame's cells; a missing value is a dot.
  ///
  /// - Parameter firstRow: is not used.
  public func writeRows(of frame: DataFrame, firstRow: Int, to output: inout TextBuffer) {
    let widths = self.widths(frame)
    for row in 0..<frame.rowCount {
      writeLine(frame.columns.map { cell($0, row) }, frame, widths, to: &output)
    }
  }

  /// Writes nothing: the last row ends the table.
  public func writeEnd(of frame: DataFrame, to output: inout TextBuffer) {}

  private func widths(_ frame: DataFrame) -> [Int] {
    frame.columns.map { column in
      (0..<frame.rowCount).reduce(TextFormat.width(cut(column.name))) { max($0, TextFormat.width(cell(column, $1))) }
    }
  }

  private func writeLine(_ cells: [String], _ frame: DataFrame, _ widths: [Int], to output: inout TextBuffer) {
    var line = ""
    for (position, cell) in cells.enumerated() {
      let space = String(repeating: " ", count: max(0, widths[position] - TextFormat.width(cell)))
      if position > 0 { line += "  " }
      line += frame.columns[position].isNumeric ? space + cell : cell + space
    }
    while line.last == " " { line.removeLast() }
    output.write(line + "\n")
  }

  private func cell(_ column: AnyColumn, _ row: Int) -> String {
    if case .double(let column) = column, let value = column[row], let digits = maximumFractionDigits {
      return FixedPoint.text(value, maximumFractionDigits: digits)
    }
    return column.text(at: row).map(cut) ?? "."
  }

  private func cut(_ text: String) -> String {
    let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    guard TextFormat.width(line) > maximumCellWidth else { return line }
    var kept = ""
    var width = 1
    for character in line {
      width += TextFormat.width(String(character))
      if width > maximumCellWidth { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// Cells of a terminal: East Asian wide characters and emoji take two.
  static func width(_ text: String) -> Int {
    text.reduce(0) { width, character in
      guard let scalar = character.unicodeScalars.first else { return width }
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
        0x1F900...0x1FAFF, 0x20000...0x3FFFD:
        return width + 2
      default:
        return scalar.properties.generalCategory == .nonspacingMark ? width : width + 1
      }
    }
  }
}

extension TableFormat where Self == TextFormat {
  /// Columns side by side, for terminals and logs.
  public static func text(maximumCellWidth: Int = 40, maximumFractionDigits: Int? = nil) -> TextFormat {
    TextFormat(maximumCellWidth: maximumCellWidth, maximumFractionDigits: maximumFractionDigits)
  }
}

extension DataFrame: CustomStringConvertible {
  /// The first and last rows and the shape.
  public var description: String {
    let shown = rowCount <= 20 ? self : prefix(10).appending(suffix(10))
    let table = shown.formatted(.text(maximumFractionDigits: 6))
    var lines = table.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { String($0) }
    if rowCount > 20 { lines.insert("...", at: 12) }
    return (lines + ["\(rowCount) rows, \(columns.count) columns"]).joined(separator: "\n")
  }
}

/// Numbers rounded for people.
enum FixedPoint {
  /// At most this many digits behind the point, without needless zeros, and never "-0"; very large and very small
  /// numbers stay as they are.
  static func text(_ value: Double, maximumFractionDigits digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e15, digits < 15 else { return value.description }
    let factor = pow(10, Double(digits))
    let rounded = (value * factor).rounded(.toNearestOrEven) / factor
    if rounded == 0 { return value == 0 ? "0" : value.description }
    let text = rounded.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
