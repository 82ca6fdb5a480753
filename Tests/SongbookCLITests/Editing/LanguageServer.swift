import Foundation

/// A SourceKit-LSP process that a test talks to, as an editor does.
final class LanguageServer {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var number = 0
  private var pending = Data()

  /// Starts the server of the toolchain on PATH, for a folder.
  init(folder: String) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sourcekit-lsp"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    // The server leaves folders there.
    let temporary = folder + "/.temporary"
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": temporary]) { _, new in new }
    try process.run()
    let workspace = ["uri": "file://\(folder)", "name": "project"]
    _ = try request(
      "initialize",
      [
        "processId": Int(ProcessInfo.processInfo.processIdentifier), "rootUri": "file://\(folder)",
        "workspaceFolders": [workspace],
        "capabilities": ["textDocument": ["hover": ["contentFormat": ["markdown"]]]],
      ])
    try notify("initialized", [:])
  }

  func open(_ path: String, _ text: String) throws {
    try notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": "file://\(path)", "languageId": "swift", "version": 1, "text": text]])
  }

  /// What the server says about a place of a file; lines and columns are counted from 0.
  func ask(_ question: String, _ path: String, line: Int = 0, column: Int = 0) throws -> [String: Any] {
    let answer = try request(
      "textDocument/\(question)",
      ["textDocument": ["uri": "file://\(path)"], "position": ["line": line, "character": column]])
    return answer as? [String: Any] ?? [:]
  }

  func stop() throws {
    _ = try request("shutdown", [:])
    try notify("exit", [:])
    process.waitUntilExit()
  }

  private func notify(_ method: String, _ parameters: [String: Any]) throws {
    try send(["jsonrpc": "2.0", "method": method, "params": parameters])
  }

  private func request(_ method: String, _ parameters: [String: Any]) throws -> Any? {
    number += 1
    try send(["jsonrpc": "2.0", "id": number, "method": method, "params": parameters])
    while let message = receive() {
      guard let id = message["id"] else { continue }
      if message["method"] != nil {
        // A question of the server's, such as for its configuration.
        try send(["jsonrpc": "2.0", "id": id, "result": NSNull()])
      } else if id as? Int == number {
        return message["result"]
      }
    }
    throw CocoaError(.fileReadUnknown)
  }

  private func send(_ message: [String: Any]) throws {
    let body = try JSONSerialization.data(withJSONObject: message)
    try input.fileHandleForWriting.write(contentsOf: Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }

  private func receive() -> [String: Any]? {
    let end = Data("\r\n\r\n".utf8)
    while true {
      if let gap = pending.range(of: end) {
        let header = String(decoding: pending[pending.startIndex..<gap.lowerBound], as: UTF8.self)
        let length = header.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) } ?? 0
        let body = pending[gap.upperBound...].prefix(length)
        if body.count == length {
          pending = Data(pending[gap.upperBound...].dropFirst(length))
          return (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
        }
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      pending += more
    }
  }
}
