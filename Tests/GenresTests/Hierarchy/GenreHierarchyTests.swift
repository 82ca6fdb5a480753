import Foundation
import Frames
import Testing

@testable import Genres

@Suite struct GenreHierarchyTests {
  let rules: ParentRules

  init() throws { rules = try ParentRules.load() }

  @Test(arguments: [
    // Particular kinds before the whole.
    ("atmospheric black metal", "black metal"), ("brazilian thrash metal", "thrash metal"), ("folk metal", "metal"),
    ("swedish metalcore", "metalcore"), ("j-metal", "metal"), ("death metal", "death metal"),
    // What says more about the sound wins.
    ("folk punk", "punk"), ("ska punk", "punk"), ("electro house", "house"), ("electropop", "electro"),
    ("trap metal italiana", "trap"), ("alternative rock", "rock"), ("latin alternative", "latin"),
    ("indie rock", "rock"),
    ("indie folk", "folk"), ("baroque pop", "pop"), ("country rap", "hip hop"), ("jazz funk", "jazz"),
    ("blues rock", "rock"), ("emo rap", "emo"), ("reggaeton flow", "reggaeton"), ("deep disco house", "house"),
    // Synonyms and spellings.
    ("east coast rap", "hip hop"), ("rap marseille", "hip hop"), ("hip-hop experimental", "hip hop"),
    ("suomirap", "hip hop"),
    ("german baroque", "classical"), ("italian opera", "classical"), ("progressive bluegrass", "country"),
    ("uk dnb", "drum and bass"), ("folclore salteno", "folk"), ("folklore argentino", "folk"),
    ("rock alternatif", "rock"), ("alt z", "alternative"), ("Forró Tradicional", "forro"),
    ("k-pop girl group", "k-pop"), ("j-poprock", "j-pop"), ("folk-pop", "pop"), ("\"dutch r&amp;b\"", "r&b"),
    ("r&b en espanol", "r&b"), ("latintronica", "latin"), ("psytrance", "trance"), ("krautrock", "rock"),
    // Only words count, not letters inside them.
    ("alaska indie", "indie"), ("disney svenska", "disney"), ("edmonton indie", "indie"), ("pokemon", "pokemon"),
    ("baltic choir", "choir"), ("jazz vibraphone", "jazz"), ("therapy", "therapy"), ("brockton hip hop", "hip hop"),
    // A word for music goes before the place beside it; tradition is no kind of music of its own.
    ("musique tahitienne", "music"), ("nova musica paulista", "music"), ("rumba catalana", "rumba"),
    ("canzone napoletana", "canzone"), ("thai traditional", "folk"), ("irish neo-traditional", "folk"),
    ("traditional ska", "ska"), ("sertanejo tradicional", "sertanejo"), ("popwave", "pop"), ("popgaze", "pop"),
    ("popping", "popping"), ("souldies", "soul"), ("brutal deathcore", "metal"), ("grindcore", "metal"),
    ("nerdcore brasileiro", "hip hop"),
    // Otherwise the last word.
    ("japanese chillhop", "chillhop"), ("sad lo-fi", "lo-fi"), ("tex-mex", "tex-mex"), ("samba", "samba"),
    ("british children's music", "music"), ("Música Açoriana", "music"), ("go-go", "go-go"),
    ("cantante d'autore", "d'autore"), ("pop!", "pop"), ("choir (live)", "live"),
  ])
  func placesUnderAParent(genre: String, parent: String) {
    #expect(rules.placement(of: genre).parent == parent)
  }

  @Test func tellsWhy() {
    let placement = rules.placement(of: "indie folk rock")
    #expect(placement.reason == .keyword("*rock"))
    #expect(placement.others.map(\.parent) == ["folk", "indie"])
    #expect(placement.isAmbiguous)
    #expect(rules.placement(of: "japanese chillhop").reason == .lastWord)
    #expect(!rules.placement(of: "hard techno").isAmbiguous)
  }

