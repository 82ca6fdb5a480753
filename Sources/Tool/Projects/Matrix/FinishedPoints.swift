import Digests
import Execution
import Foundation
import Notebooks
import Runs
import Synchronization

/// Tells which points need not run again: those whose runs came to a good end, of the same source, with the same files
/// as they are now, by the same compiler and version of Songbook.
final class FinishedPoints {
  private let source: [UInt8]
  private let version: String
  private let compiler: String?
  /// Each file is hashed once.
  private var hashes: [String: String] = [:]

  init(of plan: MatrixRun.Plan, _ configuration: RunConfiguration) {
    source = Array(plan.parsed.notebook.source.utf8)
    version = configuration.version
    compiler = configuration.library.compilerVersion
  }

  func holds(_ run: RunSummary, in folder: MatrixFolder, _ point: Matrix.Point) -> Bool {
    let path = folder.points.folder(of: point.key)
    guard run.status == .ok, run.environment.songbook == version,
      compiler.map({ run.environment.compiler.isEmpty || run.environment.compiler == $0 }) ?? true,
      Files.isRegularFile("\(path)/index.html"),
      let kept = try? Files.read(Run.sourceFile, within: path), kept == source
    else { return false }
    return run.inputs.allSatisfy { input in hash(of: input.path) == input.sha256 }
  }

  private func hash(of path: String) -> String {
    if let known = hashes[path] { return known }
    let hash = FileDigest.sha256(of: path) ?? ""
    hashes[path] = hash
    return hash
  }
}
