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

  /// What a script of `Browser/` finds out about pages.
  private func answer<Answer: Decodable>(from script: String = "check.py", of pages: [UInt8]...) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "songbook-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try pages.enumerated().map { number, page in
      let file = folder.appending(path: "\(number).html")
      try Data(page).write(to: file)
      return file.path()
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Browser/\(script)")
    process.arguments = ["python3", script.path()] + files
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let json = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Answer.self, from: json)
  }

  @Test(.enabled(if: hasChromium, "needs Debian's chromium"))
  func isReadableOfflineAndAccessibleInBothColourSchemes() throws {
    let answer: Answer = try answer(of: SampleReport.render())
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
    let answer: Answer = try answer(of: ComparisonReportTests.page())
    #expect(answer.wrong.isEmpty, "\(answer.wrong.joined(separator: "\n"))")
    #expect(answer.withoutScript.text.contains("Worse: 1 of 2 metrics got worse"))
  }

  private struct Kept: Decodable {
    var wrong: [String]
    var before: Place
    var after: Place
    var mended: Place
    var note: String

    struct Place: Decodable {
      var y: Double
      /// How far the element that is read lies below the window's top.
      var top: Double?
      var open: [String]
    }
  }

  @Test(.enabled(if: hasChromium, "needs Debian's chromium"))
  func aWatchedPageReloadsAtThePlaceWhereTheReaderIs() throws {
    let page = try SampleReport.render()
    let more = String(repeating: "<p>A paragraph that was not there before.</p>\n", count: 30)
    let longer = String(decoding: page, as: UTF8.self).replacing(
      "</header>", with: "</header>\n\(more)", maxReplacements: 1)
    // What does not even parse has none of the places that the reader knows.
    let kept: Kept = try answer(
      from: "live.py", of: LivePage(report: page).served(revision: "0", events: "/.events"),
      LivePage(report: Array(longer.utf8)).served(revision: "1", events: "/.events"),
      LivePage.awaiting("nothing").served(revision: "2", events: "/.events"),
      LivePage(report: page).served(revision: "3", events: "/.events"))
    #expect(kept.wrong == [])
    #expect(kept.before.y > 500)
    #expect(kept.after.y > kept.before.y + 500, "what was added lies above")
    let tops = [kept.before.top, kept.after.top, kept.mended.top].map { $0 ?? .nan }
    #expect(abs(tops[1] - tops[0]) < 2 && abs(tops[2] - tops[0]) < 2, "\(tops)")
    #expect(!kept.before.open.isEmpty)
    #expect(kept.after.open == kept.before.open && kept.mended.open == kept.before.open)
    #expect(kept.note == "Overview failed, line 7 Go there")
  }
}
