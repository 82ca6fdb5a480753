import Notebooks
import Runs
import Testing

/// Whatever is changed between two runs: what an incremental run shows, and leaves on disk, is what a clean run does.
@Suite struct `Running again` {
  @Test(arguments: 0..<12) func `shows what a clean run shows`(batch: Int) {
    var skipped = 0
    var restored = 0
    var compared = 0
    for number in 0..<25 {
      var author = ToyAuthor(seed: UInt64(batch * 1000 + number))
      var toy = author.notebook()
      var history = ToyHistory()
      for step in 0..<10 {
        if step > 0 { for _ in 0..<(1 + step % 2) { author.edit(&toy, &history) } }
        var clean = ToyMachine(disk: history.disk)
        clean.run(toy)
        let (outputs, rounds) = history.run(toy)
        guard !clean.readsWhatIsWrittenLater else { continue }
        compared += 1
        skipped += toy.cells.count - rounds.reduce(0) { $0 + $1.running.count }
        restored += rounds.reduce(0) { $0 + $1.cells.count { !$0.part.restoredValues.isEmpty } }
        guard outputs == clean.outputs.filter({ outputs[$0.key] != nil || !$0.value.isEmpty }),
          history.disk == clean.disk
        else {
          Issue.record(
            """
            seed \(batch * 1000 + number), step \(step): \(outputs) and \(history.disk), not \(clean.outputs) and \(clean.disk)
            \(rounds)
            \(toy.source)
            """)
          return
        }
      }
    }
    // A planner that runs everything is right, and of no use.
    #expect(compared > 100)
    #expect(skipped > 200)
    #expect(restored > 0)
  }

  /// Runs of a few cells come between runs of the whole, with the cache and without.
  @Test(arguments: 0..<12) func `of a few cells shows what a clean run of all shows`(batch: Int) {
    var compared = 0
    var leftOut = 0
    var restored = 0
    for number in 0..<12 {
      let seed = UInt64(50_000 + batch * 1000 + number)
      var author = ToyAuthor(seed: seed)
      var toy = author.notebook()
      var history = ToyHistory()
      for step in 0..<10 {
        if step > 0 { author.edit(&toy, &history) }
        var clean = ToyMachine(disk: history.disk)
        clean.run(toy)
        let isWhole = step % 3 == 1
        let wanted = author.wanted(toy)
        let notebook = Notebook.parse(source: toy.source, path: "toy.swift").notebook
        let withoutCache = Plan(notebook: notebook, wanted: wanted)
        var machine = ToyMachine(disk: history.disk)
        machine.run(toy, plan: withoutCache)
        let (outputs, rounds) = history.run(toy, wanted: isWhole ? nil : wanted)
        if isWhole ? clean.readsWhatIsWrittenLater : clean.readsWhatIsWritten { continue }
        compared += 1
        leftOut += rounds.reduce(0) { $0 + $1.cells.count { $0.step == .leaveOut(.notNeeded) } }
        restored += rounds.reduce(0) { $0 + $1.cells.count { !$0.part.restoredValues.isEmpty } }
        let expected = clean.outputs.filter { isWhole || wanted.contains($0.key) }.filter { !$0.value.isEmpty }
        let isRight = isWhole || clean.readsWhatIsWritten || machine.outputs.filter { !$0.value.isEmpty } == expected
        guard outputs.filter({ !$0.value.isEmpty }) == expected, isRight, !isWhole || history.disk == clean.disk else {
          Issue.record(
            """
            seed \(seed), step \(step), wanted \(isWhole ? "all" : "\(wanted.sorted())"): \(outputs), without the cache \(machine.outputs), \
            not \(expected)
            \(rounds)
            \(toy.source)
            """)
          return
        }
      }
    }
    #expect(compared > 30)
    #expect(leftOut > 30)
    #expect(restored > 0)
  }
}

