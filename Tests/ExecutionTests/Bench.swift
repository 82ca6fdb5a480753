import Execution
import Foundation
import Notebooks
import Runs
import Testing

/// Runs scripts for tests: each bench has a folder of its own, removed with it.
final class Bench: Sendable {
  let folder: String

  init() throws {
    let made = FileManager.default.temporaryDirectory.appendingPathComponent("songbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    folder = made.path
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func configuration() throws -> Runner.Configuration {
    var environment = ProcessInfo.processInfo.environment
    environment["SOURCE_DATE_EPOCH"] = nil
    var configuration = try Runner.Configuration(environment: environment)
    configuration.workFolder = folder + "/.songbook"
    // No test may hang, whatever is wrong.
    configuration.runTimeout = 120
    return configuration
  }

  func notebook(_ source: String, name: String = "study") throws -> Notebook {
    let parsed = Notebook.parse(source: source, path: "\(name).swift")
    #expect(parsed.diagnostics.filter { $0.severity == .error } == [])
    return parsed.notebook
  }

  func run(
    _ source: String, name: String = "study", parameters: [ParameterValue] = [],
    configure: (inout Runner.Configuration) -> Void = { _ in },
    progress: @escaping @Sendable (RunnerEvent) -> Void = { _ in }
  ) async throws -> RunResult {
    var configuration = try configuration()
    configure(&configuration)
    return try await Runner(configuration).run(
      try notebook(source, name: name), parameters: parameters, progress: progress)
  }

  /// A script that calls the system; `DATA` in it is the folder `data` here.
  func script(_ body: String) -> String {
    "import Foundation\nimport Glibc\nimport Songbook\n" + body.replacing("DATA", with: folder + "/data")
  }

  /// The first text of each output of a run, cell by cell.
  func shown(_ finished: RunResult) -> [String] {
    finished.run.cells.flatMap(\.outputs).compactMap { $0.representations.first?.text }
  }

  /// Writes a file, and the folders that it lies in.
  func write(_ path: String, _ text: String) throws {
    let whole = folder + "/" + path
    try FileManager.default.createDirectory(
      atPath: (whole as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: whole, atomically: false, encoding: .utf8)
  }
}

extension Run {
  var statuses: [CellRun.Status] { cells.map(\.status) }
  var problem: Diagnostic? { cells.compactMap(\.problem).first }

  /// The texts of a cell's outputs, each with the name of its stream or its kind.
  func shown(_ cell: Int) -> [String] {
    cells[cell].outputs.map { output in
      let form = output.representations.first
      return "\(form?.stream ?? output.kind.rawValue): \(form?.text ?? form?.file ?? "")"
    }
  }
}
