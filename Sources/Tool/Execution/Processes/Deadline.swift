import Glibc

/// The moment by which work has to be done.
struct Deadline: Sendable {
  /// How long the work may take.
  let seconds: Double
  let moment: ContinuousClock.Instant

  /// - Parameter seconds: from now on; more than ``longest`` is as good as that.
  init(seconds: Double) {
    self.seconds = seconds
    moment = .now + .seconds(min(max(seconds, 0), Deadline.longest))
  }

  /// Some thirty years: more seconds than a clock can be counted on.
  static let longest = 1e9

  var isOver: Bool { moment <= .now }

  /// For `poll`; at least one, so that nothing spins before the moment has come.
  var milliseconds: Int32 {
    let left = ContinuousClock.now.duration(to: moment) / .milliseconds(1)
    return Int32(min(max(left.rounded(.up), 1), 1e9))
  }

  /// The earlier of two, either of which may be missing.
  static func earlier(_ one: Deadline?, _ other: Deadline?) -> Deadline? {
    guard let one, let other else { return one ?? other }
    return one.moment <= other.moment ? one : other
  }
}
