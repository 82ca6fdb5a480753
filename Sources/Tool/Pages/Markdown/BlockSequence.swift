/// Blocks under construction: what stands between `:::` lines, and between `<details>` and its end, comes into one.
struct BlockSequence {
  /// What begins with a line of its own and ends with another.
  enum Opened {
    /// `::: {.callout-note}`, by what stands behind the colons.
    case division(String)
    case details(summary: [MarkdownInline], isOpen: Bool)

    /// As it is written.
    var start: String {
      switch self {
      case .division(let name): "::: \(name)"
      case .details: "<details>"
      }
    }

    var end: String {
      switch self {
      case .division: ":::"
      case .details: "</details>"
      }
    }
  }

  private var levels: [(opened: Opened?, line: Int, blocks: [MarkdownBlock])] = [(nil, 0, [])]

  mutating func append(_ block: MarkdownBlock) { levels[levels.count - 1].blocks.append(block) }

  /// Appends a paragraph, or what it is: terms and what they mean.
  mutating func append(paragraph content: [MarkdownInline]) {
    let last = levels[levels.count - 1].blocks.last
    if let definition = MarkdownDefinition(paragraph: content) {
      guard case .definitions(let items)? = last else { return append(.definitions([definition])) }
      levels[levels.count - 1].blocks[levels[levels.count - 1].blocks.count - 1] = .definitions(items + [definition])
    } else if case .paragraph(let term)? = last, !term.contains(.softBreak),
      let definition = MarkdownDefinition(paragraph: term + [.softBreak] + content)
    {
      // A blank line may stand between a term and its meaning.
      levels[levels.count - 1].blocks.removeLast()
      append(paragraph: definition.term + definition.meanings.flatMap { [.softBreak, .text(": ")] + $0 })
    } else {
      append(.paragraph(content))
    }
  }

  mutating func open(_ opened: Opened, line: Int) { levels.append((opened, line, [])) }

  /// Sets the summary of the innermost `<details>`; false when none is open.
  mutating func setSummary(_ content: [MarkdownInline]) -> Bool {
    guard case .details(_, let isOpen)? = levels.last?.opened else { return false }
    levels[levels.count - 1].opened = .details(summary: content, isOpen: isOpen)
    return true
  }

  /// Ends the innermost part; false when it is not of this kind.
  mutating func close(isDivision: Bool) -> Bool {
    switch (levels.last?.opened, isDivision) {
    case (.division?, true), (.details?, false): break
    default: return false
    }
    let level = levels.removeLast()
    switch level.opened {
    case .division(let name): append(division: name, level.blocks)
    case .details(let summary, let isOpen):
      append(.details(summary: summary, isOpen: isOpen, blocks: level.blocks))
    case nil: break
    }
    return true
  }

  private mutating func append(division name: String, _ blocks: [MarkdownBlock]) {
    guard let kind = Self.callout(name) else {
      switch Self.place(name) {
      case .margin: append(.margin(blocks))
      case .tabs: append(tabs: blocks)
      case nil: levels[levels.count - 1].blocks += blocks
      }
      return
    }
    var (title, blocks) = (Self.title(in: name).map { [MarkdownInline.text($0)] } ?? [], blocks)
    if title.isEmpty, case .heading(let heading)? = blocks.first {
      title = heading.content
      blocks.removeFirst()
    }
    append(.callout(MarkdownCallout(kind: kind, title: title, blocks: blocks)))
  }

  /// The kind of `{.callout-note}` and `callout-note`.
  static func callout(_ name: String) -> MarkdownCallout.Kind? {
    let words = name.split { " {}.".contains($0) }
    return words.lazy.filter { $0.hasPrefix("callout-") }.compactMap {
      MarkdownCallout.Kind(rawValue: String($0.dropFirst(8)))
    }
    .first
  }

  /// What a division is beside a callout.
  private enum Place { case margin, tabs }

  private static func place(_ name: String) -> Place? {
    let words = Set(name.split { " {}.".contains($0) })
    if !words.isDisjoint(with: ["margin", "column-margin", "aside"]) { return .margin }
    return words.contains("panel-tabset") ? .tabs : nil
  }

  /// Whether a division of this name means something.
  static func isKnown(_ name: String) -> Bool { callout(name) != nil || place(name) != nil }

  /// Each heading of the first one's level begins a part.
  private mutating func append(tabs blocks: [MarkdownBlock]) {
    var tabs: [MarkdownTabs.Tab] = []
    var level: Int?
    for block in blocks {
      if case .heading(let heading) = block, level == nil || heading.level == level {
        level = heading.level
        tabs.append(MarkdownTabs.Tab(title: heading.content, blocks: []))
      } else if tabs.isEmpty {
        append(block)
      } else {
        tabs[tabs.count - 1].blocks.append(block)
      }
    }
    if !tabs.isEmpty { append(.tabs(MarkdownTabs(tabs: tabs))) }
  }

  private static func title(in name: String) -> String? {
    guard let start = name.firstRange(of: "title=\"") else { return nil }
    let value = name[start.upperBound...]
    return value.firstIndex(of: "\"").map { String(value[..<$0]) }
  }

  /// What has no end, with its lines; it ends where the text ends.
  var unclosed: [(opened: Opened, line: Int)] { levels.compactMap { level in level.opened.map { ($0, level.line) } } }

  mutating func finished() -> [MarkdownBlock] {
    while let opened = levels.last?.opened {
      if case .division = opened { _ = close(isDivision: true) } else { _ = close(isDivision: false) }
    }
    return levels[0].blocks
  }
}

extension MarkdownDefinition {
  /// Reads a paragraph whose second line and further ones begin with a colon and a blank.
  init?(paragraph: [MarkdownInline]) {
    var lines = paragraph.split(separator: .softBreak, omittingEmptySubsequences: false).map(Array.init)[...]
    guard let term = lines.popFirst(), !term.isEmpty, Self.meaning(term) == nil, let first = lines.first,
      Self.meaning(first) != nil
    else { return nil }
    self.term = term
    meanings = []
    for line in lines {
      if let meaning = Self.meaning(line) {
        meanings.append(meaning)
      } else {
        meanings[meanings.count - 1] += [.softBreak] + line
      }
    }
  }

  /// What stands behind the colon of a line; nil where none begins it.
  private static func meaning(_ line: [MarkdownInline]) -> [MarkdownInline]? {
    guard case .text(let text)? = line.first, text.hasPrefix(": ") || text == ":" else { return nil }
    let rest = text.dropFirst().drop { $0 == " " }
    return (rest.isEmpty ? [] : [.text(String(rest))]) + line.dropFirst()
  }
}
