import Genres
import Testing

@testable import SongCommands

/// Features as text on the command line.
@Suite struct GivenFeaturesTests {
  private let known = AudioFeature.names + ["Energy × Danceability"]

  @Test func derivedFeaturesAreComputed() throws {
    let given = try GivenFeatures("energy=0.5, DANCEABILITY=0.5,loudness=20", known: known)
    #expect(given.values == ["Energy": 0.5, "Danceability": 0.5, "Loudness": 20])
    let frame = try given.frame(for: ["Energy × Danceability", "Energy²", "Loudness"])
    #expect(frame.rowCount == 1)
    #expect(frame.doubles("Energy × Danceability") == [0.25] && frame.doubles("Energy²") == [0.25])
    #expect(given.remarks.count == 1 && given.remarks[0].hasPrefix("Loudness is 20 dB"))
  }

  @Test func aDerivedFeatureCanBeGiven() throws {
    let given = try GivenFeatures("energy × danceability=0.1", known: known)
    #expect(try given.frame(for: ["Energy × Danceability"]).doubles("Energy × Danceability") == [0.1])
    #expect(throws: (any Error).self) { try given.frame(for: ["Energy²"]) }
  }

  @Test(arguments: ["energy", "energy=loud", "energy=nan", "energy=1,Energy=2", "volume=3"])
  func wrongTextIsAnError(text: String) {
    #expect(throws: (any Error).self) { try GivenFeatures(text, known: known) }
  }
}
