import Notebooks
import Runs
import Testing

@Suite struct `A plan` {
  /// What is known of names after a first run.
  private struct KnownTypes: RunHistory {
    var values: Set<String>
    var environment: [String: String] = [:]
    var lastRun: RunSnapshot?
    func accesses(_ fingerprint: String) -> MemoryAccesses? { nil }
    func traces(_ key: String) -> [StatementTrace] { [] }
    func hasOutputs(_ key: String) -> Bool { false }
    func cachedValues(_ key: String) -> [CachedValue]? { nil }
    func state(of access: FileAccess) -> String? { nil }
  }

  /// Cells of which anything runs for the label `fig-x`, as their titles.
  /// - Parameter values: names of which a first run has found that they hold no objects.
  private func running(_ source: String, for label: String = "fig-x", values: Set<String> = []) throws -> [String] {
    let parsed = Notebook.parse(source: source, path: "a.swift")
    #expect(parsed.diagnostics == [])
    let wanted: Set<Int> = [try parsed.notebook.cellIndex(showing: label)]
    let plan = Plan(
      notebook: parsed.notebook, wanted: wanted, parameters: [:], history: KnownTypes(values: values))
    if values.isEmpty { #expect(Plan(notebook: parsed.notebook, wanted: wanted).involved == plan.involved) }
    return plan.involved.map { parsed.notebook.cells[$0].title ?? "" }
  }

  @Test func `of everything leaves out what cannot run`() {
    let source = """
      // %% [markdown] Prose
      // Text

      // %% [markdown] Numbers
      // \\(a)

      // %% Off
      //| eval: false
      let a = 1

      // %% Empty
      // Nothing.

      // %% On
      print(1)
      """
    let plan = Plan(notebook: Notebook.parse(source: source, path: "a.swift").notebook)
    #expect(plan.cells.map(\.runs) == [false, true, false, false, true])
    #expect(
      plan.cells.map(\.step) == [
        .leaveOut(.nothingToRun), .run(nil), .leaveOut(.notEvaluated), .leaveOut(.nothingToRun), .run(nil),
      ])
  }

