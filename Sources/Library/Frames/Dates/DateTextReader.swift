/// Reads the parts of a written date from left to right.
struct DateTextReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  mutating func skipBlanks() { while next == 0x20 || next == 0x09 { position += 1 } }

  /// A number of at least and at most so many digits.
  mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while count < digits.upperBound, let byte = next, byte &- 48 < 10 {
      value = value * 10 + Int(byte &- 48)
      position += 1
      count += 1
    }
    return count < digits.lowerBound ? nil : value
  }

  /// A fraction's digits behind a point or comma, as nanoseconds; more than nine digits are none.
  mutating func nanoseconds() -> Int? {
    let start = position
    guard let value = number(1...9) else { return nil }
    if let byte = next, byte &- 48 < 10 { return nil }
    return (position - start..<9).reduce(value) { value, _ in value * 10 }
  }

  /// `HH:MM`, `HH:MM:SS` or `HH:MM:SS.f`.
  mutating func time() -> TimeOfDay? {
    guard let hour = number(1...2), skip(0x3A), let minute = number(2...2) else { return nil }
    var (second, nanosecond) = (0, 0)
    if skip(0x3A) {
      guard let value = number(2...2) else { return nil }
      second = value
      if skip(0x2E) || skip(0x2C) {
        guard let value = nanoseconds() else { return nil }
        nanosecond = value
      }
    }
    return TimeOfDay(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
  }

  /// `Z`, `+01`, `+0100`, `+01:00`, in seconds east of Greenwich.
  mutating func offset() -> Int? {
    if skip(0x5A) || skip(0x7A) { return 0 }
    let isWest = next == 0x2D
    guard skip(0x2B) || skip(0x2D), let hours = number(2...2) else { return nil }
    var minutes = 0
    if skip(0x3A) {
      guard let value = number(2...2) else { return nil }
      minutes = value
    } else if let byte = next, byte &- 48 < 10 {
      guard let value = number(2...2) else { return nil }
      minutes = value
    }
    guard hours <= 18, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }

  /// One of these words, in letters of either case; the longest that fits.
  mutating func word(_ words: [String]) -> Int? {
    var best: (index: Int, length: Int)?
    for (index, word) in words.enumerated() {
      let letters = Array(word.utf8)
      guard position + letters.count <= bytes.count, letters.count > best?.length ?? 0 else { continue }
      let isEqual = letters.indices.allSatisfy { bytes[position + $0] | 0x20 == letters[$0] | 0x20 }
      if isEqual { best = (index, letters.count) }
    }
    guard let best else { return nil }
    position += best.length
    return best.index
  }

  /// Letters, digits, `/`, `_`, `+` and `-`: the name of a zone.
  mutating func name() -> String {
    let start = position
    while let byte = next {
      let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
      guard isLetter || byte &- 48 < 10 || [0x2F, 0x5F, 0x2B, 0x2D].contains(byte) else { break }
      position += 1
    }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
  }
}
