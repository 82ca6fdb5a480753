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
  /// Cells whose constants have the same values in other runs that are about to be made.
  private let sharedCells: Set<Int>
  /// Offset in the source of the first byte of each line.
  let lineStarts: [Int]
  /// What is reported of constants that have their values by now.
  private var definitions: [String] = []
  /// The author's line that the first of the definitions stands on.
  private var definitionLine = 1
  /// The call that starts the cell, where its first statement is still to come.
  private var start: String?

  init(notebook: Notebook, lines: [Substring], parameters: [ParameterValue], readAtStart: Set<String>) {
    path = ProgramWriter.quoted(Program.compiledPath(notebook.path))
    source = Array(notebook.source.utf8)
    self.lines = lines
    sharedCells = readAtStart.isEmpty ? [] : notebook.cells(independentOf: readAtStart)
    lineStarts = lines.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.utf8.count + 1) }
    let values = Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    replacements = notebook.parameters.compactMap { parameter in
      values[parameter.name].map { value in
        if readAtStart.contains(parameter.name) {
          // As many lines as the literal that it stands for.
          let literal = notebook.source.utf8.dropFirst(parameter.literalStart)
            .prefix(parameter.literalEnd - parameter.literalStart)
          let lineEnds = String(repeating: "\n", count: literal.count { $0 == UInt8(ascii: "\n") })
          let call = "Songbook.Analysis.parameter(\(ProgramWriter.quoted(parameter.name))\(lineEnds))"
          return (parameter.literalStart..<parameter.literalEnd, "\(call) as \(parameter.kind.swiftType)")
        }
        // Without a declared type an empty list has none.
        let isEmpty = value.hasPrefix("[") && value.allSatisfy { "[] \n".contains($0) }
        let literal = isEmpty ? "\(value) as \(parameter.kind.swiftType)" : value
        return (parameter.literalStart..<parameter.literalEnd, literal)
      }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  mutating func begin() {
    machinery(line: 1)
    text += "import Songbook\nSongbook.Analysis.begin();\n"
  }

  mutating func end() {
    writeCalls(".end()", line: 1)
  }

  mutating func write(_ cell: Cell, as planned: PlannedCell) {
    if planned.runs { return write(cell) }
    let part = planned.part
    guard !part.isEmpty else { return }
    start = ".rerun(\(cell.index))"
    if !part.restoredValues.isEmpty { writeCalls("", line: cell.range.startLine) }
    for value in part.restoredValues {
      text += "let `\(value.name)`: \(value.type) = Songbook.Analysis.restored(\(ProgramWriter.quoted(value.path)));\n"
    }
    // What a cell that may fail defines is its own, so that its statements stay together.
    let positions = cell.options.allowsError ? Array(cell.statements.indices) : part.rerunStatements
    if cell.options.allowsError, !positions.isEmpty { open(cell) }
    for position in positions {
      // An expression of a text runs for what it changes.
      write(cell.statements[position], call: cell.kind == .markdown ? "_ = (" : nil)
      if cell.keepsValues { markVariables(of: cell.statements[position], call: "cache") }
    }
    if cell.options.allowsError, !positions.isEmpty { close(cell, "} catch {}") }
  }

  private mutating func write(_ cell: Cell) {
    guard !cell.statements.isEmpty else { return }
    start = ".cell(\(cell.index))"
    switch cell.kind {
    case .markdown: writeMarkdown(cell)
    case .code:
      if cell.options.allowsError { open(cell) }
      for statement in cell.statements {
        write(statement)
        if !cell.options.allowsError { markVariables(of: statement, call: reportingCall(of: cell)) }
      }
      if cell.options.allowsError { close(cell, "} catch { Songbook.Analysis.failed(error) }") }
    }
  }

  /// What is called for a constant of a cell.
  private func reportingCall(of cell: Cell) -> String {
    if cell.keepsValues { return "cache" }
    return sharedCells.contains(cell.index) && cell.options.cache == nil ? "keep" : "defined"
  }

  /// Begins the block that takes the errors of a cell that may fail.
  private mutating func open(_ cell: Cell) {
    writeCalls("", line: cell.range.startLine)
    text += "do {\n"
  }

  private mutating func close(_ cell: Cell, _ ending: String) {
    machinery(line: cell.statements.last?.range.startLine ?? 1)
    text += ending + "\n"
  }

  /// Reports of what kind the values are, or has them cached.
  private mutating func markVariables(of statement: Statement, call: String) {
    guard statement.kind == .variable else { return }
    if definitions.isEmpty { definitionLine = statement.range.startLine }
    definitions += statement.constants.map { ".\(call)(\(ProgramWriter.quoted($0)), `\($0)`)" }
    definitions += statement.variables.map { ".defined(\(ProgramWriter.quoted($0)), `\($0)`)" }
  }

  /// - Parameter call: what takes the statement's value.
  private mutating func write(_ statement: Statement, call: String? = nil) {
    let line = statement.range.startLine
    let padding = String(repeating: " ", count: max(0, statement.range.startColumn - 1))
    let body = replacing(in: statement.startOffset..<statement.endOffset)
    if statement.isDisplayed {
      openCall("display(", above: line)
      text += "\(padding)\(body)\n)\n"
      return
    }
    writeCalls(".line(\(line))", line: line)
    if let call {
      openLine(call, above: line)
      text += "\(padding)\(body)\n)\n"
    } else {
      location(path, line: line)
      text += "\(padding)\(body)\n"
    }
  }

  // MARK: Between statements

  /// Writes what stands before the next statement as one expression.
  /// - Parameter line: the author's line that it is there for, unless something that was defined before is reported.
  private mutating func writeCalls(_ last: String, line: Int) {
    let calls = definitions.joined() + (start ?? "") + last
    guard !calls.isEmpty else { return }
    machinery(line: max(1, definitions.isEmpty ? line : definitionLine))
    text += "Songbook.Analysis.program\(calls);\n"
    definitions = []
    start = nil
  }

  /// Begins a call that shows something.
  ///
  /// What the same cell has defined is reported later: calls with overloads in the same expression would make the
  /// author's harder to check.
  /// - Parameters:
  ///   - line: the author's line on which the argument starts.
  ///   - marked: the line that is reported as the one that runs; the same when nil.
  mutating func openCall(_ call: String, above line: Int, marking marked: Int? = nil) {
    let first = start ?? ""
    start = nil
    if !first.isEmpty { writeCalls("", line: line) }
    openLine("Songbook.Analysis.program\(first).line(\(marked ?? line)).\(call)", above: line)
  }

  /// Begins a call whose argument starts on the author's line `line`. No directive may stand inside a call, so the call
  /// stands one line above, behind the end of what the author has there.
  private mutating func openLine(_ call: String, above line: Int) {
    let above = max(1, line - 1)
    location(path, line: above)
    let width = lines.indices.contains(above - 1) ? lines[above - 1].utf8.count : 0
    text += String(repeating: " ", count: width + 8) + call + "\n"
  }

  /// What follows belongs to Songbook, for the sake of this line of the author's.
  private mutating func machinery(line: Int) { location(ProgramWriter.quoted(Program.machineryPath), line: line) }

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
      case _ where scalar.value < 32 || scalar.value == 127: "\\u{\(String(scalar.value, radix: 16))}"
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
