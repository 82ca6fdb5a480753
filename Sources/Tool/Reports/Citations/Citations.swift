import Notebooks
import Pages

/// The sources that an article cites: how its text names them, and the list at its end.
struct Citations {
  /// A source with its place in the list.
  private struct Entry {
    var reference: Reference
    var id: String
    /// From 1.
    var number: Int
    /// The year, with a letter where the authors have several sources of it.
    var year: String
  }

  private let style: CitationStyle
  private var entries: [String: Entry] = [:]
  private var order: [String] = []

  /// - Parameter keys: what is cited, in the order of its first mention.
  init(_ bibliography: Bibliography, style: CitationStyle, keys: [String], identifiers: inout Identifiers) {
    self.style = style
    let cited = keys.compactMap { bibliography.references[$0] }
    let sorted = style == .numeric ? cited : cited.sorted { ($0.sortKey, $0.key) < ($1.sortKey, $1.key) }
    let labels = Dictionary(grouping: sorted) { $0.shortNames + " " + $0.year }
    for (index, reference) in sorted.enumerated() {
      let same = labels[reference.shortNames + " " + reference.year] ?? []
      let place = same.firstIndex { $0.key == reference.key } ?? 0
      let letter = same.count > 1 && style == .authorYear ? Article.Exhibit.letter(place) : ""
      entries[reference.key] = Entry(
        reference: reference, id: identifiers.claim("ref-" + Identifiers.slug(reference.key)), number: index + 1,
        year: (reference.year.isEmpty ? "n.d." : reference.year) + letter)
      order.append(reference.key)
    }
  }

  var isEmpty: Bool { order.isEmpty }

  // MARK: In the text

  private enum Piece {
    case text(String)
    case link(Entry, String)
    case lost(String)
  }

  /// `(Breiman 2001, p. 3; Ho 1998)`, `Breiman (2001)`, `[1, 2]`.
  private func pieces(_ citation: MarkdownCitation) -> [Piece] {
    let (opening, closing, separator) = style == .numeric ? ("[", "]", ", ") : ("(", ")", "; ")
    if citation.isInText, let item = citation.items.first {
      guard let entry = entries[item.key] else { return [.lost(item.key)] }
      let name = style == .numeric ? String(entry.number) : entry.year
      return [.text("\(entry.reference.shortNames)\u{A0}\(opening)"), .link(entry, name), .text(closing)]
    }
    var pieces: [Piece] = [.text(opening)]
    for (index, item) in citation.items.enumerated() {
      if index > 0 { pieces.append(.text(separator)) }
      guard let entry = entries[item.key] else {
        pieces.append(.lost(item.key))
        continue
      }
      if !item.prefix.isEmpty { pieces.append(.text(item.prefix + " ")) }
      let name =
        style == .numeric
        ? String(entry.number)
        : item.isWithoutAuthor ? entry.year : "\(entry.reference.shortNames)\u{A0}\(entry.year)"
      pieces.append(.link(entry, name))
      if !item.suffix.isEmpty { pieces.append(.text(", " + item.suffix)) }
    }
    return pieces + [.text(closing)]
  }

  /// A citation with links to the list.
  func html(_ citation: MarkdownCitation) -> HTML {
    pieces(citation).reduce(into: HTML()) { result, piece in
      switch piece {
      case .text(let text): result.append(text: text)
      case .link(let entry, let name): result += "<a class=\"cite\" href=\"#\(entry.id)\">\(name)</a>"
      case .lost(let key): result += "<span class=\"lost\">@\(key) (no source has this key)</span>"
      }
    }
  }

  /// A citation as text.
  func text(_ citation: MarkdownCitation) -> String {
    pieces(citation).map { piece in
      switch piece {
      case .text(let text), .link(_, let text): text
      case .lost(let key): "@\(key) (no source has this key)"
      }
    }.joined()
  }

  // MARK: The list

  /// The sources, in the order of their numbers or of their authors' names.
  var items: [(id: String, content: [MarkdownInline])] {
    order.compactMap { entries[$0] }.map { ($0.id, description(of: $0)) }
  }

  /// The sources as a list.
  func list(_ markdown: MarkdownRenderer) -> HTML {
    let items = items.map { id, content -> HTML in "<li id=\"\(id)\">\(markdown.html(content))</li>\n" }
    return style == .numeric ? "<ol>\n\(items)</ol>" : "<ul>\n\(items)</ul>"
  }

  /// `Breiman, Leo. 2001. “Random Forests.” Machine Learning 45 (1): 5–32. https://doi.org/…`
  private func description(of entry: Entry) -> [MarkdownInline] {
    let reference = entry.reference
    var parts: [[MarkdownInline]] = []
    let people = people(reference.names)
    if !people.isEmpty {
      let role = reference.authors.isEmpty ? reference.names.count == 1 ? ", ed." : ", eds." : ""
      parts.append([.text(sentence(people + role))])
    }
    parts.append([.text(sentence(entry.year))])
    let isPart = !reference.container.isEmpty
    if !reference.title.isEmpty {
      parts.append(
        isPart
          ? [.text("“\(sentence(reference.title))”")]
          : [.element(.cite, title: "", content: [.text(reference.title)]), .text(".")])
    }
    if isPart {
      let volume = reference.volume.isEmpty ? "" : " " + reference.volume
      let issue = reference.issue.isEmpty ? "" : " (\(reference.issue))"
      let pages = reference.pages.isEmpty ? "" : (volume.isEmpty && issue.isEmpty ? ", " : ": ") + reference.pages
      parts.append([
        .element(.cite, title: "", content: [.text(reference.container)]), .text("\(volume)\(issue)\(pages)."),
      ])
    }
    if !reference.publisher.isEmpty { parts.append([.text(sentence(reference.publisher))]) }
    let doi = reference.doi.replacing("https://doi.org/", with: "")
    let address = doi.isEmpty ? reference.url : "https://doi.org/" + doi
    if case .web = Address(address), address.hasPrefix("http") {
      parts.append([.link(url: address, title: "", content: [.text(address)])])
    } else if !address.isEmpty {
      parts.append([.text(address)])
    }
    return Array(parts.joined(separator: [.text(" ")]))
  }

  private func sentence(_ text: String) -> String { text.last.map { ".?!".contains($0) } == true ? text : text + "." }

  /// `Wong, Ada, and Bo Li`
  private func people(_ names: [Reference.Name]) -> String {
    let texts = names.enumerated().map { index, name in
      if name.given.isEmpty { return name.family }
      return index == 0 ? "\(name.family), \(name.given)" : "\(name.given) \(name.family)"
    }
    guard texts.count > 1, let last = texts.last else { return texts.first ?? "" }
    if texts.count > 10 { return texts.prefix(7).joined(separator: ", ") + ", et al." }
    return texts.dropLast().joined(separator: ", ") + ", and " + last
  }
}
