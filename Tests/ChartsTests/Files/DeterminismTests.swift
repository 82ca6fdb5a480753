import FoundationEssentials
import Frames
import Testing

@testable import Charts

@Suite struct DeterminismTests {
  private func chart(_ seed: Int) -> Chart { Self.chart(seed) }

  private static func chart(_ seed: Int) -> Chart {
    var random = RandomChart(seed: seed)
    return random.chart().frame(width: 300, height: 260)
  }

  /// FNV-1a over all files of some charts, one of them a crowd in several colours, and over drawings and data of every recipe.
  private static func digest() throws -> String {
    let values = (0..<6_000).map { Double($0 * 7919 % 6_007) }
    let crowd = Chart.scatter(
      x: .value("x", values), y: .value("y", Array(values.reversed())),
      by: .value("Group", values.map { "\(Int($0) % 4)" }))
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for chart in [3, 4, 5].map(chart) + [crowd] {
      let rendered = chart.rendered(theme: .pinned, creationDate: 1_700_000_000)
      for format in ChartFormat.allCases {
        for byte in rendered[format] ?? [] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      }
    }
    for (_, chart) in try RecipeExamples.all() {
      for bytes in [
        chart.rendered(formats: [.svg], theme: .pinned)[.svg], chart.dataTable.csvRepresentation(),
        chart.narrowed().rendered(formats: [.svg], theme: .pinned)[.svg],
      ] {
        for byte in bytes ?? [] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      }
    }
    return String(hash, radix: 16)
  }

  @Test func theSameChartGivesTheSameBytesInEveryProcess() async throws {
    for _ in 0..<2 {
      let result = try await #require(processExitsWith: .success, observing: [\.standardOutputContent]) {
        print("digest", try Self.digest())
      }
      let printed = String(decoding: result.standardOutputContent, as: UTF8.self)
      #expect(printed.contains("digest \(try Self.digest())"))
    }
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

  @Test func pdfTellsWhatTheFigureShows() throws {
    let words = "Bars of “søngs”, ever (more)"
    let chart = Chart { BarMark(x: .value("Songs", 3), y: .value("Genre", "pop")) }.alternativeText(words)
    let file = chart.scene(theme: .pinned).rendered(as: .pdf)
    let text = String(decoding: file, as: UTF8.self)
    let hexadecimal = words.utf16.map { unit in
      let digits = String(unit, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
    let figure = try #require(text.ranges(of: "/Alt <FEFF\(hexadecimal)>").first)
    #expect(text.contains("/Lang (en)"))
    // The appended table points at the object that it replaces.
    let table = try #require(text.ranges(of: "\nxref\n").last)
    let line = try #require(text[table.upperBound...].split(separator: "\n").first { $0.hasSuffix("00000 n ") })
    let offset = try #require(Int(line.prefix(10)))
    let object = String(decoding: file[offset...].prefix(60), as: UTF8.self)
    #expect(object.contains(" 0 obj\n<< /Type /StructElem"))
    #expect(text[figure.upperBound...].contains("/Prev "))
    #expect(text.hasSuffix("%%EOF\n"))
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

  @Test func svgOpacityFollowsThePaper() {
    let veil = Paint(light: Color(hex: 0x336699, alpha: 0.25), dark: Color(hex: 0x99ccff, alpha: 0.5))
    let even = Paint(light: Color(hex: 0x336699, alpha: 0.4), dark: Color(hex: 0x99ccff, alpha: 0.4))
    let frame = Rect(x: 0, y: 0, width: 9, height: 9)
    let shapes = [veil, even].map { SceneNode.shape(SceneShape(.rect(frame, cornerRadius: 0), fill: $0)) }
    let scene = Scene(size: Size(width: 9, height: 9), nodes: shapes, paper: Theme.standard.paper, fontFamily: "Inter")
    let svg = String(decoding: scene.rendered(as: .svg), as: UTF8.self)
    #expect(svg.contains("--p1:#336699;--o1:.25;--p2:#336699"))
    #expect(svg.contains("--p1:#99ccff;--o1:.5;--p2:#99ccff"))
    #expect(svg.contains("fill-opacity:var(--o1)") && !svg.contains("var(--o2)"))
    #expect(svg.contains("fill-opacity=\".25\"") && svg.contains("fill-opacity=\".4\""))
  }

  @Test func charactersWithoutAFontAreNamedWithTheirPackage() {
    func hints(_ name: String) -> [String] {
      Chart { BarMark(x: .value("Songs", 3), y: .value("Genre", name)) }.scene(theme: .pinned).warnings
        .filter { $0.code == .missingFont }.compactMap(\.hint)
    }
    #expect(hints("夜に駆ける – عربي – ไทย – हिन्दी – Ελληνικά").isEmpty)
    // A character for private use, which no font has to have.
    #expect(hints("a\u{F8123}b").count == 1)
    #expect(hints("a\u{F8123}b").allSatisfy { !$0.contains("Debian") })
  }

  @Test(arguments: [
    ("日本", "fonts-noto-cjk"), ("한국", "fonts-noto-cjk"), ("ไทย", "fonts-noto-core"), ("🎸", "fonts-noto-color-emoji"),
    ("\u{F8123}ع", "fonts-noto-core"),
  ])
  func scriptsHaveTheirPackages(text: String, package: String) {
    #expect(FontPackage.package(for: text) == package)
  }
}
