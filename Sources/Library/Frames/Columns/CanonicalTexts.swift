/// Texts that are the same characters in different code points, such as a composed and a decomposed "é": equal, as
/// they are for `String`.
enum CanonicalTexts {
  /// For each text of a pool the number of the first that is equal to it; nil when all are different.
  static func numbers(_ pool: TextPool) -> [Int32]? {
    guard (0..<pool.count).contains(where: { pool.withUTF8($0, mayBeOtherwise) }) else { return nil }
    var numbers = (0..<Int32(pool.count)).map { $0 }
    var first: [String: Int32] = [:]
    var isAnySame = false
    for number in 0..<pool.count where pool.withUTF8(number, { $0.contains { $0 >= 0x80 } }) {
      let text = pool[number]
      if let known = first[text] {
        numbers[number] = known
        isAnySame = true
      } else {
        first[text] = Int32(number)
      }
    }
    return isAnySame ? numbers : nil
  }

  /// Whether a text may have another spelling among the usual ones: it holds a combining mark (U+0300 to U+036F, those
  /// of kana), a part of a Hangul syllable, or one of the signs that stand for a letter (ohm, kelvin, ångström).
  private static func mayBeOtherwise(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    while position + 1 < text.count {
      let byte = text[position]
      if byte == 0xCC || (byte == 0xCD && text[position + 1] < 0xB0) { return true }
      if position + 2 < text.count {
        let (second, third) = (text[position + 1], text[position + 2])
        if byte == 0xE1, (0x84...0x87).contains(second) { return true }
        if byte == 0xE3, second == 0x82, third == 0x99 || third == 0x9A { return true }
        if byte == 0xE2, second == 0x84, [0xA6, 0xAA, 0xAB].contains(third) { return true }
      }
      position += 1
    }
    return false
  }
}
