import Dispatch
public import Execution
public import Runs

/// Runs an analysis whenever a file that it depends on is saved.
public struct Watch: Sendable {
  private enum Event: Sendable {
    case saved(Set<String>)
    case settled
    case ended(files: Set<String>?)
    case stopped
  }

  /// Makes one run that can be ended early. Returns the absolute paths of the files that it depends on, nil when that
  /// could not be found out.
  public typealias SingleRun = @Sendable (_ isFirst: Bool, _ interruption: Interruption) async -> Set<String>?

  private let sources: Set<String>
  private let run: SingleRun

  /// - Parameters:
  ///   - sources: absolute paths of what the user writes: the analysis, files of parameters, the gates. A save of one
  ///     of them ends a run under way.
  ///   - run: makes a run.
  public init(sources: Set<String>, run: @escaping SingleRun) {
    self.sources = sources
    self.run = run
  }

  /// Runs until `stop` is requested and the run under way has ended.
  /// - Throws: `RunFailure` when the system does not let files be watched.
  public func untilStopped(by stop: Interruption) async throws(RunFailure) {
    let (events, sender) = AsyncStream.makeStream(of: Event.self)
    guard let changes = FileChanges() else {
      throw RunFailure("Files cannot be watched", hint: "Raise fs.inotify.max_user_instances.")
    }
    changes.watch(sources)
    let queue = DispatchQueue(label: "songbook.watch")
    let saves = DispatchSource.makeReadSource(fileDescriptor: changes.descriptor, queue: queue)
    saves.setEventHandler { sender.yield(.saved(changes.take())) }
    saves.resume()
    let stopping = DispatchSource.makeReadSource(fileDescriptor: stop.descriptor, queue: queue)
    stopping.setEventHandler {
      sender.yield(.stopped)
      stopping.cancel()
    }
    stopping.resume()
    defer {
      saves.cancel()
      stopping.cancel()
    }

    var schedule = SaveSchedule()
    schedule.saved(at: .now - schedule.settling, cancels: true)
    var underWay: Interruption?
    var began = FileChanges.now
    var isFirst = true
    var isStopped = false
    sender.yield(.settled)
    for await event in events {
      switch event {
      case .settled: break
      case .saved(let files):
        guard !files.isEmpty else { continue }
        schedule.saved(at: .now, cancels: !files.isDisjoint(with: sources))
      case .ended(let files):
        underWay = nil
        schedule.ended()
        // What was read and has been saved meanwhile was not watched yet.
        if let files, !changes.watch(sources.union(files), since: began).isEmpty {
          schedule.saved(at: .now, cancels: false)
        }
      case .stopped:
        isStopped = true
        underWay?.request()
      }
      if isStopped {
        if underWay == nil { break }
        continue
      }
      switch schedule.next(at: .now) {
      case .wait(let moment):
        guard let moment else { continue }
        let delay = max(0, ContinuousClock.now.duration(to: moment) / .milliseconds(1))
        queue.asyncAfter(deadline: .now() + .microseconds(Int(delay * 1000) + 1)) { sender.yield(.settled) }
      case .cancel: underWay?.request()
      case .start:
        let interruption = Interruption()
        underWay = interruption
        began = FileChanges.now
        let (run, first) = (run, isFirst)
        isFirst = false
        Task { sender.yield(.ended(files: await run(first, interruption))) }
      }
    }
  }
}
