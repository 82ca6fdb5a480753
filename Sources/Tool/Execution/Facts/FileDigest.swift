import CCrypto
import Glibc
import Runs

/// A file's SHA-256, computed by OpenSSL's libcrypto in pieces.
enum FileDigest {
  /// - Returns: 64 hexadecimal digits, nil when the file cannot be read.
  static func sha256(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
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
    return final(context)
  }

  static func sha256(_ bytes: [UInt8]) -> String {
    guard let context = EVP_MD_CTX_new() else { return "" }
    defer { EVP_MD_CTX_free(context) }
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
    EVP_DigestUpdate(context, bytes, bytes.count)
    return final(context)
  }

  private static func final(_ context: OpaquePointer) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    let hexadecimal = Array("0123456789abcdef")
    return String(digest.flatMap { [hexadecimal[Int($0 >> 4)], hexadecimal[Int($0 & 15)]] })
  }
}

extension Input {
  /// The file as it is now.
  init(_ read: InputRead) {
    self.init(path: read.path, bytes: read.bytes, sha256: FileDigest.sha256(of: read.path) ?? "", rows: read.rows)
  }
}
