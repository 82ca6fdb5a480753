import Digests

/// A SHA-256 over parts, each with its length, so that no two lists of parts give the same bytes.
public struct Fingerprint {
  private var bytes: [UInt8] = []

  /// The hash of these parts, in this order; more can be added.
  public init(_ parts: String...) { for part in parts { add(part) } }

  /// Adds a part behind the others.
  public mutating func add(_ part: String) {
    withUnsafeBytes(of: part.utf8.count.littleEndian) { bytes += $0 }
    bytes += part.utf8
  }

  /// 32 hexadecimal digits: half of the hash, enough that two notebooks never share one by chance.
  public var text: String { String(FileDigest.sha256(bytes).prefix(32)) }
}
