import Foundation
import Runs
import Testing

@Suite struct `A diagnostic as JSON` {
  private func json(_ diagnostic: Diagnostic) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(diagnostic), as: UTF8.self)
  }

  @Test func `has the form of a place, of a warning or of the end of a cell`() throws {
    let texts: [(Diagnostic, String)] = [
      (
        Diagnostic(
          code: "swift", severity: .warning, message: "unused", path: "a.swift", line: 2, column: 5,
          sourceLine: "let a = 1", hint: "use it"),
        #"{"code":"swift","column":5,"hint":"use it","line":2,"message":"unused","path":"a.swift","#
          + #""severity":"warning","sourceLine":"let a = 1"}"#
      ),
      (
        Diagnostic(code: "too-large", severity: .error, message: "large", path: "a.swift"),
        #"{"code":"too-large","column":0,"line":0,"message":"large","path":"a.swift","severity":"error","sourceLine":""}"#
      ),
      (Diagnostic(warning: "csv", message: "three rows"), #"{"code":"csv","message":"three rows"}"#),
      (Diagnostic(cellError: "Interrupted"), #"{"backtrace":[],"message":"Interrupted"}"#),
      (
        Diagnostic(
          cellError: "Fatal error", line: 3, sourceLine: "f()", signal: "SIGILL", backtrace: ["top level at line 3"],
          hint: "none"),
        #"{"backtrace":["top level at line 3"],"hint":"none","line":3,"message":"Fatal error","signal":"SIGILL","#
          + #""sourceLine":"f()"}"#
      ),
    ]
    for (diagnostic, text) in texts {
      #expect(try json(diagnostic) == text)
      #expect(try JSONDecoder().decode(Diagnostic.self, from: Data(text.utf8)) == diagnostic)
    }
  }
}

@Suite struct `A diagnostic on a terminal` {
  private let diagnostic = Diagnostic(
    code: "unknown-option", severity: .error, message: "unknown", path: "a.swift", line: 2, column: 8,
    sourceLine: "\t日本\u{1B}[31m", hint: "help")

  @Test func `has its caret under the column, and no control characters of the author's`() {
    #expect(
      DiagnosticFormatter().string(diagnostic)
        == "a.swift:2:8: error: unknown [unknown-option]\n   2 | \t日本␛[31m\n     | \t    ^\n     = help: help")
  }

  @Test func `can be colored`() {
    let text = DiagnosticFormatter(isColored: true).string(diagnostic)
    #expect(text.contains("\u{1B}[1;31merror:\u{1B}[0m"))
  }
}
