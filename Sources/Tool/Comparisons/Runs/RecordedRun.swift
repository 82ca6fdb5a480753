public import Execution
import FoundationEssentials
public import Notebooks

/// A run that is over, with the folder its files are in.
public struct RecordedRun: Sendable {
  public var run: Run
  /// Paths in the run are relative to it.
  public var directory: String
  /// The analysis as it stood when it ran; nil where the run kept no copy of it.
  public var notebook: Notebook?
  private var kept: [String: [UInt8]] = [:]

  public init(run: Run, directory: String, notebook: Notebook? = nil) {
    self.run = run
    self.directory = directory
    self.notebook = notebook
  }

  /// Reads a run from a report's folder or from its `run.json`.
  /// - Throws: ``ComparisonFailure`` when there is no run, or it is none that this version understands.
  public init(contentsOf path: String) throws(ComparisonFailure) {
    let isFolder = FileBytes.isFolder(path)
    let manifest = isFolder ? path + "/run.json" : path
    guard let bytes = FileBytes.read(manifest) else {
      throw ComparisonFailure(
        "There is no run at \(path).",
        hint: isFolder
          ? "The folder of a report holds run.json." : "Give a run's id, the folder of a report, or its run.json.")
    }
    guard let run = try? Run(json: Data(bytes)) else {
      throw ComparisonFailure(
        "\(manifest) is no run of Songbook, or of a version that this one does not understand.",
        hint: "Run the analysis again with this version.")
    }
    self.run = run
    directory = isFolder ? path : manifest.lastIndex(of: "/").map { String(manifest[..<$0]) } ?? "."
    notebook = FileBytes.read(directory + "/" + Run.sourceFile)
      .map { Notebook.parse(source: String(decoding: $0, as: UTF8.self), path: run.path).notebook }
  }

  /// A file of the run; nil when it cannot be read.
  public func file(_ path: String) -> [UInt8]? { kept[path] ?? FileBytes.read("\(directory)/\(path)") }

  /// The run with its tables, data and pictures in memory: it can be compared after another run took its place on disk.
  public func keepingFiles() -> RecordedRun {
    var copy = self
    for output in run.cells.flatMap(\.outputs) where output.kind == .table || output.kind == .figure {
      for mediaType in ["text/csv", "image/png"] {
        guard let path = output.form(mediaType)?.file else { continue }
        copy.kept[path] = file(path)
      }
    }
    return copy
  }

  public var manifest: String { directory + "/run.json" }
}

/// Why two runs could not be compared.
public struct ComparisonFailure: Error, Sendable, Equatable, CustomStringConvertible {
  public var message: String
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  public var description: String { hint.map { "\(message) \($0)" } ?? message }
}
