/// Writes a tree of Markdown as text again, for programs that know less than Songbook: everything that goes beyond
/// GitHub's Markdown is written with what GitHub has.
///
/// What is read from the text is the tree that was written, as far as it has nothing but GitHub's Markdown.
public struct MarkdownWriter {
  /// Who reads the text.
  public enum Flavor: Sendable {
    /// GitHub, and what reads its Markdown: callouts, footnotes, links within the text.
    case gitHub
    /// Cells of Jupyter, each of which is a text of its own: footnotes and callouts become plain markup, and links to
    /// other places of the text become words.
    case jupyter
  }

  /// Who reads the text.
  public var flavor: Flavor
  /// What cross-references lead to, by label.
  public var targets: [String: MarkdownRenderer.Target]
  /// Sources as the text names them; by default as they were written.
  public var citation: (MarkdownCitation) -> String = { $0.source }
  /// The address of a picture file in the text; nil for one that is left out.
  public var picture: (String) -> String? = { _ in nil }

  /// A writer for a reader, with what the texts refer to.
  public init(_ flavor: Flavor, targets: [String: MarkdownRenderer.Target] = [:]) {
    self.flavor = flavor
    self.targets = targets
  }

  // MARK: Blocks

  /// Blocks in order, with an empty line between them and without a line end behind the last.
  public func text(_ blocks: [MarkdownBlock]) -> String { joined(blocks.map { text($0) }) }

  /// The definitions of footnotes, numbered from 1.
  public func text(ofNotes notes: [[MarkdownBlock]]) -> String {
    joined(
      notes.enumerated().map { index, blocks in
        let content = text(blocks)
        switch flavor {
        case .gitHub: return Self.indented(content, by: "    ", first: "[^\(index + 1)]: ")
        case .jupyter: return Self.item(content, marker: "\(index + 1). ")
        }
      })
  }

  private func joined(_ texts: [String]) -> String { texts.filter { !$0.isEmpty }.joined(separator: "\n\n") }

  private func text(_ block: MarkdownBlock) -> String {
    switch block {
    case .paragraph(let content): return text(content)
    case .heading(let heading):
      let title = String(repeating: "#", count: heading.level) + " " + oneLine(heading.content)
      guard flavor == .gitHub, let id = heading.id else { return title }
      return "<a id=\"\(Self.escapedForHTML(id))\"></a>\n\n" + title
    case .quote(let blocks): return Self.quoted(text(blocks))
    case .callout(let callout): return text(callout)
    case .details(let summary, let isOpen, let blocks):
      let title = summary.isEmpty ? "Details" : Self.escapedForHTML(summary.plainText)
      return joined([
        "<details\(isOpen ? " open" : "")><summary>\(title)</summary>", text(blocks), "</details>",
      ])
    case .math(let formula): return text(formula)
    case .margin(let blocks): return Self.quoted(text(blocks))
    case .definitions(let items):
      return items.map { item in
        Self.item((["**\(oneLine(item.term))**"] + item.meanings.map(oneLine)).joined(separator: " \\\n"), marker: "- ")
      }.joined(separator: "\n")
    case .tabs(let tabs): return joined(tabs.tabs.flatMap { ["**\(oneLine($0.title))**", text($0.blocks)] })
    case .list(let list): return text(list)
    case .code(let language, let code): return Self.fenced(code, language: language)
    case .html(let markup): return MarkdownRenderer.isComment(markup) ? "" : escaped(markup, isLineStart: true)
    case .rule: return "---"
    case .table(let table): return text(table)
    }
  }

  private func text(_ callout: MarkdownCallout) -> String {
    let kind = callout.kind.rawValue
    let title = callout.title.isEmpty ? "" : "**\(oneLine(callout.title))**"
    switch flavor {
    case .gitHub:
      return Self.quoted(
        (["[!\(kind.uppercased())]"] + [joined([title, text(callout.blocks)])]).joined(separator: "\n"))
    case .jupyter:
      let name = "**\(kind.prefix(1).uppercased() + kind.dropFirst())**"
      return Self.quoted(joined([title.isEmpty ? name : title, text(callout.blocks)]))
    }
  }

  private func text(_ formula: MarkdownFormula) -> String {
    guard let number = formula.number, formula.text.hasSuffix("$$"), formula.text.hasPrefix("$$") else {
      return formula.text
    }
    let content = formula.text.dropFirst(2).dropLast(2)
    let end = content.hasSuffix("\n") ? "\n" : " "
    return "$$\(content.trimmingSuffix { $0.isWhitespace }) \\tag{\(number)}\(end)$$"
  }

