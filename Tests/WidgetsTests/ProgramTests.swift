import Foundation
import Testing

/// The program that pages carry is made of the library's sources.
@Suite struct ProgramTests {
  @Test func isWhatTheSourcesCompileTo() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
    let made = FileManager.default.temporaryDirectory.appending(path: "forests-\(UUID().uuidString).wasm")
    defer { try? FileManager.default.removeItem(at: made) }
    let process = Process()
    process.executableURL = root.appending(path: "Sources/WebAssembly/PageForests/build.sh")
    process.arguments = [made.path()]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let kept = try Data(contentsOf: root.appending(path: "Sources/Tool/Reports/Resources/forests.wasm"))
    let isSame = try Data(contentsOf: made) == kept
    #expect(isSame, "the sources have changed: run Sources/WebAssembly/PageForests/build.sh and commit its result")
  }
}
