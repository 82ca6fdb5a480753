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

  var pattern: NamePattern
  var kind: Kind
  /// Missing for phrases that look like a place and are none ("latin american").
  var country: Country?

  init(_ text: String, kind: Kind, country: Country?) {
    pattern = NamePattern(text)
    self.kind = kind
    self.country = country
  }

  /// As it stands in the table.
  var text: String { pattern.text }
  var words: [NamePattern.Word] { pattern.words }

  func matches(_ name: some RandomAccessCollection<String>) -> Bool { pattern.matches(name) }

  /// More words, then more letters, then a whole word before a beginning: the most particular keyword wins.
  func isMoreParticular(than other: PlaceKeyword) -> Bool {
    if words.count != other.words.count { return words.count > other.words.count }
    let length = words.reduce(0) { $0 + $1.letters.utf8.count }
    let otherLength = other.words.reduce(0) { $0 + $1.letters.utf8.count }
    if length != otherLength { return length > otherLength }
    return words.allSatisfy(\.isWhole) && !other.words.allSatisfy(\.isWhole)
  }
}
