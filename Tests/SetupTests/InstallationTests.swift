import Foundation
import Runs
import Setup
import Testing

@Suite struct InstallationTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("songbook-\(UUID().uuidString)")
    .path
  private let files = FileManager.default

  private func installed(_ names: [String]) -> [InstalledFile] {
    names.map { InstalledFile($0, .text("contents of \($0)"), isProgram: $0.hasPrefix("bin/")) }
  }

  @Test func uninstallingLeavesNothing() throws {
    let installation = Installation(prefix: folder)
    try installation.install(installed(["bin/songbook", "lib/songbook/Modules/A.swiftmodule", "share/man/man1/a.1"]))
    #expect(files.isExecutableFile(atPath: folder + "/bin/songbook"))
    #expect(!files.isExecutableFile(atPath: folder + "/share/man/man1/a.1"))
    #expect(try String(contentsOfFile: folder + "/bin/songbook", encoding: .utf8) == "contents of bin/songbook")
    #expect(try installation.uninstall() == 4)
    #expect(!files.fileExists(atPath: folder))
  }

  @Test func whatOthersPutThereStays() throws {
    defer { try? files.removeItem(atPath: folder) }
    try files.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: true)
    try "mine".write(toFile: folder + "/bin/mine", atomically: true, encoding: .utf8)
    let installation = Installation(prefix: folder)
    try installation.install(installed(["bin/songbook", "share/songbook/a"]))
    try "mine".write(toFile: folder + "/share/songbook/mine", atomically: true, encoding: .utf8)
    _ = try installation.uninstall()
    #expect(
      files.subpaths(atPath: folder)?.sorted() == ["bin", "bin/mine", "share", "share/songbook", "share/songbook/mine"])
    #expect(throws: RunFailure.self) { try installation.uninstall() }
  }

  @Test func aNewerOneTakesTheOlderOnesPlace() throws {
    defer { try? files.removeItem(atPath: folder) }
    let installation = Installation(prefix: folder)
    try installation.install(installed(["bin/songbook", "lib/songbook/Old.swiftmodule"]))
    try installation.install(installed(["bin/songbook", "lib/songbook/New.swiftmodule"]))
    #expect(try files.contentsOfDirectory(atPath: folder + "/lib/songbook") == ["New.swiftmodule"])
    _ = try installation.uninstall()
    #expect(!files.fileExists(atPath: folder))
  }

  /// The list of what was installed is a file that anything may have written to.
  @Test func nothingOutsideIsRemoved() throws {
    defer { try? files.removeItem(atPath: folder) }
    let installation = Installation(prefix: folder + "/prefix")
    try installation.install(installed(["bin/songbook"]))
    let outside = folder + "/outside"
    try "stays".write(toFile: outside, atomically: true, encoding: .utf8)
    let list = folder + "/prefix/share/songbook/installed.txt"
    let lines = try String(contentsOfFile: list, encoding: .utf8)
    try (lines + "../outside\n\(outside)\nbin/../../outside\n").write(toFile: list, atomically: true, encoding: .utf8)
    _ = try installation.uninstall()
    #expect(files.fileExists(atPath: outside))
    #expect(!files.fileExists(atPath: folder + "/prefix"))
  }
}
