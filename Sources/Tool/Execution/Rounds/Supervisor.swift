import FoundationEssentials
import Glibc
import Runs

/// Watches over a running analysis until it is over: takes its events, keeps its time limits, and ends it when asked
/// to, or when it sends what no analysis sends.
struct Supervisor {
  /// Seconds a cell may take; nil for no limit.
  var cellTimeout: @Sendable (_ cell: Int) -> Double?
  /// When the whole run has to be done.
  var deadline: Deadline?
  var interruption: Interruption?

  enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// `seconds` is the limit: that of the run where `isWholeRun`, else that of a cell.
    case timedOut(seconds: Double, isWholeRun: Bool)
    case interrupted
    /// What came over the channel was not written by Songbook's library, or cannot be.
    case faulty(EventFault)
  }

  struct Report {
    var ending: Ending
    var peakMemory: Int
  }

  /// The longest time between two looks at what a process has printed, in milliseconds.
  private static let longestSilence: Int32 = 100

  /// What a process may have left in the pipe and elsewhere when it is over, in bytes.
  private static let longestRest = 1 << 22

  /// Runs to the end of the child, whatever it does. Blocks the thread.
  /// - Parameters:
  ///   - told: takes an event in, or says what is wrong with it.
  ///   - looked: is called every now and then while nothing is told.
  func watch(
    _ child: inout ChildProcess, events: borrowing Pipe, reader: inout EventReader,
    told: (RunEvent) throws(EventFault) -> Void, looked: () -> Void
  ) -> Report {
    var cellDeadline: Deadline?
    var forced: Ending?
    var isOpen = true

    func take(_ bytes: [UInt8]) {
      // What follows a fault may be anything.
      if case .faulty = forced { return }
      do throws(EventFault) {
        try reader.take(bytes) { (event) throws(EventFault) in
          try told(event)
          switch event {
          case .cellStarted(let cell): cellDeadline = cellTimeout(cell).map { Deadline(seconds: $0) }
          case .cellFinished: cellDeadline = nil
          default: break
          }
        }
      } catch {
        forced = .faulty(error)
        child.end()
      }
    }

    while true {
      let nearest = forced == nil ? Deadline.earlier(deadline, cellDeadline) : nil
      var polled = [
        pollfd(fd: isOpen ? events.reading : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: forced == nil ? interruption?.descriptor ?? -1 : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: child.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let patience = min(nearest?.milliseconds ?? .max, Supervisor.longestSilence)
      if poll(&polled, nfds_t(polled.count), patience) == 0 { looked() }
      if polled[0].revents != 0 {
        if let bytes = events.available() { take(bytes) } else { isOpen = false }
      }
      if forced == nil {
        if polled[1].revents != 0 {
          forced = .interrupted
        } else if let deadline, deadline.isOver {
          forced = .timedOut(seconds: deadline.seconds, isWholeRun: true)
        } else if let cellDeadline, cellDeadline.isOver {
          forced = .timedOut(seconds: cellDeadline.seconds, isWholeRun: false)
        }
        if forced != nil { child.end() }
      }
      guard polled[2].revents != 0 else { continue }
      // All that could write is over, but for processes that have got hold of the pipe in other ways.
      var rest = 0
      while isOpen, rest < Supervisor.longestRest, let bytes = events.available(), !bytes.isEmpty {
        rest += bytes.count
        take(bytes)
      }
      let (ending, peakMemory) = child.ending()
      return Report(ending: forced ?? Ending(ending), peakMemory: peakMemory)
    }
  }
}

extension Supervisor.Ending {
  init(_ ending: ChildProcess.Ending) {
    switch ending {
    case .exited(let code): self = .exited(code)
    case .signalled(let number): self = .signalled(number)
    case .notStarted: self = .exited(127)
    case .interrupted: self = .interrupted
    case .timedOut(let seconds): self = .timedOut(seconds: seconds, isWholeRun: true)
    }
  }
}
