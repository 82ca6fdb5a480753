import Foundation
import Frames
import Testing

@testable import Genres

/// Compares the rules with someone else's table of genres and parents, and prints where the two differ.
///
///     SONGBOOK_GENRE_HIERARCHY=genre_hierarchy.csv swift test --filter AgreementTests
///
/// The table has the columns `Genre` and `parent_genre`. Genres that it puts under a place ("musica tlaxcalteca" under
/// tlaxcalteca) or under "traditional" are counted apart: here these are no parents.
@Suite struct AgreementTests {
  static let path = ProcessInfo.processInfo.environment["SONGBOOK_GENRE_HIERARCHY"]

  @Test(.enabled(if: path != nil)) func agreesWithAnotherHierarchy() throws {
    let path = try #require(Self.path)
    let table = try DataFrame(
      contentsOfCSVFile: path, types: ["Genre": .string, "parent_genre": .string],
      options: CSVReadingOptions(delimiter: ",", quote: "\"", encoding: .utf8, skippedLines: 0, headerRows: 1))
    let genres = table["Genre", String.self].map { $0 ?? "" }
    let theirs = table["parent_genre", String.self].map { GenreName.cleaned($0 ?? "") }
    let rules = try ParentRules.load()
    let clock = ContinuousClock()
    var hierarchy = GenreHierarchy([], rules: rules)
    let time = clock.measure { hierarchy = GenreHierarchy(genres, rules: rules) }

    var lines: [String: [String]] = [:]
    let geography = try Geography.load()
    var agreeing = 0
    var noKindOfMusic = 0
    for (genre, other) in zip(genres, theirs) {
      let placement = try #require(hierarchy.placement(of: genre))
      if placement.parent == other {
        agreeing += 1
      } else if other == "traditional" || geography.country(ofGenre: other) != nil {
        noKindOfMusic += 1
      } else {
        lines["\(placement.reason)", default: []].append("\(placement.genre): \(placement.parent), not \(other)")
      }
    }
    for (reason, names) in lines.sorted(by: { $0.key < $1.key }) {
      print("\(reason) (\(names.count)): \(names.joined(separator: "; "))")
    }
    let share = Double(agreeing) / Double(genres.count - noKindOfMusic)
    print("\(noKindOfMusic) genres stand under a place or a tradition there; of the others")
    print("\(agreeing) (\((share * 1000).rounded() / 10) %) stand under the same parent;")
    print("\(hierarchy.parents.count) parents, \(hierarchy.parents(withAtLeast: 15).count) of 15 or more genres;")
    print("\(hierarchy.placements.count(where: \.isAmbiguous)) names fit several parents; built in \(time)")
    #expect(share >= 0.95)
  }
}
