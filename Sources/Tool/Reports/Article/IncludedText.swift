import Pages

/// A text with the files in it that lines such as `{{< include methods.md >}}` name.
struct IncludedText {
  var markdown: String
  /// For each line the line of the text that it stands for, from 0: those of a file all stand for the line that names it.
  var lines: [Int]

  /// - Parameter files: the texts of files, by the path that the line names; lines that name others stay.
  init(_ markdown: String, files: [String: String]) {
    let source = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    guard !files.isEmpty, markdown.contains("{{<") else {
      self.markdown = markdown
      lines = Array(source.indices)
      return
    }
    let literal = MarkdownLines.literal(in: markdown)
    var result: [Substring] = []
    lines = []
    for (number, line) in source.enumerated() {
      guard !literal[number], let path = Self.path(in: line), let text = files[path] else {
        result.append(line)
        lines.append(number)
        continue
      }
      let included = text.split(separator: "\n", omittingEmptySubsequences: false)
      result += included
      lines += Array(repeating: number, count: included.count)
    }
    self.markdown = result.joined(separator: "\n")
  }

  /// The file that a line names; nil for every other line.
  static func path(in line: some StringProtocol) -> String? {
    let words = line.split { $0 == " " || $0 == "\t" }
    guard words.count == 4, words[0] == "{{<", words[1] == "include", words[3] == ">}}" else { return nil }
    return String(words[2]).filter { $0 != "\"" && $0 != "'" }
  }

  /// The files that a text names, with their lines from 0.
  static func files(in markdown: String) -> [(path: String, line: Int)] {
    guard markdown.contains("{{<") else { return [] }
    let literal = MarkdownLines.literal(in: markdown)
    return markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
      literal[number] ? nil : path(in: line).map { ($0, number) }
    }
  }
}
