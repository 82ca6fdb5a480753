import CMarkdown

/// Turns cmark's tree into values. Nodes are only read, and only while the tree exists.
struct MarkdownTreeReader {
  typealias Node = OpaquePointer

  private(set) var notes: [[MarkdownBlock]] = []
  private var mentions: [Int: Int] = [:]
  private var depth = 0
  /// Deeper nesting is flattened to its text, so that no document can exhaust the stack.
  private static let maximumDepth = 100

  mutating func blocks(of parent: Node) -> [MarkdownBlock] {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { return [.paragraph([.text(Self.flatText(of: parent))])] }
    var result: [MarkdownBlock] = []
    for node in Self.children(of: parent) {
      switch Self.type(of: node) {
      case "paragraph": result.append(.paragraph(inlines(of: node)))
      case "heading": result.append(.heading(heading(node)))
      case "block_quote": result.append(.quote(blocks(of: node)))
      case "list": result.append(.list(list(node)))
      case "code_block":
        let language = Self.string(cmark_node_get_fence_info(node)).prefix { !$0.isWhitespace && $0 != "{" }
        result.append(.code(language: String(language), text: LiteralAtSigns.restoredCode(Self.literal(of: node))))
      case "html_block": result.append(.html(LiteralAtSigns.restoredCode(Self.literal(of: node))))
      case "thematic_break": result.append(.rule)
      case "table": result.append(.table(table(node)))
      case "footnote_definition": notes.append(blocks(of: node))
      default: result.append(.paragraph([.text(Self.flatText(of: node))]))
      }
    }
    return result
  }

  private mutating func heading(_ node: Node) -> MarkdownHeading {
    var content = inlines(of: node)
    let id = Self.takeIdentifier(from: &content)
    return MarkdownHeading(level: Int(cmark_node_get_heading_level(node)), id: id, content: content)
  }

  /// Takes `{#sec-x}` off the end of a heading.
  private static func takeIdentifier(from content: inout [MarkdownInline]) -> String? {
    guard case .text(let text)? = content.last, text.hasSuffix("}"), let open = text.lastIndex(of: "{") else {
      return nil
    }
    let attributes = text[text.index(after: open)...].dropLast().split(separator: " ")
    guard let id = attributes.first(where: { $0.hasPrefix("#") && $0.count > 1 }) else { return nil }
    var title = text[..<open]
    while title.last == " " { title.removeLast() }
    content.removeLast()
    if !title.isEmpty { content.append(.text(String(title))) }
    return String(id.dropFirst())
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
    var rows = Self.children(of: node).map { row in Self.children(of: row).map { inlines(of: $0) } }
    let header = rows.isEmpty ? [] : rows.removeFirst()
    return MarkdownTable(alignments: alignments, header: header, rows: rows)
  }

  private mutating func inlines(of parent: Node) -> [MarkdownInline] {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { return [.text(Self.flatText(of: parent))] }
    var result: [MarkdownInline] = []
    var text = ""
    for node in Self.children(of: parent) {
      let type = Self.type(of: node)
      if type == "text" {
        text += Self.literal(of: node)
        continue
      }
      result += MarkdownInline.splitReferences(text)
      text = ""
      switch type {
      case "softbreak": result.append(.softBreak)
      case "linebreak": result.append(.lineBreak)
      case "code": result.append(.code(LiteralAtSigns.restoredCode(Self.literal(of: node))))
      case "html_inline": result.append(.html(LiteralAtSigns.restoredCode(Self.literal(of: node))))
      case "emph": result.append(.emphasis(inlines(of: node)))
      case "strong": result.append(.strong(inlines(of: node)))
      case "strikethrough": result.append(.strikethrough(inlines(of: node)))
      case "link", "image":
        let url = LiteralAtSigns.restoredText(Self.string(cmark_node_get_url(node)))
        let title = LiteralAtSigns.restoredText(Self.string(cmark_node_get_title(node)))
        let content = inlines(of: node)
        result.append(
          type == "link"
            ? .link(url: url, title: title, content: content) : .image(url: url, title: title, content: content))
      case "footnote_reference":
        let number = Int(Self.literal(of: node)) ?? 1
        mentions[number, default: 0] += 1
        result.append(.note(number, mention: mentions[number, default: 1]))
      default: result.append(.text(Self.flatText(of: node)))
      }
    }
    return result + MarkdownInline.splitReferences(text)
  }

  private static func children(of parent: Node) -> [Node] {
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
      case CMARK_EVENT_DONE: return LiteralAtSigns.restoredText(text)
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
