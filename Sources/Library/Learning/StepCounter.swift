import Synchronization

/// Counts steps that several threads take, and tells of each.
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
