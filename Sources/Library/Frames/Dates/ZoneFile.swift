#if canImport(Glibc)
  import Glibc
#endif

/// The rules of a time zone as a TZif file holds them (RFC 8536): changes of the offset up to a year, and a rule for
/// the time behind.
struct ZoneFile: Sendable {
  /// Seconds since 1970 at which the offset changes, ascending.
  private var changes: [Int] = []
  /// The offset from each change on, in seconds east of Greenwich.
  private var offsets: [Int] = []
  /// Before the first change.
  private var firstOffset = 0
  private var rule: PosixZoneRule?

  /// Reads `name` among the system's zones; nil when there is none.
  init?(named name: String) {
    guard !name.isEmpty, !name.contains(".."), !name.hasPrefix("/") else { return nil }
    let folders = [getenv("TZDIR").map { String(cString: $0) }, "/usr/share/zoneinfo"].compactMap { $0 }
    for folder in folders {
      guard let file = try? FileBytes(path: folder + "/" + name) else { continue }
      let bytes = Array(file.buffer)
      withExtendedLifetime(file) {}
      if let read = ZoneFile(bytes) {
        self = read
        return
      }
    }
    return nil
  }

  init?(_ bytes: [UInt8]) {
    func big(_ position: Int, _ length: Int) -> Int {
      var value = bytes[position] >= 0x80 ? -1 : 0
      for byte in bytes[position..<position + length] { value = value << 8 | Int(byte) }
      return value
    }
    /// The counts of a header, and where its data end.
    func header(_ start: Int, _ width: Int) -> (times: Int, types: Int, dataStart: Int, end: Int)? {
      guard start + 44 <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8) else { return nil }
      let counts = (0..<6).map { big(start + 20 + 4 * $0, 4) }
      guard counts.allSatisfy({ $0 >= 0 && $0 < 1 << 20 }) else { return nil }
      let (utc, standard, leaps, times, types, letters) = (
        counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]
      )
      let end = start + 44 + times * (width + 1) + types * 6 + letters + leaps * (width + 4) + standard + utc
      return end <= bytes.count ? (times, types, start + 44, end) : nil
    }
    guard bytes.count > 44, bytes[4] >= 0x32, let old = header(0, 4), let new = header(old.end, 8), new.types > 0
    else { return nil }
    let types = new.dataStart + new.times * 9
    let typeOffsets = (0..<new.types).map { big(types + $0 * 6, 4) }
    for number in 0..<new.times {
      let type = Int(bytes[new.dataStart + new.times * 8 + number])
      guard type < typeOffsets.count else { return nil }
      changes.append(big(new.dataStart + number * 8, 8))
      offsets.append(typeOffsets[type])
    }
    firstOffset = typeOffsets[0]
    let footer = bytes[new.end...].dropFirst().prefix { $0 != 0x0A }
    rule = PosixZoneRule(String(decoding: footer, as: UTF8.self))
  }

  /// Seconds east of Greenwich at an instant.
  func offset(at seconds: Int) -> Int {
    guard let last = changes.last else { return rule?.offset(at: seconds) ?? firstOffset }
    if seconds >= last, let rule { return rule.offset(at: seconds) }
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : offsets[low - 1]
  }

  /// The offset for a time on the clock there: of two the earlier instant's; where the clock leaves the time out, that
  /// of before.
  func offset(ofLocal seconds: Int) -> Int {
    let before = offset(at: seconds - offset(at: seconds - 86_400))
    let guesses = [offset(at: seconds - 86_400), before, offset(at: seconds + 86_400)]
    for guess in guesses where offset(at: seconds - guess) == guess { return guess }
    return guesses[0]
  }
}

/// The rule at the end of a zone's file, such as `EST5EDT,M3.2.0,M11.1.0`.
struct PosixZoneRule: Sendable {
  private struct Change: Sendable {
    var month: Int
    /// 5 is the last of the month.
    var week: Int
    /// 0 is Sunday.
    var day: Int
    var seconds = 7200

    func days(of year: Int) -> Int {
      let first = CivilDays.days(year: year, month: month, day: 1)
      let days = first + CivilDays.modulo(day - CivilDays.weekday(days: first), 7) + (week - 1) * 7
      let last = first + CalendarDate.days(inMonth: month, of: year) - 1
      return days > last ? days - 7 : days
    }
  }

  private var standard = 0
  private var summer: (offset: Int, start: Change, end: Change)?

  init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let zone = parts.first else { return nil }
    var rest = Substring(zone)
    func skipName() {
      if rest.first == "<" {
        rest = rest.drop { $0 != ">" }.dropFirst()
      } else {
        rest = rest.drop { $0.isLetter }
      }
    }
    skipName()
    guard let west = PosixZoneRule.seconds(&rest) else { return nil }
    standard = -west
    guard !rest.isEmpty else { return }
    skipName()
    let summerOffset = PosixZoneRule.seconds(&rest).map { -$0 } ?? standard + 3600
    // Rules by the number of the day are not in use.
    guard parts.count == 3, let start = PosixZoneRule.change(parts[1]), let end = PosixZoneRule.change(parts[2])
    else { return nil }
    summer = (summerOffset, start, end)
  }

  /// `5`, `-3:30`
  private static func seconds(_ text: inout Substring) -> Int? {
    let isNegative = text.first == "-"
    if isNegative || text.first == "+" { text = text.dropFirst() }
    let digits = text.prefix { $0.isNumber || $0 == ":" }
    text = text.dropFirst(digits.count)
    let parts = digits.split(separator: ":").map { Int($0) ?? 0 }
    guard let hours = parts.first else { return nil }
    let value = hours * 3600 + (parts.count > 1 ? parts[1] * 60 : 0) + (parts.count > 2 ? parts[2] : 0)
    return isNegative ? -value : value
  }

  /// `M3.2.0/2`
  private static func change(_ text: Substring) -> Change? {
    guard text.first == "M" else { return nil }
    let parts = text.dropFirst().split(separator: "/")
    let numbers = parts.first?.split(separator: ".").compactMap { Int($0) } ?? []
    guard numbers.count == 3, (1...12).contains(numbers[0]) else { return nil }
    var change = Change(month: numbers[0], week: numbers[1], day: numbers[2])
    if parts.count > 1 {
      var rest = parts[1]
      guard let seconds = seconds(&rest) else { return nil }
      change.seconds = seconds
    }
    return change
  }

  func offset(at seconds: Int) -> Int {
    guard let summer else { return standard }
    let year = CivilDays.date(days: CivilDays.quotient(seconds + standard, 86_400)).year
    let start = summer.start.days(of: year) * 86_400 + summer.start.seconds - standard
    let end = summer.end.days(of: year) * 86_400 + summer.end.seconds - summer.offset
    let isSummer = start < end ? (start..<end).contains(seconds) : !(end..<start).contains(seconds)
    return isSummer ? summer.offset : standard
  }
}
