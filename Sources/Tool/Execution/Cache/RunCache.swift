import FoundationEssentials
import Glibc
import Notebooks
import Runs

/// What runs leave for the next ones, in `.songbook/cache/`: traces of statements, what cells showed, values of
/// constants, compiled programs, and hashes of files.
///
/// Everything is written beside its place and renamed, so that runs at once share it; what is named by a hash is never
/// changed. Whatever cannot be read is taken for not there.
struct RunCache: Sendable {
  let folder: String
  let files: FileStates
  let report: @Sendable (Diagnostic) -> Void
  /// What the points of a matrix find out is kept apart: they may run at once, and there may be many.
  private let point: PointOfMatrix?

  /// - Parameters:
  ///   - point: the point of a matrix that the run is.
  ///   - environment: what the analysis gets.
  ///   - report: called for what is found damaged.
  init(
    workFolder: String, environment: [String: String], point: PointOfMatrix? = nil,
    report: @escaping @Sendable (Diagnostic) -> Void
  ) throws(RunFailure) {
    folder = workFolder + "/cache"
    self.report = report
    self.point = point
    for own in [workFolder, folder] { try Files.makeOwnFolder(own) }
    for name in ["traces", "cells", "values", "files", "programs"] { try Files.makeOwnFolder("\(folder)/\(name)") }
    files = FileStates(path: folder + "/hashes.json", environment: environment)
  }

  // MARK: Traces

  /// - Parameter key: of a point of a matrix; nil for runs by themselves.
  private func tracesPath(of notebook: Notebook, _ key: String? = nil) -> String {
    let place = Fingerprint(notebook.path, Files.workingFolder).text.prefix(12)
    return "\(folder)/traces/\(notebook.name)-\(place)\(key.map { "-\(Fingerprint($0).text.prefix(12))" } ?? "").json"
  }

  /// What earlier runs found out; of a point of a matrix with what runs by themselves did, and the first of the points.
  func traces(of notebook: Notebook) -> TraceStore {
    var traces = traces(in: tracesPath(of: notebook)) ?? TraceStore()
    if let point, var own = self.traces(in: tracesPath(of: notebook, point.key)) {
      own.add(traces)
      traces = own
    }
    return traces
  }

  private func traces(in path: String) -> TraceStore? {
    (try? Files.read(path)).flatMap { try? JSONDecoder().decode(TraceStore.self, from: Data($0)) }
  }

  func save(_ traces: TraceStore, of notebook: Notebook) {
    guard let json = try? JSONEncoder().encode(traces) else { return }
    if point?.isFirst ?? true { try? Files.replace(tracesPath(of: notebook), with: Array(json)) }
    if let point { try? Files.replace(tracesPath(of: notebook, point.key), with: Array(json)) }
  }

  // MARK: Cells

  private func cellPath(_ key: String) -> String { "\(folder)/cells/\(key).json" }

  func hasCell(_ key: String) -> Bool { Files.exists(cellPath(key)) }

  /// What the cell of this key showed; nil when it or one of its files is damaged.
  func cell(_ key: String) -> StoredCell? {
    guard let bytes = try? Files.read(cellPath(key)),
      let stored = try? JSONDecoder.forRuns.decode(StoredCell.self, from: Data(bytes)),
      stored.isSound
    else { return nil }
    utimensat(AT_FDCWD, cellPath(key), nil, 0)
    return stored
  }

  /// What is kept under one key is found under another, too.
  func copyCell(_ key: String, to other: String) {
    guard !hasCell(other), let bytes = try? Files.read(cellPath(key)) else { return }
    try? Files.replace(cellPath(other), with: bytes)
  }

  func forgetCell(_ key: String) { Files.remove(cellPath(key)) }

  /// Keeps what a cell showed, with its files.
  func store(_ cell: StoredCell, _ key: String, filesIn directory: String) {
    for (file, hash) in cell.files {
      guard (try? keep("\(directory)/\(file)", as: hash, stays: true)) != nil else { return }
    }
    guard let json = try? JSONEncoder.forRuns.encode(cell) else { return }
    try? Files.replace(cellPath(key), with: Array(json))
  }
}
