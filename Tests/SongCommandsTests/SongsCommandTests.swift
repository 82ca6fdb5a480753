import CommandWorkspace
import Testing

/// The commands, the starting script and the module for songs.
@Suite struct SongsCommandTests {
  @Test func samplesAreMadeAndChecked() throws {
    let workspace = try Workspace()
    // `data` is the earlier spelling.
    for group in ["songs", "data"] {
      let sample = try workspace.songbook(group, "sample", "--songs", "2000", "--genres", "40", "-o", "s.csv.gz")
      #expect(sample.exitCode == 0, "\(sample.errors)")
      let check = try workspace.songbook(group, "check", "s.csv.gz")
      #expect(check.exitCode == 0, "\(check.errors)")
      #expect(check.output.contains("40"))
    }
    #expect(try workspace.songbook("songs", "sample", "--genres", "0", "-o", "t.csv").exitCode == 64)
    #expect(try !workspace.songbook("data", "--help").output.contains("sample"))
  }

  @Test func theStartingScriptRuns() throws {
    let workspace = try Workspace()
    let new = try workspace.songbook("new", "first", "--template", "songs")
    #expect(new.exitCode == 0, "\(new.errors)")
    let run = try workspace.songbook("run", "first", "--strict")
    #expect(run.exitCode == 0, "\(run.errors)")
    try workspace.write("a.csv", "a\n1\n")
    #expect(try workspace.songbook("new", "second", "--template", "songs", "--data", "a.csv").exitCode == 64)
  }

  /// `import Songbook` brings no music, `import Genres` does.
  @Test func musicIsImportedApart() throws {
    let workspace = try Workspace()
    try workspace.write("analyses/general.swift", "import Songbook\n\nlet songs = try Songs.standard()\n")
    let general = try workspace.songbook("check", "general")
    #expect(general.exitCode == 3 && general.errors.contains("cannot find 'Songs' in scope"), "\(general.errors)")
    try workspace.write("analyses/songs.swift", "import Genres\nimport Songbook\n\nlet songs = try Songs.standard()\n")
    #expect(try workspace.songbook("check", "songs").exitCode == 0)
  }

  /// Songs of a cell with `cache: true` come back without being read again.
  @Test func songsAreCached() throws {
    let workspace = try Workspace()
    func script(_ last: String) -> String {
      """
      import Genres
      import Songbook

      // %% Songs
      //| cache: true
      let songs = try Songs.standard()
      let hierarchy = try GenreHierarchy(songs.genres.keys)

      // %% Count
      metric("songs", Double(songs.count + hierarchy.parents.count * 0 + \(last)))
      """
    }
    for last in ["0", "1"] {
      try workspace.write("analyses/cached.swift", script(last))
      let run = try workspace.songbook("run", "cached", "--strict", "--explain")
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(run.errors.contains("Songs: unchanged") == (last == "1"), "\(run.errors)")
    }
    #expect(try workspace.read("reports/cached/run.json").contains("\"value\" : 12001"))
  }
}
