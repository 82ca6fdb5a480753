import Browser
import Foundation
import Pages
import Testing

@testable import Watching

/// A served page may do what the page on disk may, and keep itself up to date.
@Suite struct WatchPageTests {
  /// A page with figures that load late, code that is folded and many paragraphs.
  private func report(paragraphsAbove: Int = 0) -> [UInt8] {
    var body: HTML = "<div class=\"page\"><main id=\"text\">\n<header><h1>Report</h1></header>\n"
    for _ in 0..<paragraphsAbove { body += "<p>A paragraph that was not there before.</p>\n" }
    for number in 1...6 {
      let drawing: HTML = """
        <svg xmlns="http://www.w3.org/2000/svg" width="600" height="\(200 + 40 * number)"><rect width="600" height="100"/></svg>
        """
      body += """
        <h2 id="part-\(number)">Part \(number)</h2>
        <p>What part \(number) is about.</p>
        <details class="code"><summary>Code \(number)</summary><pre>let number = \(number)</pre></details>
        <figure id="figure-\(number)"><img alt="" src="\(HTML(dataOf: drawing.bytes, mediaType: "image/svg+xml"))"></figure>

        """
    }
    body += "</main></div>\n"
    let script = InlineScript(Array("document.documentElement.dataset.ran = 'yes';".utf8))
    return HTMLDocument(title: "Report", styles: [HTMLDocument.sharedStyle], scripts: [script], body: body).html().bytes
  }

  @Test func theScriptIsAddedWithThePolicyThatAllowsIt() throws {
    let served = String(
      decoding: WatchPage(report: report()).served(revision: "a-1", events: "/.events"), as: UTF8.self)
    let policy = try #require(served.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
    #expect(policy.hasPrefix("default-src &#39;none&#39;; connect-src &#39;self&#39;; img-src data:; "))
    #expect(policy.count(of: "sha256-") == 4, "each style sheet and each script by its hash")
    #expect(!policy.contains("unsafe"))
    #expect(served.count(of: "<script") == 2 && served.hasSuffix("</script>\n</body>\n</html>\n"))
    #expect(served.contains("<script data-events=\"/.events\" data-revision=\"a-1\">"))
  }

  @Test func beforeTheFirstReportThereIsAPage() {
    let served = String(
      decoding: WatchPage.awaiting("<b>").served(revision: "a-0", events: "/.events"), as: UTF8.self)
    #expect(served.contains("<h1>&lt;b&gt;</h1>") && served.contains("EventSource"))
  }

  @Test func aFileThatIsNoReportIsServedAsItIs() {
    let file = Array("<p>Written by hand</p>\n".utf8)
    #expect(WatchPage(report: file).served(revision: "a-0", events: "/.events") == file)
  }

  @Test func pagesAreSentOneLineOfJSON() throws {
    var state = WatchState(phase: .done, revision: "a-1", message: "two\nlines </script>")
    state.share = 0.5
    #expect(!state.json.contains("\n"))
    #expect(try JSONDecoder().decode(WatchState.self, from: Data(state.json.utf8)) == state)
  }

  private struct Kept: Decodable {
    var wrong: [String]
    var before: Place
    var after: Place
    var mended: Place
    var note: String
    /// The note while a cell prints.
    var running: String

    struct Place: Decodable {
      var y: Double
      /// How far the element that is read lies below the window's top.
      var top: Double?
      var open: [String]
    }
  }

  @Test(.enabled(if: Browser.isThere, "needs Debian's chromium"))
  func aPageReloadsAtThePlaceWhereTheReaderIs() throws {
    // What does not even parse has none of the places that the reader knows.
    let pages = [
      WatchPage(report: report()), WatchPage(report: report(paragraphsAbove: 30)), .awaiting("nothing"),
      WatchPage(report: report()),
    ]
    let kept: Kept = try Browser.answer(
      from: "watch.py",
      of: pages.enumerated().map { number, page in page.served(revision: "\(number)", events: "/.events") })
    #expect(kept.wrong == [])
    #expect(kept.before.y > 500)
    #expect(kept.after.y > kept.before.y + 500, "what was added lies above")
    let tops = [kept.before.top, kept.after.top, kept.mended.top].map { $0 ?? .nan }
    #expect(abs(tops[1] - tops[0]) < 2 && abs(tops[2] - tops[0]) < 2, "\(tops)")
    #expect(!kept.before.open.isEmpty)
    #expect(kept.after.open == kept.before.open && kept.mended.open == kept.before.open)
    #expect(kept.note == "Cell “Overview” failed, line 7 Go there")
    #expect(kept.running.hasPrefix("After …") && kept.running.hasSuffix("line 1\nline 2"), "\(kept.running)")
  }
}

extension StringProtocol {
  fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