/// The reasons that are given for stale cells.
@Suite struct `An explanation` {
  static let source = """
    import Library
    // %% Parameters tags=["parameters"]
    let least = 5
    let unused = 1
    // %% Load
    //| label: load
    let songs = read("songs.csv")
    // %% Ages
    let ages = songs.ages
    // %% Trends
    //| label: fig-trends
    //| fig-cap: Trends.
    // A remark.
    draw(songs, least)
    // %% Rest
    1 + 1
    """

  /// The explanations after a first run, an edit and a look at what is stale then.
  private func explanations(
    _ edit: (String) -> String = { $0 }, parameters: [String: String] = [:],
    history change: (inout ToyHistory) -> Void = { _ in }
  ) -> [String] {
    var history = ToyHistory()
    history.disk = ["songs.csv": 1]
    let first = Notebook.parse(source: Self.source, path: "a.swift").notebook
    let planned = CacheKeys(notebook: first, parameters: [:], history: history)
    let read = FileAccess(use: .read, path: "songs.csv", state: "1")
    let findings = first.cells.flatMap { cell in
      cell.statements.indices.map {
        TraceStore.Finding(cell: cell.index, statement: $0, files: cell.label == "load" ? [read] : [])
      }
    }
    let keys = history.store.record(
      notebook: first, parameters: [:], planned: planned, history: history, findings: findings,
      types: ["least": true, "unused": true, "songs": true, "ages": true], done: Set(first.cells.indices)
    ).keys
    for cell in first.cells { if let key = keys.key(cell: cell.index) { history.outputs[key] = "" } }
    change(&history)
    let now = Notebook.parse(source: edit(Self.source), path: "a.swift").notebook
    let plan = Plan(notebook: now, parameters: parameters, history: history)
    return plan.cells.filter(\.runs).compactMap { $0.explanation(in: now) }
  }

  @Test func `of nothing changed, of comments, blank lines and captions is none`() {
    #expect(explanations() == [])
    #expect(explanations { $0.replacing("// A remark.", with: "// Another.\n\n") } == [])
    #expect(explanations { $0.replacing("fig-cap: Trends.", with: "fig-cap: Other.") } == [])
    #expect(explanations { $0.replacing("draw(songs, least)", with: "draw( songs,least )  // So.") } == [])
  }

  @Test func `names the line whose code changed`() {
    #expect(explanations { $0.replacing("least)", with: "least, .red)") } == ["Trends: its code changed (line 14)"])
    #expect(
      explanations { $0.replacing("songs.ages", with: "songs.years") } == ["Ages: its code changed (line 9)"])
  }

  @Test func `follows a file to what uses it`() {
    #expect(
      explanations(history: { $0.disk["songs.csv"] = 2 }) == [
        "Load: songs.csv changed", "Ages: needs `songs`, which cell “Load” makes again",
        "Trends: needs `songs`, which cell “Load” makes again",
      ])
    #expect(explanations(history: { $0.disk["songs.csv"] = nil }).first == "Load: songs.csv is not there any more")
  }

  @Test func `names the parameter, to those that use it`() {
    #expect(
      explanations(parameters: ["least": "6"]) == [
        "Parameters: the parameter `least` changed", "Trends: the parameter `least` changed",
      ])
    #expect(explanations(parameters: ["unused": "6"]) == ["Parameters: the parameter `unused` changed"])
  }

  @Test func `of another library concerns all`() {
    let told = explanations(history: { $0.library = 2 })
    #expect(told.count == 6)
    #expect(told.allSatisfy { $0.hasSuffix(": the library changed") })
  }

  @Test func `of a new cell, and of one whose outputs are lost`() {
    #expect(
      explanations { $0 + "\n// %% More\n2 + 2" } == ["More: has not run before"])
    #expect(explanations(history: { $0.outputs = [:] }).last == "Rest: what it showed is not kept any more")
    #expect(
      explanations { $0.replacing("// %% Rest", with: "// %% Rest\n//| cache: false") }
        == ["Rest: runs every time (`cache: false`)"])
  }
}
