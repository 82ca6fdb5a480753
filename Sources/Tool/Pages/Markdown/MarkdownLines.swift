import CMarkdown

/// Lines of Markdown, told apart before anything in them is read.
public enum MarkdownLines {
  /// For each line whether it belongs to a block of code, fenced or indented, or to a comment: nothing in it means
  /// anything.
  public static func literal(in markdown: String) -> [Bool] {
    let lines = markdown.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var result = Array(repeating: false, count: lines.count)
    // Nothing makes a line literal but a fence, an indentation and a comment.
    let sought = ["```", "~~~", "    ", "\t", "<!--"]
    guard sought.contains(where: { markdown.contains($0) }) else { return result }
    // Notes without a reference are left out of the tree, with the code in them.
    let labels = lines.compactMap { noteLabel(ofDefinition: $0) }
    let kept = labels.isEmpty ? markdown : markdown + "\n\n" + labels.map { "[^\($0)]" }.joined(separator: " ")
    CommonMark.withTree(of: kept) { root in
      let iterator = cmark_iter_new(root)
      defer { cmark_iter_free(iterator) }
      while true {
        let event = cmark_iter_next(iterator)
        if event == CMARK_EVENT_DONE { return }
        guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator), let range = literalRange(of: node)
        else { continue }
        for line in range.clamped(to: lines.indices) { result[line] = true }
      }
    }
    return result
  }

  /// The lines, from 0, of a block of code or of a comment; nil for every other block.
  private static func literalRange(of node: OpaquePointer) -> Range<Int>? {
    let start = Int(cmark_node_get_start_line(node)) - 1
    let type = cmark_node_get_type(node)
    if type == CMARK_NODE_CODE_BLOCK { return start..<max(start, Int(cmark_node_get_end_line(node))) }
    guard type == CMARK_NODE_HTML_BLOCK, let literal = cmark_node_get_literal(node) else { return nil }
    let text = String(cString: literal)
    guard text.drop(while: \.isWhitespace).hasPrefix("<!--") else { return nil }
    // cmark counts one line too few where the comment ends on the last.
    return start..<start + max(1, text.utf8.count { $0 == UInt8(ascii: "\n") })
  }

  /// `x` in `[^x]: text`, indented by at most three blanks.
  static func noteLabel(ofDefinition line: Substring.UTF8View) -> String? {
    let content = line.drop { $0 == UInt8(ascii: " ") }
    guard line.count - content.count <= 3, content.starts(with: "[^".utf8),
      let close = content.firstIndex(of: UInt8(ascii: "]")),
      content[content.index(after: close)...].first == UInt8(ascii: ":")
    else { return nil }
    let label = content[content.index(content.startIndex, offsetBy: 2)..<close]
    guard !label.isEmpty, !label.contains(where: { $0 == 32 || $0 == 9 }) else { return nil }
    return String(Substring(label))
  }
}
