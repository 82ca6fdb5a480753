/// Tells what bytes that are not UTF-8 and have no mark most likely are.
///
/// Each encoding is judged by the company its letters keep: in text an accented letter stands among small Latin ones,
/// a Cyrillic one among Cyrillic ones, and Japanese characters come in runs. Taken for another encoding, they do not.
struct EncodingGuess {
  /// UTF-8 with a few broken places when there are more well-formed sequences than errors, else the encoding whose
  /// letters fit best; Windows-1252 where nothing tells (Latin-1 is nearly a part of it).
  static func likelyEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> CSVDialect.Encoding {
    var wellFormed = 0
    var broken = 0
    var position = 0
    while position < bytes.count, wellFormed + broken < 100_000 {
      let length = UTF8Check.sequenceLength(bytes, position)
      if length > 1 { wellFormed += 1 }
      if length == 0 { broken += 1 }
      position += max(1, length)
    }
    if wellFormed > broken { return .utf8 }
    // Where bytes above ASCII stand.
    let first = max(0, (bytes.firstIndex { $0 >= 0x80 } ?? 0) - 64)
    let sample = Array(bytes[first...].prefix(1 << 16))
    var best: (encoding: CSVDialect.Encoding, score: Double) = (.windows1252, score(sample, .windows1252))
    for encoding in [CSVDialect.Encoding.windows1251, .macRoman, .koi8r, .shiftJIS, .eucJP] {
      let score = score(sample, encoding)
      if score > best.score + 0.05 { best = (encoding, score) }
    }
    return best.encoding
  }

  /// From -1 to 1, of a character above ASCII on average.
  private static func score(_ sample: [UInt8], _ encoding: CSVDialect.Encoding) -> Double {
    guard let decoded = sample.withUnsafeBufferPointer({ try? DecodedText($0, encoding: encoding) }) else { return -1 }
    let scalars = Array(String(decoding: decoded.bytes.buffer, as: UTF8.self).unicodeScalars)
    let kinds = scalars.map(Kind.init)
    var sum = 0.0
    var count = 0.0
    for position in scalars.indices where scalars[position].value >= 0x80 {
      count += 1
      let before = position > 0 ? kinds[position - 1] : .other
      let after = position + 1 < kinds.count ? kinds[position + 1] : .other
      sum += worth(kinds[position], scalars[position], before, after)
    }
    return count == 0 ? 0 : sum / count
  }

  private enum Kind: Equatable {
    case latin(isSmall: Bool)
    case accented(isSmall: Bool)
    case cyrillic(isSmall: Bool)
    case japanese
    case broken, symbol, other

    init(_ scalar: Unicode.Scalar) {
      let isSmall = scalar.properties.isLowercase
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A: self = .latin(isSmall: isSmall)
      case 0..<0x80: self = .other
      case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0xFF, 0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E:
        self = .accented(isSmall: isSmall)
      case 0x401, 0x410...0x44F, 0x451: self = .cyrillic(isSmall: isSmall)
      case 0x3001...0x30FE, 0x4E00...0x9FA0: self = .japanese
      case 0xFFFD, 0x80...0x9F: self = .broken
      default: self = .symbol
      }
    }

    var isLetter: Bool {
      switch self {
      case .latin, .accented, .cyrillic: true
      default: false
      }
    }
    var isLatin: Bool { if case .latin = self { true } else { false } }
    var isCyrillic: Bool { if case .cyrillic = self { true } else { false } }
    var isSmall: Bool {
      switch self {
      case .latin(let isSmall), .accented(let isSmall), .cyrillic(let isSmall): isSmall
      default: false
      }
    }
  }

  private static func worth(_ own: Kind, _ scalar: Unicode.Scalar, _ before: Kind, _ after: Kind) -> Double {
    // A capital behind a small letter stands in no word, nor does a small one before a capital.
    let isOddCase =
      (before.isLetter && before.isSmall && !own.isSmall) || (own.isSmall && after.isLetter && !after.isSmall)
    switch own {
    case .broken: return -2
    case .japanese: return before == .japanese || after == .japanese ? 1 : before.isLatin || after.isLatin ? -1 : 0.3
    case .cyrillic:
      if before.isLatin || after.isLatin { return -1 }
      if isOddCase { return -0.5 }
      return before.isCyrillic || after.isCyrillic ? 1 : -0.3
    case .accented:
      if isOddCase { return -1 }
      guard before.isLatin || after.isLatin else { return before.isLetter || after.isLetter ? -0.6 : -0.2 }
      // Those of Western Europe's own are rarer than é and ü.
      return scalar.value > 0xFF ? 0.5 : 1
    case .symbol:
      // Apostrophes, quotation marks and dashes beside letters; any other symbol within a word is none.
      if (0x2013...0x2026).contains(scalar.value) || scalar.value == 0x20AC || scalar.value == 0xA0 { return 0.8 }
      return before.isLetter && after.isLetter ? -1 : before.isLetter || after.isLetter ? -0.3 : 0
    case .latin, .other: return 0
    }
  }
}
