/// When to run: as soon as a save has settled, and for the newest save only.
///
/// A value that takes events and answers what to do next; it never waits itself.
public struct SaveSchedule: Sendable, Equatable {
  /// A moment of the clock that goes on while the machine sleeps.
  public typealias Instant = ContinuousClock.Instant

  /// What to do next.
  public enum Step: Sendable, Equatable {
    /// Nothing to do before this moment, or before something happens.
    case wait(until: Instant?)
    /// Start a run.
    case start
    /// The run under way is for an older text; another starts when it has ended.
    case cancel
  }

  /// How long nothing may be saved before a run starts: editors save in several steps.
  public var settling: Duration
  /// How long to wait at most for a file that never settles.
  public var patience: Duration

  private struct Save: Equatable {
    var first: Instant
    var last: Instant
    /// Whether the run under way is of no use any more.
    var cancels: Bool
  }

  private var save: Save?
  private var isRunning = false
  private var isCancelling = false

  /// A schedule without a save.
  public init(settling: Duration = .milliseconds(30), patience: Duration = .seconds(1)) {
    self.settling = settling
    self.patience = patience
  }

  /// Takes in that a file was saved.
  /// - Parameter cancels: whether a run under way is of no use now. Files that the analysis reads may be written by
  ///   processes that it starts; a run that cancelled itself would never end, so those files let it finish.
  public mutating func saved(at now: Instant, cancels: Bool) {
    save = Save(first: save?.first ?? now, last: now, cancels: cancels || save?.cancels ?? false)
  }

  /// Takes in that the run has ended.
  public mutating func ended() {
    isRunning = false
    isCancelling = false
  }

  /// What to do now.
  public mutating func next(at now: Instant) -> Step {
    guard let save else { return .wait(until: nil) }
    let settled = min(save.last + settling, save.first + patience)
    if now < settled { return .wait(until: settled) }
    if !isRunning {
      self.save = nil
      isRunning = true
      return .start
    }
    if save.cancels, !isCancelling {
      isCancelling = true
      return .cancel
    }
    return .wait(until: nil)
  }
}
