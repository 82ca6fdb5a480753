/// A browser's request: the head of HTTP/1.1 (RFC 9112), as far as a server of files needs it.
public struct Request: Sendable, Equatable {
  /// Such as `GET`.
  public var method: String
  /// Decoded, without the query: `/figures/fig-map.pdf`.
  public var path: String
  /// Header fields by name in lower case; the last of two with one name.
  public var headers: [String: String]

  /// A request by its parts.
  public init(method: String = "GET", path: String, headers: [String: String] = [:]) {
    self.method = method
    self.path = path
    self.headers = headers
  }

  /// Reads a request's head, up to the empty line; nil when it is none.
  init?(head: some Sequence<UInt8>) {
    let lines = String(decoding: Array(head), as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: true)
    guard let parts = lines.first?.split(separator: " ", omittingEmptySubsequences: false), parts.count == 3,
      parts[2].hasPrefix("HTTP/1."), parts[1].hasPrefix("/"),
      let path = Request.decoded(parts[1].prefix { $0 != "?" && $0 != "#" })
    else { return nil }
    method = String(parts[0])
    self.path = path
    headers = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      let name = line[..<colon].lowercased()
      // Which of two would be meant is anybody's guess (RFC 9112, 3.2).
      if name == "host", headers[name] != nil { return nil }
      headers[name] = String(value)
    }
  }

  /// Whether the request was meant for this server, and not for another name that leads here (DNS rebinding).
  func isMeant(forPort port: Int) -> Bool {
    ["127.0.0.1:\(port)", "localhost:\(port)"].contains(headers["host"]?.lowercased() ?? "")
  }

  /// Replaces `%41` by `A`; nil where a per cent sign is not followed by two hexadecimal digits.
  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(Substring(rest.prefix(2)), radix: 16) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
