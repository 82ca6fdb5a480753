import CCrypto
import Glibc

/// SHA-256 of files and of bytes, computed by OpenSSL's libcrypto.
///
/// It is a room of its own because the library that analyses load shares ``Runs`` with the tool, and loading libcrypto
/// would cost every analysis a millisecond.
package enum FileDigest {
  /// The hash of a file's contents, which are read in pieces of 1 MiB.
  /// - Returns: 64 hexadecimal digits; nil when the file cannot be read.
  package static func sha256(of path: String) -> String? {
    // A pipe that nothing writes to would be waited for.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var information = stat()
    guard fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG else { return nil }
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else { return nil }
    let isRead = withUnsafeTemporaryAllocation(byteCount: 1 << 20, alignment: 16) { buffer -> Bool in
      while true {
        let count = read(file, buffer.baseAddress, buffer.count)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return count == 0 }
        EVP_DigestUpdate(context, buffer.baseAddress, count)
      }
    }
    guard isRead else { return nil }
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    return hexadecimal(digest)
  }

  /// The hash of bytes in memory, as 64 hexadecimal digits.
  package static func sha256(_ bytes: [UInt8]) -> String { hexadecimal(digest(of: bytes)) }

  /// The hash of bytes in memory, as 32 bytes.
  package static func digest(of bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    return digest
  }

  private static func hexadecimal(_ digest: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
