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

  /// Analyses, and cells out of one.
  static let cells = blocks.filter { $0.language == "swift" && $0.text.contains("// %%") }
  static let analyses = cells.filter { $0.text.contains("import Songbook\n") }

  @Test func thereAreArticles() {
    #expect(Self.files.count > 6)
    #expect(Self.analyses.count > 3)
  }

  @Test(arguments: cells)
  func cellsParse(block: Block) {
    #expect(Notebook.parse(source: block.text, path: "\(block.file):\(block.line)").diagnostics == [])
  }

  @Test func analysesCompile() throws {
    let workspace = try Workspace()
    for (index, block) in Self.analyses.enumerated() {
      try workspace.write("analyses/block\(index).swift", block.text)
      let outcome = try workspace.songbook("check", "block\(index)", "--strict")
      #expect(outcome.exitCode == 0, "\(block.file):\(block.line): \(outcome.errors)")
    }
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
