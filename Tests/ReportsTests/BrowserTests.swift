import Browser
import Testing

@testable import Reports

/// What a reader meets in a browser without a network.
@Suite struct BrowserTests {
  @Test(.enabled(if: Browser.isThere, "needs Debian's chromium"))
  func isReadableOfflineAndAccessibleInBothColorSchemes() throws {
    let findings = try Browser.check(SampleReport.render())
    #expect(findings.wrong.isEmpty, "\(findings.wrong.joined(separator: "\n"))")
    #expect(findings.title == "Every genre at once", "no name of a song ran as code")
    #expect(findings.current == "Overview")
    let sorted = try #require(findings.sorted)
    #expect(sorted.state == "descending")
    #expect(sorted.down == ["10597", "9226", "7855", "6484", "5113", "3742", "2371", "1000"])
    #expect(sorted.up == sorted.down.reversed())
    for text in [
      "Every genre at once", "Most genres are small", "Figure 1", "Fatal error: Index out of range",
      SampleReport.hostileName,
    ] {
      #expect(findings.withoutScript.text.contains(text), "\(text) is not to be seen without a script")
    }
    #expect(findings.withoutScript.height > 2000)
  }
}
