/// A line of the table of parents: genres whose names hold one of these words or phrases belong under this parent.
public struct ParentRule: Sendable, Hashable, Codable {
  public var parent: String
  /// Why the line is as it is; may be empty.
  public var note: String
  let patterns: [NamePattern]

  init(keywords: String, parent: String, note: String = "") {
    patterns = keywords.split(separator: "|").map { NamePattern(GenreName.cleaned(String($0))) }
      .filter { !$0.words.isEmpty }
    self.parent = parent
    self.note = note
  }

  /// The words and phrases, as they stand in the table: "hip hop", "*pop", "electro*".
  public var keywords: [String] { patterns.map(\.text) }

  /// The first of the keywords that the name holds.
  func keyword(in words: [String]) -> String? { patterns.first { $0.occurs(in: words) }?.text }
}
