import Events
import FoundationEssentials
import Glibc
import Notebooks

/// What runs leave for the next ones, in `.songbook/cache/`: ledgers, what cells showed, values of constants, compiled programs, and hashes of files.
///
/// Everything is written beside its place and renamed, so that runs at once share it; what is named by a hash is never changed. Whatever cannot be read is
/// taken for not there.
struct RunCache: Sendable {
  let folder: String
  let files: FileStates
  private let tell: @Sendable (Warning) -> Void

  /// - Parameter tell: called for what is found damaged.
  init(workFolder: String, tell: @escaping @Sendable (Warning) -> Void) throws(RunnerFailure) {
    folder = workFolder + "/cache"
    self.tell = tell
    for name in ["ledgers", "cells", "values", "files", "programs"] { try Files.makeDirectory("\(folder)/\(name)") }
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
      guard (try? keep("\(directory)/\(file)", as: hash)) != nil else { return }
    }
    guard let json = try? JSONEncoder.forRuns.encode(cell) else { return }
    try? Files.replace(cellPath(key), with: Array(json))
  }

  // MARK: Values

  private func valuesPath(_ key: String) -> String { "\(folder)/values/\(key).json" }

  /// The values that the statement of this key has, each in a file named by its hash; nil when they were not kept or one is damaged.
  func values(_ key: String) -> [KeptValue]? {
    guard let bytes = try? Files.read(valuesPath(key)) else { return nil }
    guard let values = try? JSONDecoder().decode([KeptValue].self, from: Data(bytes)) else {
      damaged(valuesPath(key), "a value")
      return nil
    }
    for value in values where FileDigest.sha256(of: filePath(value.file)) != value.file {
      // A file that is gone was pruned; one that is another was damaged.
      if Files.exists(filePath(value.file)) { damaged(filePath(value.file), "`\(value.name)`") }
      Files.remove(valuesPath(key))
      return nil
    }
    utimensat(AT_FDCWD, valuesPath(key), nil, 0)
    return values
  }

  /// Keeps the values of a statement; their files are in the run's folder.
  func store(_ values: [KeptValue], _ key: String, filesIn directory: String) {
    var kept: [KeptValue] = []
    for var value in values {
      guard let hash = FileDigest.sha256(of: "\(directory)/\(value.file)"),
        (try? keep("\(directory)/\(value.file)", as: hash)) != nil
      else { return }
      value.file = hash
      kept.append(value)
    }
    guard let json = try? JSONEncoder().encode(kept) else { return }
    try? Files.replace(valuesPath(key), with: Array(json))
  }

  /// A whole file that gives no value: the type reads something else than it wrote.
  func forgetValue(_ hash: String) { damaged(filePath(hash), "a value") }

  // MARK: Files

  private func filePath(_ hash: String) -> String { "\(folder)/files/\(hash)" }

  private func keep(_ file: String, as hash: String) throws(RunnerFailure) {
    let kept = filePath(hash)
    if Files.exists(kept) { return }
    let beside = "\(kept).\(getpid())-\(UInt32.random(in: .min ... .max))"
    try Files.link(file, to: beside)
    rename(beside, kept)
    unlink(beside)
  }

  private func damaged(_ path: String, _ what: String) {
    Files.remove(path)
    tell(
      Warning(
        code: "cache.damaged", message: "\(path), where an earlier run had kept \(what), is damaged and was removed.",
        hint: "What it held is made again. If this happens more than once, look after the disk."))
  }

  /// Puts a kept file into a run's folder, unless it is damaged.
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

  /// Puts a kept file into a run's folder.
  func place(_ hash: String, at path: String) -> Bool {
    if let slash = path.lastIndex(of: "/") { try? Files.makeDirectory(String(path[..<slash])) }
    unlink(path)
    return (try? Files.link(filePath(hash), to: path)) != nil
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
