import Learning
import Testing

@testable import Genres

@Suite struct SongWordsTests {
  @Test func namesAreSplitIntoWords() {
    #expect(SongWords.name.words(of: "Águas de Março (Ao Vivo)") == ["aguas", "de", "marco", "ao", "vivo"])
    #expect(SongWords.letters.words(of: "Ja ne") == ["<ja", "ja>", "<ne", "ne>"])
    #expect(SongWords.letters.words(of: "") == [])
  }

  @Test func writingTellsTheLanguage() {
    #expect(SongWords.writing.words(of: "Кино") == ["1 words", "script CYRILLIC"])
    #expect(SongWords.writing.words(of: "Señorita!") == ["1 words", "letter ñ", "mark !"])
    #expect(SongWords.writing.words(of: "夜に駆ける").contains("script HIRAGANA"))
    #expect(SongWords.writing.words(of: "夜に駆ける").contains("script CJK"))
    #expect(SongWords.writing.words(of: "사랑") == ["1 words", "script HANGUL"])
    #expect(SongWords.writing.words(of: "soft boy") == ["2 words", "all small"])
    #expect(SongWords.writing.words(of: "DNA.") == ["1 words", "all capitals", "mark ."])
  }

  @Test func releasesAreToldFinelyAndRoughly() {
    #expect(SongWords.release.words(of: "1987-05-17") == ["1987", "1985 to 1989", "1980s"])
    #expect(SongWords.release.words(of: "1987-01-01") == ["1987", "1985 to 1989", "1980s", "day unknown"])
    #expect(SongWords.release.words(of: "1990") == ["1990", "1990 to 1994", "1990s", "day unknown"])
    #expect(SongWords.release.words(of: "0000") == ["undated"])
  }

  @Test func artistsGiveWordsOfTheirNames() {
    let words = SongWords.artist.words(of: "Lil Nas X, Billy Ray Cyrus")
    #expect(words.prefix(3) == ["lil", "nas", "x"] && words.last == "2 artists" && !words.contains("cyrus"))
  }

  @Test func everyRowHasItsWords() throws {
    let songs = try Songs(
      csvData: Array(
        """
        Name,Artists,Release,Genre,\(AudioFeature.names.joined(separator: ","))
        Kino,['A B'],1987,rock,0.1,0.2,-3,0.4,0.5,0.6,0.7,0.8,90
        ,"['C', 'D']",,pop,0.1,0.2,-3,0.4,0.5,0.6,0.7,0.8,90
        """.utf8))
    #expect(songs.words(.name)[0] == ["kino"] && songs.words(.name)[1] == [])
    #expect(songs.words(.release)[1] == [] || songs.words(.release)[1] == ["undated"])
    #expect(songs.words(.artist)[0].prefix(2) == ["a", "b"])
    for kind in SongWords.allCases {
      #expect(songs.words(kind).rowCount == 2 && songs.words(kind).name == kind.rawValue)
    }
  }
}
