import Foundation
import Testing

@testable import Reports

/// A served page may do just what the page on disk may, and keep up.
@Suite struct LivePageTests {
  @Test func theScriptIsAddedWithThePolicyThatPermitsIt() throws {
    let onDisk = try SampleReport.render()
    let served = String(
      decoding: LivePage(report: onDisk).served(revision: "a-1", events: "/.events"), as: UTF8.self)
    let policy = try #require(served.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
    #expect(policy.hasPrefix("default-src &#39;none&#39;; connect-src &#39;self&#39;; img-src data:; "))
    #expect(policy.count(of: "sha256-") == 4, "each style sheet and each script by its hash")
    #expect(!policy.contains("unsafe"))
    #expect(served.count(of: "<script") == 2 && served.hasSuffix("</script>\n</body>\n</html>\n"))
    #expect(served.contains("<script data-revision=\"a-1\" data-events=\"/.events\">"))
  }

  @Test func beforeTheFirstReportThereIsAPage() {
    let served = String(
      decoding: LivePage.awaiting("<b>").served(revision: "a-0", events: "/.events"), as: UTF8.self)
    #expect(served.contains("<h1>&lt;b&gt;</h1>") && served.contains("EventSource"))
  }
}

extension StringProtocol {
  fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
