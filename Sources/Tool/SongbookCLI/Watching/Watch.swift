import Dispatch
import Execution
import Foundation
import Runs
import Watching

/// Runs an analysis whenever what it depends on is saved, until it is told to stop.
struct Watch {
  private enum Event: Sendable {
    case saved(Set<String>)
    case settled
    case ended(files: Set<String>?)
    case stopped
  }

  var analysis: Project.Analysis
  /// Absolute paths of what the user wrote: the analysis, files of parameters, the gates.
  var sources: Set<String>
  var report: LiveReport
  /// Makes one run that can be ended early; gives the files that it depends on, nil when it did not come so far.
  var run: @Sendable (_ isFirst: Bool, _ interruption: Interruption) async -> Set<String>?

  func untilStopped(by stop: Interruption) async throws {
    let (events, news) = AsyncStream.makeStream(of: Event.self)
    guard let changes = FileChanges() else {
      throw RunFailure("Files cannot be watched", hint: "Raise fs.inotify.max_user_instances.")
    }
    changes.watch(sources)
    let queue = DispatchQueue(label: "songbook.watch")
    let saves = DispatchSource.makeReadSource(fileDescriptor: changes.descriptor, queue: queue)
    saves.setEventHandler { news.yield(.saved(changes.take())) }
    saves.resume()
    let stopping = DispatchSource.makeReadSource(fileDescriptor: stop.descriptor, queue: queue)
    stopping.setEventHandler {
      news.yield(.stopped)
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
    news.yield(.settled)
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
        queue.asyncAfter(deadline: .now() + .microseconds(Int(delay * 1000) + 1)) { news.yield(.settled) }
      case .cancel: underWay?.request()
      case .start:
        let interruption = Interruption()
        underWay = interruption
        began = FileChanges.now
        let (run, first) = (run, isFirst)
        isFirst = false
        Task { news.yield(.ended(files: await run(first, interruption))) }
      }
    }
  }
}
