import CMarkdown

/// The parser, with the extensions that texts are read with.
enum CommonMark {
  /// Gives the tree of a text to `read`. The tree lives as long as the call.
  static func withTree<Value>(
    of markdown: String, options: Int32 = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8,
    _ read: (OpaquePointer) -> Value
  ) -> Value? {
    registerExtensions
    let parser = cmark_parser_new(options)
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      if let syntax = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, syntax) }
    }
    let source = Array(markdown.utf8)
    source.withUnsafeBytes { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    let root = cmark_parser_finish(parser)
    defer { cmark_node_free(root) }
    return root.map(read)
  }

  private static let registerExtensions: Void = cmark_gfm_core_extensions_ensure_registered()
}
