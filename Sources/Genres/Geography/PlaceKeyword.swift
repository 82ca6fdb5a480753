/// A word or phrase that names a country: "svensk", "rio grande do sul", or with `*` any word that begins so ("brasil*").
struct PlaceKeyword: Sendable, Hashable {
  /// What a keyword names. When a genre holds several, the earlier kind wins: "malaysian tamil pop" is Malaysia.
  enum Kind: Int, Sendable, Comparable {
    /// The country itself or its people.
    case name
    /// A region or city.
    case place
    /// A language or a people without a country of its own.
    case language

    static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  /// As it stands in the table.
  var text: String
  var kind: Kind
  /// Missing for phrases that look like a place and are none ("latin american").
  var country: Country?
  /// Folded like genre names; `isPrefix[i]` says that word i matches any longer word as well.
  var words: [String]
  var isPrefix: [Bool]

  init(_ text: String, kind: Kind, country: Country?) {
    self.text = text
    self.kind = kind
    self.country = country
    words = []
    isPrefix = []
    for part in text.split(separator: " ") {
      let isStarred = part.hasSuffix("*")
      let folded = GenreName.words(of: String(isStarred ? part.dropLast() : part))
      words += folded
      isPrefix += folded.indices.map { isStarred && $0 == folded.count - 1 && !folded[$0].hasSuffix("-") }
      // "j-*" is the letter alone: whatever follows is a word of its own.
    }
  }

  func matches(_ name: some RandomAccessCollection<String>) -> Bool {
    guard name.count >= words.count else { return false }
    for (index, word) in zip(words.indices, name) {
      if isPrefix[index] ? !word.hasPrefix(words[index]) : word != words[index] { return false }
    }
    return true
  }

  /// More words, then more letters, then a whole word before a beginning: the most particular keyword wins.
  func isMoreParticular(than other: PlaceKeyword) -> Bool {
    if words.count != other.words.count { return words.count > other.words.count }
    let length = words.reduce(0) { $0 + $1.utf8.count }
    let otherLength = other.words.reduce(0) { $0 + $1.utf8.count }
    if length != otherLength { return length > otherLength }
    return !isPrefix.contains(true) && other.isPrefix.contains(true)
  }
}
