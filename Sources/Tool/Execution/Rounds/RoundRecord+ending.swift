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
}

extension RoundRecord {
  /// Adds to the cell that ran last what it printed and had no time to announce.
  mutating func blame(_ leftover: [Output], unreadableLines: Int) {
    guard let cell = cellAtFault else { return }
    update(cell) { run in
      run.outputs += leftover
      guard unreadableLines > 0 else { return }
      run.warnings.append(
        Diagnostic(
          warning: "events.unreadable", message: "\(unreadableLines) outputs could not be read and are not shown."))
    }
  }

  /// Settles what became of the cell that ran last, and with it of the run.
  mutating func conclude(_ termination: Termination) -> Run.Status {
    switch termination.ending {
    case .exited(0) where isFinished: return hasUnexpectedFailure ? .failed : .ok
    case .exited where hasUnexpectedFailure: return .failed
    case .exited(let code):
      blame(.failed, "The code ended the process: exit(\(code))", termination, hint: "Let the cells run to their end.")
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

  private mutating func blame(
    _ status: CellRun.Status, _ message: String, _ termination: Termination, hint: String? = nil
  ) {
    guard let cell = cellAtFault else { return }
    let problem = Diagnostic(
      cellError: message, line: termination.line, sourceLine: termination.line.flatMap(line), hint: hint)
    end(cell: cell, status: status, problem: problem, seconds: termination.seconds, peakMemory: termination.peakMemory)
  }

  private mutating func blameCrash(_ signal: Signal, _ termination: Termination) {
    guard let cell = cellAtFault else { return }
    let line = termination.crash?.frames.first?.line ?? termination.line
    var problem = Diagnostic(
      cellError: termination.crash?.message ?? "Killed by \(signal.name): \(signal.meaning)", line: line,
      sourceLine: line.flatMap(self.line), signal: signal.name)
    problem.backtrace = (termination.crash?.frames ?? []).map { "\($0.function) at line \($0.line)" }.collapsingRepeats
    if termination.isOutOfMemory {
      problem.message = "Ran out of memory"
      if let limit = termination.memoryLimit {
        problem.message += ": the limit is \(Wording.bytes(limit))"
        problem.hint = "Raise the limit with --memory-limit, or keep less at a time."
      }
    } else if signal.number == SIGKILL {
      problem.hint = "Linux also does this when the machine runs out of memory."
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
