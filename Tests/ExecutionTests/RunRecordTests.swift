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

  @Test func brokenLinesAreCountedAndOthersKept() {
    var reader = EventReader()
    let line = Array("{\"finished\":{}}\n".utf8)
    #expect(reader.take(Array(line.prefix(5))) == [])
    #expect(reader.take(Array(line.dropFirst(5)) + Array("junk\n".utf8) + line) == [.finished, .finished])
    #expect(reader.unreadableLines == 1)
  }

  @Test func gitsStatusIsRead() {
    let clean = "# branch.oid 4be1c0d\n# branch.head main\n"
    #expect(GitState(status: clean)?.commit == "4be1c0d")
    #expect(GitState(status: clean)?.isDirty == false)
    #expect(GitState(status: clean + "? new.txt\n")?.isDirty == true)
    #expect(GitState(status: "# branch.oid (initial)\n") == nil)
  }
}
