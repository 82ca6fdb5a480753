extension ArticleBuilder {
  /// The content with its footnotes numbered through the whole article and every mention counted.
  mutating func numbered(_ content: [MarkdownInline], firstNote: Int) -> [MarkdownInline] {
    content.map { inline in
      switch inline {
      case .note(let number, _):
        let index = firstNote + number - 1
        guard article.notes.indices.contains(index) else { return inline }
        article.notes[index].mentions += 1
        return .note(index + 1, mention: article.notes[index].mentions)
      case .emphasis(let content): return .emphasis(numbered(content, firstNote: firstNote))
      case .strong(let content): return .strong(numbered(content, firstNote: firstNote))
      case .strikethrough(let content): return .strikethrough(numbered(content, firstNote: firstNote))
      case .link(let url, let title, let content):
        return .link(url: url, title: title, content: numbered(content, firstNote: firstNote))
      case .text, .reference, .softBreak, .lineBreak, .code, .html, .image: return inline
      }
    }
  }

  mutating func numbered(_ block: MarkdownBlock, firstNote: Int) -> MarkdownBlock {
    switch block {
    case .paragraph(let content): return .paragraph(numbered(content, firstNote: firstNote))
    case .quote(let blocks): return .quote(blocks.map { numbered($0, firstNote: firstNote) })
    case .list(var list):
      for index in list.items.indices {
        list.items[index].blocks = list.items[index].blocks.map { numbered($0, firstNote: firstNote) }
      }
      return .list(list)
    case .table(var table):
      table.header = table.header.map { numbered($0, firstNote: firstNote) }
      table.rows = table.rows.map { row in row.map { numbered($0, firstNote: firstNote) } }
      return .table(table)
    // Inside quotes, lists and notes a heading is no section of the article.
    case .heading(let heading): return .paragraph([.strong(numbered(heading.content, firstNote: firstNote))])
    case .code, .html, .rule: return block
    }
  }
}
