import FoundationEssentials
import Runs

/// What is wrong with something that came over the channel of events. It is the analysis that sent it: the runner ends
/// it, and says why.
struct EventFault: Error, Equatable {
  var reason: String
  var hint = "Only Songbook's library writes to that descriptor; code must write to those that it has opened."

  /// Bytes that the library did not write.
  static let foreign = EventFault(
    reason: "The code wrote to the descriptor over which the analysis reports to Songbook")
}

/// Cuts what comes through the pipe into lines and reads each as an event.
struct EventReader {
  /// What the library puts before each event, see ``RunSettings/eventMark``.
  private let mark: [UInt8]
  private var rest: [UInt8] = []
  /// How many bytes of the rest are known to hold no line end.
  private var searched = 0
  private let decoder = JSONDecoder.forRuns

  /// No event is longer, whatever it shows: texts are cut where they are displayed.
  static let longestLine = 1 << 27

  init(mark: String) { self.mark = Array(mark.utf8) }

  mutating func take(_ bytes: [UInt8], told: (RunEvent) throws(EventFault) -> Void) throws(EventFault) {
    rest += bytes
    var start = rest.startIndex
    while let end = rest[max(start, searched)...].firstIndex(of: 0x0A) {
      try told(try event(in: rest[start..<end]))
      start = end + 1
    }
    if start > 0 { rest.removeFirst(start) }
    searched = rest.count
    guard rest.starts(with: mark.prefix(rest.count)) else { throw .foreign }
    guard rest.count <= EventReader.longestLine else {
      throw EventFault(
        reason: "The code displayed something of more than \(EventReader.longestLine) bytes",
        hint: "Display less of it.")
    }
  }

  private func event(in line: ArraySlice<UInt8>) throws(EventFault) -> RunEvent {
    guard line.starts(with: mark) else { throw .foreign }
    guard let event = try? decoder.decode(RunEvent.self, from: Data(line.dropFirst(mark.count))) else {
      throw EventFault(reason: "The analysis sent an event that cannot be read")
    }
    return event
  }
}