  @Test func namesWithoutWordsStandForThemselves() {
    #expect(rules.placement(of: "").parent == "")
    #expect(rules.placement(of: "???").parent == "???")
    #expect(rules.placement(of: "rap ???").parent == "hip hop")
  }

  @Test func countsChildren() throws {
    let genres = ["ska", "ska punk", "traditional ska", "\"jazz\"", "jazz", "go-go", "jazz funk"]
    let hierarchy = GenreHierarchy(genres, rules: rules)
    #expect(hierarchy.parents == ["jazz", "ska", "go-go", "punk"])
    #expect(hierarchy.children(of: "ska") == ["ska", "traditional ska"])
    #expect(hierarchy.children(of: "tango") == [])
    #expect(hierarchy.parent(of: "ska punk") == "punk")
    #expect(hierarchy.parent(of: "\"jazz\"") == "jazz")
    #expect(hierarchy.parent(of: "polka") == nil)
    #expect(hierarchy.parents(withAtLeast: 2) == ["jazz", "ska"])
    let kept = hierarchy.keepingParents(withAtLeast: 2)
    #expect(kept.placements.map(\.genre) == ["jazz", "jazz funk", "ska", "traditional ska"])
    #expect(kept.parent(of: "go-go") == nil)
  }

  @Test func gathersTheRestUnderOneParent() {
    let hierarchy = GenreHierarchy(["ska", "traditional ska", "jazz", "go-go", "ska punk"], rules: rules)
    let gathered = hierarchy.gathering(allBut: ["ska", "punk", "metal"], under: "other")
    #expect(gathered.parents == ["other", "ska", "punk"])
    #expect(gathered.children(of: "other") == ["go-go", "jazz"])
    #expect(gathered.placement(of: "jazz")?.reason == .keyword("jazz*"))
  }

  @Test func reportsPlacements() {
    let hierarchy = GenreHierarchy(["ska punk", "jazz", "jazz funk", "go-go"], rules: rules)
    let table = hierarchy.placementTable
    #expect(table["Genre", String.self].values == ["go-go", "jazz", "jazz funk", "ska punk"])
    #expect(table["Placed by", String.self].values == ["last word", "keyword jazz*", "keyword jazz*", "keyword *punk"])
    #expect(table["Also fits", String.self].values == ["", "", "funk", "ska"])
    let parents = hierarchy.parentTable(songs: ["jazz": 3, "jazz funk": 5, "go-go": 7])
    #expect(parents["Parent", String.self].values == ["jazz", "go-go", "punk"])
    #expect(parents["Songs", Int.self].values == [8, 7, 0])
    #expect(parents["By keyword", Int.self].values == [2, 0, 1])
    #expect(parents["Ambiguous", Int.self].values == [1, 0, 1])
    #expect(parents["Examples", String.self].values.first == "jazz funk, jazz")
  }

  @Test func everyRuleCanWin() {
    for rule in rules.rules {
      let wins = rule.keywords.contains { keyword in
        rules.placement(of: keyword.split(separator: "*").joined()).parent == rule.parent
      }
      #expect(wins, "\(rule.keywords): a line above takes every genre")
    }
  }

  @Test func refusesBrokenTables() throws {
    func message(_ table: String) throws -> String {
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("parents-\(UUID().uuidString).csv")
      try table.write(to: file, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(at: file) }
      do {
        _ = try ParentRules(contentsOf: file.path)
        return ""
      } catch {
        return String(describing: error)
      }
    }
    #expect(try message("Keywords,Parent,Note\nska,ska,\n") == "")
    #expect(try message("Keywords,Note\nska,\n").contains("no column Parent"))
    #expect(try message("Keywords,Parent,Note\nska,ska,\n*,metal,\n").contains("Line 3"))
    #expect(try message("Keywords,Parent,Note\nska,,\n").contains("names no parent"))
  }
}
