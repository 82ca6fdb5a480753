import Digests
import Glibc
import Runs

/// Files by the hash of their contents: what cells showed, and values.
extension RunCache {
  func filePath(_ hash: String) -> String { "\(folder)/files/\(hash)" }

  /// Takes in a file of the run's folder under the hash of its contents.
  /// - Parameter stays: whether the file goes on to be part of a report, where people may edit it.
  func keep(_ file: String, as hash: String, stays: Bool) throws(RunFailure) {
    let kept = filePath(hash)
    if Files.exists(kept) { return }
    let beside = Files.temporaryName(for: kept)
    if stays { try Files.copy(file, to: beside) } else { try Files.link(file, to: beside) }
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
    return place(hash, at: path, stays: true)
  }

  /// Puts a cached file into a run's folder, without a look at its contents.
  /// - Parameter stays: as for ``keep(_:as:stays:)``; else the program reads it and no more.
  func place(_ hash: String, at path: String, stays: Bool) -> Bool {
    if let slash = path.lastIndex(of: "/") { try? Files.makeDirectory(String(path[..<slash])) }
    unlink(path)
    let kept = filePath(hash)
    return (try? stays ? Files.copy(kept, to: path) : Files.link(kept, to: path)) != nil
  }
}
