/// A word or phrase that refers to a country: "svensk", "rio grande do sul", or a prefix marked with `*` ("brasil*").
struct PlaceKeyword: Sendable, Hashable {
  /// What a keyword names. Of several in one genre the earlier kind wins: "malaysian tamil pop" is Malaysia.
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
  /// Nil for phrases that look like a place and are none ("latin american").
  var country: Country?

  init(_ text: String, kind: Kind, country: Country?) {
    pattern = NamePattern(text)
    self.kind = kind
    self.country = country
  }

  /// As the table has it.
  var text: String { pattern.text }
  var words: [NamePattern.Word] { pattern.words }

  func matches(_ name: some RandomAccessCollection<String>) -> Bool { pattern.matches(name) }

  /// Whether this keyword wins over another one: more words, then more letters, then a whole word over a prefix.
  func isMoreParticular(than other: PlaceKeyword) -> Bool {
    if words.count != other.words.count { return words.count > other.words.count }
    let length = words.reduce(0) { $0 + $1.letters.utf8.count }
    let otherLength = other.words.reduce(0) { $0 + $1.letters.utf8.count }
    if length != otherLength { return length > otherLength }
    return words.allSatisfy(\.isWhole) && !other.words.allSatisfy(\.isWhole)
  }
}
