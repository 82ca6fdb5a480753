public import Notebooks
public import Runs

/// The Swift that is compiled for a run: the author's statements, with calls between them that report where the program
/// stands.
///
/// `#sourceLocation` gives every statement its place in the author's file, and its text keeps its columns, so that what
/// the compiler and the runtime say points there.
public struct Program: Sendable, Equatable {
  /// The text that is compiled.
  public var source: String
  /// The author's path, as diagnostics quote it.
  var path: String
  /// The author's path as it stands in the program.
  var compiledPath: String
  /// The author's lines, for what diagnostics show.
  var lines: [Substring]
  /// The files that are compiled with it.
  var shared: [SharedFile]
  /// Columns of characters that were put into the author's lines, by line.
  var insertions: [Int: [Int]]
  /// Names that cells declare for themselves alone, because they may fail, each with its cell.
  var confinedNames: [String: String]

  /// A file of declarations that the analysis shares with others.
  struct SharedFile: Sendable, Equatable {
    /// As diagnostics quote it.
    var path: String
    /// As it stands in the program.
    var compiledPath: String
    /// The text that is compiled; its first line gives the others their places in the author's file.
    var source: String
    var lines: [Substring]

    init(_ file: SharedSource) {
      path = file.path
      compiledPath = Program.compiledPath(file.path)
      source = "#sourceLocation(file: \(ProgramWriter.quoted(compiledPath)), line: 1)\n\(file.source)\n"
      lines = file.source.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The author's line, from 1; empty beyond the file.
    func line(_ number: Int) -> String { lines.indices.contains(number - 1) ? String(lines[number - 1]) : "" }
  }

  /// - Parameters:
  ///   - cells: positions of the cells to take in.
  ///   - parameters: values that stand in place of the literals in the source.
  public init(notebook: Notebook, cells: [Int], parameters: [ParameterValue] = []) {
    let planned = cells.map { PlannedCell(index: $0, step: .run(nil)) }
    self.init(notebook: notebook, plan: Plan(cells: planned), parameters: parameters)
  }

  /// - Parameters:
  ///   - plan: the cells to take in, and the statements of others that these need.
  ///   - parameters: values that stand in place of the literals in the source.
  ///   - readAtStart: names of parameters whose values the program reads when it starts instead. What the cells define
  ///     that do not depend on them is kept for others.
  public init(
    notebook: Notebook, plan: Plan, parameters: [ParameterValue] = [], readAtStart: Set<String> = []
  ) {
    path = notebook.path
    compiledPath = Program.compiledPath(notebook.path)
    shared = notebook.sharedSources.map(SharedFile.init)
    lines = notebook.source.split(separator: "\n", omittingEmptySubsequences: false)
    var writer = ProgramWriter(notebook: notebook, lines: lines, parameters: parameters, readAtStart: readAtStart)
    writer.begin()
    for planned in plan.cells where notebook.cells.indices.contains(planned.index) {
      writer.write(notebook.cells[planned.index], as: planned)
    }
    writer.end()
    source = writer.text
    insertions = writer.insertions
    confinedNames = [:]
    for cell in notebook.cells where cell.options.allowsError {
      for name in cell.statements.flatMap(\.defines) { confinedNames[name] = cell.name.inSentence }
    }
  }

  /// The author's line, from 1; empty beyond the file.
  func line(_ number: Int) -> String {
    lines.indices.contains(number - 1) ? String(lines[number - 1]) : ""
  }

  /// The name under which generated lines are compiled.
  static let machineryPath = "<songbook>"

  /// The path, with an underscore for what a literal of Swift, or a line of the compiler's messages, would read in
  /// another way.
  static func compiledPath(_ path: String) -> String {
    let safe = path.unicodeScalars.map { scalar -> Character in
      scalar.value < 32 || scalar.value == 127 || ["\"", "\\", ":"].contains(scalar) ? "_" : Character(scalar)
    }
    return String(safe)
  }

  /// Turns a place the compiler named into the author's.
  ///
  /// The call that displays a statement's value stands one line above it, behind the end of the author's line there.
  func authorsPlace(path: String, line: Int, column: Int) -> (line: Int, column: Int) {
    var line = line
    if path != Program.machineryPath {
      let column = column - insertions[line, default: []].count { $0 < column }
      if column <= self.line(line).utf8.count + 1 { return (line, column) }
      line += 1
    }
    let indentation = self.line(line).utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
    return (line, indentation + 1)
  }
}
