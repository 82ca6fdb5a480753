import Frames
import Statistics
import Testing

@testable import Genres

@Suite struct TextTests {
  @Test(arguments: [
    ("['A', \"B's\"]", ["A", "B's"]), ("[]", []), ("['Beyoncé']", ["Beyoncé"]),
    (#"['it\'s', "a \"b\""]"#, ["it's", "a \"b\""]),
    (#"['\u00e9\x41\U0001F600\\']"#, ["éA😀\\"]), ("  ['A','B' , 'C',]  ", ["A", "B", "C"]), ("['a, b']", ["a, b"]),
    ("['']", [""]),
  ])
  func readsListLiterals(text: String, expected: [String]) {
    #expect(ListLiteral.strings(in: text.utf8) == expected)
  }

  @Test(arguments: [
    "", "A", "[", "['A'", "['A' 'B']", "[A]", "['A'] x", "['A", #"['\u12']"#, #"['\uD800']"#, "[,]", "['A',,'B']",
  ])
  func leavesOtherTextAlone(text: String) {
    #expect(ListLiteral.strings(in: text.utf8) == nil)
    #expect(ArtistNames.listed(in: text) == [text])
  }

  @Test(arguments: [
    ("r&amp;b", "r&b"), ("a &lt; b &gt; c", "a < b > c"), ("&#39;n&#x27;", "'n'"), ("AT&T", "AT&T"),
    ("&;&unknown;&", "&;&unknown;&"),
    ("&amp;amp;", "&amp;"), ("&#xD800;&#0;&#99999999;", "&#xD800;&#0;&#99999999;"), ("caf&eacute;", "café"),
  ])
  func decodesEntities(text: String, expected: String) {
    #expect(HTMLEntities.decode(text) == expected)
  }

  @Test(arguments: [
    ("\"australian children's music\"", "australian children's music"), (" r&amp;b ", "r&b"), ("\"\"", ""),
    ("\"", "\""), ("  ", ""),
    ("\"\"x\"\"", "x"), ("12\" mixes", "12\" mixes"),
  ])
  func cleansGenreNames(raw: String, expected: String) {
    #expect(GenreName(raw).text == expected)
  }

  @Test(arguments: [
    ("Música Açoriana", ["musica", "acoriana"]), ("k-pop", ["k-", "pop"]), ("black 'n' roll", ["black", "n", "roll"]),
    ("r&amp;b", ["r", "b"]),
    ("lo-fi", ["lo", "fi"]), ("children's music", ["childrens", "music"]), ("Türkçe", ["turkce"]),
    ("русский рэп", ["русский", "рэп"]),
    ("Łódź ŒUVRE straße", ["lodz", "oeuvre", "strasse"]), ("e\u{301}te\u{301}", ["ete"]), ("日本 ロック", ["日本", "ロック"]),
    ("a--b", ["a-", "b"]), ("", []),
  ])
  func splitsWords(name: String, expected: [String]) {
    #expect(GenreName(name).words == expected)
  }

  @Test func anyBytesAreSafe() {
    var random = SplitMix64(7)
    let alphabet = Array("[]'\"\\,&;#xu09aéñ \u{0}\n日-".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<random.next(below: 24)).map { _ in
        random.chance(0.9) ? random.pick(alphabet) : UInt8(truncatingIfNeeded: random.next())
      }
      let text = String(decoding: bytes, as: UTF8.self)
      _ = ListLiteral.strings(in: bytes)
      #expect(text.contains("&") || HTMLEntities.decode(text) == text)
      let name = GenreName(text)
      #expect(GenreName(name.words.joined(separator: " ")).words.count <= max(name.words.count, 1) * 2)
      let year = Release(text).year
      #expect(year == nil || Release.years.contains(year ?? 0))
      #expect(!ArtistNames.listed(in: text).contains { $0.utf8.count > text.utf8.count + 4 })
    }
  }

  @Test func listsSurviveBeingWrittenAndRead() {
    var random = SplitMix64(8)
    let alphabet: [Character] = ["a", "'", "\"", "\\", ",", "]", "[", "é", "日", " ", "n"]
    for _ in 0..<5_000 {
      let strings = (0..<random.next(below: 4)).map { _ in
        String((0..<random.next(below: 8)).map { _ in random.pick(alphabet) })
      }
      #expect(ListLiteral.strings(in: ListLiteral.literal(of: strings).utf8) == strings)
    }
  }

  @Test(arguments: [
    ("1999", 1999), ("1999-05", 1999), ("1999-05-17", 1999), (" 2020-02-29 ", 2020), ("1900", 1900),
  ])
  func readsReleases(text: String, year: Int) {
    #expect(Release(text).year == year)
  }

  @Test(arguments: ["0000", "1999-13", "2019-02-29", "soon", "99", "1999-5-1", "12345", "1850", "2999"])
  func knowsNonsenseReleases(text: String) {
    #expect(Release(text) == .nonsense)
  }

  @Test func missingReleasesAreNotNonsense() {
    #expect(Release(nil) == .missing && Release("") == .missing && Release("  ") == .missing)
  }
}
