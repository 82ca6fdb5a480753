/// The artists that a cell of `Artists` names.
///
/// Files write several artists as a list literal, separated by `;`, or as text ("A feat. B", "A & B, C"). What is shown
/// is parted only where the file is clear about it: at the items of a list and at `;`. What keeps artists on one side
/// of a split is parted wherever it may mean several, since a name too many costs a few rows and a name too few makes a
/// test dishonest.
enum ArtistNames {
  /// The names as they are shown, in their order; at least one.
  static func listed(in cell: String) -> [String] {
    if ListLiteral.isLikely(cell.utf8), let names = ListLiteral.strings(in: cell.utf8) { return names }
    guard cell.utf8.contains(UInt8(ascii: ";")) else { return [cell] }
    let names = cell.split(separator: ";").map(GenreName.trimmed).filter { !$0.isEmpty }
    return names.isEmpty ? [cell] : names
  }

  /// What the artists of a text are known by, each once: without letter case, accents, punctuation and blanks that
  /// spellings differ in. "Beyoncé feat. JAY-Z" gives "beyonce" and "jay z".
  static func keys(in text: String) -> [String] {
    var keys: [String] = []
    for part in parts(of: text) {
      let words = GenreName.words(of: part)
      if let first = words.first, words.count > 1, possessives.contains(first) { continue }
      // A name without letters and digits stays as it is: "!!!".
      let key = words.isEmpty ? GenreName.trimmed(part[...]).lowercased() : words.joined(separator: " ")
      if !key.isEmpty, !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  /// "Count Basie & His Orchestra" names one artist.
  private static let possessives: Set<String> = ["his", "her", "their"]

  private static let connectives: Set<String> = ["feat", "feat.", "ft", "ft.", "featuring", "vs", "vs."]

  /// The parts between `;`, `,`, `&` and words such as "feat.".
  private static func parts(of text: String) -> [String] {
    var parts: [String] = []
    for piece in text.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == "&" }) {
      guard piece.contains(where: { $0 == " " }) else {
        parts.append(String(piece))
        continue
      }
      var words: [Substring] = []
      for word in piece.split(whereSeparator: \.isWhitespace) {
        let bare = word.drop { $0 == "(" || $0 == "[" }
        if connectives.contains(bare.lowercased()) {
          if !words.isEmpty { parts.append(words.joined(separator: " ")) }
          words = []
        } else {
          words.append(word)
        }
      }
      if !words.isEmpty { parts.append(words.joined(separator: " ")) }
    }
    return parts
  }
}

extension GenreName {
  /// A text without blanks around it.
  static func trimmed(_ text: some StringProtocol) -> String {
    var part = text[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }
}
