import Summaries

/// Where a table is: `clickhouse://reader@host:8443/database/table`.
///
/// The password is in no address: it comes from the environment, so that it stands in no script, run or log.
struct TableAddress: Sendable, Hashable {
  var host: String
  var port: Int
  var isSecure: Bool
  var user: String?
  var database: String
  /// Nil where the address is of a database.
  var table: String?

  /// The address without what the connection needs only, as a report shows it.
  var shown: String { "clickhouse://\(host):\(port)/\(database)" + (table.map { "/" + $0 } ?? "") }

  private static let scheme = "clickhouse://"

  init(_ text: String) throws(DataSourceError) {
    func wrong(_ message: String) -> DataSourceError {
      DataSourceError(
        kind: .address, message: message, hint: "An address is such as clickhouse://reader@host:8443/default/songs.")
    }
    guard text.hasPrefix(Self.scheme) else { throw wrong("The address does not begin with clickhouse://.") }
    let parts = text.dropFirst(Self.scheme.count).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var authority = path[0][...]
    if let sign = authority.lastIndex(of: "@") {
      let account = authority[..<sign]
      guard !account.contains(":") else {
        throw DataSourceError(
          kind: .address, message: "The address holds a password, which would stand in the script and its reports.",
          hint:
            "Leave it out, and set \(Credentials.passwordVariable), or \(Credentials.fileVariable) to a file with it.")
      }
      user = try Self.decoded(account)
      authority = authority[authority.index(after: sign)...]
    }
    var portText: Substring?
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      host = String(authority[authority.index(after: authority.startIndex)..<end])
      let rest = authority[authority.index(after: end)...]
      portText = rest.hasPrefix(":") ? rest.dropFirst() : nil
    } else if let colon = authority.lastIndex(of: ":") {
      host = String(authority[..<colon])
      portText = authority[authority.index(after: colon)...]
    } else {
      host = String(authority)
    }
    guard !host.isEmpty, host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-_:%".contains($0)) }) else {
      throw wrong("The address has no host.")
    }
    let isLoopback = host == "localhost" || host == "::1" || host.hasPrefix("127.")
    var isSecure = !isLoopback
    for option in parts.count > 1 ? parts[1].split(separator: "&") : [] {
      switch option {
      case "secure=true": isSecure = true
      case "secure=false": isSecure = false
      default: throw wrong("The address has an unknown option, \(option.prefix { $0 != "=" }).")
      }
    }
    self.isSecure = isSecure
    if let portText {
      guard let number = Int(portText), (1...65_535).contains(number) else { throw wrong("The port is no number.") }
      port = number
    } else {
      port = isSecure ? 8443 : 8123
    }
    let names = path.dropFirst()
    guard names.count <= 2 else { throw wrong("The address has more parts than a database and a table.") }
    database = try names.first.flatMap { $0.isEmpty ? nil : $0[...] }.map(Self.decoded) ?? "default"
    table = try names.dropFirst().first.flatMap { $0.isEmpty ? nil : $0[...] }.map(Self.decoded)
  }

  /// A part of an address with its `%20`.
  private static func decoded(_ text: Substring) throws(DataSourceError) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        throw DataSourceError(kind: .address, message: "A % in the address is followed by no number of two digits.")
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A text as a part of an address.
  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      if byte < 128, character.isLetter || character.isNumber || "-._~".contains(character) { return String(character) }
      return "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
  }
}
