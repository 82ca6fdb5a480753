import Pages

/// A piece of a page whose identifiers can be changed, so that it can stand in the page beside other forms of itself.
struct VariantNames {
  private let bytes: [UInt8]
  /// The identifiers that the piece gives out, in order.
  private(set) var identifiers: [String] = []

  private static let giver = Array(" id=\"".utf8)
  /// What stands before identifiers that are referred to; names of radio buttons belong to their group.
  private static let references = [" for=\"", " href=\"#", " aria-labelledby=\"", " aria-describedby=\"", "url(#"]
    .map { Array($0.utf8) }
  private static let group = Array(" name=\"".utf8)

  init(_ html: HTML) {
    bytes = html.bytes
    var index = 0
    while let place = Self.next(Self.giver[1], in: bytes, from: index) {
      index = place + 1
      guard let start = Self.end(of: Self.giver, at: place - 1, in: bytes) else { continue }
      identifiers.append(String(decoding: bytes[start...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
    }
  }

  /// The piece with a suffix behind each of its identifiers.
  func html(suffix: String) -> HTML {
    let own = Set(identifiers.map { Array($0.utf8) })
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + identifiers.count * 24)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "u") {
        let isOwn = { (name: ArraySlice<UInt8>) in own.contains(Array(name)) }
        let found =
          ([Self.giver] + Self.references).lazy.compactMap { Self.end(of: $0, at: index, in: bytes) }.first
        let grouped = found == nil ? Self.end(of: Self.group, at: index, in: bytes) : nil
        if let start = found ?? grouped {
          let name = bytes[start...].prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ")") }
          result += bytes[index..<name.endIndex]
          if grouped != nil || isOwn(name) { result += suffix.utf8 }
          index = name.endIndex
          continue
        }
      }
      result.append(byte)
      index += 1
    }
    return HTML(markup: result)
  }

  private static func next(_ byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
    start < bytes.count ? bytes[max(start, 1)...].firstIndex(of: byte) : nil
  }

  private static func end(of pattern: [UInt8], at start: Int, in bytes: [UInt8]) -> Int? {
    guard start >= 0, start + pattern.count <= bytes.count else { return nil }
    for offset in pattern.indices where bytes[start + offset] != pattern[offset] { return nil }
    return start + pattern.count
  }
}
