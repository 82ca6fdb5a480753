import Frames

/// What times are counted in.
enum TimeUnit: Int, Sendable {
  case seconds = 1
  case milliseconds = 1_000
  case microseconds = 1_000_000
  case nanoseconds = 1_000_000_000

  /// How many there are in a second.
  var perSecond: Int { rawValue }

  fileprivate var digits: Int {
    switch self {
    case .seconds: 0
    case .milliseconds: 3
    case .microseconds: 6
    case .nanoseconds: 9
    }
  }
}

/// Times as text in ISO 8601: `2013-01-01T10:00:00Z` a moment, `2013-01-01T10:00:00` the time of a clock whose zone is
/// not known, `10:00:00` a time of day. A fraction of a second has three, six or nine digits, and none where it is zero.
struct TimeText {
  private(set) var bytes: [UInt8] = []

  /// - Parameters:
  ///   - time: since 1970-01-01T00:00:00.
  ///   - isMoment: whether the time is that of UTC.
  mutating func setMoment(_ time: Int, _ unit: TimeUnit, isMoment: Bool) {
    bytes.removeAll(keepingCapacity: true)
    let perDay = 86_400 * unit.perSecond
    var day = time / perDay
    var rest = time % perDay
    if rest < 0 {
      rest += perDay
      day -= 1
    }
    let civil = CivilDays.date(days: day)
    if civil.year < 0 || civil.year > 9999 { bytes.append(civil.year < 0 ? 45 : 43) }
    append(abs(civil.year), digits: 4)
    bytes.append(45)
    append(civil.month, digits: 2)
    bytes.append(45)
    append(civil.day, digits: 2)
    bytes.append(84)
    appendTime(rest, unit)
    if isMoment { bytes.append(90) }
  }

  /// - Parameter time: since midnight.
  mutating func setTime(_ time: Int, _ unit: TimeUnit) {
    bytes.removeAll(keepingCapacity: true)
    var time = time
    if time < 0 {
      bytes.append(45)
      time = time == .min ? .max : -time
    }
    appendTime(time, unit)
  }

  private mutating func appendTime(_ time: Int, _ unit: TimeUnit) {
    let seconds = time / unit.perSecond
    append(seconds / 3600, digits: 2)
    bytes.append(58)
    append(seconds / 60 % 60, digits: 2)
    bytes.append(58)
    append(seconds % 60, digits: 2)
    var fraction = time % unit.perSecond
    guard fraction != 0 else { return }
    var digits = unit.digits
    while fraction % 1000 == 0 {
      fraction /= 1000
      digits -= 3
    }
    bytes.append(46)
    append(fraction, digits: digits)
  }

  private mutating func append(_ number: Int, digits: Int) {
    var size = 1
    var power = 10
    while size < digits || (power <= number && size < 18) {
      size += 1
      power *= 10
    }
    let start = bytes.count
    for _ in 0..<size { bytes.append(48) }
    var rest = number
    for place in (start..<start + size).reversed() {
      bytes[place] = UInt8(48 + rest % 10)
      rest /= 10
    }
  }
}
