/// A run that is over, with the folder that its files are in.
///
/// The folder is the work folder of a run that was just made, a report, or one of the runs that are kept beside it.
public struct RunFolder: Sendable {
  /// What happened in the run, as `run.json` holds it.
  public var run: Run
  /// Paths in the run are relative to it: `figures/`, `tables/`, `artifacts/` and `streams/`.
  public var directory: String
  /// Keeps other processes from removing the folder as an abandoned one.
  package var lock: FolderLock?
  /// Contents of files by path, see ``loadingFiles()``.
  private var loaded: [String: [UInt8]] = [:]

  /// A run with its folder; nothing is read or checked.
  public init(run: Run, directory: String) {
    self.run = run
    self.directory = directory
  }

  package init(run: Run, directory: String, lock: FolderLock) {
    self.init(run: run, directory: directory)
    self.lock = lock
  }

  /// Reads a run from its folder or from its `run.json`.
  /// - Throws: ``RunFailure`` when there is no run, or this version does not understand it.
  public init(contentsOf path: String) throws(RunFailure) {
    let isFolder = Files.isFolder(path)
    let manifest = isFolder ? "\(path)/\(RunFolder.manifestName)" : path
    guard Files.exists(manifest) else {
      throw RunFailure(
        "There is no run at \(path)",
        hint: isFolder
          ? "The folder of a report holds run.json." : "Give a run's id, the folder of a report, or its run.json.")
    }
    run = try RunFolder.run(manifest)
    directory = isFolder ? path : manifest.lastIndex(of: "/").map { String(manifest[..<$0]) } ?? "."
  }

  static let manifestName = "run.json"
  /// Of a manifest, in bytes.
  static let largestManifest = 256 << 20

  /// Reads a manifest, which may be anything.
  static func run(_ manifest: String) throws(RunFailure) -> Run {
    let bytes = try Files.readUntrusted(manifest, limit: largestManifest)
    guard let run = try? Run(json: bytes) else {
      throw RunFailure(
        "\(manifest) is no run of Songbook, or of a version that this one does not understand",
        hint: "Run the analysis again with this version.")
    }
    return run
  }

  /// The path of `run.json`.
  public var manifest: String { "\(directory)/\(RunFolder.manifestName)" }

  /// The contents of a file of the run.
  /// - Parameter path: relative to the folder, such as `figures/fig-map.png`. One that leads out of it is an error.
  public func file(_ path: String) throws(RunFailure) -> [UInt8] {
    if let bytes = loaded[path] { return bytes }
    return try Files.read(path, within: directory)
  }

  /// The analysis as it was when it ran; nil where the folder holds no copy of it.
  public var source: String? {
    (try? file(Run.sourceFile)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The run with its source, tables, data, rows of tests and pictures in memory: it can still be read when another run
  /// has taken its place on disk.
  public func loadingFiles() -> RunFolder {
    var copy = self
    copy.loaded[Run.sourceFile] = try? file(Run.sourceFile)
    for output in run.cells.flatMap(\.outputs) where output.kind == .table || output.kind == .figure {
      for mediaType in ["text/csv", "image/png"] {
        guard let path = output.representation(of: mediaType)?.file else { continue }
        copy.loaded[path] = try? file(path)
      }
    }
    let artifacts = Set(run.metrics.compactMap(\.rows?.artifact))
    for output in run.cells.flatMap(\.outputs) where output.kind == .artifact && artifacts.contains(output.label ?? "")
    {
      for path in output.representations.compactMap(\.file) { copy.loaded[path] = try? file(path) }
    }
    return copy
  }

  /// Removes the folder.
  public func discard() { OwnedFolder.remove(directory) }
}
