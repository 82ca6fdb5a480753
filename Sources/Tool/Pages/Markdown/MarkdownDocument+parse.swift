import CMarkdown

extension MarkdownDocument {
  /// Reads Markdown. Every text is Markdown; there are no errors. What does not mean what its author may think it does
  /// is among ``mentions``.
  /// - Parameter isSmart: whether straight quotes, `--` and `...` become typographic ones.
  public init(_ markdown: String, isSmart: Bool = true) {
    // Two tildes strike through; between single ones other tools set subscripts.
    let options =
      CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
      | (isSmart ? CMARK_OPT_SMART : 0)
    let bounded = MarkdownBounds.bounded(markdown)
    // Where marks were escaped, what looks like a formula may be none.
    let prepared = bounded == markdown ? PreparedMarkdown(markdown) : PreparedMarkdown(asItIs: bounded)
    let document = CommonMark.withTree(of: LiteralSigns.marked(prepared.text), options: options) { root in
      var reader = MarkdownTreeReader(prepared)
      let blocks = reader.blocks(of: root)
      return MarkdownDocument(blocks: blocks, notes: reader.notes, mentions: prepared.mentions + reader.mentions)
    }
    self = document ?? MarkdownDocument(blocks: [])
  }
}
