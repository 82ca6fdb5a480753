import Digests
import Execution
import Foundation
import Notebooks
import Runs
import Synchronization

/// Tells which points need not run again: those whose runs came to a good end, of the same source, by the same compiler
/// and version of Songbook, and for which the files, folders and variables that were read are as they were.
///
/// What a run read stands beside its report, so that it holds on other machines, too.
final class FinishedPoints: Sendable {
  private let source: [UInt8]
  private let version: String
  private let compiler: String?
  private let environment: [String: String]
  /// Hashes of files by path and signature: points read the same files.
  private let hashes = Mutex<[String: String]>([:])

  init(of plan: MatrixRun.Plan, _ configuration: RunConfiguration) {
    source = Array(plan.parsed.notebook.source.utf8)
    version = configuration.version
    compiler = configuration.library.compilerVersion
    environment = configuration.environment
  }

  /// What a run has read, and as what.
  private struct Findings: Codable {
    /// The run's id.
    var run: String
    var accesses: [FileAccess]
  }

  /// Why a point has to run, in a few words; nil where its run is as a new one would be.
  func staleness(of point: Matrix.Point, in folder: MatrixFolder, _ matrix: Matrix) -> String? {
    let path = folder.points.folder(of: point.key)
    guard let run = folder.run(of: point, in: matrix) else { return "it has not run" }
    if run.status != .ok { return "its run failed" }
    if run.environment.songbook != version { return "it was made by Songbook \(run.environment.songbook)" }
    if let compiler, !run.environment.compiler.isEmpty, run.environment.compiler != compiler {
      return "it was made by another compiler, \(run.environment.compiler)"
    }
    guard let kept = try? Files.read(Run.sourceFile, within: path), kept == source else {
      return "the analysis has changed"
    }
    if let input = run.inputs.first(where: { hash(of: $0.path) != $0.sha256 }) { return "\(input.path) has changed" }
    guard Files.isRegularFile("\(path)/index.html"), let bytes = try? Files.read(Run.accessFile, within: path),
      let found = try? JSONDecoder().decode(Findings.self, from: Data(bytes)), found.run == run.id
    else { return "its report is not complete" }
    return found.accesses.first { state(of: $0) != $0.state }.map { access in
      access.use == .variable ? "the variable \(access.path) has changed" : "\(access.path) has changed"
    }
  }

  /// What a run has read, as it stands beside its report.
  func accesses(of result: AnalysisResult) -> [UInt8]? {
    let all = result.result.fileAccesses
    let written = Set(all.filter { $0.use == .wrote }.map(\.path))
    let accesses = Set(
      all.filter { [.read, .listed, .variable].contains($0.use) && !written.contains($0.path) }.map { access in
        var access = FileAccess(use: access.use, path: access.isOfFile ? Files.relative(access.path) : access.path)
        access.state = state(of: access)
        return access
      })
    let sorted = accesses.sorted { ($0.use.rawValue, $0.path) < ($1.use.rawValue, $1.path) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(Findings(run: result.run.id, accesses: sorted))).map { Array($0) }
  }

  private func state(of access: FileAccess) -> String {
    switch access.use {
    case .listed: FileAccess.listing(of: access.path)
    case .variable: environment[access.path].map { Fingerprint($0).text } ?? FileAccess.absent
    default: hash(of: access.path)
    }
  }

  private func hash(of path: String) -> String {
    guard let information = Files.information(path) else { return FileAccess.absent }
    let version = "\(path) \(FileAccess.signature(of: information))"
    if let known = hashes.withLock({ $0[version] }) { return known }
    let hash = Files.isFolder(path) ? "folder" : FileDigest.sha256(of: path) ?? ""
    hashes.withLock { $0[version] = hash }
    return hash
  }
}
