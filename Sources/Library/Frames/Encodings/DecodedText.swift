#if canImport(Glibc)
  import Glibc
#endif

/// Text in UTF-8 made from bytes in any of the encodings, with the places where the bytes were broken.
struct DecodedText {
  var bytes: FileBytes
  /// Lines, from 0, on which U+FFFD stands for broken bytes: once for each such place.
  var brokenLines: [Int] = []

  /// The encoding that the first bytes tell of: by a byte order mark, or by the zeros of UTF-16. Nil when they tell
  /// nothing.
  static func markedEncoding(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (encoding: CSVDialect.Encoding, markLength: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    let sample = bytes.prefix(1 << 12)
    guard sample.count >= 4 else { return nil }
    var zeros = (even: 0, odd: 0)
    for (position, byte) in sample.enumerated() where byte == 0 {
      if position % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    // Text in UTF-16 that is mostly Latin has a zero in every other byte.
    if zeros.odd > sample.count / 5, zeros.even <= zeros.odd / 10 { return (.utf16LittleEndian, 0) }
    if zeros.even > sample.count / 5, zeros.odd <= zeros.even / 10 { return (.utf16BigEndian, 0) }
    return nil
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, encoding: CSVDialect.Encoding) throws(CSVReadingError) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    var line = 0
    var brokenLines: [Int] = []
    func append(_ scalar: Unicode.Scalar) {
      if scalar == "\n" { line += 1 }
      text.append(contentsOf: UTF8.encode(scalar)!)
    }
    func appendReplacement() {
      brokenLines.append(line)
      append("\u{FFFD}")
    }
    switch encoding {
    case .utf8:
      var position = 0
      var wasBroken = false
      while position < bytes.count {
        let length = UTF8Check.sequenceLength(bytes, position)
        if length > 0 {
          if bytes[position] == 10 { line += 1 }
          text.append(contentsOf: bytes[position..<position + length])
          position += length
          wasBroken = false
        } else {
          // The bytes of one cut-off sequence become one replacement.
          if !wasBroken || bytes[position] & 0xC0 != 0x80 { appendReplacement() }
          wasBroken = true
          position += 1
        }
      }
    case .latin1:
      for byte in bytes { append(Unicode.Scalar(byte)) }
    case .windows1252:
      for byte in bytes {
        let value = (0x80..<0xA0).contains(byte) ? DecodedText.windows1252[Int(byte) - 0x80] : UInt32(byte)
        if let scalar = Unicode.Scalar(value), value != 0xFFFD { append(scalar) } else { appendReplacement() }
      }
    case .utf16LittleEndian, .utf16BigEndian:
      let low = encoding == .utf16LittleEndian ? 0 : 1
      func unit(_ position: Int) -> UInt32 { UInt32(bytes[position + low]) | UInt32(bytes[position + 1 - low]) << 8 }
      var position = 0
      while position + 1 < bytes.count {
        let first = unit(position)
        position += 2
        if let scalar = Unicode.Scalar(first) {
          append(scalar)
        } else if first < 0xDC00, position + 1 < bytes.count, (0xDC00...0xDFFF).contains(unit(position)) {
          append(Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + unit(position) - 0xDC00)!)
          position += 2
        } else {
          appendReplacement()
        }
      }
      if position < bytes.count { appendReplacement() }
    default:
      try DecodedText.convert(bytes, encoding, into: &text) { brokenLines.append($0) }
    }
    self.bytes = FileBytes(text)
    self.brokenLines = brokenLines
  }

  /// Converts with the C library's tables.
  /// - Parameter broken: called with the line, from 0, for each byte that belongs to no character.
  private static func convert(
    _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: CSVDialect.Encoding, into text: inout [UInt8],
    _ broken: (Int) -> Void
  ) throws(CSVReadingError) {
    // What is called Shift-JIS and EUC-KR holds the additions of Windows too.
    let names: [CSVDialect.Encoding: String] = [.shiftJIS: "CP932", .eucKR: "CP949"]
    let converter = iconv_open("UTF-8", names[encoding] ?? encoding.rawValue)
    guard converter != iconv_t(bitPattern: -1) else {
      throw CSVReadingError(
        kind: .option, message: "The encoding \(encoding.rawValue) cannot be read on this machine.",
        hint: "The C library's tables are missing: install libc-bin or libc6-extra, or convert the file to UTF-8.")
    }
    defer { iconv_close(converter) }
    var line = 0
    var counted = 0
    var next = UnsafeMutablePointer(
      mutating: UnsafeRawPointer(bytes.baseAddress).map { $0.assumingMemoryBound(to: CChar.self) })
    var left = bytes.count
    var block = [CChar](repeating: 0, count: 1 << 16)
    while left > 0 {
      let capacity = block.count
      var room = capacity
      let (result, reason) = block.withUnsafeMutableBufferPointer { buffer in
        var output = buffer.baseAddress
        let result = iconv(converter, &next, &left, &output, &room)
        return (result, errno)
      }
      text.append(contentsOf: block[..<(capacity - room)].lazy.map { UInt8(bitPattern: $0) })
      guard result == Int.max || result == -1 || result > Int.max, reason != E2BIG else { continue }
      line += text[counted...].reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
      counted = text.count
      broken(line)
      text.append(contentsOf: [0xEF, 0xBF, 0xBD])
      next = next.map { $0 + 1 }
      left -= 1
    }
  }

  /// Bytes 0x80 to 0x9F of Windows-1252 (WHATWG Encoding Standard, but with the five unassigned ones as broken).
  private static let windows1252: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
    0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}
