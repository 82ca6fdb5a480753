import Foundation
import Frames
import Testing

@testable import Genres

@Suite struct SongWidgetsTests {
  @Test func profilesAreTheMeansOfGenres() throws {
    let songs = try Songs.standard()
    let profiles = try songs.genreProfiles(minimumSongs: 30)
    let (names, counts) = (profiles["Genre"], profiles["Songs"].doubles ?? [])
    #expect(profiles.rowCount > 100)
    #expect(counts.allSatisfy { $0 >= 30 })
    let energies = songs.frame["Energy"].doubles ?? []
    let genres = songs.frame["Genre"]
    for row in [0, profiles.rowCount - 1] {
      let own = (0..<songs.count).filter { genres.text(at: $0) == names.text(at: row) }.map { energies[$0] }
        .filter(\.isFinite)
      let mean = own.reduce(0, +) / Double(own.count)
      #expect(abs((profiles["Energy"].doubles?[row] ?? .nan) - mean) < 1e-9)
    }
  }
}
