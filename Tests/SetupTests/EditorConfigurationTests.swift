import Execution
import Foundation
import Runs
import Setup
import Testing

@Suite struct EditorConfigurationTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("songbook-\(UUID().uuidString)")
    .path
  private let configuration = EditorConfiguration(library: SongbookLibrary(directory: "/lib/songbook"))

  private func settings() throws -> [String: Any] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/.sourcekit-lsp/config.json"))
    return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  @Test func otherSettingsStay() throws {
    let files = FileManager.default
    defer { try? files.removeItem(atPath: folder) }
    try files.createDirectory(atPath: folder + "/.sourcekit-lsp", withIntermediateDirectories: true)
    let path = folder + "/.sourcekit-lsp/config.json"
    let before =
      #"{"logging": {"level": "debug"}, "fallbackBuildSystem": {"sdk": "/", "swiftCompilerFlags": ["-old"]}}"#
    try before.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try configuration.write(to: folder) == path)
    let settings = try settings()
    #expect((settings["logging"] as? [String: String]) == ["level": "debug"])
    let fallback = try #require(settings["fallbackBuildSystem"] as? [String: Any])
    #expect(fallback["sdk"] as? String == "/")
    let flags = try #require(fallback["swiftCompilerFlags"] as? [String])
    #expect(Array(flags.prefix(2)) == ["-I", "/lib/songbook/Modules"] && !flags.contains("-old"))
    try "no JSON".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: RunFailure.self) { try configuration.write(to: folder) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "no JSON")
  }

  @Test func tasksOfOnesOwnStay() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = try #require(try EditorConfiguration.writeTasks(to: folder))
    let tasks = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any]
    #expect((tasks?["tasks"] as? [Any])?.count == 2)
    #expect(try EditorConfiguration.writeTasks(to: folder) == nil)
  }
}
