import Execution
import Foundation
import Runs

/// An article of the documentation, as `songbook help TOPIC` shows it.
struct Article {
  /// As it is asked for: `getting-started`.
  var topic: String
  /// The path of its Markdown.
  var path: String

  /// Those that help somebody at a terminal, in the order in which they are read.
  static let topics = [
    "getting-started", "script-format", "frames", "charts", "learning", "widgets", "reading-and-writing",
    "data-elsewhere", "running-again", "watching-an-analysis", "comparing-runs", "many-runs", "continuous-integration",
    "exporting", "editors", "coming-from", "how-it-works", "benchmarks",
  ]

  /// The article of a topic; dashes and letter case do not matter. Nil when there is none, or when it was not found
  /// beside the library.
  init?(_ text: String) {
    func letters(_ text: String) -> String { text.lowercased().filter(\.isLetter) }
    guard let topic = Article.topics.first(where: { letters($0) == letters(text) }),
      let path = Article.path(of: topic)
    else {
      return nil
    }
    self.topic = topic
    self.path = path
  }

  /// In the checkout that the library was built in, or in the installation that it is part of.
  static func path(of topic: String) -> String? {
    guard let folder = try? SongbookLibrary.find(environment: [:]).directory else { return nil }
    let name = topic.split(separator: "-").map(\.capitalized).joined() + ".md"
    let places =
      ["\(folder)/../../share/songbook/articles/"]
      + (1...4).map {
        folder + "/" + String(repeating: "../", count: $0) + "Sources/Library/Songbook/Songbook.docc/"
      }
    return places.map { $0 + name }.first(where: Files.exists)
  }

  /// The text for a terminal: code is set in, links are what one types to follow them.
  func text(isColored: Bool) throws(RunFailure) -> String {
    var lines: [String] = []
    var isCode = false
    for line in String(decoding: try Files.read(path), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("```") {
        isCode.toggle()
      } else if isCode {
        lines.append("    " + line)
      } else if line.hasPrefix("#") {
        let title = line.drop { $0 == "#" || $0 == " " }
        if title != "Overview" { lines.append(isColored ? "\u{1B}[1m\(title)\u{1B}[0m" : String(title)) }
      } else {
        lines.append(
          String(line).replacing(/<doc:(\w+)>/) { match in
            "`songbook help \(Article.topics.first { $0.filter(\.isLetter) == match.1.lowercased() } ?? "")`"
          })
      }
    }
    return lines.joined(separator: "\n").replacing("\n\n\n", with: "\n\n")
  }
}
