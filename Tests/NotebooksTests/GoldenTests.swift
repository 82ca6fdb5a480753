import Foundation
import Notebooks
import Runs
import Testing

/// Folders of small inputs with what they must give. Run with `SONGBOOK_WRITE_GOLDENS=1` to write what they give now, then read the difference.
struct Golden: Sendable, CustomTestStringConvertible {
  let folder: URL
  var name: String { folder.lastPathComponent }
  var testDescription: String { name }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
  static let isWriting = ProcessInfo.processInfo.environment["SONGBOOK_WRITE_GOLDENS"] != nil

  static func all(_ group: String) -> [Golden] {
    let folder = root.appendingPathComponent(group)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { Golden(folder: folder.appendingPathComponent($0)) }
  }

  func parse() throws -> ParsedNotebook {
    let source = try String(contentsOf: folder.appendingPathComponent("input.txt"), encoding: .utf8)
    return Notebook.parse(source: source, path: "\(name).swift")
  }

  func expect(_ text: String, in file: String) throws {
    let url = folder.appendingPathComponent(file)
    if Self.isWriting { try text.write(to: url, atomically: true, encoding: .utf8) }
    #expect(try String(contentsOf: url, encoding: .utf8) == text)
  }
}

@Suite struct `Golden scripts` {
  @Test(arguments: Golden.all("Features")) func `are read as expected`(_ golden: Golden) throws {
    var parsed = try golden.parse()
    #expect(parsed.diagnostics == [])
    let pieces = parsed.notebook.cells.flatMap(\.statements).map { statement in
      String(decoding: Array(parsed.notebook.source.utf8)[statement.startOffset..<statement.endOffset], as: UTF8.self)
    }
    parsed.notebook.source = ""
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    struct Expected: Codable {
      var notebook: Notebook
      /// The source text of the statements, in order.
      var statements: [String]
    }
    let expected = Expected(notebook: parsed.notebook, statements: pieces)
    try golden.expect(String(decoding: encoder.encode(expected), as: UTF8.self) + "\n", in: "expected.json")
  }

  @Test(arguments: Golden.all("Mistakes")) func `say what is wrong`(_ golden: Golden) throws {
    let parsed = try golden.parse()
    #expect(parsed.diagnostics.contains { $0.code == golden.name })
    try golden.expect(DiagnosticFormatter().string(parsed.diagnostics) + "\n", in: "expected.txt")
  }

  /// Mistakes that are not in a script have their tests elsewhere.
  @Test func `cover every code`() {
    let elsewhere: Set<Diagnostic.Code> = [
      .tooLarge, .unknownParameter, .wrongParameterType, .unknownLabel, .otherReport, .missingSource, .sharedStatement,
    ]
    let covered = Set(Golden.all("Mistakes").map(\.name))
    #expect(Set(Diagnostic.Code.allCases).subtracting(elsewhere).map(\.rawValue).sorted() == covered.sorted())
  }
}
