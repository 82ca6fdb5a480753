import Notebooks
import Runs

/// Writes a ``Program`` cell by cell.
struct ProgramWriter {
  private(set) var text = ""
  var insertions: [Int: [Int]] = [:]
  let path: String
  let source: [UInt8]
  let lines: [Substring]
  /// What stands in place of a stretch of the source, in order.
  let replacements: [(range: Range<Int>, literal: String)]

  init(notebook: Notebook, lines: [Substring], parameters: [ParameterValue]) {
    path = ProgramWriter.quoted(notebook.path)
    source = Array(notebook.source.utf8)
    self.lines = lines
    let values = Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    replacements = notebook.parameters.compactMap { parameter in
      values[parameter.name].map { (parameter.literalStart..<parameter.literalEnd, $0) }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  mutating func begin() {
    machinery(line: 1)
    text += "import Songbook\nSongbook.Analysis.begin();\n"
  }

  mutating func end() { text += "Songbook.Analysis.end();\n" }

  mutating func write(_ cell: Cell, as planned: PlannedCell) {
    if planned.runs { return write(cell) }
    guard !planned.supplies.isEmpty || !planned.restores.isEmpty else { return }
    machinery(line: max(1, cell.range.startLine))
    text += "Songbook.Analysis.supply(\(cell.index));\n"
    for kept in planned.restores {
      text += "let `\(kept.name)`: \(kept.type) = Songbook.Analysis.restored(\(ProgramWriter.quoted(kept.place)));\n"
    }
    // What a cell that may fail defines is its own, so that its statements stay together.
    let positions = cell.options.allowsError ? Array(cell.statements.indices) : planned.supplies
    if cell.options.allowsError, !positions.isEmpty { text += "do {\n" }
    for position in positions {
      // An expression of a text runs for what it changes.
      write(cell.statements[position], call: cell.kind == .markdown ? "_ = (" : nil)
      if cell.keepsValues { writeConstants(of: cell.statements[position], call: "keep") }
    }
    if cell.options.allowsError, !positions.isEmpty { text += "} catch {}\n" }
  }

  private mutating func write(_ cell: Cell) {
    guard !cell.statements.isEmpty else { return }
    machinery(line: max(1, cell.range.startLine))
    text += "Songbook.Analysis.cell(\(cell.index));\n"
    switch cell.kind {
    case .markdown: writeMarkdown(cell)
    case .code:
      if cell.options.allowsError { text += "do {\n" }
      for statement in cell.statements {
        write(statement)
        if !cell.options.allowsError { writeConstants(of: statement, call: cell.keepsValues ? "keep" : "defined") }
      }
      if cell.options.allowsError { text += "} catch { Songbook.Analysis.failed(error) }\n" }
    }
  }

  /// Tells of what kind the values are, or has them kept.
  private mutating func writeConstants(of statement: Statement, call: String) {
    guard statement.kind == .variable else { return }
    for name in statement.constants {
      text += "Songbook.Analysis.\(call)(\(ProgramWriter.quoted(name)), `\(name)`);\n"
    }
  }

  /// - Parameter call: what takes the statement's value.
  private mutating func write(_ statement: Statement, call: String? = nil) {
    let line = statement.range.startLine
    text += "Songbook.Analysis.line(\(line));\n"
    let padding = String(repeating: " ", count: max(0, statement.range.startColumn - 1))
    let body = replacing(in: statement.startOffset..<statement.endOffset)
    if let call = statement.isDisplayed ? "Songbook.display(" : call {
      openCall(call, above: line)
      text += "\(padding)\(body)\n)\n"
    } else {
      location(path, line: line)
      text += "\(padding)\(body)\n"
    }
    machinery(line: line)
  }

  /// Begins a call whose argument starts on the author's line `line`. No directive may stand inside a call, so the call stands one line above, behind
  /// the end of what the author has there.
  mutating func openCall(_ call: String, above line: Int) {
    let above = max(1, line - 1)
    location(path, line: above)
    let width = lines.indices.contains(above - 1) ? lines[above - 1].utf8.count : 0
    text += String(repeating: " ", count: width + 8) + call + "\n"
  }

  /// What follows belongs to Songbook, for the sake of this line of the author's.
  mutating func machinery(line: Int) { location(ProgramWriter.quoted(Program.machineryPath), line: line) }

  private mutating func location(_ path: String, line: Int) {
    text += "#sourceLocation(file: \(path), line: \(line))\n"
  }

  mutating func append(_ more: String) { text += more }

  /// The source in this range, with the parameters' values put in.
  func replacing(in range: Range<Int>) -> String {
    var result: [UInt8] = []
    var position = range.lowerBound
    for (replaced, literal) in replacements where range.contains(replaced.lowerBound) {
      result += source[position..<replaced.lowerBound]
      result += literal.utf8
      position = replaced.upperBound
    }
    result += source[position..<max(position, min(range.upperBound, source.count))]
    return String(decoding: result, as: UTF8.self)
  }

  /// A Swift string literal.
  static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n": "\\n"
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
