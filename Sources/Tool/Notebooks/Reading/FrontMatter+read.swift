import Runs
import Statistics

/// The block `// ---` ... `// ---` at the top of a file.
struct FrontMatterBlock {
  var frontMatter = FrontMatter()
  /// Offset of the value of `sources`.
  var sourcesOffset = 0
  /// The first line, from 0, that belongs to cells.
  var endLine = 0

  private enum Key: String, CaseIterable {
    case title, subtitle, author, lang, optimize, echo, sources, bibliography, citations, thumbnails
    case codeFold = "code-fold"
  }

  init(in text: SourceText, diagnostics: inout [Diagnostic]) {
    var line = 0
    if text.lineText(0).hasPrefix("#!") { line = 1 }
    endLine = line
    while line < text.lineCount, text.isBlank(line: line) { line += 1 }
    guard line < text.lineCount, Self.isFence(text.lineText(line)) else { return }
    let fence = line
    var block = YAMLBlock(lines: [])
    line += 1
    while line < text.lineCount, !Self.isFence(text.lineText(line)) {
      let range = text.lineRange(line)
      guard let content = CommentLine.content(of: range, in: text) else {
        if text.isBlank(line: line) {
          line += 1
          continue
        }
        endLine = line
        diagnostics.append(
          text.diagnostic(
            .unterminatedFrontMatter, at: text.lineStarts[fence], "the front matter does not end",
            hint: "close it with a line `// ---` before line \(line + 1)"))
        return
      }
      block.lines.append(YAMLBlock.Line(offset: content, text: text.string(content..<range.upperBound)))
      line += 1
    }
    guard line < text.lineCount else {
      endLine = line
      diagnostics.append(
        text.diagnostic(
          .unterminatedFrontMatter, at: text.lineStarts[fence], "the front matter does not end",
          hint: "close it with a line `// ---`"))
      return
    }
    endLine = line + 1
    for entry in block.entries(in: text, diagnostics: &diagnostics) {
      set(entry, in: text, diagnostics: &diagnostics)
    }
  }

  private mutating func set(_ entry: YAMLBlock.Entry, in text: SourceText, diagnostics: inout [Diagnostic]) {
    guard let key = Key(rawValue: entry.key) else {
      diagnostics.append(
        text.diagnostic(
          .unknownFrontMatter, at: entry.keyOffset, "unknown key `\(entry.key)` in the front matter",
          hint: FrontMatterBlock.otherNames[entry.key]
            ?? NearestName.hint(for: entry.key, among: Key.allCases.map(\.rawValue), noun: "keys")))
      return
    }
    func wrong(_ expected: String) {
      diagnostics.append(
        text.diagnostic(
          .wrongType, at: entry.valueOffset, "`\(entry.key)` takes \(expected), not \(entry.node.shown)"))
    }
    switch key {
    case .title: entry.node.text.map { frontMatter.title = $0 } ?? wrong("text")
    case .subtitle: entry.node.text.map { frontMatter.subtitle = $0 } ?? wrong("text")
    case .author: entry.node.texts.map { frontMatter.author = $0.joined(separator: ", ") } ?? wrong("a name")
    case .lang: entry.node.text.map { frontMatter.language = $0 } ?? wrong("a language such as `en`")
    case .bibliography:
      entry.node.texts.map { frontMatter.bibliography = $0 } ?? wrong("the name of a file, or several")
    case .citations:
      entry.node.text.flatMap(CitationStyle.init).map { frontMatter.citationStyle = $0 }
        ?? wrong("`author-year` or `numeric`")
    case .optimize: entry.node.truth.map { frontMatter.optimize = $0 } ?? wrong("true or false")
    case .echo: entry.node.truth.map { frontMatter.echo = $0 } ?? wrong("true or false")
    case .sources:
      sourcesOffset = entry.valueOffset
      entry.node.texts.map { frontMatter.sources = $0 } ?? wrong("paths of Swift files or of folders that hold them")
    case .thumbnails: entry.node.truth.map { frontMatter.thumbnails = $0 } ?? wrong("true or false")
    case .codeFold: entry.node.truth.map { frontMatter.codeFold = $0 } ?? wrong("true or false")
    }
  }

  /// What other tools call the keys.
  private static let otherNames = Dictionary(
    uniqueKeysWithValues: ["include", "includes", "import", "imports", "modules", "helpers"].map {
      ($0, "Swift files that analyses share are named so: `sources: [Shared.swift]`")
    })

  private static func isFence(_ line: String) -> Bool {
    guard line.hasPrefix("//") else { return false }
    let rest = line.dropFirst(2).drop { $0 == " " || $0 == "\t" }
    return rest.hasPrefix("---") && rest.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
  }
}

/// A line that is nothing but a `//` comment.
enum CommentLine {
  /// Offset of the comment's text: behind `//` and one blank. Nil for any other line, a `///` comment among them.
  static func content(of line: Range<Int>, in text: SourceText) -> Int? {
    var at = line.lowerBound
    while at < line.upperBound, text.bytes[at].isBlank { at += 1 }
    guard at + 1 < line.upperBound, text.bytes[at] == UInt8(ascii: "/"), text.bytes[at + 1] == UInt8(ascii: "/") else {
      return nil
    }
    at += 2
    guard at < line.upperBound else { return at }
    if text.bytes[at] == UInt8(ascii: "/") { return nil }
    return text.bytes[at] == UInt8(ascii: " ") ? at + 1 : at
  }
}
