import CCrypto

/// A SHA-256 over parts, each with its length, so that no two lists of parts give the same bytes.
public struct Fingerprint {
  private var bytes: [UInt8] = []

  public init(_ parts: String...) { for part in parts { add(part) } }

  public mutating func add(_ part: String) {
    withUnsafeBytes(of: part.utf8.count.littleEndian) { bytes += $0 }
    bytes += part.utf8
  }

  /// 32 hexadecimal digits: half of the hash, which is more than any two notebooks will ever share.
  public var text: String {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
