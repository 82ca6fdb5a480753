/// What `songbook` exits with. The only list of the codes: commands exit with them, and their help prints them.
public enum ExitStatus: Sendable, Equatable {
  case done
  case cellFailed
  case notCompiled
  /// A gate failed, or a cell or the compiler warned under `--strict`.
  case gateFailed
  case timedOut
  case wrongUsage
  /// Something is missing on this machine, the disk is full, or Songbook has a bug.
  case couldNotGoOn
  case interrupted
  /// The process of the analysis died of the signal with this number.
  case signalled(Int32)

  /// The number that the process exits with.
  public var code: Int32 {
    switch self {
    case .done: 0
    case .cellFailed: 1
    case .notCompiled: 3
    case .gateFailed: 4
    case .timedOut: 5
    case .wrongUsage: 64
    case .couldNotGoOn: 70
    case .interrupted: 130
    case .signalled(let number): 128 + number
    }
  }

  /// What the code means, as help says it.
  public var meaning: String {
    switch self {
    case .done: "done"
    case .cellFailed: "a cell failed"
    case .notCompiled: "does not compile"
    case .gateFailed: "a gate failed, or warnings under --strict"
    case .timedOut: "timed out"
    case .wrongUsage: "wrong usage"
    case .couldNotGoOn: "Songbook itself could not go on"
    case .interrupted: "interrupted"
    case .signalled: "the cell's process died of signal N"
    }
  }

  /// All statuses but those of signals, by code.
  public static let all: [ExitStatus] = [
    .done, .cellFailed, .notCompiled, .gateFailed, .timedOut, .wrongUsage, .couldNotGoOn, .interrupted,
  ]

  /// `Exit codes: 0 done; 1 a cell failed; ...`
  public static var help: String {
    let listed = all.map { "\($0.code) \($0.meaning)" } + ["128+N \(ExitStatus.signalled(0).meaning)"]
    return "Exit codes: " + listed.joined(separator: "; ") + "."
  }
}

/// What `songbook diff` exits with.
public enum DiffExitStatus: Int32, Sendable, CaseIterable {
  case same = 0
  case different = 1
  case notComparable = 2

  /// What the code means, as help says it.
  public var meaning: String {
    switch self {
    case .same: "the same within tolerance, or no rule of --fail-on broken"
    case .different: "they differ, or a rule is broken"
    case .notComparable: "they could not be compared"
    }
  }

  /// `Exit codes: 0 the same within tolerance, ...`
  public static var help: String {
    "Exit codes: " + allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; ") + "."
  }
}

extension Run {
  /// What the process that made this run exits with, as far as the run alone decides.
  public var exitStatus: ExitStatus {
    switch status {
    case .ok: .done
    case .failed: .cellFailed
    case .notCompiled: .notCompiled
    case .timedOut: .timedOut
    case .interrupted: .interrupted
    case .crashed: .signalled(crashSignal ?? 0)
    }
  }

  private var crashSignal: Int32? {
    cells.lazy.filter { $0.status == .crashed }.compactMap(\.problem?.signal).first.flatMap(Signal.init(name:))?.number
  }
}
