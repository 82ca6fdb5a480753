import Foundation
import Runs

/// Picture files that texts name.
enum PictureFile {
  /// The bytes that files of a kind begin with, by the ends of their names.
  private static let beginnings: [String: [[UInt8]]] = [
    "png": [[0x89] + Array("PNG".utf8)], "jpg": [[0xFF, 0xD8, 0xFF]], "jpeg": [[0xFF, 0xD8, 0xFF]],
    "gif": [Array("GIF8".utf8)], "webp": [Array("RIFF".utf8)],
  ]

  /// Whether there is a file at the path that browsers can show, as far as its name and its first bytes tell.
  static func isReadable(_ path: String) -> Bool {
    // What is no regular file may never come to its end.
    guard Files.isRegularFile(path), let handle = FileHandle(forReadingAtPath: path),
      let first = try? handle.read(upToCount: 1 << 12)
    else { return false }
    let kind = (path as NSString).pathExtension.lowercased()
    if kind == "svg" { return first.firstRange(of: Array("<".utf8)) != nil }
    return beginnings[kind]?.contains { first.starts(with: $0) } ?? true
  }
}
