import Digests
import FoundationEssentials
import Pages

/// An analysis made of a notebook: its texts as they are, Swift as it is, and code of other languages as comments.
///
/// Of a notebook that Songbook has written it is the analysis that the notebook was made of, with what was changed in
/// the meantime.
public struct ImportedScript: Sendable {
  /// The analysis.
  public private(set) var text = ""
  /// Pictures that texts show, by their paths beside the analysis.
  public private(set) var files: [(path: String, content: [UInt8])] = []
  /// The language of the notebook, in small letters; nil where it does not say.
  public private(set) var language: String?
  /// How many cells hold code of another language as comments.
  public private(set) var cellsToPort = 0

  private let folder: String
  private let isOwn: Bool

  /// - Parameters:
  ///   - notebook: what is imported.
  ///   - name: the analysis' name: of the title where the notebook has none, and of the folder of pictures.
  public init(_ notebook: JupyterNotebook, name: String) {
    folder = "\(name)_files"
    let own = notebook.metadata["songbook"]
    isOwn = own != nil
    language = notebook.language
    var parts: [String] = []
    let cells = notebook.cells.filter { !Self.isMade($0) }
    if isOwn {
      if let front = own?["front_matter"]?.lines { parts.append(Self.frontMatter(front)) }
    } else {
      parts.append(Self.frontMatter("title: \(Self.yaml(Self.title(of: notebook) ?? name))"))
      let importsSongbook = cells.contains { $0.kind == .code && $0.source.contains("import Songbook") }
      if !importsSongbook || language != "swift" { parts.append("import Songbook") }
    }
    for (index, cell) in cells.enumerated() {
      if cell.kind == .raw, index == 0, cell.source.hasPrefix("---") { continue }
      if !isOwn, cell.source.allSatisfy(\.isWhitespace), cell.attachments.isEmpty { continue }
      parts.append(script(cell, isFirst: index == 0))
    }
    text = parts.joined(separator: "\n\n") + "\n"
  }

  // MARK: The head

  private static func frontMatter(_ text: String) -> String {
    (["// ---"] + text.split(separator: "\n", omittingEmptySubsequences: false).map { comment(String($0)) } + ["// ---"])
      .joined(separator: "\n")
  }

  /// The notebook's own title, else its first heading.
  private static func title(of notebook: JupyterNotebook) -> String? {
    if let title = notebook.metadata["title"]?.string, !title.isEmpty { return oneLine(title) }
    for cell in notebook.cells where cell.kind == .markdown {
      for line in cell.source.split(separator: "\n") where line.hasPrefix("# ") {
        return oneLine(String(line.dropFirst(2)))
      }
    }
    return nil
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
  }

  private static func yaml(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  /// Whether Songbook added the cell to the notebook, and it is unchanged.
  private static func isMade(_ cell: JupyterNotebook.Cell) -> Bool {
    guard let own = cell.metadata["songbook"], own["role"] != nil else { return false }
    return own["sha256"]?.string == FileDigest.sha256(Array(cell.source.utf8))
  }

  // MARK: Cells

  private mutating func script(_ cell: JupyterNotebook.Cell, isFirst: Bool) -> String {
    switch cell.kind {
    case .markdown: return marker(cell, "[markdown]") + "\n" + markdown(cell)
    case .raw: return "// %% [markdown]\n" + Self.commented("```\n\(cell.source)\n```")
    case .code:
      guard isOwn || language == "swift" else { return toPort(cell) }
      let content = isOwn ? cell.source : Self.withoutMagic(cell.source)
      let marker = marker(cell, nil)
      // What stands before the first marker is a cell without one.
      let isHead = isOwn && isFirst && marker == "// %%" && !content.isEmpty
      return isHead ? content : marker + (content.isEmpty ? "" : "\n" + options(cell, content) + content)
    }
  }

  private func marker(_ cell: JupyterNotebook.Cell, _ kind: String?) -> String {
    var words = ["// %%"]
    if let title = cell.metadata["title"]?.string {
      // Signs that would be read as metadata.
      let plain = Self.oneLine(title.filter { !"={}[]".contains($0) })
      if !plain.isEmpty { words.append(plain) }
    }
    if let kind { words.append(kind) }
    let known = kind == nil ? CellOption.allCases : CellOption.ofMarkdown
    var metadata = cell.metadata.filter { key, _ in known.contains { $0.rawValue == key } }
    let tags = (cell.metadata["tags"]?.array ?? []).compactMap(\.string).filter { Self.optionOfTag[$0] == nil }
    metadata["tags"] = tags.isEmpty ? nil : .array(tags.map { .string($0) })
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) { words.append("\(key)=\(value.compactText)") }
    return words.joined(separator: " ")
  }

