import Glibc

/// The folder `reports/`: the latest report of each analysis in a folder of its own, and in its `runs/` the reports
/// before it.
///
/// A report is written to a temporary folder and exchanged with the old one in one step: a reader never sees half of
/// one, and when writing fails (a full disk) the last good one stays. The report of a failed run replaces the old one
/// like any other, because it is what the reader has to see. Each run has files of its own: what is edited in one report
/// stays as it was in all others.
public struct RunStore: Sendable {
  /// The path of the folder.
  public var directory: String
  /// How many runs of each analysis are kept, the latest among them.
  public var keptRuns: Int

  /// A store in a folder, which is made when the first report is published.
  public init(directory: String, keptRuns: Int = 20) {
    self.directory = directory
    self.keptRuns = keptRuns
  }

  /// The folder of an analysis's report, whether there is one or not.
  public func folder(of analysis: String) -> String { "\(directory)/\(analysis)" }

  /// The latest run of an analysis; nil when there is none.
  public func latest(_ analysis: String) -> Run? { RunStore.run(in: folder(of: analysis)) }

  /// Whether a file is a manifest of Songbook's, of whatever version, or what is left of one.
  private static func isManifest(_ path: String) -> Bool {
    guard let bytes = try? Files.readRegularFile(path) else { return false }
    // A manifest that was cut or damaged is replaced as one that is whole.
    return bytes.isEmpty || String(decoding: bytes, as: UTF8.self).contains("\"songbook-run")
  }

  static func run(in folder: String) -> Run? {
    try? RunFolder.run("\(folder)/\(RunFolder.manifestName)")
  }

  /// How long a run waits for others that publish, in seconds.
  private static let patience = 30.0

  /// The folders that a run fills.
  static let runFolders = ["figures", "tables", "widgets", "artifacts", "streams"]

  /// Names that belong to a report and are replaced with it; all else in its folder is left alone.
  static let owned = [RunFolder.manifestName, "index.html", Run.sourceFile, Run.accessFile] + runFolders

  /// Replaces the report of an analysis by a new run, its files and its page. The files are moved out of the run's own
  /// folder, which is removed.
  ///
  /// - Parameters:
  ///   - source: the analysis as it was when it ran.
  ///   - keepsPrevious: whether the old report is kept among the earlier runs.
  ///   - name: of the report's folder; nil for that of the analysis.
  ///   - accesses: what the run has read, where that is told.
  /// - Returns: the folder of the report.
  @discardableResult
  public func publish(
    _ finished: RunFolder, source: String, page: [UInt8], keepsPrevious: Bool = true, as name: String? = nil,
    accesses: [UInt8]? = nil
  ) throws(RunFailure) -> String {
    guard let json = try? finished.run.json() else { throw RunFailure("run.json could not be written") }
    let path = try replaceReport(name ?? finished.run.analysis) { made throws(RunFailure) in
      for name in RunStore.runFolders where Files.exists("\(finished.directory)/\(name)") {
        guard !Files.names(in: "\(finished.directory)/\(name)").isEmpty else { continue }
        try Files.move("\(finished.directory)/\(name)", to: "\(made)/\(name)")
      }
      try Files.write(json + [0x0A], to: "\(made)/\(RunFolder.manifestName)")
      try Files.write(Array(source.utf8), to: "\(made)/\(Run.sourceFile)")
      try Files.write(page, to: made + "/index.html")
      if let accesses { try Files.write(accesses, to: "\(made)/\(Run.accessFile)") }
    } replaced: { replaced, path in
      if keepsPrevious { archive(replaced, in: path, besides: finished.run.id) }
    }
    finished.discard()
    return path
  }

