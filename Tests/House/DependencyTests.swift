import Foundation
import Testing

@Suite("The house") struct DependencyTests {
  /// Modules import only what their wing may, and folders of a module depend downwards only: see `dependencies.py`.
  @Test("Dependencies point down only, among modules and among folders") func dependenciesPointDown() throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("dependencies.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path, "--check"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
  }
}
