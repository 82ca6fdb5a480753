import Glibc

/// A folder that Songbook makes for a while, under a name that no other has, and can tell for its own when a killed
/// process has left it behind.
package enum OwnedFolder {
  /// The file that marks such a folder.
  static let marker = ".songbook-made-this"

  /// Makes a folder `NAME-XXXXXX` with the mark in it.
  package static func make(in parent: String, name: String) throws(RunFailure) -> String {
    var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Files.failure("A folder in \(parent) could not be made") }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let problem = mark(path)
    // Another run may have taken the folder, which was empty and not locked, for one that was left behind.
    guard problem == 0 || problem == ENOENT else {
      rmdir(path)
      throw Files.failure("\(path) could not be written", problem)
    }
    return path
  }

  /// Whether ``make(in:name:)`` has made the folder: by its mark, its form of name, and its owner. A folder without
  /// the mark counts when it is empty, which is what a process leaves that is killed between two steps.
  package static func isOwn(_ path: String) -> Bool {
    var information = stat()
    guard lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR, information.st_uid == geteuid(),
      let name = path.split(separator: "/").last, hasForm(name)
    else { return false }
    var marked = stat()
    if lstat("\(path)/\(marker)", &marked) == 0 { return marked.st_mode & S_IFMT == S_IFREG }
    return Files.names(in: path).isEmpty
  }

  /// Puts the mark into a folder that is to be removed.
  /// - Returns: 0, or the error number.
  @discardableResult package static func mark(_ path: String) -> Int32 {
    Files.errorNumber(writing: [], to: "\(path)/\(marker)")
  }

  /// Removes the folder with all in it, the mark last: what a process leaves that is killed meanwhile shows still whose
  /// it is.
  package static func remove(_ path: String) {
    var information = stat()
    guard lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else { return }
    for name in Files.names(in: path) where name != marker { Files.remove("\(path)/\(name)") }
    Files.remove(path)
  }

  /// Takes the mark off: the folder is the user's from now on.
  package static func release(_ path: String) { unlink("\(path)/\(marker)") }

  private static func hasForm(_ name: Substring) -> Bool {
    guard let hyphen = name.lastIndex(of: "-") else { return false }
    let ending = name[name.index(after: hyphen)...]
    return ending.utf8.count == 6
      && ending.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: false
        }
      }
  }
}
