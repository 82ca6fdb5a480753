extension Duration {
  /// The length in seconds with fractions.
  public var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  /// Reads what ``cellText`` writes, `1:30:00`, `2 d 01:30:00.5`, `-0:00:01`; nil for anything else.
  public init?(cellText: String) {
    var text = cellText
    let found = text.withUTF8 { bytes -> Duration? in
      var reader = DateTextReader(bytes)
      let isNegative = reader.skip(0x2D)
      guard var first = reader.number(1...15) else { return nil }
      var days = 0
      if reader.next == 0x20 {
        days = first
        reader.skipBlanks()
        guard reader.skip(0x64) else { return nil }
        reader.skipBlanks()
        guard let hours = reader.number(1...2) else { return nil }
        first = hours
      }
      guard reader.skip(0x3A), let minutes = reader.number(2...2), minutes < 60, reader.skip(0x3A),
        let seconds = reader.number(2...2), seconds < 60
      else { return nil }
      var nanoseconds = 0
      if reader.skip(0x2E) {
        guard let value = reader.nanoseconds() else { return nil }
        nanoseconds = value
      }
      guard reader.isAtEnd else { return nil }
      let length =
        Duration.seconds(days * 86_400 + first * 3600 + minutes * 60 + seconds) + .nanoseconds(nanoseconds)
      return isNegative ? .zero - length : length
    }
    guard let found else { return nil }
    self = found
  }

  /// `1:30:00`, `2 d 01:30:00.5`: days, hours, minutes and seconds, to the nanosecond.
  public var cellText: String {
    let isNegative = self < .zero
    let (seconds, attoseconds) = (isNegative ? Duration.zero - self : self).components
    let total = Int(seconds)
    let days = total / 86_400
    let hours = total / 3600 % 24
    let clock =
      (days > 0 ? "\(days) d " + DateText.padded(hours, 2) : String(hours)) + ":"
      + DateText.padded(total / 60 % 60, 2) + ":" + DateText.padded(total % 60, 2)
    return (isNegative ? "-" : "") + clock + DateText.fraction(Int(attoseconds / 1_000_000_000))
  }
}
