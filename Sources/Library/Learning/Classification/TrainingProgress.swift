import Synchronization

/// Receives how many of all steps are done, each time one more is. It may be called from several threads, one at a
/// time.
///
/// An analysis passes it on to the report's runner:
///
///     let reporter = ProgressReporter("trees", total: 300)
///     try ForestClassifier(training: features, labels: labels) { _, _ in reporter.advance() }
public typealias TrainingProgress = @Sendable (_ done: Int, _ total: Int) -> Void

/// Counts steps that several threads take, and reports each.
final class StepCounter: Sendable {
  private let total: Int
  private let progress: TrainingProgress?
  private let done = Mutex(0)

  init(total: Int, _ progress: TrainingProgress?) {
    self.total = total
    self.progress = progress
  }

  func advance() {
    guard let progress else { return }
    done.withLock { done in
      done += 1
      progress(done, total)
    }
  }
}
