import CommandWorkspace
import Foundation
import Testing

/// Figures for publishers.
@Suite struct PublicationTests {
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(
      "analyses/paper.swift",
      """
      // ---
      // author: Ada Wong
      // ---
      import Songbook

      // %% One
      //| label: fig-one
      Chart { BarMark(x: .value("Size", 1), y: .value("Name", "a")) }

      // %% Two
      //| label: fig-two
      Chart { PointMark(x: .value("Dose", 1), y: .value("Response", 2)) }
      """)
    return workspace
  }

  @Test func figuresHaveTheSizeThatIsAskedFor() throws {
    let workspace = try workspace()
    let size = ["--width", "85mm", "--height", "70mm", "--font-size", "8pt", "--theme", "journal"]
    let svg = try workspace.songbook(["figure", "paper", "fig-two", "-o", "two.svg"] + size)
    #expect(svg.exitCode == 0, "\(svg.errors)")
    let text = try workspace.read("two.svg")
    #expect(text.contains("width=\"240.94pt\"") && !text.contains("→"), "\(text.prefix(400))")
    let tiff = try workspace.songbook(["figure", "paper", "fig-two", "-o", "two.tif"] + size)
    #expect(tiff.exitCode == 0, "\(tiff.errors)")
    #expect(try Data(contentsOf: workspace.folder.appending(path: "two.tif")).starts(with: [0x49, 0x49, 42, 0]))
    let all = try workspace.songbook(
      ["figure", "paper", "--all", "-o", "out", "--format", "png", "--dpi", "300"] + size)
    #expect(all.exitCode == 0 && all.output == "out/fig-one.png\nout/fig-two.png\n", "\(all.errors)")
    let png = try Data(contentsOf: workspace.folder.appending(path: "out/fig-two.png"))
    #expect(png[16..<20].reduce(0) { $0 << 8 | Int($1) } == 1004)
  }

  @Test(arguments: [
    (["fig-one", "-o", "x.svg", "--width", "wide"], "85mm"),
    (["fig-one", "-o", "x.svg", "--theme", "nature"], "journal"),
    (["fig-one", "-o", "x.gif"], "x.gif has no known format"), (["-o", "x.svg"], "--all for every figure"),
    (["fig-one", "--all", "-o", "x"], "either a figure's label or --all"),
    (["--all", "-o", "x", "--format", "gif"], "gif"),
    (["fig-one", "-o", "x.png", "--width", "200in", "--dpi", "600"], "lower --dpi"),
    (["fig-one", "-o", "x.png", "--format", "png"], "--format goes with --all"),
  ])
  func wrongSizesAreExplained(_ arguments: [String], _ part: String) throws {
    let outcome = try workspace().songbook(["figure", "paper"] + arguments)
    #expect(outcome.exitCode == 64 && outcome.errors.contains(part), "\(outcome.errors)")
  }
}
