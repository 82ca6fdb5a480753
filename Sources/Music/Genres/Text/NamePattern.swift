/// A word or phrase to look for in the names of genres, as the tables in `data/` write it: "hip hop"; "electro*" for
/// any word that begins so, "*pop" for any word that ends so.
struct NamePattern: Sendable, Hashable, Codable {
  struct Word: Sendable, Hashable, Codable {
    /// Folded like the words of genres' names.
    var letters: String
    /// Any word that begins so fits.
    var isBeginning: Bool
    /// Any word that ends so fits; one that begins or ends so when both are set.
    var isEnding: Bool

    func matches(_ word: String) -> Bool {
      if isWhole { return word == letters }
      let (word, letters) = (word.utf8, letters.utf8)
      if isBeginning && word.starts(with: letters) { return true }
      return isEnding && word.count >= letters.count && word.suffix(letters.count).elementsEqual(letters)
    }

    var isWhole: Bool { !isBeginning && !isEnding }
  }

  /// As the table has it.
  var text: String
  var words: [Word] = []

  init(_ text: String) {
    self.text = text
    for part in text.split(separator: " ") {
      let isBeginning = part.hasSuffix("*")
      let isEnding = part.hasPrefix("*") && part.utf8.count > 1
      let folded = GenreName.words(of: String(part.dropFirst(isEnding ? 1 : 0).dropLast(isBeginning ? 1 : 0)))
      words += folded.indices.map { index in
        // "j-*" is the letter alone: whatever follows is a word of its own.
        let isOpen = isBeginning && index == folded.count - 1 && !folded[index].hasSuffix("-")
        return Word(letters: folded[index], isBeginning: isOpen, isEnding: isEnding && index == 0)
      }
    }
  }

  /// Whether the name begins with this pattern.
  func matches(_ name: some RandomAccessCollection<String>) -> Bool {
    name.count >= words.count && zip(words, name).allSatisfy { $0.matches($1) }
  }

  /// Whether the pattern occurs anywhere in the name.
  func occurs(in name: [String]) -> Bool {
    guard !words.isEmpty, name.count >= words.count else { return false }
    return (0...(name.count - words.count)).contains { matches(name[$0...]) }
  }
}
