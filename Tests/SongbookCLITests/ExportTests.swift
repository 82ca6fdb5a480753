import CommandWorkspace
import Foundation
import Notebooks
import Testing

/// `songbook export` and `songbook new --from`.
@Suite struct ExportTests {
  private static let sales = """
    // ---
    // title: Sales & "more"
    // sources: [common]
    // ---
    import Songbook

    // %% Parameters tags=["parameters"]
    /// How many.
    let count = 3

    // %% [markdown]
    // # Sales
    // There are \\(doubled(count)) of them, see @fig-sales and @tbl-sales.

    // %% Table
    //| label: tbl-sales
    //| tbl-cap: What was sold.
    let sales = DataFrame(columns: [
      Column(name: "Region", contents: (0..<count).map { "r\\($0)" }).eraseToAnyColumn(),
      Column(name: "Revenue", contents: (0..<count).map { Double($0 * $0) }).eraseToAnyColumn(),
    ])
    sales

    // %% Chart
    //| label: fig-sales
    //| fig-cap: Revenue by region.
    Chart.rankedBars(sales, "Region", "Revenue")

    // %% Printed
    print("|hello|")
    """

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try FileManager.default.createDirectory(
      at: workspace.folder.appending(path: "analyses/common"), withIntermediateDirectories: true)
    try workspace.write("analyses/common/double.swift", "func doubled(_ n: Int) -> Int { n * 2 }\n")
    try workspace.write("analyses/sales.swift", Self.sales)
    return workspace
  }

  private func cells(_ workspace: Workspace, _ path: String) throws -> [Cell] {
    Notebook.parse(source: try workspace.read(path), path: path).notebook.cells
  }

  @Test func reportsGoToEveryFormat() throws {
    let workspace = try workspace()
    let early = try workspace.songbook("export", "sales", "--to", "md")
    #expect(early.exitCode == 70 && early.errors.contains("no report of sales in reports/"), "\(early.errors)")
    #expect(early.errors.contains("songbook run sales"))
    let run = try workspace.songbook("run", "sales", "-p", "count=5", "-o", "reports")
    #expect(run.exitCode == 0, "\(run.errors)")

    // A notebook: the same bytes for equal runs.
    let notebook = try workspace.songbook("export", "sales", "--to", "ipynb")
    #expect(notebook.exitCode == 0 && notebook.output == "sales.ipynb\n", "\(notebook.errors)")
    let first = try workspace.read("sales.ipynb")
    #expect(first.contains("There are 10 of them, see Figure\u{A0}1 and Table\u{A0}1."))
    #expect(try workspace.songbook("run", "sales", "-p", "count=5", "--no-cache").exitCode == 0)
    #expect(try workspace.songbook("export", "sales", "-o", "again.ipynb").exitCode == 0)
    #expect(try workspace.read("again.ipynb") == first)

    // And back: the cells are those of the analysis.
    let back = try workspace.songbook("new", "back", "--from", "sales.ipynb")
    #expect(back.exitCode == 0, "\(back.errors)")
    let (mine, yours) = (try cells(workspace, "analyses/back.swift"), try cells(workspace, "analyses/sales.swift"))
    #expect(mine.map(\.body) == yours.map(\.body))
    #expect(mine.map(\.title) == yours.map(\.title) && mine.map(\.options) == yours.map(\.options))
    #expect(mine.map(\.tags) == yours.map(\.tags))
    let check = try workspace.songbook("check", "back")
    #expect(check.exitCode == 0, "\(check.errors)")

    // Markdown with files that are there.
    #expect(try workspace.songbook("export", "sales", "-o", "out/sales.md").output == "out/sales.md\n")
    #expect(workspace.has("out/sales_files/fig-sales.png") && workspace.has("out/sales_files/tbl-sales.csv"))
    #expect(try workspace.read("out/sales.md").contains("| r4 | 16 |"))

    // Mail.
    #expect(try workspace.songbook("export", "sales", "-o", "mail.html").exitCode == 0)
    #expect(try !workspace.read("mail.html").contains("<script"))

    // The script gives the run again, elsewhere and without the files that it shared.
    #expect(try workspace.songbook("export", "sales", "-o", "out/again.swift").exitCode == 0)
    let script = try workspace.read("out/again.swift")
    #expect(script.contains("let count = 5") && script.contains("// sources: [again_sources]"))
    try FileManager.default.removeItem(at: workspace.folder.appending(path: "analyses/common"))
    let rerun = try workspace.songbook("run", "out/again.swift")
    #expect(rerun.exitCode == 0, "\(rerun.errors)")
  }

  @Test func theAnalysisIsNotOverwritten() throws {
    let workspace = try workspace()
    #expect(try workspace.songbook("run", "sales").exitCode == 0)
    let outcome = try workspace.songbook("export", "sales", "-o", "analyses/sales.swift")
    #expect(outcome.exitCode == 64 && outcome.errors.contains("the analysis itself"))
    #expect(try workspace.read("analyses/sales.swift") == Self.sales)
  }

  @Test func wrongUsesAreExplained() throws {
    let workspace = try workspace()
    for (arguments, code, part) in [
      (["export", "sales"], 64, "--to"), (["export", "sales", "-o", "x.doc"], 64, "x.doc has no known format"),
      (["export", "sals", "--to", "md"], 64, "did you mean “sales”"), (["export", "sales", "--to", "rtf"], 64, "rtf"),
      (["new", "x", "--from", "no.ipynb"], 70, "no.ipynb could not be read"),
      (["new", "x", "--from", "analyses"], 70, "not a regular file"),
      (["new", "x", "--from", "x.ipynb", "--data", "y.csv"], 64, "--from goes with neither"),
    ] {
      let outcome = try workspace.songbook(arguments)
      #expect(outcome.exitCode == Int32(code) && outcome.errors.contains(part), "\(arguments): \(outcome.errors)")
    }
    try workspace.write("bad.ipynb", "{\"nbformat\": 4, \"cells\": [{}]}")
    let outcome = try workspace.songbook("new", "x", "--from", "bad.ipynb")
    #expect(outcome.exitCode == 70 && outcome.errors.contains("bad.ipynb, cell 1"))
    #expect(!workspace.has("analyses/x.swift"))
  }

  @Test func withoutChromiumItsNameIsSaid() throws {
    let workspace = try workspace()
    #expect(try workspace.songbook("run", "sales").exitCode == 0)
    let outcome = try workspace.songbook(["export", "sales", "--to", "pdf"], environment: ["PATH": "/nowhere"])
    #expect(outcome.exitCode == 70 && outcome.errors.contains("apt-get install chromium"), "\(outcome.errors)")
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium"))) func pagesArePrinted() throws {
    let workspace = try workspace()
    #expect(try workspace.songbook("run", "sales").exitCode == 0)
    let outcome = try workspace.songbook("export", "sales", "--to", "pdf", "--timeout", "600")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let pdf = try Data(contentsOf: workspace.folder.appending(path: "sales.pdf"))
    #expect(pdf.starts(with: Data("%PDF-".utf8)))
    #expect(pdf.range(of: Data("/Outlines".utf8)) != nil && pdf.range(of: Data("/StructTreeRoot".utf8)) != nil)
  }

  @Test func codeOfOtherLanguagesIsReminded() throws {
    let workspace = try Workspace()
    try workspace.write("model.py", "# %% [markdown]\n# # Model\n\n# %% Load\nimport pandas\n")
    let outcome = try workspace.songbook("new", "model", "--from", "model.py")
    #expect(outcome.exitCode == 0 && outcome.errors.contains("1 cell in python to port"), "\(outcome.errors)")
    let check = try workspace.songbook("check", "model")
    #expect(check.exitCode == 0 && check.errors.contains("This cell is Python still"), "\(check.errors)")
    #expect(check.errors.contains("analyses/model.swift:"))
  }
}
