import Glibc
import Notebooks
import Pages
import Runs

/// How the process of a round ended, and what it left behind.
struct Termination {
  var ending: Supervisor.Ending
  /// The author's line that ran last, from the status page.
  var line: Int?
  var standardError: String
  var crash: CrashReport?
  /// Seconds since the running cell started.
  var seconds: Double?
  var peakMemory: Int
  var memoryLimit: Int?
  /// What is known of an end that no signal made.
  var exit = ProcessExit.unseen

  /// How a process came to exit.
  enum ProcessExit: Equatable {
    /// `exit` was called with this number, of which the system keeps the last eight bits.
    case called(Int)
    /// The library found that its channel had been closed, and gave up.
    case lostChannel
    /// Neither: by `_exit`, or by another program that `exec` had put in the place of the analysis.
    case unseen
  }

  /// Takes in what the process had written down of its end.
  mutating func note(_ page: StatusPage?) {
    guard let page, case .exited(let code) = ending else { return }
    if let signal = page.crashSignal {
      // A thread crashed, and another one ended the process before the signal could.
      ending = .signalled(signal)
      return
    }
    switch page.exit {
    case .lostChannel: exit = .lostChannel
    case .called(let number) where Int32(truncatingIfNeeded: number) & 0xFF == code:
      exit = .called(number)
    case .called, nil: exit = .unseen
    }
  }
}

extension RoundRecord {
  /// Adds to the cell that ran last what it printed and had no time to announce.
  mutating func blame(_ leftover: [Output]) {
    guard let cell = cellAtFault else { return }
    update(cell) { $0.outputs += leftover }
  }

  /// Settles what became of the cell that ran last, and with it of the run.
  mutating func conclude(_ termination: Termination) -> Run.Status {
    switch termination.ending {
    case .exited(0) where isFinished: return hasUnexpectedFailure ? .failed : .ok
    case .exited where hasUnexpectedFailure || mistakenCell != nil: return .failed
    case .exited(let code):
      let (message, hint) = RoundRecord.words(for: termination.exit, code)
      blame(.failed, message, termination, hint: hint)
      return .failed
    case .faulty(let fault):
      blame(.failed, fault.reason, termination, hint: fault.hint)
      return .failed
    case .timedOut(let limit, let isWholeRun):
      let what = isWholeRun ? "The run" : "The cell"
      blame(.timedOut, "\(what) was not done within \(Wording.duration(limit))", termination)
      return .timedOut
    case .interrupted:
      blame(.failed, "Interrupted", termination)
      return .interrupted
    case .signalled(let number):
      blameCrash(Signal(number: number), termination)
      return .crashed
    }
  }

  private static func words(for exit: Termination.ProcessExit, _ code: Int32) -> (message: String, hint: String) {
    switch exit {
    case .called(let number):
      return ("The code ended the process: exit(\(number))", "Let the cells run to their end.")
    case .lostChannel:
      return (
        "The code closed a descriptor over which the analysis reports to Songbook",
        "Close only descriptors that the code has opened."
      )
    case .unseen:
      return (
        "The process ended with status \(code) and not by a call of exit: "
          + "the code called _exit, or exec put another program in its place",
        "Let the cells run to their end; start programs as processes of their own."
      )
    }
  }

  private mutating func blame(
    _ status: CellRun.Status, _ message: String, _ termination: Termination, hint: String? = nil
  ) {
    guard let cell = cellAtFault else { return }
    let place = place(termination.line, in: cell)
    let problem = Diagnostic(cellError: message, line: place, sourceLine: place.flatMap(line), hint: hint)
    end(cell: cell, status: status, problem: problem, seconds: termination.seconds, peakMemory: termination.peakMemory)
  }

  /// The line, unless it is none of the cell's.
  private func place(_ line: Int?, in cell: Int) -> Int? {
    guard let line, cells[cell].startLine <= line, line <= cells[cell].endLine else { return nil }
    return line
  }

  private mutating func blameCrash(_ signal: Signal, _ termination: Termination) {
    guard let cell = cellAtFault else { return }
    let line = termination.crash?.frames.first { $0.path == nil }?.line ?? place(termination.line, in: cell)
    var problem = Diagnostic(
      cellError: termination.crash?.message ?? "Killed by \(signal.name): \(signal.meaning)", line: line,
      sourceLine: line.flatMap(self.line), signal: signal.name)
    problem.backtrace = (termination.crash?.frames ?? []).map(\.description).collapsingRepeats
    if termination.isOutOfMemory {
      problem.message = "Ran out of memory"
      if let limit = termination.memoryLimit {
        problem.message += ": the limit is \(Wording.bytes(limit))"
        problem.hint = "Raise the limit with --memory-limit, or keep less at a time."
      }
    } else if signal.number == SIGKILL {
      problem.hint =
        "Linux also does this when the machine runs out of memory. --memory-limit ends the analysis before that."
    }
    end(
      cell: cell, status: .crashed, problem: problem, seconds: termination.seconds, peakMemory: termination.peakMemory)
  }
}

extension Termination {
  /// Whether an allocation failed, by the messages of the Swift runtime, the C++ library and GLib.
  var isOutOfMemory: Bool {
    ["failed to allocate", "Could not allocate memory", "std::bad_alloc"].contains { standardError.contains($0) }
  }
}

extension [String] {
  /// Equal neighbours as one, with their number: a runaway recursion is one line.
  fileprivate var collapsingRepeats: [String] {
    var result: [String] = []
    var index = startIndex
    while index < endIndex {
      let count = self[index...].prefix { $0 == self[index] }.count
      result.append(count > 1 ? "\(self[index]) (\(count) times)" : self[index])
      index += count
    }
    return result
  }
}
