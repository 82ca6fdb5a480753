import Statistics
import Testing

@Suite struct NearestNameTests {
  private let features = ["Energy", "Tempo", "Loudness", "Popularity", "Year", "Album Genre"]

  @Test func swappedMissingAndExtraLettersAreFound() {
    #expect(NearestName.of("Tepmo", among: features) == "Tempo")
    #expect(NearestName.of("enrgy", among: features) == "Energy")
    #expect(NearestName.of("Loudnesss", among: features) == "Loudness")
    #expect(NearestName.of("Popul", among: features) == "Popularity")
    #expect(NearestName.of("Energy", among: features) == "Energy")
  }

  @Test func whatIsTooDifferentIsNotSuggested() {
    #expect(NearestName.of("Valence", among: features) == nil)
    #expect(NearestName.of("x", among: ["ab"]) == nil)
    #expect(NearestName.of("", among: features) == nil)
    #expect(NearestName.of("Tempo", among: [String]()) == nil)
  }

  @Test func theNearestComesFirstAndWholeWordsLast() {
    #expect(NearestName.several(of: "genre", among: features) == ["Album Genre"])
    #expect(NearestName.several(of: "yaer", among: ["Years", "Year", "Era"]).first == "Year")
    #expect(NearestName.several(of: "Tempo", among: ["Tempi", "Tempo", "Temple"], limit: 2) == ["Tempo", "Tempi"])
  }

  @Test func swappedNeighboursCountOnce() {
    #expect(NearestName.editDistance(Array("tempo"), Array("tepmo")) == 1)
    #expect(NearestName.editDistance(Array("abcdef"), Array("badcfe")) == 3)
    #expect(NearestName.editDistance([1, 2, 3], [Int]()) == 3)
  }
}
