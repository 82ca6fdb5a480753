/// What other texts may refer to: footnotes, `[^x]: text`, and the addresses of links, `[name]: https://example.org`.
public struct MarkdownDefinitions: Sendable {
  /// A footnote or the address of a link.
  public struct Definition: Sendable, Equatable {
    /// As references are compared: in small letters; that of a footnote begins with `^`.
    public var label: String
    /// As it is written.
    public var lines: [String]
    /// The first of the lines, from 1.
    public var line: Int
  }

  /// In order; of one label the first.
  public private(set) var definitions: [Definition] = []

  /// Finds the definitions of a text.
  public init(_ markdown: String) {
    guard markdown.contains("]:") else { return }
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    let literal = MarkdownLines.literal(in: markdown)
    var known: Set<String> = []
    var index = 0
    var isInParagraph = false
    while index < lines.count {
      let start = index
      index += 1
      if literal[start] || Self.isBlank(lines[start]) {
        isInParagraph = false
        continue
      }
      if let label = MarkdownLines.noteLabel(ofDefinition: lines[start].utf8) {
        // The rest of the paragraph, then whatever is indented.
        while index < lines.count, !Self.isBlank(lines[index]), !Self.beginsDefinition(lines[index]) { index += 1 }
        while let next = lines[index...].firstIndex(where: { !Self.isBlank($0) }), lines[next].hasPrefix("    ") {
          index = next + 1
          while index < lines.count, !Self.isBlank(lines[index]), !Self.beginsDefinition(lines[index]) { index += 1 }
        }
        add("^" + label, lines[start..<index], line: start, &known)
        isInParagraph = false
      } else if !isInParagraph, let label = Self.linkLabel(lines[start]) {
        if index < lines.count, Self.isTitle(lines[index]) { index += 1 }
        add(label, lines[start..<index], line: start, &known)
      } else {
        isInParagraph = true
      }
    }
  }

  private mutating func add(_ label: String, _ lines: ArraySlice<Substring>, line: Int, _ known: inout Set<String>) {
    let label = Self.normalized(label)
    guard known.insert(label).inserted else { return }
    definitions.append(Definition(label: label, lines: lines.map(String.init), line: line + 1))
  }

  /// The labels in brackets of a text, which may be references.
  public static func labels(in markdown: String) -> Set<String> {
    var labels: Set<String> = []
    var start: String.UTF8View.Index?
    let bytes = markdown.utf8
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "["): start = bytes.index(after: index)
      case UInt8(ascii: "]"):
        if let start { labels.insert(normalized(String(markdown[start..<index]))) }
        start = nil
      default: break
      }
    }
    return labels
  }

  private static func normalized(_ label: String) -> String {
    label.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func beginsDefinition(_ line: Substring) -> Bool {
    MarkdownLines.noteLabel(ofDefinition: line.utf8) != nil
  }

  private static func linkLabel(_ line: Substring) -> String? {
    let content = line.drop { $0 == " " }
    guard line.utf8.count - content.utf8.count <= 3, content.first == "[", let close = content.firstIndex(of: "]")
    else {
      return nil
    }
    let label = content[..<close].dropFirst(), rest = content[close...].dropFirst()
    guard rest.first == ":", !label.isEmpty, !label.hasPrefix("^"), !label.contains("["),
      rest.dropFirst().contains(where: { !$0.isWhitespace })
    else { return nil }
    return String(label)
  }

  /// The title of a link on a line of its own.
  private static func isTitle(_ line: Substring) -> Bool {
    let content = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard let first = content.first, let last = content.last, content.count > 1 else { return false }
    return [("\"", "\""), ("'", "'"), ("(", ")")].contains { $0 == String(first) && $1 == String(last) }
  }

  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }
}
