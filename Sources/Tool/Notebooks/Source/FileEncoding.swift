import Runs

/// An encoding of text other than UTF-8.
enum FileEncoding {
  case utf16LittleEndian, utf16BigEndian, utf32LittleEndian, utf32BigEndian

  /// What the bytes show themselves to be: by their byte order mark, or by the zero bytes that Latin letters have in
  /// these encodings. Nil for everything else.
  init?(of bytes: [UInt8]) {
    let start = Array(bytes.prefix(4))
    switch start {
    case [0xFF, 0xFE, 0, 0]: self = .utf32LittleEndian
    case [0, 0, 0xFE, 0xFF]: self = .utf32BigEndian
    case _ where start.starts(with: [0xFF, 0xFE]): self = .utf16LittleEndian
    case _ where start.starts(with: [0xFE, 0xFF]): self = .utf16BigEndian
    default:
      // An analysis begins with ASCII: a comment, an import, a blank.
      guard start.count == 4 else { return nil }
      switch start.map({ $0 == 0 }) {
      case [false, true, true, true]: self = .utf32LittleEndian
      case [true, true, true, false]: self = .utf32BigEndian
      case [false, true, false, true]: self = .utf16LittleEndian
      case [true, false, true, false]: self = .utf16BigEndian
      default: return nil
      }
    }
  }

  var name: String {
    switch self {
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .utf32LittleEndian, .utf32BigEndian: "UTF-32"
    }
  }

  var iconvName: String {
    switch self {
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .utf32LittleEndian: "UTF-32LE"
    case .utf32BigEndian: "UTF-32BE"
    }
  }
}

extension SourceText {
  /// The text of a file.
  /// - Throws: an error with the place of the first byte that is no UTF-8, or with the encoding that it is instead.
  static func utf8(_ bytes: [UInt8], path: String) throws(Diagnostic) -> String {
    if let other = FileEncoding(of: bytes) {
      throw Diagnostic(
        code: Diagnostic.Code.encoding.rawValue, severity: .error,
        message: "the file is \(other.name) text, not UTF-8", path: path,
        hint: "save it as UTF-8 in the editor, or with `iconv -f \(other.iconvName) -t UTF-8`")
    }
    guard let wrong = firstInvalidByte(of: bytes) else { return String(decoding: bytes, as: UTF8.self) }
    let before = SourceText(String(decoding: bytes[..<wrong], as: UTF8.self), path: path)
    let line = before.lineCount - 1
    let value = String(bytes[wrong], radix: 16, uppercase: true)
    throw Diagnostic(
      code: Diagnostic.Code.encoding.rawValue, severity: .error, message: "the byte 0x\(value) is no UTF-8", path: path,
      line: line + 1, column: before.lineRange(line).count + 1,
      sourceLine: SourceText(String(decoding: bytes, as: UTF8.self), path: path).lineText(line),
      hint: "save the file as UTF-8; `iconv -f WINDOWS-1252 -t UTF-8` does so for text from Windows and for Latin-1")
  }

  private static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
