import CommandWorkspace
import Testing

/// What cells print, on the terminal while they run.
@Suite struct PrintedTextTests {
  @Test func printedTextIsShownAsItComes() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/said.swift", "import Songbook\n// %% Said\nprint(\"hello \\u{1B}[31m\")\n")
    let loud = try workspace.songbook("run", "said")
    #expect(loud.exitCode == 0 && loud.errors.contains("│ hello ␛[31m\n"), "\(loud.errors)")
    #expect(loud.output == "reports/said/index.html\n")
    for flag in ["--quiet", "--json"] {
      let quiet = try workspace.songbook("run", "said", "--no-cache", flag)
      #expect(quiet.exitCode == 0 && quiet.errors == "", "\(flag): \(quiet.errors)")
    }
  }
}
