/// Bytes of an SVG file being written. Lengths have two decimals, without needless zeros.
struct SVGBuffer {
  var bytes: [UInt8] = []

  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ number: Double) {
    // Scenes hold finite lengths; anything beyond a few million points is outside any drawing.
    var hundredths = Int((min(max(number.isFinite ? number : 0, -1e9), 1e9) * 100).rounded())
    if hundredths < 0 {
      bytes.append(UInt8(ascii: "-"))
      hundredths = -hundredths
    }
    let whole = hundredths / 100
    let part = hundredths % 100
    if whole > 0 || part == 0 { append(digits: whole) }
    guard part > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(48 + part / 10))
    if part % 10 > 0 { bytes.append(UInt8(48 + part % 10)) }
  }

  mutating func append(_ letter: StaticString, _ point: Point) {
    bytes.append(letter.utf8Start.pointee)
    append(point.x)
    bytes.append(UInt8(ascii: " "))
    append(point.y)
  }

  private mutating func append(digits value: Int) {
    if value >= 10 { append(digits: value / 10) }
    bytes.append(UInt8(48 + value % 10))
  }

  /// Text as XML, without the control characters and the two code points that XML cannot hold.
  mutating func appendEscaped(_ text: String) {
    let text = text.unicodeScalars.contains { $0 == "\u{FFFE}" || $0 == "\u{FFFF}" } ? Self.replaced(text) : text
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&quot;")
      case 0..<32: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
  }

  private static func replaced(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { $0 == "\u{FFFE}" || $0 == "\u{FFFF}" ? "\u{FFFD}" : $0 }
    return String(String.UnicodeScalarView(scalars))
  }

  mutating func appendBase64(_ data: [UInt8]) {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    bytes.reserveCapacity(bytes.count + data.count * 4 / 3 + 4)
    var index = 0
    while index < data.count {
      let rest = data.count - index
      let a = Int(data[index])
      let b = rest > 1 ? Int(data[index + 1]) : 0
      let c = rest > 2 ? Int(data[index + 2]) : 0
      bytes.append(alphabet[a >> 2])
      bytes.append(alphabet[(a & 3) << 4 | b >> 4])
      bytes.append(rest > 1 ? alphabet[(b & 15) << 2 | c >> 6] : UInt8(ascii: "="))
      bytes.append(rest > 2 ? alphabet[c & 63] : UInt8(ascii: "="))
      index += 3
    }
  }

  /// The bytes with each `mark`, one byte long, replaced.
  func replacing(_ mark: String, with text: String) -> [UInt8] {
    guard let mark = mark.utf8.first else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 512)
    for byte in bytes {
      if byte == mark { result.append(contentsOf: text.utf8) } else { result.append(byte) }
    }
    return result
  }
}

extension SVGBuffer {
  /// The letters of a text, escaped; its formulas with their parts raised and lowered.
  mutating func append(_ text: SceneText) {
    if let runs = text.runs { append(runs, size: text.style.size) } else { appendEscaped(text.string) }
  }

  /// The parts of a formula, each moved from the height of the one before.
  private mutating func append(_ runs: [MathText.Run], size: Double) {
    var height = 0.0
    for run in runs {
      append("<tspan")
      if run.isSlanted { append(" font-style=\"italic\"") }
      if run.scale != 1 {
        append(" font-size=\"")
        append(size * run.scale)
        append("\"")
      }
      if run.rise != height {
        append(" dy=\"")
        append((height - run.rise) * size)
        append("\"")
        height = run.rise
      }
      append(">")
      appendEscaped(run.text)
      append("</tspan>")
    }
  }
}
