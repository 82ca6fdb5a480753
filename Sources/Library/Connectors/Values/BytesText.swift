/// Bytes of a fixed meaning as text.
enum BytesText {
  /// `123e4567-e89b-12d3-a456-426614174000`, of 16 bytes.
  static func uuid(_ bytes: UnsafeRawBufferPointer) -> String {
    var text = ""
    for (place, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(place) { text += "-" }
      text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return text
  }

  /// Months, days and milliseconds in four bytes each, as ISO 8601 writes a duration: `P1M2DT3.5S`.
  static func interval(_ bytes: UnsafeRawBufferPointer) -> String {
    func number(_ place: Int) -> UInt32 {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }
    let (months, days, milliseconds) = (number(0), number(4), number(8))
    var text = "P" + (months > 0 ? "\(months)M" : "") + (days > 0 ? "\(days)D" : "")
    if milliseconds > 0 || months == 0 && days == 0 {
      let seconds = Double(milliseconds) / 1000
      text += "T\(milliseconds % 1000 == 0 ? String(milliseconds / 1000) : String(seconds))S"
    }
    return text
  }
}
