import CommandWorkspace
import Foundation
import Notebooks
import Testing

/// What README and the articles show is right: their analyses compile, their commands exist.
@Suite struct DocumentationTests {
  /// A fenced block of a Markdown file.
  struct Block: Sendable, CustomTestStringConvertible {
    var file: String
    var line: Int
    var language: String
    var text: String

    var testDescription: String { "\(file):\(line)" }
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// README.md and the articles of the documentation catalogues, as paths under ``root``.
  static let files: [String] = {
    let sources = FileManager.default.enumerator(atPath: root.path + "/Sources")?.compactMap { $0 as? String } ?? []
    return ["README.md"]
      + sources.filter { $0.contains(".docc/") && $0.hasSuffix(".md") }.map { "Sources/" + $0 }.sorted()
  }()

  static let blocks: [Block] = files.flatMap { file -> [Block] in
    let text = (try? String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)) ?? ""
    var blocks: [Block] = []
    var open: Block?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        if let block = open { blocks.append(block) }
        open = open == nil ? Block(file: file, line: index + 1, language: String(line.dropFirst(3)), text: "") : nil
      } else {
        open?.text += line + "\n"
      }
    }
    return blocks
  }

  static let analyses = blocks.filter { $0.language == "swift" && $0.text.contains("import Songbook\n") }

  @Test func thereAreArticles() {
    #expect(Self.files.count > 6)
    #expect(Self.analyses.count > 3)
  }

  @Test(arguments: analyses)
  func analysesParse(block: Block) {
    #expect(Notebook.parse(source: block.text, path: "\(block.file):\(block.line)").diagnostics == [])
  }

  @Test(arguments: analyses) func analysesRun(block: Block) throws {
    let workspace = try Workspace()
    try workspace.write("sales.csv", ArticlePrelude.sales)
    try workspace.write("answers.csv", ArticlePrelude.answers)
    try workspace.write("analyses/block.swift", block.text)
    let outcome = try workspace.songbook("run", "block", "--strict")
    #expect(outcome.exitCode == 0, "\(block.file):\(block.line): \(outcome.errors)")
  }

  /// Articles with pieces of code that are no analyses.
  static let piecemeal = files.filter { file in blocks.contains { $0.file == file && isPiece($0) } }

  private static func isPiece(_ block: Block) -> Bool {
    block.language == "swift" && !block.text.contains("import Songbook\n")
  }

  /// The pieces of an article, one after the other, are an analysis over what the article presumes.
  @Test(arguments: piecemeal) func piecesRun(file: String) throws {
    let workspace = try Workspace()
    try workspace.write("sales.csv", ArticlePrelude.sales)
    let name = String(file.split(separator: "/").last ?? "")
    var script = "import Songbook\n\n// %% Before\n\(ArticlePrelude.all[name] ?? "")\n"
    for piece in Self.blocks where piece.file == file && Self.isPiece(piece) {
      let start = piece.text.hasPrefix("// %%") ? "" : "// %%\n"
      // Of several charts in a row each is shown.
      script += "\n" + start + piece.text.replacing("\nChart.", with: "\n\n// %%\nChart.")
    }
    try workspace.write("analyses/pieces.swift", script)
    let outcome = try workspace.songbook(ArticlePrelude.compiledOnly.contains(name) ? "check" : "run", "pieces")
    #expect(outcome.exitCode == 0, "\(file): \(outcome.errors)")
  }

  /// Articles that a terminal shows are those of the catalogue.
  @Test func topicsAreShown() throws {
    let workspace = try Workspace()
    let help = try workspace.songbook("--help").output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let list = try #require(help.firstMatch(of: /shows an article: ([a-z, -]+)\./))
    let topics = list.1.split(separator: ", ").map(String.init)
    let catalogue = Self.files.filter { $0.contains("/Songbook.docc/") && !$0.hasSuffix("/Songbook.md") }
    #expect(topics.count == catalogue.count)
    for topic in topics {
      let outcome = try workspace.songbook("help", topic)
      #expect(outcome.exitCode == 0 && !outcome.output.hasPrefix("OVERVIEW"), "\(topic): \(outcome.errors)")
      #expect(!outcome.output.contains("<doc:") && !outcome.output.contains("```"), "\(topic)")
    }
    #expect(try workspace.songbook("help", "run").output.hasPrefix("OVERVIEW"))
  }

  /// README lists the exit codes as `songbook --help` does.
  @Test func exitCodesAgree() throws {
    func words(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    let readme = words(try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8))
    let help = words(try Workspace().songbook("--help").output)
    let codes = try #require(help.firstMatch(of: /Exit codes: .*?signal N\./))
    #expect(readme.contains(codes.0))
  }

  /// Every `songbook x` in code is a subcommand, every link to a file leads to one.
  @Test func commandsAndLinksExist() throws {
    let help = try Workspace().songbook("--help").output
    for file in Self.files {
      let text = try String(contentsOf: Self.root.appendingPathComponent(file), encoding: .utf8)
      for match in text.matches(of: /(?:`|\n|release\/)songbook ([a-z]+)/) where match.1 != "help" {
        #expect(help.contains("  \(match.1) "), "\(file): songbook \(match.1)")
      }
      let folder = Self.root.appendingPathComponent(file).deletingLastPathComponent()
      for match in text.matches(of: /\]\(([^)#:]+)\)/) {
        #expect(FileManager.default.fileExists(atPath: folder.path + "/" + match.1), "\(file): \(match.1)")
      }
      for match in text.matches(of: /<doc:(\w+)>/) {
        #expect(FileManager.default.fileExists(atPath: folder.path + "/\(match.1).md"), "\(file): \(match.1)")
      }
    }
  }
}
