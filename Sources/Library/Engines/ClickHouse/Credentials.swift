@preconcurrency import Glibc
import Summaries

/// The user and the password that a server is given.
struct Credentials: Sendable {
  static let userVariable = "CLICKHOUSE_USER"
  static let passwordVariable = "CLICKHOUSE_PASSWORD"
  static let fileVariable = "CLICKHOUSE_PASSWORD_FILE"

  var user: String
  fileprivate(set) var password: String

  /// - Parameter user: of the address.
  init(user: String?) throws(DataSourceError) {
    self.user = user ?? Self.variable(Self.userVariable) ?? "default"
    if let password = Self.variable(Self.passwordVariable) {
      self.password = password
    } else if let path = Self.variable(Self.fileVariable) {
      guard let file = fopen(path, "re") else {
        throw DataSourceError(
          kind: .refused, message: "The file that \(Self.fileVariable) names cannot be read.")
      }
      defer { fclose(file) }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = fread(&buffer, 1, buffer.count, file)
      password = String(decoding: buffer.prefix(count).prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
    } else {
      password = ""
    }
  }

  /// Read where it stands and not by `getenv`, which notes in the run's cache what was asked for, with a hash of the
  /// answer.
  private static func variable(_ name: String) -> String? {
    var entry = environ
    while let text = entry.pointee {
      let line = String(cString: text)
      if line.hasPrefix(name + "=") { return String(line.dropFirst(name.count + 1)) }
      entry += 1
    }
    return nil
  }

  /// The header that carries both.
  var header: String { "Authorization: Basic \(Self.base64(Array("\(user):\(password)".utf8)))" }

  private static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
      let number = part[0] << 16 | part[1] << 8 | part[2]
      for place in 0..<4 {
        text.append(start + place <= bytes.count ? letters[number >> (18 - 6 * place) & 63] : "=")
      }
    }
    return text
  }
}
