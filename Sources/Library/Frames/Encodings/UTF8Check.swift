/// Whether bytes are UTF-8, and where they are not.
enum UTF8Check {
  /// The position of the first byte that belongs to no well-formed sequence (Unicode, table 3-7), nil when all do.
  static func firstError(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    let count = bytes.count
    guard count > start else { return nil }
    let base = UnsafeRawPointer(bytes.baseAddress!)
    var position = start
    while position < count {
      // 32 bytes at once while they are ASCII; position + 32 <= count keeps reads inside.
      while position + 32 <= count {
        let lanes = base.loadUnaligned(fromByteOffset: position, as: SIMD4<UInt64>.self)
        if (lanes[0] | lanes[1] | lanes[2] | lanes[3]) & 0x8080_8080_8080_8080 != 0 { break }
        position += 32
      }
      let end = min(position + 32, count)
      while position < end {
        let length = sequenceLength(bytes, position)
        guard length > 0 else { return position }
        position += length
      }
    }
    return nil
  }

  /// The length of the well-formed sequence that starts here, 0 when there is none.
  @inline(__always)
  static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
    let first = bytes[position]
    if first < 0x80 { return 1 }
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      position + offset < bytes.count && range.contains(bytes[position + offset])
    }
    switch first {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }
}
