/// A time of the clock without a date, to the nanosecond: `10:15`, `23:59:59.5`.
public struct TimeOfDay: BitwiseCopyable, Sendable, Hashable, Comparable, Codable, CustomStringConvertible,
  LosslessStringConvertible
{
  /// Since midnight, from 0 to below 86,400,000,000,000.
  public let nanoseconds: Int

  /// 0 to 23.
  public var hour: Int { nanoseconds / 3_600_000_000_000 }
  /// 0 to 59.
  public var minute: Int { nanoseconds / 60_000_000_000 % 60 }
  /// 0 to 59.
  public var second: Int { nanoseconds / 1_000_000_000 % 60 }
  /// The part of the second that is over, from 0 to 999,999,999.
  public var nanosecond: Int { nanoseconds % 1_000_000_000 }
  /// The time as hours with fractions, from 0 to below 24.
  public var hours: Double { Double(nanoseconds) / 3.6e12 }

  /// Nil when there is no such time.
  public init?(hour: Int, minute: Int = 0, second: Int = 0, nanosecond: Int = 0) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      (0..<1_000_000_000).contains(nanosecond)
    else { return nil }
    nanoseconds = ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanosecond
  }

  /// The beginning of the day.
  public static let midnight = TimeOfDay(nanoseconds: 0)

  /// - Precondition: from 0 to below a day.
  init(nanoseconds: Int) { self.nanoseconds = nanoseconds }

  /// Reads `HH:MM`, `HH:MM:SS` and `HH:MM:SS.f` with up to nine digits of fraction; nil for anything else.
  public init?(_ description: String) {
    var text = description
    let time = text.withUTF8 { bytes -> TimeOfDay? in
      var reader = DateTextReader(bytes)
      guard let time = reader.time(), reader.isAtEnd else { return nil }
      return time
    }
    guard let time else { return nil }
    self = time
  }

  /// The earlier of two times of a day.
  public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.nanoseconds < right.nanoseconds }

  /// `HH:MM:SS`, with as many digits of fraction as there are.
  public var description: String {
    var text = DateText.padded(hour, 2) + ":" + DateText.padded(minute, 2) + ":" + DateText.padded(second, 2)
    if nanosecond > 0 { text += DateText.fraction(nanosecond) }
    return text
  }
}

/// Parts of written dates.
enum DateText {
  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(abs(number))
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// `.5` for half a second.
  static func fraction(_ nanosecond: Int) -> String {
    var digits = padded(nanosecond, 9)
    while digits.last == "0" { digits.removeLast() }
    return digits.isEmpty ? "" : "." + digits
  }
}
