import Foundation
import Runs
import Testing

/// The text of events and settings is a contract between the library and the tool, which may be of different builds.
@Suite struct EventTests {
  private func json(_ event: RunEvent) throws -> String {
    let encoder = JSONEncoder.forRuns
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(event), as: UTF8.self)
  }

  @Test func eventsHaveTheirText() throws {
    let read = FileAccess(use: .read, path: "/a.csv", signature: "1:2")
    let texts: [(RunEvent, String)] = [
      (.cellStarted(cell: 1), #"{"cellStarted":{"cell":1}}"#),
      (
        .file(cell: 1, line: 7, access: read),
        #"{"file":{"cell":1,"line":7,"touch":{"path":"/a.csv","signature":"1:2","use":"read"}}}"#
      ),
      (
        .warning(cell: 0, warning: Diagnostic(warning: "analysis", message: "Look.", hint: "There.")),
        #"{"warning":{"cell":0,"warning":{"code":"analysis","hint":"There.","message":"Look."}}}"#
      ),
      (
        .cellFailed(cell: 2, failure: UncaughtError(errorType: "Missing", message: "no column", line: 5)),
        #"{"cellFailed":{"cell":2,"failure":{"errorType":"Missing","line":5,"message":"no column"}}}"#
      ),
      (
        .metric(cell: 0, metric: Metric(name: "share", value: .nan)),
        #"{"metric":{"cell":0,"metric":{"better":"none","name":"share","value":"NaN"}}}"#
      ),
      (
        .metric(
          cell: 0,
          metric: Metric(
            name: "accuracy", value: 0.5, better: .higher, interval: Metric.Interval(lower: 0.25, upper: 0.75),
            rows: Metric.Rows(artifact: "rows.csv.gz", key: "Song", column: "Right"))),
        #"{"metric":{"cell":0,"metric":{"better":"higher","interval":{"level":0.95,"lower":0.25,"upper":0.75},"#
          + #""name":"accuracy","rows":{"artifact":"rows.csv.gz","column":"Right","key":"Song","statistic":"mean"},"value":0.5}}}"#
      ),
      (.finished, #"{"finished":{}}"#),
    ]
    for (event, text) in texts {
      #expect(try json(event) == text)
      let back = try JSONDecoder.forRuns.decode(RunEvent.self, from: Data(text.utf8))
      #expect(try json(back) == text)
    }
  }

  @Test func theStatusPageIsRead() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/status"
    func page(_ numbers: [Int32]) throws -> StatusPage? {
      let all = numbers + [Int32](repeating: 0, count: 8 - numbers.count)
      try Files.write(all.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }, to: path)
      return StatusPage(contentsOf: path)
    }
    #expect(StatusPage(contentsOf: path) == nil)
    #expect(try page([2, 340])?.line == 340)
    #expect(try page([-1, 0]) != nil)
    #expect(try page([-1, 0])?.line == nil)
    #expect(try page([0, 1, 11])?.crashSignal == 11)
    #expect(try page([0, 1, .max])?.crashSignal == nil)
    #expect(try page([0, 1, 0, 1, 256])?.exit == .called(256))
    #expect(try page([0, 1, 0, 2])?.exit == .lostChannel)
    #expect(try page([.min, .min, .min, .min, .min])?.exit == nil)
    try Files.write([1, 0, 0], to: path)
    #expect(StatusPage(contentsOf: path) == nil)
  }
}
