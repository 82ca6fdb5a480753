import Foundation
import Testing

@testable import Reports

private let hasChromium = FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")

/// What a reader meets in a browser without a network: `Browser/check.py` opens the sample report in Debian's Chromium.
@Suite struct BrowserTests {
  private struct Answer: Decodable {
    struct Sorted: Decodable {
      var down: [String]
      var up: [String]
      var state: String
    }
    struct WithoutScript: Decodable {
      var text: String
      var height: Int
    }
    var wrong: [String]
    var sorted: Sorted?
    var current: String?
    var title: String
    var withoutScript: WithoutScript
  }

  private func answer(of page: [UInt8]) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "songbook-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = folder.appending(path: "index.html")
    try Data(page).write(to: report)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Browser/check.py")
    process.arguments = ["python3", script.path(), report.path()]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let json = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Answer.self, from: json)
  }

  @Test(.enabled(if: hasChromium, "needs Debian's chromium"))
  func isReadableOfflineAndAccessibleInBothColourSchemes() throws {
    let answer = try answer(of: SampleReport.render())
    #expect(answer.wrong.isEmpty, "\(answer.wrong.joined(separator: "\n"))")
    #expect(answer.title == "Every genre at once", "no name of a song ran as code")
    #expect(answer.current == "Overview")
    let sorted = try #require(answer.sorted)
    #expect(sorted.state == "descending")
    #expect(sorted.down == ["10597", "9226", "7855", "6484", "5113", "3742", "2371", "1000"])
    #expect(sorted.up == sorted.down.reversed())
    for words in [
      "Every genre at once", "Most genres are small", "Figure 1", "Fatal error: Index out of range",
      SampleReport.hostileName,
    ] {
      #expect(answer.withoutScript.text.contains(words), "\(words) is not to be seen without a script")
    }
    #expect(answer.withoutScript.height > 2000)
  }

  @Test(.enabled(if: hasChromium, "needs Debian's chromium"))
  func aComparisonIsReadableOfflineAndAccessibleToo() throws {
    let answer = try answer(of: ComparisonReportTests.page())
    #expect(answer.wrong.isEmpty, "\(answer.wrong.joined(separator: "\n"))")
    #expect(answer.withoutScript.text.contains("Worse: 1 of 2 metrics got worse"))
  }
}
