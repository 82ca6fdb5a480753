import Glibc
import Runs
import Synchronization

/// Reports how far a long step has come; may be called from several threads.
///
/// The runner draws a bar from it. At most ten reports a second are sent, so that a call for each item costs next to
/// nothing.
public final class ProgressReporter: Sendable {
  private struct State {
    var completed = 0
    var lastSent: ContinuousClock.Instant?
  }

  /// What the step is called beside its bar.
  public let label: String
  /// Nil when the end is not known.
  public let total: Int?
  private let state = Mutex(State())

  /// - Parameter total: how many items there are; nil when the end is not known.
  public init(_ label: String, total: Int? = nil) {
    self.label = label
    self.total = total.map { max(0, $0) }
  }

  /// Adds to the number of completed items.
  public func advance(by count: Int = 1) {
    let sent: Int? = state.withLock { state in
      state.completed = max(0, state.completed.addingReportingOverflow(count).partialValue)
      let now = ContinuousClock.now
      let isLast = state.completed == total
      if let last = state.lastSent, !isLast, last.duration(to: now) < .milliseconds(100) { return nil }
      state.lastSent = now
      return state.completed
    }
    guard let sent else { return }
    let progress = StepProgress(label: label, completed: sent, total: total)
    Session.current.send { .progress(cell: $0, progress: progress) }
  }
}

/// The items one after the other; reports how far the loop has come.
///
///     for tree in tracked(0..<300, "trees") { ... }
public func tracked<Items: Collection>(_ items: Items, _ label: String) -> TrackedSequence<Items> {
  TrackedSequence(items: items, label: label)
}

/// What ``tracked(_:_:)`` gives.
public struct TrackedSequence<Items: Collection>: Sequence {
  let items: Items
  let label: String

  /// Gives the items and reports each that is completed.
  public struct Iterator: IteratorProtocol {
    var items: Items.Iterator
    let reporter: ProgressReporter
    var isFirst = true

    /// An item is completed when the next one is asked for.
    public mutating func next() -> Items.Element? {
      let element = items.next()
      reporter.advance(by: isFirst ? 0 : 1)
      isFirst = false
      return element
    }
  }

  /// Starts a loop with a progress of its own, from no completed item.
  public func makeIterator() -> Iterator {
    Iterator(items: items.makeIterator(), reporter: ProgressReporter(label, total: items.count))
  }
}
