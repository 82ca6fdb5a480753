import FoundationEssentials
import Runs

/// Cuts what comes through the pipe into lines and reads each as an event.
struct EventReader {
  private var rest: [UInt8] = []
  private(set) var unreadableLines = 0
  private let decoder = JSONDecoder.forRuns

  mutating func take(_ bytes: [UInt8]) -> [RunEvent] {
    rest += bytes
    var events: [RunEvent] = []
    var start = rest.startIndex
    while let end = rest[start...].firstIndex(of: 0x0A) {
      if let event = try? decoder.decode(RunEvent.self, from: Data(rest[start..<end])) {
        events.append(event)
      } else {
        unreadableLines += 1
      }
      start = end + 1
    }
    rest.removeFirst(start)
    return events
  }
}
