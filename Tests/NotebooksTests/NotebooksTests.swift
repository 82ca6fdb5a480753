import Notebooks
import Testing

private let script = #"""
  // ---
  // title: Every genre at once
  // ---
  import Songbook

  // %% Parameters tags=["parameters"]
  /// Songs file: CSV, or CSV inside zip, gz or xz.
  let songsFile = "data/sample.csv.gz"
  /// Genres with fewer songs are left out.
  let minimumSongs = 50

  // %% Load
  let songs = try Songs(contentsOf: songsFile)
  songs.summary()

  // %% [markdown]
  // # Every genre at once
  // What \(songs.count) songs say. The correlations are in @fig-correlations.

  // %% Correlations
  //| label: fig-correlations
  //| fig-cap: Loudness follows energy; acoustic songs are quiet.
  Chart.correlationMatrix(songs.audioFeatures)
  """#

@Suite struct `A script` {
  @Test func `is read into cells`() throws {
    let parsed = Notebook.parse(source: script, path: "analyses/exploration.swift")
    #expect(parsed.diagnostics == [])
    let notebook = parsed.notebook
    #expect(notebook.name == "exploration")
    #expect(notebook.title == "Every genre at once")
    #expect(notebook.cells.map(\.title) == [nil, "Parameters", "Load", nil, "Correlations"])
    #expect(notebook.cells.map(\.kind) == [.code, .code, .code, .markdown, .code])
    #expect(
      notebook.cells.map { $0.statements.map(\.isDisplayed) } == [
        [false], [false, false], [false, true], [false], [true],
      ])
    #expect(notebook.cells[3].hasInterpolation)
    #expect(notebook.parameters.map(\.name) == ["songsFile", "minimumSongs"])
    #expect(notebook.parameters.map(\.help).last == "Genres with fewer songs are left out.")
    let plan = Plan(notebook: notebook, wanted: [try notebook.cellIndex(showing: "fig-correlations")])
    #expect(plan.running == [4])
    // The text mentions `songs`, which may be an object.
    #expect(plan.involved == [0, 1, 2, 3, 4])
    #expect(plan.cells[1].part.rerunStatements == [0])
  }
}
