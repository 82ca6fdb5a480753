import FoundationEssentials
import Glibc
import Notebooks

/// What runs leave for the next ones, in `.songbook/cache/`: ledgers, what cells showed, compiled programs, and hashes of files.
///
/// Everything is written beside its place and renamed, so that runs at once share it; what is named by a hash is never changed. Whatever cannot be read is
/// taken for not there.
struct RunCache: Sendable {
  let folder: String
  let files: FileStates

  init(workFolder: String) throws(RunnerFailure) {
    folder = workFolder + "/cache"
    for name in ["ledgers", "cells", "files", "programs"] { try Files.makeDirectory("\(folder)/\(name)") }
    files = FileStates(path: folder + "/hashes.json")
  }

  // MARK: Ledgers

  private func ledgerPath(of notebook: Notebook) -> String {
    "\(folder)/ledgers/\(notebook.name)-\(Fingerprint(notebook.path, Files.workingFolder).text.prefix(12)).json"
  }

  func ledger(of notebook: Notebook) -> RunLedger {
    guard let bytes = try? Files.read(ledgerPath(of: notebook)),
      let ledger = try? JSONDecoder().decode(RunLedger.self, from: Data(bytes))
    else { return RunLedger() }
    return ledger
  }

  func save(_ ledger: RunLedger, of notebook: Notebook) {
    guard let json = try? JSONEncoder().encode(ledger) else { return }
    try? Files.replace(ledgerPath(of: notebook), with: Array(json))
  }

  // MARK: Cells

  private func cellPath(_ key: String) -> String { "\(folder)/cells/\(key).json" }

  func hasCell(_ key: String) -> Bool { Files.exists(cellPath(key)) }

  /// What the cell of this key showed; nil when it or one of its files is damaged.
  func cell(_ key: String) -> StoredCell? {
    guard let bytes = try? Files.read(cellPath(key)),
      let stored = try? JSONDecoder.forRuns.decode(StoredCell.self, from: Data(bytes))
    else { return nil }
    utimensat(AT_FDCWD, cellPath(key), nil, 0)
    return stored
  }

  func forgetCell(_ key: String) { Files.remove(cellPath(key)) }

  /// Keeps what a cell showed, with its files.
  func store(_ cell: StoredCell, _ key: String, filesIn directory: String) {
    for (file, hash) in cell.files {
      let kept = "\(folder)/files/\(hash)"
      if Files.exists(kept) { continue }
      let beside = "\(kept).\(getpid())-\(UInt32.random(in: .min ... .max))"
      do throws(RunnerFailure) {
        try Files.link("\(directory)/\(file)", to: beside)
      } catch {
        return
      }
      rename(beside, kept)
      unlink(beside)
    }
    guard let json = try? JSONEncoder.forRuns.encode(cell) else { return }
    try? Files.replace(cellPath(key), with: Array(json))
  }

  /// Puts a kept file into a run's folder, unless it is damaged.
  func restore(_ hash: String, to path: String) -> Bool {
    let kept = "\(folder)/files/\(hash)"
    guard FileDigest.sha256(of: kept) == hash else {
      unlink(kept)
      return false
    }
    // Used now: what has not been used longest is removed first.
    utimensat(AT_FDCWD, kept, nil, 0)
    if let slash = path.lastIndex(of: "/") { try? Files.makeDirectory(String(path[..<slash])) }
    unlink(path)
    return (try? Files.link(kept, to: path)) != nil
  }
}

extension Files {
  static var workingFolder: String {
    guard let found = getcwd(nil, 0) else { return "." }
    defer { free(found) }
    return String(cString: found)
  }
}

extension JSONEncoder {
  static var forRuns: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return encoder
  }
}
