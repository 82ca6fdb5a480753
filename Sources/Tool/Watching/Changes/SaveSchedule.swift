/// When to run: as soon as a save has settled, and for the newest save alone.
///
/// A value that is told what happens and asked what to do; it waits for nothing itself.
public struct SaveSchedule: Sendable, Equatable {
  public typealias Instant = ContinuousClock.Instant

  public enum Step: Sendable, Equatable {
    /// Nothing to do before this moment, or before something happens.
    case wait(until: Instant?)
    case start
    /// The run under way is for an older text; another starts when it has ended.
    case cancel
  }

  /// How long nothing may be saved before a run starts: editors save in several steps.
  public var settling: Duration
  /// How long a file that never settles is waited for.
  public var patience: Duration

  private struct Save: Equatable {
    var first: Instant
    var last: Instant
    /// Whether what is being made is of no use any more.
    var cancels: Bool
  }

  private var save: Save?
  private var isRunning = false
  private var isCancelling = false

  public init(settling: Duration = .milliseconds(30), patience: Duration = .seconds(1)) {
    self.settling = settling
    self.patience = patience
  }

  /// - Parameter cancels: whether a run under way is for nothing now. What the analysis reads may be written by what it starts, and a run that
  ///   cancelled itself would never end: those files let it finish.
  public mutating func saved(at now: Instant, cancels: Bool) {
    save = Save(first: save?.first ?? now, last: now, cancels: cancels || save?.cancels ?? false)
  }

  public mutating func ended() {
    isRunning = false
    isCancelling = false
  }

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
