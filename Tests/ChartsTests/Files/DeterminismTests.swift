import FoundationEssentials
import Frames
import Testing

@testable import Charts
@testable import Rendering

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
    let file = scene.rendered(as: .pdf, creationDate: 1_700_000_000)
    let text = try #require(Self.packedObjects(of: file))
    #expect(text.contains("20231114221320"))
    #expect(text.contains("/Figure"))
    #expect(text.contains("/MarkInfo"))
    #expect(text.contains("/FontFile"))
    // Each entry of the table leads to the object with its number.
    let table = try #require(Self.table(of: file))
    #expect(table.count > 8)
    for (number, place) in table where place.kind == 1 {
      #expect(file[place.offset...].starts(with: Array("\(number) 0 obj\n".utf8)))
    }
  }

  /// The objects that are no streams, which share one.
  private static func packedObjects(of file: [UInt8]) -> String? {
    stream("/Type/ObjStm", of: file).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What the table of a file says of each number: a kind, 1 for a place in the file, and the place.
  private static func table(of file: [UInt8]) -> [(number: Int, place: (kind: UInt8, offset: Int))]? {
    stream("/Type/XRef", of: file).map { bytes in
      stride(from: 0, to: bytes.count, by: 7).map { start in
        (start / 7, (bytes[start], bytes[(start + 1)..<(start + 5)].reduce(0) { $0 << 8 | Int($1) }))
      }
    }
  }

  /// The bytes of the stream whose dictionary has a text.
  private static func stream(_ type: String, of file: [UInt8]) -> [UInt8]? {
    guard let mark = file.firstRange(of: Array(type.utf8)),
      let start = file[mark.upperBound...].firstRange(of: Array("\nstream\n".utf8)),
      let end = file[start.upperBound...].firstRange(of: Array("\nendstream".utf8))
    else { return nil }
    return ZlibStream.unpacked(Array(file[start.upperBound..<end.lowerBound]))
  }

  @Test func pdfTellsWhatTheFigureShows() throws {
    let words = "Bars of “søngs”, ever (more)"
    let chart = Chart { BarMark(x: .value("Songs", 3), y: .value("Genre", "pop")) }.alternativeText(words)
    let file = chart.scene(theme: .pinned).rendered(as: .pdf)
    let text = try #require(Self.packedObjects(of: file))
    let hexadecimal = words.utf16.map { unit in
      let digits = String(unit, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
    #expect(text.contains("/Alt <FEFF\(hexadecimal)>"))
    #expect(text.contains("/Lang (en)"))
    #expect(String(decoding: file.suffix(6), as: UTF8.self) == "%%EOF\n")
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
