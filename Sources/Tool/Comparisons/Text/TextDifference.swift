/// Two texts line by line, and inside changed lines token by token.
public struct TextDifference: Codable, Sendable, Equatable {
  /// A line of either text.
  public struct Line: Codable, Sendable, Equatable {
    /// Which of the texts has the line.
    public enum Kind: String, Codable, Sendable { case equal, removed, added }
    /// Which of the texts has the line.
    public var kind: Kind
    /// The line in pieces.
    public var pieces: [Piece]
  }

  /// A part of a line.
  public struct Piece: Codable, Sendable, Equatable {
    /// The characters.
    public var text: String
    /// Whether the other text's line lacks it.
    public var isChanged: Bool
  }

  /// The lines of both texts; within a change those that are gone come first.
  public var lines: [Line]
  /// Texts longer than ``maximumLines`` are compared up to there.
  public var isCut: Bool

  static let maximumLines = 2_000

  /// Nil when the texts are equal.
  public init?(_ old: String, _ new: String) {
    guard old != new else { return nil }
    let before = old.split(separator: "\n", omittingEmptySubsequences: false)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false)
    isCut = max(before.count, after.count) > Self.maximumLines
    lines = Self.lines(Array(before.prefix(Self.maximumLines)), Array(after.prefix(Self.maximumLines)))
  }

  /// Lines that only the new text has.
  public var addedCount: Int { lines.count { $0.kind == .added } }
  /// Lines that only the old text has.
  public var removedCount: Int { lines.count { $0.kind == .removed } }

  private static func lines(_ old: [Substring], _ new: [Substring]) -> [Line] {
    var lines: [Line] = []
    var removed: [Substring] = [], added: [Substring] = []
    func close() {
      let paired = min(removed.count, added.count)
      let tokens = (0..<paired).map { TokenDifference(removed[$0], added[$0]) }
      for (index, line) in removed.enumerated() {
        lines.append(Line(kind: .removed, pieces: index < paired ? tokens[index].old : [whole(line)]))
      }
      for (index, line) in added.enumerated() {
        lines.append(Line(kind: .added, pieces: index < paired ? tokens[index].new : [whole(line)]))
      }
      removed.removeAll()
      added.removeAll()
    }
    for step in EditScript.steps(old, new) {
      switch step {
      case .keep(let index, _):
        close()
        lines.append(Line(kind: .equal, pieces: [Piece(text: String(old[index]), isChanged: false)]))
      case .remove(let index): removed.append(old[index])
      case .insert(let index): added.append(new[index])
      }
    }
    close()
    return lines
  }

  private static func whole(_ line: Substring) -> Piece { Piece(text: String(line), isChanged: true) }
}

/// Two lines token by token.
struct TokenDifference {
  var old: [TextDifference.Piece]
  var new: [TextDifference.Piece]

  init(_ one: Substring, _ other: Substring) {
    let before = Self.tokens(one), after = Self.tokens(other)
    let steps = EditScript.steps(before, after)
    var old: [TextDifference.Piece] = [], new: [TextDifference.Piece] = []
    func append(_ token: Substring, _ isChanged: Bool, to pieces: inout [TextDifference.Piece]) {
      if let last = pieces.indices.last, pieces[last].isChanged == isChanged {
        pieces[last].text += token
      } else {
        pieces.append(.init(text: String(token), isChanged: isChanged))
      }
    }
    for step in steps {
      switch step {
      case .keep(let from, let to):
        append(before[from], false, to: &old)
        append(after[to], false, to: &new)
      case .remove(let index): append(before[index], true, to: &old)
      case .insert(let index): append(after[index], true, to: &new)
      }
    }
    self.old = old
    self.new = new
  }

  /// Runs of letters and digits are one token, everything else a token each.
  static func tokens(_ line: Substring) -> [Substring] {
    var tokens: [Substring] = []
    var start = line.startIndex
    func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
    while start < line.endIndex {
      var end = line.index(after: start)
      if isWord(line[start]) { while end < line.endIndex, isWord(line[end]) { end = line.index(after: end) } }
      tokens.append(line[start..<end])
      start = end
    }
    return tokens
  }
}
