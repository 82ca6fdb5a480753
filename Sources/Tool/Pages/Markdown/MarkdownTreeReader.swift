import CMarkdown

/// Turns cmark's tree into values. Nodes are only read, and only while the tree exists.
struct MarkdownTreeReader {
  typealias Node = OpaquePointer

  private(set) var notes: [MarkdownNote] = []
  private(set) var mentions: [MarkdownMention] = []
  private let prepared: PreparedMarkdown
  /// The lines that cmark read.
  private let lines: [Substring]
  private var mentionCounts: [Int: Int] = [:]
  private var depth = 0
  /// The line that is read: cmark does not count line breaks that are kept.
  private var line = 1
  /// What is added to the lines of nodes, for text that was cut out of the document.
  private var lineOffset = 0
  /// Whether the text that comes next begins with the `[!NOTE]` of a callout.
  private var awaitsAlert = false
  /// Deeper nesting is flattened to its text, so that no document can exhaust the stack.
  private static let maximumDepth = 100

  init(_ prepared: PreparedMarkdown) {
    self.prepared = prepared
    lines = prepared.text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private mutating func mention(_ kind: MarkdownMention.Kind, at node: Node? = nil) {
    mentions.append(MarkdownMention(kind: kind, line: node.map(lineOf) ?? line))
  }

  private func lineOf(_ node: Node) -> Int {
    max(Int(cmark_node_get_start_line(node)) + lineOffset, line)
  }

  mutating func blocks(of parent: Node) -> [MarkdownBlock] {
    let outerDepth = depth
    depth += 1
    defer { depth = outerDepth }
    if depth > Self.maximumDepth { return [.paragraph([.text(Self.flatText(of: parent))])] }
    var sequence = BlockSequence()
    for node in Self.children(of: parent) {
      // Notes come last, wherever they stand.
      line = depth == 1 ? Int(cmark_node_get_start_line(node)) + lineOffset : lineOf(node)
      switch Self.type(of: node) {
      case "paragraph":
        let content = inlines(of: node)
        if let formula = formula(in: content) {
          sequence.append(.math(formula))
        } else {
          sequence.append(paragraph: content)
        }
      case "heading": sequence.append(.heading(heading(node)))
      case "block_quote": sequence.append(quote(node))
      case "list": sequence.append(.list(list(node)))
      case "code_block": sequence.append(code(node))
      case "html_block": read(markup: LiteralSigns.restoredCode(Self.literal(of: node)), of: node, into: &sequence)
      case "thematic_break": sequence.append(.rule)
      case "table": sequence.append(.table(table(node)))
      case "footnote_definition":
        notes.append(MarkdownNote(label: noteLabel(of: node), blocks: blocks(of: node)))
      default: sequence.append(.paragraph([.text(Self.flatText(of: node))]))
      }
    }
    for (opened, line) in sequence.unclosed {
      let kind = MarkdownMention.Kind.unsupported(
        "`\(opened.start)` has no end", hint: "end it with a line `\(opened.end)`")
      mentions.append(MarkdownMention(kind: kind, line: line))
    }
    return sequence.finished()
  }

  /// The formula that a paragraph is, with the label behind it.
  private func formula(in content: [MarkdownInline]) -> MarkdownFormula? {
    guard case .math(let text)? = content.first else { return nil }
    if content.count == 1 { return MarkdownFormula(text: text) }
    guard content.count == 2, text.hasPrefix("$$"), case .text(let tail) = content[1] else { return nil }
    return PreparedMarkdown.formulaLabel(tail[...]).map { MarkdownFormula(text: text, label: $0) }
  }

  /// cmark numbers the notes and forgets what they were called.
  private func noteLabel(of node: Node) -> String {
    let index = Int(cmark_node_get_start_line(node)) - 1
    guard lines.indices.contains(index), let start = lines[index].firstRange(of: "[^") else { return "" }
    return lines[index][start.upperBound...].prefix { $0 != "]" }.lowercased()
  }

  private mutating func heading(_ node: Node) -> MarkdownHeading {
    var content = inlines(of: node)
    let id = Self.takeIdentifier(from: &content)
    return MarkdownHeading(
      level: Int(cmark_node_get_heading_level(node)), id: id, content: content, line: lineOf(node))
  }

  /// Takes `{#sec-x}` off the end of a heading, and `{.unnumbered}`, which means nothing here.
  private static func takeIdentifier(from content: inout [MarkdownInline]) -> String? {
    guard case .text(let text)? = content.last, text.hasSuffix("}"), let open = text.lastIndex(of: "{") else {
      return nil
    }
    let attributes = text[text.index(after: open)...].dropLast().split(separator: " ")
    guard !attributes.isEmpty, attributes.allSatisfy({ "#.-".contains($0.prefix(1)) || $0.contains("=") }) else {
      return nil
    }
    var title = text[..<open]
    while title.last == " " { title.removeLast() }
    content.removeLast()
    if !title.isEmpty { content.append(.text(String(title))) }
    return attributes.first { $0.hasPrefix("#") && $0.count > 1 }.map { String($0.dropFirst()) }
  }

  private mutating func quote(_ node: Node) -> MarkdownBlock {
    awaitsAlert = true
    var blocks = blocks(of: node)
    awaitsAlert = false
    guard case .paragraph(var content)? = blocks.first, let kind = Self.takeAlert(from: &content) else {
      return .quote(blocks)
    }
    // What follows on the line of the kind is the title.
    let end = content.firstIndex(of: .softBreak) ?? content.endIndex
    let title = Array(content[..<end])
    let rest = Array(content[min(end + 1, content.endIndex)...])
    blocks.removeFirst()
    if !rest.isEmpty { blocks.insert(.paragraph(rest), at: 0) }
    return .callout(MarkdownCallout(kind: kind, title: title, blocks: blocks))
  }

  private static func takeAlert(from content: inout [MarkdownInline]) -> MarkdownCallout.Kind? {
    guard case .text(let text)? = content.first, text.hasPrefix("[!"), let close = text.firstIndex(of: "]"),
      let kind = MarkdownCallout.Kind(rawValue: text[..<close].dropFirst(2).lowercased())
    else { return nil }
    let rest = text[text.index(after: close)...].drop { $0 == " " }
    content.removeFirst()
    if !rest.isEmpty { content.insert(.text(String(rest)), at: 0) }
    return kind
  }

  // MARK: Markup

  private mutating func read(markup: String, of node: Node, into sequence: inout BlockSequence) {
    let content = markup.drop(while: \.isWhitespace)
    if content.hasPrefix("<!--\(PreparedMarkdown.divisionMark)"),
      let number = Int(content.dropFirst(5).prefix(while: \.isNumber)), prepared.divisions.indices.contains(number)
    {
      return read(division: prepared.divisions[number], of: node, into: &sequence)
    }
    guard let pieces = MarkupPiece.pieces(of: markup) else {
      mention(.markup(MarkupPiece.firstRefused(in: markup)), at: node)
      return sequence.append(.html(markup))
    }
    var text = ""
    func flush() {
      let content = inlines(ofMarkup: text, of: node)
      if !content.isEmpty { sequence.append(.paragraph(content)) }
      text = ""
    }
    for piece in pieces {
      switch piece {
      case .text(let more): text += more
      case .tag(let tag, let markup):
        switch tag.name {
        case "details":
          flush()
          if !tag.isEnd {
            open(.details(summary: [], isOpen: tag.isOpen), in: &sequence, line: lineOf(node))
          } else if !close(in: &sequence, isDivision: false) {
            mention(.markup(markup), at: node)
          }
        case "summary":
          if tag.isEnd, sequence.setSummary(inlines(ofMarkup: text, of: node)) {
            text = ""
          } else {
            flush()
            if tag.isEnd { mention(.markup(markup), at: node) }
          }
        case "hr":
          flush()
          sequence.append(.rule)
        default: text += markup
        }
      }
    }
    flush()
  }

  private mutating func read(division name: String, of node: Node, into sequence: inout BlockSequence) {
    if name.isEmpty {
      if !close(in: &sequence, isDivision: true) {
        mention(.unsupported("this `:::` ends nothing", hint: "take it away"), at: node)
      }
      return
    }
    open(.division(name), in: &sequence, line: lineOf(node))
    guard !BlockSequence.isKnown(name) else { return }
    let hint =
      "known are `.callout-note`, `-tip`, `-important`, `-warning` and `-caution`, `.column-margin` and `.panel-tabset`"
    mention(.unsupported("`::: \(name)` means nothing here", hint: hint), at: node)
  }

  /// What is nested too deeply is not opened; what it holds stands where it is.
  private mutating func open(_ opened: BlockSequence.Opened, in sequence: inout BlockSequence, line: Int) {
    guard depth < Self.maximumDepth else { return }
    sequence.open(opened, line: line)
    depth += 1
  }

  private mutating func close(in sequence: inout BlockSequence, isDivision: Bool) -> Bool {
    guard sequence.close(isDivision: isDivision) else { return false }
    depth -= 1
    return true
  }

  /// The running text of a piece of markup, in which line ends mean nothing.
  private mutating func inlines(ofMarkup text: String, of node: Node) -> [MarkdownInline] {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { return [] }
    // The character in front makes it a paragraph, whatever it begins with.
    let start = "\u{FFF05}"
    let (offset, whole) = (lineOffset, line)
    line = lineOf(node)
    lineOffset = line - 1
    defer { (lineOffset, line) = (offset, whole) }
    let content = CommonMark.withTree(of: start + words.joined(separator: " ")) { root in
      Self.children(of: root).flatMap { inlines(of: $0) }
    }
    return (content ?? []).compactMap { inline in
      guard case .text(let text) = inline, text.hasPrefix(start) else { return inline }
      return text == start ? nil : .text(String(text.dropFirst()))
    }
  }

  private mutating func code(_ node: Node) -> MarkdownBlock {
    let text = LiteralSigns.restoredCode(Self.literal(of: node))
    let info = Self.string(cmark_node_get_fence_info(node))
    if info.unicodeScalars.first == PreparedMarkdown.formulaMark {
      let formula = "$$\n" + text + (text.hasSuffix("\n") ? "" : "\n") + "$$"
      mention(.formula(formula), at: node)
      let label = info.unicodeScalars.dropFirst()
      return .math(MarkdownFormula(text: formula, label: label.isEmpty ? nil : String(label)))
    }
    let language = info.prefix { !$0.isWhitespace && $0 != "{" }
    let name = info.drop { $0 == "{" }.prefix { $0.isLetter }.lowercased()
    if ["mermaid", "dot", "ojs"].contains(name) || info.hasPrefix("{") {
      mention(
        .unsupported(
          "a block of `\(name.isEmpty ? info : name)` is shown as code",
          hint: "draw a chart in a code cell, or embed a picture: `![](file.svg)`"), at: node)
    }
    return .code(language: String(language), text: text)
  }

  private mutating func list(_ node: Node) -> MarkdownList {
    let isNumbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    let items = Self.children(of: node).map { item in
      let isTask = Self.type(of: item) == "tasklist"
      return MarkdownList.Item(
        blocks: blocks(of: item), isDone: isTask ? cmark_gfm_extensions_get_tasklist_item_checked(item) : nil)
    }
    return MarkdownList(
      start: isNumbered ? Int(cmark_node_get_list_start(node)) : nil, isTight: cmark_node_get_list_tight(node) == 1,
      items: items)
  }

  private mutating func table(_ node: Node) -> MarkdownTable {
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    let signs = cmark_gfm_extensions_get_table_alignments(node)
    let alignments = (0..<count).map { column -> MarkdownTable.Alignment in
      switch signs?[column] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
    var rows = Self.children(of: node).map { row in
      line = lineOf(row)
      return Self.children(of: row).map { inlines(of: $0) }
    }
    let header = rows.isEmpty ? [] : rows.removeFirst()
    return MarkdownTable(alignments: alignments, header: header, rows: rows)
  }

  // MARK: Running text

  private mutating func inlines(of parent: Node) -> [MarkdownInline] {
    let outerDepth = depth
    depth += 1
    defer { depth = outerDepth }
    if depth > Self.maximumDepth { return [.text(Self.flatText(of: parent))] }
    var result = InlineSequence(maximumDepth: Self.maximumDepth - depth)
    var text = ""
    var textNode: Node?
    func flush() {
      guard !text.isEmpty else { return }
      let (taken, refused) = result.takeAttributes(from: text)
      for attribute in refused {
        mention(
          .unsupported(
            "`\(attribute)` of a picture means nothing here",
            hint: "pictures have `width`, `height`, `fig-alt` and an id, `#fig-name`"), at: textNode)
      }
      let shown = String(text.dropFirst(taken))
      notice(shown, at: textNode)
      result += MarkdownInline.splitReferences(shown)
      text = ""
    }
    for node in Self.children(of: parent) {
      let type = Self.type(of: node)
      if type == "text" {
        if text.isEmpty { textNode = node }
        text += Self.literal(of: node)
        continue
      }
      flush()
      depth = outerDepth + 1 + result.depth
      switch type {
      case "softbreak", "linebreak":
        line = lineOf(node) + 1
        result.append(type == "softbreak" ? .softBreak : .lineBreak)
      case "code":
        let code = LiteralSigns.restoredCode(Self.literal(of: node))
        if let formula = PreparedMarkdown.formula(inCode: code) {
          mention(.formula(formula), at: node)
          result.append(.math(formula))
        } else {
          result.append(.code(code))
        }
      case "html_inline": result.append(markup: LiteralSigns.restoredCode(Self.literal(of: node)), line: lineOf(node))
      case "emph": result.append(.emphasis(inlines(of: node)))
      case "strong": result.append(.strong(inlines(of: node)))
      case "strikethrough": result.append(.strikethrough(inlines(of: node)))
      case "link", "image": result.append(link(node, isImage: type == "image"))
      case "footnote_reference":
        let number = Int(Self.literal(of: node)) ?? 1
        mentionCounts[number, default: 0] += 1
        result.append(.note(number, mention: mentionCounts[number, default: 1]))
      default: result.append(.text(Self.flatText(of: node)))
      }
    }
    flush()
    let (content, refused) = result.finished()
    mentions += refused.map { MarkdownMention(kind: .markup($0.markup), line: $0.line) }
    return content
  }

  /// Notes what a text holds that is more than text elsewhere.
  private mutating func notice(_ text: String, at node: Node?) {
    let isAlert = awaitsAlert
    awaitsAlert = false
    for part in MarkdownInline.splitReferences(text) {
      switch part {
      case .reference(let label): mention(.reference(label), at: node)
      case .citation(let citation):
        for item in citation.items { mention(.citation(item.key, isInText: citation.isInText), at: node) }
      default: break
      }
    }
    let line = (node.map(lineOf) ?? self.line) - 1
    let source = lines.indices.contains(line) ? lines[line] : ""
    for (kind, match) in ForeignSyntax.found(in: text, isAlert: isAlert) {
      // A backslash says that text is meant.
      if source.contains("\\\(match.prefix(3))") { continue }
      mention(kind, at: node)
    }
  }

  private mutating func link(_ node: Node, isImage: Bool) -> MarkdownInline {
    let url = LiteralSigns.restoredText(Self.string(cmark_node_get_url(node)))
    let title = LiteralSigns.restoredText(Self.string(cmark_node_get_title(node)))
    let content = inlines(of: node)
    mention(isImage ? .picture(url) : .link(url), at: node)
    return isImage
      ? .image(MarkdownImage(url: url, title: title, content: content))
      : .link(url: url, title: title, content: content)
  }

  static func children(of parent: Node) -> [Node] {
    Array(
      sequence(state: cmark_node_first_child(parent)) { next in
        defer { next = next.flatMap { cmark_node_next($0) } }
        return next
      })
  }

  /// All literals below a node, without recursion.
  private static func flatText(of node: Node) -> String {
    let iterator = cmark_iter_new(node)
    defer { cmark_iter_free(iterator) }
    var text = ""
    while true {
      switch cmark_iter_next(iterator) {
      case CMARK_EVENT_DONE: return LiteralSigns.restoredText(text)
      case CMARK_EVENT_ENTER: if let part = cmark_iter_get_node(iterator) { text += literal(of: part) }
      default: break
      }
    }
  }

  private static func type(of node: Node) -> String {
    // cmark-gfm has no names for these two.
    switch cmark_node_get_type(node) {
    case CMARK_NODE_FOOTNOTE_REFERENCE: "footnote_reference"
    case CMARK_NODE_FOOTNOTE_DEFINITION: "footnote_definition"
    default: string(cmark_node_get_type_string(node))
    }
  }
  private static func literal(of node: Node) -> String { string(cmark_node_get_literal(node)) }
  private static func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}
