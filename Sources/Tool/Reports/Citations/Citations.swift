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

  /// `(Breiman 2001, p. 3; Ho 1998)`, `Breiman (2001)`, `[1, 2]`.
  func html(_ citation: MarkdownCitation) -> HTML {
    if citation.isInText, let item = citation.items.first {
      guard let entry = entries[item.key] else { return lost(item.key) }
      return style == .numeric
        ? "\(entry.reference.shortNames)\u{A0}[\(link(entry, HTML(text: String(entry.number))))]"
        : "\(entry.reference.shortNames)\u{A0}(\(link(entry, HTML(text: entry.year))))"
    }
    let items = citation.items.map { item -> HTML in
      guard let entry = entries[item.key] else { return lost(item.key) }
      let prefix = item.prefix.isEmpty ? "" : item.prefix + " "
      let suffix = item.suffix.isEmpty ? "" : ", " + item.suffix
      let name: HTML =
        style == .numeric
        ? HTML(text: String(entry.number))
        : item.isWithoutAuthor ? HTML(text: entry.year) : "\(entry.reference.shortNames)\u{A0}\(entry.year)"
      return "\(prefix)\(link(entry, name))\(suffix)"
    }
    return style == .numeric ? "[\(HTML.joined(items, by: ", "))]" : "(\(HTML.joined(items, by: "; ")))"
  }

  private func link(_ entry: Entry, _ name: HTML) -> HTML { "<a class=\"cite\" href=\"#\(entry.id)\">\(name)</a>" }

  private func lost(_ key: String) -> HTML { "<span class=\"lost\">@\(key) (no source has this key)</span>" }

  // MARK: The list

  /// The sources, in the order of their numbers or of their authors' names.
  var list: HTML {
    let items = order.compactMap { entries[$0] }.map { entry -> HTML in
      "<li id=\"\(entry.id)\">\(description(of: entry))</li>\n"
    }
    return style == .numeric ? "<ol>\n\(items)</ol>" : "<ul>\n\(items)</ul>"
  }

  /// `Breiman, Leo. 2001. “Random Forests.” Machine Learning 45 (1): 5–32. https://doi.org/…`
  private func description(of entry: Entry) -> HTML {
    let reference = entry.reference
    var parts: [HTML] = []
    let people = people(reference.names)
    if !people.isEmpty {
      let role = reference.authors.isEmpty ? reference.names.count == 1 ? ", ed." : ", eds." : ""
      parts.append("\(sentence(people + role))")
    }
    parts.append("\(sentence(entry.year))")
    let isPart = !reference.container.isEmpty
    if !reference.title.isEmpty {
      parts.append(
        isPart ? "“\(sentence(reference.title))”" : "<cite>\(reference.title)</cite>.")
    }
    if isPart {
      let volume = reference.volume.isEmpty ? "" : " " + reference.volume
      let issue = reference.issue.isEmpty ? "" : " (\(reference.issue))"
      let pages = reference.pages.isEmpty ? "" : (volume.isEmpty && issue.isEmpty ? ", " : ": ") + reference.pages
      parts.append("<cite>\(reference.container)</cite>\(volume)\(issue)\(pages).")
    }
    if !reference.publisher.isEmpty { parts.append("\(sentence(reference.publisher))") }
    let doi = reference.doi.replacing("https://doi.org/", with: "")
    let address = doi.isEmpty ? reference.url : "https://doi.org/" + doi
    if case .web = Address(address), address.hasPrefix("http") {
      parts.append("<a href=\"\(address)\" rel=\"noreferrer\">\(address)</a>")
    } else if !address.isEmpty {
      parts.append("\(address)")
    }
    return HTML.joined(parts, by: " ")
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