  /// What other programs do with cells of these tags, as an option.
  private static let optionOfTag = [
    "remove-cell": ("include", "false"), "remove-input": ("echo", "false"), "skip-execution": ("eval", "false"),
    "raises-exception": ("error", "true"), "hide-input": ("code-fold", "true"),
  ]

  /// Options for the tags, where the cell does not have them itself.
  private func options(_ cell: JupyterNotebook.Cell, _ content: String) -> String {
    let tags = (cell.metadata["tags"]?.array ?? []).compactMap(\.string)
    return tags.compactMap { Self.optionOfTag[$0] }.filter { option, _ in
      cell.metadata[option] == nil && !content.contains("//| \(option):")
    }.map { "//| \($0): \($1)\n" }.joined()
  }

  /// Lines that only a kernel for Swift in Jupyter understands become comments, and what would begin a cell does not.
  private static func withoutMagic(_ source: String) -> String {
    source.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      let content = line.drop { $0 == " " || $0 == "\t" }
      if content.hasPrefix("%") || content.hasPrefix("!") { return "// Jupyter: " + content }
      let comment = content.hasPrefix("//") ? content.dropFirst(2).drop { $0 == " " || $0 == "\t" } : ""
      return comment.hasPrefix("%%") ? "// Jupyter: " + comment : String(line)
    }.joined(separator: "\n")
  }

  // MARK: Code of another language

  private mutating func toPort(_ cell: JupyterNotebook.Cell) -> String {
    cellsToPort += 1
    let name =
      language.map { $0 == "sql" ? "SQL" : $0.prefix(1).uppercased() + $0.dropFirst() } ?? "the notebook's language"
    // The compiler reminds of what is still to be done, at its line.
    let lines =
      ["#warning(\"This cell is \(name) still: write it in Swift below, and remove this line.\")"]
      + cell.source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        let content = line.drop { $0 == " " || $0 == "\t" }
        // Behind a comment sign these would be a marker and an option.
        let isRead = content.hasPrefix("%%") || content.hasPrefix("|")
        return Self.comment((isRead ? "· " : "") + line)
      }
    return marker(cell, nil) + "\n" + lines.joined(separator: "\n")
  }

  // MARK: Texts

  private mutating func markdown(_ cell: JupyterNotebook.Cell) -> String {
    let own = cell.metadata["songbook"]
    if let source = own?["source"]?.lines, own?["sha256"]?.string == FileDigest.sha256(Array(cell.source.utf8)) {
      return Self.commented(source)
    }
    var text = cell.source.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    for (name, form) in cell.attachments.sorted(by: { $0.key < $1.key }) {
      guard let (type, content) = Self.picture(form) else { continue }
      let path = "\(folder)/\(Self.fileName(name, type))"
      text = text.replacing("attachment:\(name)", with: MarkdownWriter.percentEncoded(path))
      if !files.contains(where: { $0.path == path }) { files.append((path, content)) }
    }
    return Self.commented(isOwn ? text : PlainMarkup.text(text))
  }

  private static func picture(_ form: JSONValue) -> (type: String, content: [UInt8])? {
    for (type, value) in (form.object ?? [:]).sorted(by: { $0.key < $1.key }) where type.hasPrefix("image/") {
      guard let text = value.lines, let data = Data(base64Encoded: text.filter { !$0.isWhitespace }) else { continue }
      return (type, Array(data))
    }
    return nil
  }

  /// A name that stays in its folder.
  private static func fileName(_ name: String, _ type: String) -> String {
    let plain = String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }.drop { $0 == "." })
    let end = type == "image/svg+xml" ? "svg" : type == "image/jpeg" ? "jpg" : String(type.dropFirst(6))
    return plain.contains(".") ? plain : (plain.isEmpty ? "picture" : plain) + "." + end
  }

  private static func commented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { comment(String($0)) }.joined(separator: "\n")
  }

  private static func comment(_ line: String) -> String { line.isEmpty ? "//" : "// " + line }
}

extension JSONValue {
  /// On one line, for markers.
  fileprivate var compactText: String {
    switch self {
    case .array(let values): "[" + values.map(\.compactText).joined(separator: ", ") + "]"
    default: String(decoding: json.dropLast(), as: UTF8.self)
    }
  }
}