  @Test func `keeps what a figure mentions, and what that mentions`() throws {
    let source = """
      // %% Import
      import Songbook
      // %% Parameters tags=["parameters"]
      let minimum = 5
      // %% Songs
      let songs = load(minimum)
      songs.summary()
      // %% Genres
      let genres = songs.grouped()
      // %% Shown only
      songs.histogram()
      // %% Unrelated
      let other = 3
      // %% [markdown] Prose
      // Of \\(songs.count)
      // %% Figure
      //| label: fig-x
      Chart.bars(genres)
      // %% Later
      let last = genres
      """
    let kept = try running(source, values: ["minimum", "songs", "genres", "other", "last"])
    #expect(kept == ["Import", "Parameters", "Songs", "Genres", "Figure"])
    // Before a first run `songs` may be an object that a histogram changes.
    #expect(
      try running(source) == ["Import", "Parameters", "Songs", "Genres", "Shown only", "Prose", "Figure"])
  }

  /// The same value as in a run of everything: an object under two names is changed through the second.
  @Test func `keeps what changes an object under another name`() throws {
    let kept = try running(
      """
      import Songbook
      // %% A
      final class Box { var n = 0.0 }
      let box = Box()
      let other = box
      // %% B
      other.n = 5
      // %% C
      //| label: fig-x
      DataFrame(columns: [Column(name: "N", doubles: [box.n]).eraseToAnyColumn()])
      """)
    #expect(kept == ["", "A", "B", "C"])
  }

  @Test func `says why each cell runs`() throws {
    let source = """
      import Songbook
      // %% Songs
      var songs = load()
      // %% Sort
      songs.sort()
      // %% Figure
      //| label: fig-x
      songs.chart()
      // %% Rest
      let rest = 1
      """
    let notebook = Notebook.parse(source: source, path: "a.swift").notebook
    let plan = Plan(notebook: notebook, wanted: [3], parameters: [:], history: KnownTypes(values: []))
    #expect(
      plan.cells == [
        PlannedCell(index: 0, step: .runPart(.init(rerunStatements: [0]))),
        PlannedCell(index: 1, step: .runPart(.init(rerunStatements: [0]))),
        PlannedCell(index: 2, step: .runPart(.init(rerunStatements: [0]))),
        PlannedCell(index: 3, step: .run(.new)),
        PlannedCell(index: 4, step: .leaveOut(.notNeeded)),
      ])
    #expect(
      plan.cells.map { $0.explanation(in: notebook) } == [
        "Line 1: not asked for", "Songs: not asked for; makes `songs` again, which is not kept",
        "Sort: not asked for; makes `songs` again, which is not kept", "Figure: has not run before", "Rest: not needed",
      ])
  }

  @Test(arguments: [
    // Variables: assigned, changed through a method, passed inout, changed in a loop.
    ("var n = 0", "n = 1"), ("var n = 0", "n += 1"), ("var n = [0]", "n.append(1)"), ("var n = [0]", "n[0].a.b = 1"),
    ("var n = 0", "swap(&n, &m)"), ("var n = 0", "for i in 0..<3 { n += i }"),
    ("var n = [1]", "let last = n.removeLast()"),
    ("var n = 0", "[1, 2].forEach { n += $0 }"), ("var n = 0, m = 1", "(n, m) = (m, n)"),
    ("var n = [1]", "n.removeLast()"), ("var n = 0", "if flag { n = 2 }"), ("var n = [:]", "try n[1]?.update()"),
    // Through functions, closures and types.
    ("var n = 0\nfunc bump() { n += 1 }", "bump()"), ("var n = 0\nlet bump = { n += 1 }", "let x = bump()"),
    ("var n = 0\nfunc a() { b() }\nfunc b() { n += 1 }", "a()"),
    ("var n = 0\nstruct S { init() { n += 1 } }", "let s = S()"),
    // Objects.
    ("final class Model { var n = 0 }\nlet n = Model()", "n.n = 3"),
    ("final class Model { func train() {} }\nlet n = Model()", "n.train()"),
    ("final class Model { func train() {} }\nfunc make() -> Model { Model() }\nlet n = Model()", "let m = n"),
    ("let n = library()", "n.train();"), ("let n = library()", "fit(n);"),
    ("let n = library()", "for i in 0..<2 { n.step(i) }"),
  ])
  func `keeps what may change a value`(definition: String, change: String) throws {
    let kept = try running(
      """
      // %% Definition
      \(definition)
      // %% Change
      \(change)
      // %% Figure
      //| label: fig-x
      n
      // %% Later
      \(change.hasPrefix("let") ? "" : change)
      """)
    #expect(kept.prefix(3) == ["Definition", "Change", "Figure"])
  }

  @Test(arguments: [
    "n.summary()", "print(n)", "print(n);", "display(n);", "let m = n.filter { $0 > 1 }", "metric(\"n\", n.count);",
    "if n.isEmpty { print(n) }", "let m = Chart.bars(n)", "n", "for i in n { var local = 0; local += i }",
    "func f(n: Int) -> Int { n.a() + 1 }",
  ])
  func `leaves out what only reads`(reading: String) throws {
    let kept = try running(
      """
      // %% Definition
      let n = load()
      // %% Reading
      \(reading)
      // %% Figure
      //| label: fig-x
      n
      """, values: ["n", "m"])
    #expect(kept == ["Definition", "Figure"])
  }

  @Test(arguments: [
    "extension Songs: Plottable {}", "infix operator <+>", "func + (a: A, b: A) -> A { a }", "Chart.theme = .dark",
    "configure(.dark);", "import Learning",
  ])
  func `keeps what acts without being mentioned`(code: String) throws {
    #expect(try running("// %% First\n\(code)\n// %% Figure\n//| label: fig-x\n1") == ["First", "Figure"])
  }

  @Test func `keeps functions and types wherever they stand`() throws {
    let kept = try running(
      """
      // %% Figure
      //| label: fig-x
      draw(1)
      // %% Function
      func draw(_ n: Int) -> Side { Side.left }
      // %% Type
      enum Side { case left }
      // %% Other
      func other() {}
      """)
    #expect(kept == ["Figure", "Function", "Type"])
  }

  @Test func `needs what a function needs at the place of its call`() throws {
    let kept = try running(
      """
      // %% Variable
      var n = 0
      // %% Function
      func shown() -> Int { n }
      // %% Change
      n = 5
      // %% Figure
      //| label: fig-x
      shown()
      """)
    #expect(kept == ["Variable", "Function", "Change", "Figure"])
  }

  @Test func `does not see into cells that may fail, nor into those that are off`() throws {
    let kept = try running(
      """
      // %% Fails
      //| error: true
      let n = 1
      // %% Off
      //| eval: false
      let n = 2
      // %% Figure
      //| label: fig-x
      n
      """)
    #expect(kept == ["Figure"])
  }

  @Test func `finds the cell of a numbered figure`() throws {
    #expect(try running("// %% A\n//| label: fig-x\n1", for: "fig-x-2") == ["A"])
  }

  @Test func `of an unknown label names the nearest one`() throws {
    let notebook = Notebook.parse(source: "//| label: fig-energy\n1", path: "a.swift").notebook
    let error = #expect(throws: Diagnostic.self) { try notebook.cellIndex(showing: "fig-enrgy") }
    #expect(error?.code == "unknown-label")
    #expect(error?.hint == "did you mean `fig-energy`?")
  }
}
