import Testing

@testable import Genres

@Suite struct OriginalResultsTests {
  @Test func holdsTheTablesThatWerePublished() throws {
    let original = try OriginalResults.load()
    #expect(OriginalResults.Table.allCases.map { original.rows(of: $0).count } == [3, 14, 21, 3, 3])
    #expect(original.parents.count == 21 && original.parents.contains("black metal"))
    #expect(original.row("emo", of: .level2)?.accuracy == 0.424 && original.row("emo", of: .level2)?.genres == 30)
    #expect(original.row("latin", of: .level1)?.accuracy == 0.381)
    #expect(original.row("20", of: .distinctGenres)?.upper == 0.5)
    #expect(original.row("whole system", of: .system)?.seconds == 4800.0)
    #expect(original.row("emo", of: .level1) == nil)
  }
}