  private func text(_ list: MarkdownList) -> String {
    var number = list.start ?? 1
    let items = list.items.map { item -> String in
      let marker = list.start == nil ? "- " : "\(number). "
      number += 1
      let task = item.isDone.map { $0 ? "[x] " : "[ ] " } ?? ""
      let separator = list.isTight ? "\n" : "\n\n"
      return Self.item(task + item.blocks.map { text($0) }.joined(separator: separator), marker: marker)
    }
    return items.joined(separator: list.isTight ? "\n" : "\n\n")
  }

  private func text(_ table: MarkdownTable) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    func row(_ cells: [[MarkdownInline]]) -> String {
      line(cells.map { oneLine($0).replacing("|", with: "\\|").replacing("\\\\|", with: "\\|") })
    }
    let rule = line(
      table.header.indices.map { column in
        switch table.alignments.indices.contains(column) ? table.alignments[column] : .none {
        case .none: "---"
        case .left: ":---"
        case .center: ":---:"
        case .right: "---:"
        }
      })
    return ([row(table.header), rule] + table.rows.map(row)).joined(separator: "\n")
  }

  // MARK: Running text

  /// Running text; line ends stay.
  public func text(_ inlines: [MarkdownInline]) -> String {
    var result = ""
    for (index, inline) in inlines.enumerated() {
      let isLineStart = result.isEmpty || result.last == "\n"
      let next = index + 1 < inlines.count ? inlines[index + 1] : nil
      result += text(inline, isLineStart: isLineStart, next: next)
    }
    return result
  }

  /// Running text for places that end with the line.
  public func oneLine(_ inlines: [MarkdownInline]) -> String {
    text(inlines).replacing("\\\n", with: "<br>").replacing("\n", with: " ")
  }

  private func text(_ inline: MarkdownInline, isLineStart: Bool, next: MarkdownInline?) -> String {
    switch inline {
    case .text(let text): return escaped(text, isLineStart: isLineStart)
    case .reference(let label):
      guard let target = targets[label] else { return "@" + escaped(label, isLineStart: false) }
      return flavor == .gitHub
        ? "[\(escaped(target.text, isLineStart: false))](#\(Self.address(target.id)))"
        : escaped(target.text, isLineStart: isLineStart)
    case .citation(let citation): return escaped(self.citation(citation), isLineStart: isLineStart)
    case .softBreak: return "\n"
    case .lineBreak: return "\\\n"
    case .code(let code): return Self.span(code)
    case .html(let markup): return MarkdownRenderer.isComment(markup) ? "" : escaped(markup, isLineStart: isLineStart)
    case .emphasis(let content): return "*\(text(content))*"
    case .strong(let content): return "**\(text(content))**"
    case .strikethrough(let content): return "~~\(text(content))~~"
    case .link(let url, let title, let content): return link(url, title, content)
    case .image(let image): return text(image)
    case .math(let formula): return formula
    case .element(let element, let title, let content):
      let titled = title.isEmpty ? "" : " title=\"\(Self.escapedForHTML(title))\""
      return "<\(element.rawValue)\(titled)>\(text(content))</\(element.rawValue)>"
    case .note(let number, _): return flavor == .gitHub ? "[^\(number)]" : "<sup>\(number)</sup>"
    }
  }

  private func link(_ url: String, _ title: String, _ content: [MarkdownInline]) -> String {
    let shown = text(content)
    switch Address(url) {
    case .fragment(let id):
      guard flavor == .gitHub else { return shown }
      return "[\(shown)](#\(Self.address(targets[id]?.id ?? id)))"
    case .web, .local:
      let titled = title.isEmpty ? "" : " \"\(title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
      return "[\(shown)](\(Self.address(url))\(titled))"
    case .refused: return shown
    }
  }

  private func text(_ image: MarkdownImage) -> String {
    let alternative = image.content.plainText
    var shown: String
    switch Address(image.url) {
    case .web:
      return
        "[\(escaped(alternative.isEmpty ? image.url : alternative, isLineStart: false))](\(Self.address(image.url)))"
    case .local(let path):
      guard let address = picture(path) else { return escaped(alternative, isLineStart: false) }
      if image.width != nil || image.height != nil {
        let sizes = [("width", image.width), ("height", image.height)].compactMap { name, value in
          value.map { " \(name)=\"\(Self.escapedForHTML($0))\"" }
        }
        shown =
          "<img src=\"\(Self.escapedForHTML(Self.percentEncoded(address)))\" alt=\"\(Self.escapedForHTML(alternative))\"\(sizes.joined())>"
      } else {
        shown = "![\(escaped(alternative, isLineStart: false))](\(Self.address(address)))"
      }
    case .fragment, .refused: return escaped(alternative, isLineStart: false)
    }
    guard let name = image.name else { return shown }
    let caption = image.title.isEmpty ? alternative : image.title
    let anchor = flavor == .gitHub ? image.id.map { "<a id=\"\(Self.escapedForHTML($0))\"></a>\n\n" } ?? "" : ""
    shown += "\n\n**\(name).** \(escaped(caption, isLineStart: false))"
    return anchor + shown
  }

  // MARK: Signs

  /// Text in which nothing is read as markup.
  /// - Parameter isLineStart: whether it begins a line, where more signs mean something.
  public func escaped(_ text: String, isLineStart: Bool = true) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var startsLine = isLineStart
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let before = index > 0 ? scalars[index - 1] : nil
      let isEscaped =
        switch scalar {
        case "`", "*", "$", "~",
          "|" where scalar != "|":
          true
        case "\\":
          next.map { $0.isASCII && !$0.properties.isAlphabetic && !("0"..."9").contains($0) && $0 != " " } ?? true
        case "_": !(Self.isWord(before) && Self.isWord(next))
        case "<": next.map { $0.properties.isAlphabetic || "/!?".unicodeScalars.contains($0) } ?? true
        case "&": next.map { $0.properties.isAlphabetic || $0 == "#" } ?? true
        case "[": next.map { "^! xX]".unicodeScalars.contains($0) } ?? true
        case "]": next.map { "([:".unicodeScalars.contains($0) } ?? true
        case "!": next == nil || next == "["
        case "#", "+", "-", ">", "=": startsLine
        case ".", ")": startsLine || Self.isNumber(scalars[..<index], isLineStart: isLineStart)
        default: false
        }
      if isEscaped { result.append("\\") }
      result.append(scalar)
      startsLine = scalar == "\n"
    }
    return String(result)
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
  }

  /// Whether a line holds a number and nothing else so far: with a point it would begin a list.
  private static func isNumber(_ scalars: ArraySlice<Unicode.Scalar>, isLineStart: Bool) -> Bool {
    let start = scalars.lastIndex(of: "\n").map { $0 + 1 }
    let line = start.map { scalars[$0...] } ?? (isLineStart ? scalars : [])
    return !line.isEmpty && line.count < 10 && line.allSatisfy { ("0"..."9").contains($0) }
  }

  /// A code span, whatever backticks the code has.
  public static func span(_ code: String) -> String {
    let fence = String(repeating: "`", count: longestRun(of: "`", in: code) + 1)
    let needsRoom = code.hasPrefix("`") || code.hasSuffix("`") || (code.hasPrefix(" ") && code.hasSuffix(" "))
    let room = needsRoom && !code.allSatisfy { $0 == " " } ? " " : ""
    return fence + room + code + room + fence
  }

  /// A block of code, whatever fences the code has.
  public static func fenced(_ code: String, language: String = "") -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: code) + 1))
    return "\(fence)\(language)\n\(code)\(code.isEmpty || code.hasSuffix("\n") ? "" : "\n")\(fence)"
  }

  private static func longestRun(of sign: Character, in text: String) -> Int {
    var (longest, run) = (0, 0)
    for character in text {
      run = character == sign ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Lines of a block quote.
  public static func quoted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? ">" : "> \($0)" }
      .joined(separator: "\n")
  }

  private static func item(_ text: String, marker: String) -> String {
    indented(text, by: String(repeating: " ", count: marker.count), first: marker)
  }

  private static func indented(_ text: String, by indent: String, first: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      index == 0 ? first + line : line.isEmpty ? "" : indent + line
    }.joined(separator: "\n")
  }

  /// An address as the target of a link.
  private static func address(_ url: String) -> String {
    let encoded = percentEncoded(url)
    return encoded.utf8.contains { "()".utf8.contains($0) } ? "<\(encoded)>" : encoded
  }

  /// An address without what would end it.
  public static func percentEncoded(_ url: String) -> String {
    url.utf8.contains { $0 <= 32 || $0 == 127 || "<>\"\\".utf8.contains($0) }
      ? url.utf8.map { byte in
        byte <= 32 || byte == 127 || "<>\"\\".utf8.contains(byte)
          ? "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
          : byte < 128 ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
      }.joined() : url
  }

  /// Text in HTML that Markdown holds.
  public static func escapedForHTML(_ text: String) -> String {
    String(decoding: HTML(text: text).bytes, as: UTF8.self)
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(_ isLeftOut: (Character) -> Bool) -> SubSequence {
    guard let last = lastIndex(where: { !isLeftOut($0) }) else { return self[startIndex..<startIndex] }
    return self[...last]
  }
}
