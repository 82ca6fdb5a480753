public import Frames
import Glibc

/// Why a frame has no place in an Excel workbook.
public enum ExcelWritingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A sheet has fewer rows or columns.
  case tooLarge(rows: Int, columns: Int)
  /// A sheet's name is empty, longer than 31 characters or holds one of `[]:*?/\`.
  case sheetName(String)
  /// A cell has room for 32,767 characters.
  case longText(column: String, row: Int)
  case writing(FileWritingError)

  /// What went wrong, as a sentence.
  public var description: String {
    switch self {
    case .tooLarge(let rows, let columns):
      "A sheet of Excel has room for \(SheetPlace.mostRows) rows, with the names, and \(SheetPlace.mostColumns) columns; the frame has \(rows) and \(columns). Write CSV or JSON lines."
    case .sheetName(let name):
      "\"\(name)\" cannot be the name of a sheet: it has 1 to 31 characters and none of []:*?/\\."
    case .longText(let column, let row):
      "The text in row \(row) of \"\(column)\" is longer than the 32,767 characters that a cell of Excel has room for."
    case .writing(let error): error.description
    }
  }
}

extension DataFrame {
  /// Writes the frame as the only sheet of an Excel workbook (`.xlsx`), whole or not at all. The same frame gives the
  /// same bytes.
  ///
  /// Names stand in bold in the first row, which stays in sight. Missing values are empty cells. Whole numbers that a
  /// spreadsheet would round (beyond 2⁵³), infinities, days before 1900 and dates without a day are text.
  public func writeExcel(to path: String, sheet: String = "Table") throws(ExcelWritingError) {
    let bytes = try ExcelWriter(self, sheet: sheet).bytes()
    let temporary = "\(path).\(getpid()).part"
    func failure() -> ExcelWritingError {
      .writing(FileWritingError(path: path, message: String(cString: strerror(errno))))
    }
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure() }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, bytes.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = failure()
        close(file)
        unlink(temporary)
        throw error
      }
      written += count
    }
    guard close(file) == 0, rename(temporary, path) == 0 else {
      let error = failure()
      unlink(temporary)
      throw error
    }
  }
}

/// Writes a workbook of one sheet.
private struct ExcelWriter {
  private let frame: DataFrame
  private let sheet: String

  init(_ frame: DataFrame, sheet: String) throws(ExcelWritingError) {
    guard frame.rowCount < SheetPlace.mostRows, frame.columns.count <= SheetPlace.mostColumns else {
      throw .tooLarge(rows: frame.rowCount, columns: frame.columns.count)
    }
    guard (1...31).contains(sheet.count), !sheet.contains(where: { "[]:*?/\\".contains($0) }) else {
      throw .sheetName(sheet)
    }
    self.frame = frame
    self.sheet = sheet
    for case .string(let column) in frame.columns {
      if let row = column.firstIndex(where: { $0.map { $0.utf16.count > 32_767 } ?? false }) {
        throw .longText(column: column.name, row: row)
      }
    }
  }

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  func bytes() -> [UInt8] {
    var archive = ZipArchive()
    let types = Self.types
    archive.add(
      "[Content_Types].xml",
      text(
        """
        <Types xmlns="\(Self.package)/content-types">\
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/xl/workbook.xml" ContentType="\(types).sheet.main+xml"/>\
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(types).worksheet+xml"/>\
        <Override PartName="/xl/styles.xml" ContentType="\(types).styles+xml"/></Types>
        """))
    archive.add("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")]))
    archive.add(
      "xl/workbook.xml",
      text(
        """
        <workbook xmlns="\(Self.main)" xmlns:r="\(Self.relations)">\
        <sheets><sheet name="\(escaped(sheet))" sheetId="1" r:id="rId1"/></sheets></workbook>
        """))
    archive.add(
      "xl/_rels/workbook.xml.rels",
      relationships([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")]))
    // 0: as it is; 1: a day; 2: a name.
    archive.add(
      "xl/styles.xml",
      text(
        """
        <styleSheet xmlns="\(Self.main)"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>\
        <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
        <cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
        <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
        <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>\
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """))
    archive.add("xl/worksheets/sheet1.xml", cells())
    return archive.finished()
  }

  private func text(_ body: String) -> [UInt8] { Array((Self.head + body).utf8) }

  private func relationships(_ targets: [(kind: String, target: String)]) -> [UInt8] {
    let all = targets.enumerated().map { number, part in
      "<Relationship Id=\"rId\(number + 1)\" Type=\"\(Self.relations)/\(part.kind)\" Target=\"\(part.target)\"/>"
    }
    return text("<Relationships xmlns=\"\(Self.package)/relationships\">\(all.joined())</Relationships>")
  }

  private func cells() -> [UInt8] {
    var output = TextBuffer()
    output.write(Self.head + "<worksheet xmlns=\"\(Self.main)\">")
    if !frame.columns.isEmpty {
      output.write(
        "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
      )
    }
    output.write("<sheetData>")
    let letters = frame.columns.indices.map(SheetPlace.letters)
    output.write("<row r=\"1\">")
    for (place, name) in zip(letters, frame.columnNames) { writeText(name, place + "1", style: 2, to: &output) }
    output.write("</row>")
    for row in 0..<frame.rowCount {
      let number = String(row + 2)
      output.write("<row r=\"\(number)\">")
      for (letters, column) in zip(letters, frame.columns) where !column.isNil(at: row) {
        write(column, row, letters + number, to: &output)
      }
      output.write("</row>")
    }
    output.write("</sheetData></worksheet>")
    return output.bytes
  }

  private func write(_ column: AnyColumn, _ row: Int, _ place: String, to output: inout TextBuffer) {
    func number(_ text: String, style: Int = 0) {
      output.write("<c r=\"\(place)\"\(style > 0 ? " s=\"\(style)\"" : "")><v>\(text)</v></c>")
    }
    switch column {
    case .double(let column):
      if let value = column[row], value.isFinite { return number(value.description) }
    case .integer(let column):
      if let value = column[row], value.magnitude <= 1 << 53 { return number(String(value)) }
    case .boolean(let column):
      return output.write("<c r=\"\(place)\" t=\"b\"><v>\(column[row] == true ? 1 : 0)</v></c>")
    case .date(let column):
      if let serial = column[row].flatMap({ SheetDay.serial($0) }) { return number(String(serial), style: 1) }
    default: break
    }
    writeText(column.text(at: row) ?? "", place, style: 0, to: &output)
  }

  private func writeText(_ text: String, _ place: String, style: Int, to output: inout TextBuffer) {
    output.write(
      "<c r=\"\(place)\" t=\"inlineStr\"\(style > 0 ? " s=\"\(style)\"" : "")><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
    )
  }

  /// Characters that XML cannot hold as Excel writes them.
  private func escaped(_ text: String) -> String {
    var result = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}":
        let code = String(scalar.value, radix: 16, uppercase: true)
        result += "_x" + String(repeating: "0", count: 4 - code.count) + code + "_"
      // A text that looks like one of these.
      case "_" where rest.first == "x" && rest.dropFirst(5).first == "_": result += "_x005F_"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
