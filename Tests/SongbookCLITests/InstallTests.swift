import CommandWorkspace
import Foundation
import Testing

/// An installed Songbook works without its checkout.
@Suite struct InstallTests {
  /// Runs an installed `songbook` with as good as no environment.
  private func run(
    _ prefix: String, _ arguments: [String], in workspace: Workspace, _ environment: [String: String] = [:]
  ) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      ["-c", "cd -- \"$0\" && exec \"$@\" 2>&1", workspace.folder.path, prefix + "/bin/songbook"] + arguments
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": workspace.folder.path].merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test func worksElsewhereAndLeavesNothing() throws {
    let workspace = try Workspace()
    let first = workspace.folder.path + "/first"
    let install = try workspace.songbook("install", "--prefix", "first")
    #expect(install.exitCode == 0, "\(install.errors)")
    #expect(install.output == first + "/bin/songbook\n")
    // Moved, it works as well: none of its files names the prefix.
    let prefix = workspace.folder.path + "/moved there"
    try FileManager.default.moveItem(atPath: first, toPath: prefix)

    let version = try run(prefix, ["--version"], in: workspace)
    #expect(version.code == 0 && version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "\(version.output)")
    // Songs need the other module and the shipped sample, and analyses see no folders of the runtime.
    try workspace.write(
      "analyses/songs.swift",
      """
      import Foundation
      import Genres
      import Songbook

      // %% Songs
      let songs = try Songs.standard()
      print("songs:", songs.count > 1000, "path:", ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "as it was")
      """)
    let songs = try run(prefix, ["run", "songs"], in: workspace)
    #expect(songs.code == 0, "\(songs.output)")
    #expect(try workspace.read("reports/songs/index.html").contains("songs: true path: as it was"))
    let doctor = try run(prefix, ["doctor"], in: workspace)
    #expect(doctor.code == 0 && doctor.output.contains("installed in \(prefix)"), "\(doctor.output)")

    let other = try run(prefix, ["--version"], in: workspace, ["SONGBOOK_TOOLCHAIN": "/nowhere"])
    #expect(other.code == 70 && other.output.contains("SONGBOOK_TOOLCHAIN"), "\(other.output)")

    let uninstall = try run(prefix, ["uninstall"], in: workspace)
    #expect(uninstall.code == 0, "\(uninstall.output)")
    #expect(!FileManager.default.fileExists(atPath: prefix))
  }

  /// A toolchain of another version is passed over and named.
  @Test func anotherSwiftIsTold() throws {
    let workspace = try Workspace()
    #expect(try workspace.songbook("install", "--prefix", "there", "--portable").exitCode == 0)
    let usr = "other/usr"
    for folder in ["bin", "lib/swift/linux/Swift.swiftmodule"] {
      try FileManager.default.createDirectory(
        atPath: "\(workspace.folder.path)/\(usr)/\(folder)", withIntermediateDirectories: true)
    }
    for program in ["swiftc", "swift-frontend"] {
      try workspace.write("\(usr)/bin/\(program)", "#!/bin/sh\n")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(workspace.folder.path)/\(usr)/bin/\(program)")
    }
    try workspace.write("\(usr)/lib/swift/linux/libswiftCore.so", "")
    try workspace.write(
      "\(usr)/lib/swift/linux/Swift.swiftmodule/x86_64-unknown-linux-gnu.swiftinterface",
      "// swift-interface-format-version: 1.0\n// swift-compiler-version: Swift version 5.9 (swift-5.9-RELEASE)\n")
    let chosen = try run(
      workspace.folder.path + "/there", ["--version"], in: workspace,
      ["SONGBOOK_TOOLCHAIN": workspace.folder.path + "/other"])
    #expect(chosen.code == 70, "\(chosen.output)")
    #expect(chosen.output.contains("Swift version 5.9 (swift-5.9-RELEASE) in \(workspace.folder.path)/other/usr"))
  }

  @Test func aBuildFolderIsNotUninstalled() throws {
    #expect(try Workspace().songbook("uninstall").exitCode == 64)
  }
}
