public import Runs

/// How far a number may move before the change counts.
///
/// A change counts only when it is more than both bounds: the absolute one leaves out small changes of small numbers,
/// the relative one those of large numbers.
public struct Tolerance: Codable, Sendable, Equatable {
  /// Metrics by name; tables and figures by label, or `tbl-level2/Accuracy` for one column.
  public var names: Glob
  /// In the number's own unit, 0 or more.
  public var absolute: Double
  /// As a share of the old number, 0 or more: 0.01 is one per cent.
  public var relative: Double

  /// A tolerance by its parts.
  public init(names: Glob, absolute: Double, relative: Double = 0) {
    self.names = names
    self.absolute = absolute
    self.relative = relative
  }

  /// Reads `accuracy/*=0.005,0.01`; the relative bound may be left out.
  public init(_ text: String) throws(RunFailure) {
    let hint = "A tolerance looks like NAME=ABSOLUTE,RELATIVE: 'accuracy/*=0.005,0.01'."
    guard let equals = text.lastIndex(of: "="), equals > text.startIndex else {
      throw RunFailure("The tolerance “\(text)” names no bound", hint: hint)
    }
    let bounds = text[text.index(after: equals)...].split(separator: ",", omittingEmptySubsequences: false)
      .map { Double($0.filter { $0 != " " }) }
    guard (1...2).contains(bounds.count), let absolute = bounds[0], let relative = bounds.count > 1 ? bounds[1] : 0,
      absolute >= 0, relative >= 0
    else { throw RunFailure("The bounds of the tolerance “\(text)” are not numbers of 0 or more", hint: hint) }
    self.init(names: Glob(String(text[..<equals])), absolute: absolute, relative: relative)
  }

  func permits(_ old: Double, _ new: Double) -> Bool {
    let difference = abs(new - old)
    return difference <= absolute || difference <= relative * abs(old)
  }
}

extension [Tolerance] {
  /// The last tolerance that names the number decides; without one every change counts.
  func permits(_ name: String, _ old: Double, _ new: Double) -> Bool {
    if old == new || (old.isNaN && new.isNaN) { return true }
    guard old.isFinite, new.isFinite else { return false }
    return last { $0.names.matches(name) }?.permits(old, new) ?? false
  }
}