  /// Replaces the report of a name in one step, under the lock. Files in its folder that are not a report's stay there.
  ///
  /// - Parameters:
  ///   - fill: writes the new report into an empty folder.
  ///   - replaced: may take the old report, in the folder that it gets, before it is removed; gets the report's own
  ///     folder, too.
  /// - Returns: the folder of the report.
  func replaceReport(
    _ name: String, fill: (String) throws(RunFailure) -> Void, replaced: (String, String) -> Void = { _, _ in }
  ) throws(RunFailure) -> String {
    let path = folder(of: name)
    try Files.makeOwnFolder(directory)
    for own in [path, path + "/runs"] { try Files.requireNoLink(own) }
    let lock = try locked()
    defer { withExtendedLifetime(lock) {} }
    recover(name)
    try requireReport(at: path)
    let made = try OwnedFolder.make(in: directory, name: ".\(name)")
    chmod(made, 0o755)
    do throws(RunFailure) {
      try fill(made)
      // From here on the folder shows by its manifest whose it is.
      OwnedFolder.release(made)
      try Files.exchange(made, with: path)
    } catch {
      OwnedFolder.remove(made)
      throw error
    }
    // `made` holds the old report now: files that are not a report's go back.
    if Files.exists(made) {
      OwnedFolder.mark(made)
      bringBack(from: made, to: path)
      replaced(made, path)
      OwnedFolder.remove(made)
    }
    prune(path)
    return path
  }

  /// The lock under which reports are replaced.
  func locked() throws(RunFailure) -> FolderLock {
    guard let lock = FolderLock(directory, patience: RunStore.patience) else {
      throw RunFailure(
        "\(directory) is out of reach, or another process has locked it for \(Int(RunStore.patience)) seconds",
        hint: "`lsof +d \(directory)` shows which processes use it.")
    }
    return lock
  }

  private func bringBack(from made: String, to path: String) {
    for name in Files.names(in: made) where !RunStore.owned.contains(name) && name != OwnedFolder.marker {
      if rename("\(made)/\(name)", "\(path)/\(name)") == 0 || name != "runs" { continue }
      for run in Files.names(in: made + "/runs") { rename("\(made)/runs/\(run)", "\(path)/runs/\(run)") }
    }
  }

  /// Removes what runs left that were killed while they published, and brings back files that were on the way. Such
  /// folders are made under the lock that is held here.
  private func recover(_ analysis: String) {
    let path = folder(of: analysis)
    for name in Files.names(in: directory) where name.hasPrefix(".\(analysis)-") && name.count == analysis.count + 8 {
      let left = "\(directory)/\(name)"
      guard OwnedFolder.isOwn(left) || RunStore.holdsReport(left) else { continue }
      OwnedFolder.mark(left)
      if Files.exists(path) {
        bringBack(from: left, to: path)
        if let latest = latest(analysis) { archive(left, in: path, besides: latest.id) }
      }
      OwnedFolder.remove(left)
    }
    for name in Files.names(in: path + "/runs") where name.hasPrefix(".") {
      let left = "\(path)/runs/\(name)"
      if RunStore.holdsReport(left) { Files.remove(left) } else { rmdir(left) }
    }
  }

  /// Whether a folder, and no link to one, holds a run of Songbook's.
  static func holdsReport(_ folder: String) -> Bool {
    var information = stat()
    guard lstat(folder, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else { return false }
    return run(in: folder) != nil
  }

  /// A folder that holds something else is not replaced.
  private func requireReport(at path: String) throws(RunFailure) {
    let names = Files.names(in: path)
    if Files.exists(path), !Files.isFolder(path) {
      throw RunFailure("\(path) is a file, and the report needs a folder there", hint: "Move the file away.")
    }
    guard !names.isEmpty, names != ["runs"] else { return }
    let hint = "Choose another folder with -o, or move the files away."
    guard names.contains(RunFolder.manifestName) else {
      throw RunFailure("\(path) holds files and no report", hint: hint)
    }
    guard RunStore.isManifest("\(path)/\(RunFolder.manifestName)") else {
      throw RunFailure("\(path) holds a run.json that is none of Songbook's", hint: hint)
    }
  }
}
