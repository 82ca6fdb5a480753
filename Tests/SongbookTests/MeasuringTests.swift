import Testing

@testable import Songbook

@Suite struct MeasuringTests {
  private func filled(megabytes: Int) -> Int {
    // Each page is written to, so that all of it is resident.
    let bytes = [UInt8](repeating: 1, count: megabytes << 20)
    return bytes.reduce(0) { $0 &+ Int($1) }
  }

  @Test func theMostMemoryHeldMeanwhileIsTold() throws {
    let large = measured { filled(megabytes: 200) }
    #expect(large.result == 200 << 20)
    #expect(try #require(large.peakMemory) >= 200 << 20)
    #expect(try #require(large.seconds) > 0)
    // What a part took counts for the whole.
    #expect(PeakMemory.bytes >= 200 << 20)
  }
}
