import CommandWorkspace
import Foundation
import Testing

@Suite struct ContinuousIntegrationTests {
  private static let root = DocumentationTests.root.path

  /// A program of Python's packages, see README.
  private static let hasLinter = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/actionlint")
  }

  private func workflow(_ workspace: Workspace, _ options: [String] = []) throws -> String {
    try workspace.write("analyses/sales.swift", "import Songbook\n\n// %% One\n1\n")
    let outcome = try workspace.songbook(["ci", "sales"] + options)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test func theWorkflowIsAboutTheAnalysis() throws {
    let workspace = try Workspace()
    let text = try workflow(workspace, ["--fail-on", "accuracy/*: worse", "--repository", "someone/songbook"])
    #expect(text.contains("uses: someone/songbook/.github/actions/songbook@main\n"))
    #expect(text.contains("          analyses: sales\n          fail-on: |\n            accuracy/*: worse\n"))
    #expect(!text.contains("@NAME@") && !text.contains("@OPTIONS@"))
  }

  @Test func mistakesAreToldHere() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/sales.swift", "import Songbook\n\n// %% One\n//| fig-caption: x\n1\n")
    #expect(try workspace.songbook("ci", "sales").exitCode == 64)
    #expect(try workspace.songbook("ci", "nothing").exitCode == 64)
    try workspace.write("analyses/sales.swift", "import Songbook\n\n// %% One\n1\n")
    #expect(try workspace.songbook("ci", "sales", "--fail-on", "accuracy: bad").exitCode != 0)
    #expect(try workspace.songbook("ci", "sales", "--repository", "nowhere").exitCode == 64)
  }

  /// The action is tried at its place: as a local one its inputs are checked, too.
  @Test(.enabled(if: hasLinter)) func actionlintFindsNothing() throws {
    let workspace = try Workspace()
    let text = try workflow(workspace, ["--fail-on", "accuracy/*: worse", "--repository", "someone/songbook"])
    let files = FileManager.default
    try files.createDirectory(
      at: workspace.folder.appending(path: ".github/workflows"), withIntermediateDirectories: true)
    try files.copyItem(
      atPath: Self.root + "/.github/actions", toPath: workspace.folder.path + "/.github/actions")
    try workspace.write(".github/workflows/sales.yml", text)
    let local = text.replacing("someone/songbook/.github/actions/songbook@main", with: "./.github/actions/songbook")
    try workspace.write(".github/workflows/local.yml", local)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "cd -- \"$0\" && git init -q && actionlint -no-color", workspace.folder.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
  }
}
