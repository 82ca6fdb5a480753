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
      (.finished, #"{"finished":{}}"#),
    ]
    for (event, text) in texts {
      #expect(try json(event) == text)
      let back = try JSONDecoder.forRuns.decode(RunEvent.self, from: Data(text.utf8))
      #expect(try json(back) == text)
    }
  }

  @Test func theStatusPageGivesTheLine() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/status"
    #expect(StatusPage.line(inFile: path) == nil)
    try Files.write([2, 0, 0, 0, 84, 1, 0, 0] + [UInt8](repeating: 0, count: 8), to: path)
    #expect(StatusPage.line(inFile: path) == 340)
    try Files.write([UInt8](repeating: 0, count: 16), to: path)
    #expect(StatusPage.line(inFile: path) == nil)
  }
}
