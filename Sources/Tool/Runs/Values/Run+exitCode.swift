extension Run {
  /// What the process that made this run exits with: 0 done, 1 a cell failed, 3 does not compile, 5 timed out, 130 interrupted,
  /// 128 + N when the analysis died of signal N.
  public var exitCode: Int32 {
    switch status {
    case .ok: 0
    case .failed: 1
    case .notCompiled: 3
    case .timedOut: 5
    case .interrupted: 130
    case .crashed: 128 + (crashSignal ?? 0)
    }
  }

  private var crashSignal: Int32? {
    cells.lazy.filter { $0.status == .crashed }.compactMap(\.problem?.signal).first.flatMap(Signal.init(name:))?.number
  }
}
