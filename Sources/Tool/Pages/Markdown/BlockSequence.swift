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
      levels[levels.count - 1].blocks += blocks
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
