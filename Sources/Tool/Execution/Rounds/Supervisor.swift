import FoundationEssentials
import Glibc
import Runs

/// Watches over a running analysis until it is over: takes its events, keeps its time limits, and ends it when asked
/// to.
struct Supervisor {
  /// Seconds a cell may take; nil for no limit.
  var cellTimeout: @Sendable (_ cell: Int) -> Double?
  /// Seconds the whole run may take.
  var runTimeout: Double?
  var interruption: Interruption?

  enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// `seconds` is the limit: that of the run where `isWholeRun`, else that of a cell.
    case timedOut(seconds: Double, isWholeRun: Bool)
    case interrupted
  }

  struct Report {
    var ending: Ending
    var peakMemory: Int
    /// Lines of the pipe that were no events.
    var unreadableLines = 0
  }

  private struct Watch {
    var limit: Double
    var end: ContinuousClock.Instant
    var isWholeRun: Bool
  }

  /// How long the end of a process can go unnoticed when something it started holds its pipe open, in milliseconds.
  private static let tick = 50

  /// Runs to the end of the child, whatever it does. Blocks the thread.
  func watch(
    _ child: borrowing ChildProcess, events: borrowing Pipe, told: (RunEvent) -> Void
  ) -> Report {
    let start = ContinuousClock.now
    var watches: [Watch] = []
    if let runTimeout { watches = [Watch(limit: runTimeout, end: start + .seconds(runTimeout), isWholeRun: true)] }
    var reader = EventReader()
    var forced: Ending?
    var isOpen = true

    func take(_ bytes: [UInt8]) {
      for event in reader.take(bytes) {
        switch event {
        case .cellStarted(let cell):
          watches.removeAll { !$0.isWholeRun }
          if let limit = cellTimeout(cell) {
            watches.append(Watch(limit: limit, end: .now + .seconds(limit), isWholeRun: false))
          }
        case .cellFinished: watches.removeAll { !$0.isWholeRun }
        default: break
        }
        told(event)
      }
    }

    while true {
      var polled = [
        pollfd(fd: isOpen ? events.reading : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: forced == nil ? interruption?.descriptor ?? -1 : -1, events: Int16(POLLIN), revents: 0),
      ]
      poll(&polled, nfds_t(polled.count), Int32(isOpen ? Supervisor.tick : 2))
      if polled[0].revents != 0 {
        if let bytes = events.available() { take(bytes) } else { isOpen = false }
      }
      if forced == nil {
        if polled[1].revents != 0 {
          forced = .interrupted
        } else if let over = watches.first(where: { $0.end <= .now }) {
          forced = .timedOut(seconds: over.limit, isWholeRun: over.isWholeRun)
        }
        if forced != nil { child.killGroup() }
      }
      guard let (ending, peakMemory) = child.ending() else { continue }
      // What it started must not outlive it, nor keep the pipe open.
      child.killGroup()
      while isOpen, let bytes = events.available(), !bytes.isEmpty { take(bytes) }
      return Report(
        ending: forced ?? Ending(ending), peakMemory: peakMemory, unreadableLines: reader.unreadableLines)
    }
  }
}

extension Supervisor.Ending {
  init(_ ending: ChildProcess.Ending) {
    switch ending {
    case .exited(let code): self = .exited(code)
    case .signalled(let number): self = .signalled(number)
    case .interrupted: self = .interrupted
    }
  }
}
