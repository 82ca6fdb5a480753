extension SourceText {
  static let maximumBracketRun = 12

  /// Where more brackets open directly in one another than Swift's parser can bear: it tries each `[` as a list and as a type, so that the time doubles with every level.
  var endlessBrackets: Int? {
    var start = 0
    var count = 0
    var hasSquare = false
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "("):
        if count == 0 { start = offset }
        count += 1
        hasSquare = hasSquare || byte == UInt8(ascii: "[")
        if count > Self.maximumBracketRun, hasSquare { return start }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
      default:
        count = 0
        hasSquare = false
      }
    }
    return nil
  }
}
