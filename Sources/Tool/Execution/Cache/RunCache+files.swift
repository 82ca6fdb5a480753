import Digests
import Glibc
import Runs

/// Files by the hash of their contents: what cells showed, and values.
extension RunCache {
  func filePath(_ hash: String) -> String { "\(folder)/files/\(hash)" }

  /// Takes in a file of the run's folder under the hash of its contents.
  func keep(_ file: String, as hash: String) throws(RunFailure) {
    let kept = filePath(hash)
    if Files.exists(kept) { return }
    let beside = Files.temporaryName(for: kept)
    try Files.link(file, to: beside)
    rename(beside, kept)
    unlink(beside)
  }

  func damaged(_ path: String, _ what: String) {
    Files.remove(path)
    report(
      Diagnostic(
        warning: "cache.damaged",
        message: "\(path), where an earlier run had kept \(what), is damaged and was removed.",
        hint: "What it held is made again. If this happens more than once, look after the disk."))
  }

  /// Puts a cached file into a run's folder, unless it is damaged.
  func restore(_ hash: String, to path: String) -> Bool {
    let kept = filePath(hash)
    guard FileDigest.sha256(of: kept) == hash else {
      if Files.exists(kept) { damaged(kept, "what a cell showed") }
      return false
    }
    // Used now: what has not been used longest is removed first.
    utimensat(AT_FDCWD, kept, nil, 0)
    return place(hash, at: path)
  }

  /// Puts a cached file into a run's folder, without a look at its contents.
  func place(_ hash: String, at path: String) -> Bool {
    if let slash = path.lastIndex(of: "/") { try? Files.makeDirectory(String(path[..<slash])) }
    unlink(path)
    return (try? Files.link(filePath(hash), to: path)) != nil
  }
}
