import Charts
import Testing

@Suite struct DeterminismTests {
  private func chart(_ seed: Int) -> Chart {
    var random = RandomChart(seed: seed)
    return random.chart().frame(width: 300, height: 260)
  }

  @Test func theSameChartGivesTheSameBytesWhateverCameBefore() {
    func files(_ seeds: [Int]) -> [Int: [ChartFormat: [UInt8]]] {
      var files: [Int: [ChartFormat: [UInt8]]] = [:]
      for seed in seeds {
        let rendered = chart(seed).rendered(theme: .pinned, creationDate: 1_700_000_000)
        for format in ChartFormat.allCases { files[seed, default: [:]][format] = rendered[format] }
      }
      return files
    }
    #expect(files([3, 4, 5]) == files([5, 3, 4]))
  }

  @Test func pdfHasTextTagsAndTheGivenDate() throws {
    let scene = Chart { BarMark(x: .value("Songs", 3), y: .value("Genre", "pop")) }.title("Pop").scene(theme: .pinned)
    let text = String(decoding: scene.rendered(as: .pdf, creationDate: 1_700_000_000), as: UTF8.self)
    #expect(text.contains("20231114221320"))
    #expect(text.contains("/Figure"))
    #expect(text.contains("/MarkInfo"))
    #expect(text.contains("/FontFile"))
  }

  @Test func svgHasWordsAndFollowsThePaper() {
    let scene = Chart { BarMark(x: .value("Songs", 3), y: .value("Genre", "</text><script>&")) }
      .title("Title").scene(theme: .pinned)
    let svg = String(decoding: scene.rendered(as: .svg), as: UTF8.self)
    #expect(svg.contains("role=\"img\""))
    #expect(svg.contains(">Title</title>"))
    #expect(svg.contains("prefers-color-scheme:dark"))
    #expect(svg.contains("&lt;/text&gt;&lt;script&gt;&amp;</text>"))
    #expect(!svg.contains("<script>"))
    #expect(!svg.contains("\u{1}"))
  }
}
