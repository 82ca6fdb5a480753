import Foundation
import Notebooks
import Runs
import Testing

@testable import Execution

/// Only what is Songbook's own is swept, and no link is followed.
@Suite struct WorkFolderTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  private var work: String { bench.folder + "/.songbook/work" }

  private func make(_ name: String, holding file: String? = nil) throws {
    try FileManager.default.createDirectory(atPath: "\(work)/\(name)", withIntermediateDirectories: true)
    if let file { try "mine".write(toFile: "\(work)/\(name)/\(file)", atomically: true, encoding: .utf8) }
  }

  @Test func onlyFoldersWithTheMarkAreSwept() throws {
    try make("documents", holding: "thesis.txt")
    try make("study-abcdef", holding: "thesis.txt")
    try make("study-ABCdef", holding: ".songbook-made-this")
    try make("study-left12/figures", holding: "a.png")
    try "".write(toFile: work + "/study-left12/.songbook-made-this", atomically: true, encoding: .utf8)
    try make("study-empty1")
    try "mine".write(toFile: work + "/study-file12", atomically: true, encoding: .utf8)
    let made = try WorkFolder.make(in: bench.folder + "/.songbook", name: "study")
    let left = Set(try FileManager.default.contentsOfDirectory(atPath: work))
    let own = (made.path as NSString).lastPathComponent
    #expect(left == ["documents", "study-abcdef", "study-file12", own])
    // One that is in use is not swept.
    _ = try WorkFolder.make(in: bench.folder + "/.songbook", name: "other")
    #expect(FileManager.default.fileExists(atPath: made.path))
  }

  @Test(arguments: ["", "/work", "/cache", "/cache/files", "/cache/programs"], ["folder", "file", "nothing"])
  func linksAreRefused(_ place: String, _ target: String) async throws {
    let elsewhere = bench.folder + "/elsewhere"
    if target == "folder" {
      for name in ["docs", "study-abcdef"] {
        try FileManager.default.createDirectory(atPath: "\(elsewhere)/\(name)", withIntermediateDirectories: true)
        try "mine".write(toFile: "\(elsewhere)/\(name)/thesis.txt", atomically: true, encoding: .utf8)
      }
    } else if target == "file" {
      try "mine".write(toFile: elsewhere, atomically: true, encoding: .utf8)
    }
    let link = bench.folder + "/.songbook" + place
    try FileManager.default.createDirectory(
      atPath: (link as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: elsewhere)
    let failure = await #expect(throws: RunFailure.self) { try await bench.run("import Songbook\nprint(1)") }
    #expect(failure?.message.contains("symbolic link") == true)
    if !place.contains("cache") {
      let runner = Runner(try bench.configuration())
      let notebook = try bench.notebook("import Songbook\nprint(1)")
      await #expect(throws: RunFailure.self) { try await runner.check(notebook) }
    }
    if target == "folder" {
      for name in ["docs", "study-abcdef"] {
        #expect(try String(contentsOfFile: "\(elsewhere)/\(name)/thesis.txt", encoding: .utf8) == "mine")
      }
    } else {
      #expect(FileManager.default.fileExists(atPath: elsewhere) == (target == "file"))
    }
  }

  /// A link that takes a folder's place while it is removed is removed itself.
  @Test func removingFollowsNoLink() throws {
    let outside = bench.folder + "/outside"
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    try "mine".write(toFile: outside + "/thesis.txt", atomically: true, encoding: .utf8)
    let folder = bench.folder + "/removed/inner"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for link in [folder + "/link", bench.folder + "/removed/other"] {
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: outside)
    }
    Files.remove(bench.folder + "/removed")
    #expect(!FileManager.default.fileExists(atPath: bench.folder + "/removed"))
    #expect(try String(contentsOfFile: outside + "/thesis.txt", encoding: .utf8) == "mine")
  }

  /// A program in the cache that is not what was put there is compiled again.
  @Test(arguments: ["cut", "empty", "changed", "folder", "link", "record", "gone", "not executable"])
  func aDamagedProgramIsCompiledAgain(_ damage: String) async throws {
    func run() async throws -> Run {
      try await bench.run("import Songbook\nprint(\"here\")") { $0.usesCache = false }.run
    }
    #expect(try await run().status == .ok)
    let programs = bench.folder + "/.songbook/cache/programs"
    let record = try #require(Files.names(in: programs).first { $0.hasSuffix(".json") })
    let program = "\(programs)/\(record.dropLast(5))"
    let bytes = try Files.read(program)
    switch damage {
    case "cut": try Files.replace(program, with: Array(bytes.prefix(bytes.count / 2)))
    case "empty": try Files.replace(program, with: [])
    case "changed": try Files.replace(program, with: bytes.dropLast() + [bytes[bytes.count - 1] ^ 1])
    case "folder":
      Files.remove(program)
      try Files.makeDirectory(program + "/inner")
    case "link":
      Files.remove(program)
      try FileManager.default.createSymbolicLink(atPath: program, withDestinationPath: "/bin/true")
    case "record": try Files.replace("\(programs)/\(record)", with: Array("{}".utf8))
    case "not executable": chmod(program, 0o600)
    default: Files.remove(program)
    }
    let again = try await run()
    #expect(again.status == .ok)
    #expect(again.shown(0) == ["stdout: here\n"])
    #expect(FileManager.default.isExecutableFile(atPath: program))
    #expect(try Files.read(program).count == bytes.count)
  }
}
