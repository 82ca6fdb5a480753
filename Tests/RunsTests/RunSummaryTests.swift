import Foundation
import Testing

@testable import Runs

@Suite struct RunSummaryTests {
  private static let run = Run(
    analysis: "a", path: "a.swift", id: "1", status: .failed,
    parameters: [ParameterValue(name: "x", value: "\"\\n  ]\"", origin: .script)],
    environment: Environment(songbook: "1", compiler: "", operatingSystem: ""),
    cells: [
      CellRun(
        index: 0, title: "Fit \n  ]", kind: .code, startLine: 3, endLine: 5, status: .failed,
        outputs: [
          Output(
            kind: .figure,
            representations: [
              Representation(mediaType: "image/png", file: "figures/a.png", text: "\n  \"cells\" : [\n")
            ])
        ], problem: Diagnostic(cellError: "no"))
    ],
    metrics: [Metric(name: "m", value: .infinity, interval: Metric.Interval(lower: -.infinity, upper: 1))],
    seconds: 2)

  private func read(_ json: [UInt8], withCells: Bool) throws -> RunSummary {
    let folder = FileManager.default.temporaryDirectory.appending(path: "summary-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(json).write(to: folder.appending(path: "run.json"))
    return try RunSummary(in: folder.path(), withCells: withCells)
  }

  @Test func whatIsReadIsWhatTheManifestSays() throws {
    let summary = try read(Self.run.json(), withCells: true)
    #expect(summary.failure == "Cell “Fit \n  ]”: no")
    #expect(summary.cells[0].outputs[0].representations[0].file == "figures/a.png")
    #expect(summary.metrics == Self.run.metrics)
    #expect(summary.parameters == Self.run.parameters)
  }

  @Test func withoutCellsTheRestIsTheSame() throws {
    var whole = try read(Self.run.json(), withCells: true)
    whole.cells = []
    #expect(try read(Self.run.json(), withCells: false) == whole)
    var empty = Self.run
    empty.cells = []
    #expect(try read(empty.json(), withCells: false) == whole)
    // As another program might write it: all of it is read.
    let compact = try JSONEncoder.forRuns.encode(Self.run)
    #expect(try read(Array(compact), withCells: false).cells.count == 1)
  }

  @Test(arguments: ["", "{}", "[1", "{\n  \"cells\" : [\n", "{\n  \"cells\" : [\n\n  ]"]) func whatIsNoneIsAnError(
    text: String
  ) {
    #expect(throws: RunFailure.self) { try read(Array(text.utf8), withCells: false) }
  }
}
