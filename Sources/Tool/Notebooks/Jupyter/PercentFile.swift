public import Runs

/// A file of another language in the percent format, as editors and jupytext have it.
public enum PercentFile {
  /// What begins a comment, by the ends of file names.
  private static let comments: [String: (language: String, sign: String)] = [
    "py": ("python", "#"), "r": ("r", "#"), "jl": ("julia", "#"), "sh": ("bash", "#"), "rb": ("ruby", "#"),
    "rs": ("rust", "//"), "js": ("javascript", "//"), "ts": ("typescript", "//"), "scala": ("scala", "//"),
    "kt": ("kotlin", "//"), "cpp": ("c++", "//"), "cs": ("csharp", "//"), "java": ("java", "//"), "go": ("go", "//"),
    "swift": ("swift", "//"), "sql": ("sql", "--"), "lua": ("lua", "--"), "hs": ("haskell", "--"),
    "m": ("matlab", "%"), "clj": ("clojure", ";;"),
  ]

  /// The ends of names that are known, without points, in order.
  public static var extensions: [String] { comments.keys.sorted() }

  /// Reads a file as a notebook.
  /// - Parameter path: its end tells the language.
  public static func notebook(_ text: String, path: String) throws(RunFailure) -> JupyterNotebook {
    let end = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let (language, sign) = comments[end] else {
      throw RunFailure(
        "\(path) is of no kind that can be read",
        hint: "Known are .ipynb and the percent format in .\(extensions.joined(separator: ", ."))")
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    let marks = lines.indices.filter { marker(lines[$0], sign) != nil }
    guard let first = marks.first else {
      throw RunFailure(
        "\(path) has no line `\(sign) %%`, which begins a cell",
        hint: "`jupytext --to ipynb` makes a notebook of other forms; its file can be given instead.")
    }
    var notebook = JupyterNotebook(
      cells: [], metadata: ["kernelspec": .object(["language": .string(language), "name": .string(language)])])
    let head = lines[..<first].joined(separator: "\n")
    let body = withoutHeader(head, sign)
    if body.contains(where: { !$0.isWhitespace }) { notebook.cells.append(.init(kind: .code, source: body)) }
    for (index, mark) in marks.enumerated() {
      let behind = index + 1 < marks.count ? marks[index + 1] : lines.count
      notebook.cells.append(cell(marker(lines[mark], sign) ?? "", Array(lines[(mark + 1)..<behind]), sign))
    }
    return notebook
  }

  /// What stands behind `# %%`; nil for every other line.
  private static func marker(_ line: String, _ sign: String) -> String? {
    guard line.hasPrefix(sign) else { return nil }
    let rest = line.dropFirst(sign.count).drop { $0 == " " }
    guard rest.hasPrefix("%%") else { return nil }
    let content = rest.dropFirst(2)
    return content.isEmpty || content.first == " " ? String(content.drop { $0 == " " }) : nil
  }

  private static func cell(_ marker: String, _ lines: [String], _ sign: String) -> JupyterNotebook.Cell {
    var title = marker
    var kind = JupyterNotebook.Cell.Kind.code
    for (mark, other) in [("[markdown]", JupyterNotebook.Cell.Kind.markdown), ("[md]", .markdown), ("[raw]", .raw)] {
      guard let place = title.firstRange(of: mark) else { continue }
      kind = other
      title.removeSubrange(place)
    }
    // What follows is metadata of other programs.
    let words = title.split(separator: " ").prefix { !$0.contains("=") && !$0.contains("{") }
    let metadata: [String: JSONValue] = words.isEmpty ? [:] : ["title": .string(words.joined(separator: " "))]
    let source = trimmed(lines).joined(separator: "\n")
    return .init(kind: kind, source: kind == .code ? source : uncommented(source, sign), metadata: metadata)
  }

  /// Text without comment signs, or without the quotes that Python has around texts of several lines.
  private static func uncommented(_ text: String, _ sign: String) -> String {
    for quotes in ["\"\"\"", "'''"] where text.hasPrefix(quotes) && text.hasSuffix(quotes) && text.count >= 6 {
      return trimmed(
        text.dropFirst(3).dropLast(3).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      )
      .joined(separator: "\n")
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix(sign) else { return String(line) }
      let rest = line.dropFirst(sign.count)
      return String(rest.first == " " ? rest.dropFirst() : rest)
    }.joined(separator: "\n")
  }

  /// jupytext's header, `# ---` to `# ---`, says what the notebook was; nothing of it is code.
  private static func withoutHeader(_ head: String, _ sign: String) -> String {
    let lines = head.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(where: { !$0.isEmpty }), lines[start] == "\(sign) ---",
      let end = lines[(start + 1)...].firstIndex(of: "\(sign) ---")
    else { return trimmed(lines).joined(separator: "\n") }
    return trimmed(Array(lines[(end + 1)...])).joined(separator: "\n")
  }

  private static func trimmed(_ lines: [String]) -> [String] {
    var lines = lines[...]
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return Array(lines)
  }
}
