import Notebooks
import Runs
import Testing

@testable import Execution

/// The parts that need no process.
@Suite struct RunRecordTests {
  private let notebook = Notebook.parse(
    source: "import Songbook\n// %%\nlet a = 1\n// %%\nlet b = 2\n// %% [markdown]\n// Words", path: "study.swift"
  ).notebook

  @Test func eventsAreFoldedIntoCells() {
    var record = RoundRecord(notebook: notebook, planned: [0, 1, 2])
    let output = Output(kind: .value, representations: [Representation(mediaType: "text/plain", text: "1")])
    let failure = UncaughtError(errorType: "Missing", message: "no column", line: 5)
    let events: [RunEvent] = [
      .cellStarted(cell: 0), .cellFinished(cell: 0, seconds: 1, peakMemory: 2), .cellStarted(cell: 1),
      .output(cell: 1, output: output), .metric(cell: 1, metric: Metric(name: "m", value: 1)),
      .metric(cell: 1, metric: Metric(name: "m", value: 2)), .cellFinished(cell: 1, seconds: 1, peakMemory: 2),
      .cellStarted(cell: 2), .cellFailed(cell: 2, failure: failure), .cellFinished(cell: 2, seconds: 1, peakMemory: 2),
    ]
    for event in events { record.apply(event) }
    let termination = Termination(ending: .exited(1), standardError: "", peakMemory: 0)
    #expect(record.conclude(termination) == .failed)
    #expect(record.cells.map(\.status) == [.ok, .ok, .failed, .ok])
    #expect(record.cells[1].outputs == [output])
    #expect(record.cells[2].problem?.message == "Missing: no column")
    #expect(record.cells[2].problem?.sourceLine == "let b = 2")
    #expect(RunRecord(record).metrics == [Metric(name: "m", value: 2)])
  }

  /// What a reader makes of bytes that come in these pieces.
  private func read(_ pieces: [String]) throws -> [RunEvent] {
    var reader = EventReader(mark: "k7 ")
    var events: [RunEvent] = []
    for piece in pieces { try reader.take(Array(piece.utf8)) { events.append($0) } }
    return events
  }

  @Test func eventsComeInAnyPieces() throws {
    let line = "k7 {\"finished\":{}}\n"
    #expect(try read([line + line]) == [.finished, .finished])
    #expect(try read(line.map(String.init)) == [.finished])
    #expect(try read(["k", "7 {\"fin", "ished\":{}}\nk7 "]) == [.finished])
  }

  @Test func whatTheLibraryDidNotWriteIsAFault() {
    for foreign in ["{\"finished\":{}}\n", "junk", "\n", "k8 {\"finished\":{}}\n", "k7 {\"finished\":{}}\njunk"] {
      #expect(throws: EventFault.foreign) { try read([foreign]) }
    }
    #expect(throws: EventFault(reason: "The analysis sent an event that cannot be read")) { try read(["k7 junk\n"]) }
    #expect(throws: EventFault.self) {
      try read(["k7 {\"cellFinished\":{\"cell\":0,\"seconds\":1,\"peakMemory\":1e300}}\n"])
    }
  }

  @Test func aLineWithoutEndIsBounded() throws {
    var reader = EventReader(mark: "k7 ")
    try reader.take(Array("k7 ".utf8)) { _ in }
    let piece = [UInt8](repeating: 120, count: 1 << 20)
    #expect(throws: EventFault.self) { for _ in 0..<400 { try reader.take(piece) { _ in } } }
  }

  // MARK: What can follow what

  private func fault(of events: [RunEvent]) -> EventFault? {
    var rules = EventRules(Plan(notebook: notebook), of: notebook)
    do throws(EventFault) {
      for event in events { try rules.check(event) }
      return nil
    } catch {
      return error
    }
  }

  private func output(_ change: (inout Output) -> Void) -> RunEvent {
    var output = Output(
      kind: .figure, representations: [Representation(mediaType: "image/png", file: "figures/a.png")], width: 400,
      height: 300)
    change(&output)
    return .output(cell: 0, output: output)
  }

  @Test func eventsFollowTheCells() {
    let first: [RunEvent] = [.cellStarted(cell: 0), .cellFinished(cell: 0, seconds: 1, peakMemory: 1)]
    let second: [RunEvent] = [.cellStarted(cell: 1), .cellFinished(cell: 1, seconds: 1, peakMemory: 1)]
    let third: [RunEvent] = [.cellStarted(cell: 2), .cellFinished(cell: 2, seconds: 1, peakMemory: 1)]
    let all = first + second + third
    // Cell 3 is text without expressions, and no part of the program.
    #expect(fault(of: all + [.finished]) == nil)
    let metric = Metric(name: "m", value: 1)
    #expect(fault(of: all + [.finished, .metric(cell: -1, metric: metric)]) == nil)
    let wrong: [[RunEvent]] = [
      [.finished], first + [.finished], all + [.finished, .finished], second + first, first + first,
      [.cellStarted(cell: 9999)], [.cellStarted(cell: -1)], [.cellStarted(cell: 0), .cellStarted(cell: 1)],
      [.cellFinished(cell: 0, seconds: 1, peakMemory: 1)], [.metric(cell: 0, metric: metric)],
      first + [.metric(cell: 0, metric: metric)], [.cellStarted(cell: 3)], all + [.finished] + first,
      [.cellFailed(cell: 1, failure: UncaughtError(errorType: "E", message: ""))],
    ]
    for events in wrong { #expect(fault(of: events) != nil, "\(events)") }
  }

  @Test func numbersThatCannotBeAreFaults() {
    func inFirst(_ event: RunEvent) -> EventFault? { fault(of: [.cellStarted(cell: 0), event]) }
    #expect(inFirst(output { _ in }) == nil)
    let wrong: [RunEvent] = [
      .cellFinished(cell: 0, seconds: .infinity, peakMemory: 1), .cellFinished(cell: 0, seconds: -1, peakMemory: 1),
      .cellFinished(cell: 0, seconds: 1, peakMemory: -1), .cellFinished(cell: 0, seconds: 1, peakMemory: .max),
      output { $0.width = 1e300 }, output { $0.width = 0 }, output { $0.height = -1 },
      output { $0.representations[0].file = "../../home/x" }, output { $0.representations[0].file = "/etc/passwd" },
      output { $0.representations[0].file = "figures/../../x" }, output { $0.representations[0].file = "run.json" },
      output { $0.representations[0].totalBytes = -1 }, output { $0.representations[0].sha256 = "forged" },
      output { $0.table = TableContent(columns: [], rows: [[TableContent.Cell(text: "x")]], totalRows: 1) },
      output { $0.table = TableContent(columns: [], rows: [[]], totalRows: -5) },
      .progress(cell: 0, progress: StepProgress(label: "x", completed: -1, total: 2)),
      .progress(cell: 0, progress: StepProgress(label: "x", completed: 1, total: -2)),
      .progress(cell: 9999, progress: StepProgress(label: "x", completed: 1, total: 2)),
      .input(cell: 0, input: InputRead(path: "a", bytes: -1)),
      .unrestored(cell: 0, file: "../../values/x"),
    ]
    for event in wrong { #expect(inFirst(event) != nil, "\(event)") }
  }

  @Test func gitsStatusIsRead() {
    let clean = "# branch.oid 4be1c0d\n# branch.head main\n"
    #expect(GitState(status: clean)?.commit == "4be1c0d")
    #expect(GitState(status: clean)?.isDirty == false)
    #expect(GitState(status: clean + "? new.txt\n")?.isDirty == true)
    #expect(GitState(status: "# branch.oid (initial)\n") == nil)
  }
}
