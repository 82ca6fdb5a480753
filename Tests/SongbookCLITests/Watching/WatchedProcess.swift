import CommandWorkspace
import Foundation
import LoopbackClient
import Testing

/// `songbook watch` under way, with a page that is open.
final class WatchedProcess {
  /// What a page is told.
  struct State: Decodable {
    var phase: String
    var revision: String
    var message: String
    var isBad: Bool
    var target: String?
    /// What the cell that runs has printed last.
    var printed: String?
  }

  let port: Int
  private let process = Process()
  private let events: LoopbackClient
  private let errors: URL

  init(_ analysis: String, in workspace: Workspace, _ options: [String] = []) throws {
    Workspace.prepare(process, ["watch", analysis, "--port", "0"] + options, in: workspace.folder)
    let output = Pipe()
    process.standardOutput = output
    errors = workspace.folder.appendingPathComponent(".watch.stderr")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let address = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let match = try #require(address.wholeMatch(of: /http:\/\/127\.0\.0\.1:(\d+)\/\n/), "\(address)")
    port = try #require(Int(match.1))
    events = try LoopbackClient(port)
    try events.ask("/.events")
    _ = try events.read(until: "retry: 500\n\n")
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// What the page is told next.
  func next() throws -> State {
    let text = try events.read(until: "\n\n")
    let data = text.drop { $0 != "{" }
    return try JSONDecoder().decode(State.self, from: Data(data.utf8))
  }

  /// What the page is told once the run under way is over.
  func settled() throws -> State {
    while true {
      let state = try next()
      if state.phase != "running" { return state }
    }
  }

  func answer(_ path: String) throws -> String { try LoopbackClient(port).answer(path) }

  var page: String { get throws { try answer("/") } }

  /// What stood on the terminal so far.
  var terminal: String { get throws { try String(contentsOf: errors, encoding: .utf8) } }

  /// - Returns: the exit code.
  func end(_ signal: Int32) -> Int32 {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }
}
