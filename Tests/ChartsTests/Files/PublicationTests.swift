import Charts
import Testing

@testable import Rendering

/// Figures for paper: sizes in points, letters of a size, resolutions.
@Suite struct PublicationTests {
  private static let size = Size(width: 85 / 25.4 * 72, height: 70 / 25.4 * 72)

  private static let chart = Chart {
    for (index, name) in ["Control", "Treatment A", "Treatment B", "Combination"].enumerated() {
      for step in 0..<10 {
        PointMark(x: .value("Dose (mg)", step), y: .value("Response", Double(step * (index + 1))))
          .foregroundStyle(by: .value("Group", name))
      }
    }
  }

  private static func scene(_ theme: Theme = .journal) -> Scene { chart.scene(size: size, theme: theme, fontSize: 8) }

  @Test func lettersHaveTheirSizeOnPaper() throws {
    let scene = Self.scene()
    let scale = try #require(scene.printScale)
    #expect(abs(scene.size.width * scale - Self.size.width) < 1e-9)
    #expect(abs(scene.size.height * scale - Self.size.height) < 1e-9)
    let axis = try #require(scene.texts.first { $0.string == "Control" })
    #expect(abs(axis.style.size * scale - 8) < 1e-9)
    let pdf = String(decoding: unpacked(scene.rendered(as: .pdf, author: "Ada Wong")), as: UTF8.self)
    #expect(pdf.contains("/MediaBox [ 0 0 240.944882 198.425197 ]") || pdf.contains("240.944"), "\(pdf.prefix(2000))")
    #expect(pdf.contains("Ada Wong"))
    let svg = String(decoding: scene.rendered(as: .svg), as: UTF8.self)
    #expect(svg.contains("width=\"240.94pt\" height=\"198.43pt\"") || svg.contains("pt\" height="))
  }

  /// A file with all its packed streams.
  private func unpacked(_ pdf: [UInt8]) -> [UInt8] {
    var result = pdf
    let (start, end) = (Array("stream\n".utf8), Array("\nendstream".utf8))
    var rest = pdf[...]
    while let open = rest.firstRange(of: start), let close = rest[open.upperBound...].firstRange(of: end) {
      result += ZlibStream.unpacked(Array(rest[open.upperBound..<close.lowerBound])) ?? []
      rest = rest[close.upperBound...]
    }
    return result
  }

  @Test func journalsHaveNoArrowsAndOneRowOfKeys() throws {
    let texts = Self.scene().texts
    #expect(!texts.contains { $0.string.contains("↑") || $0.string.contains("→") })
    let keys = ["Control", "Treatment A", "Treatment B", "Combination"].map { name in
      texts.first { $0.string == name }?.position.y
    }
    #expect(Set(keys).count == 1)
    // The title of the keys would take them a second row.
    #expect(!texts.contains { $0.string == "Group" })
    #expect(Self.scene(.standard).texts.contains { $0.string == "Group" })
    #expect(texts.allSatisfy { $0.style.paint.light == Theme.journal.ink.light })
  }

  /// What archives ask of a PDF beside its fonts (PDF/A-2b): metadata in XMP that say what the dictionary says, what the
  /// colours are, and an identifier.
  @Test func filesAreForArchives() throws {
    let file = Self.scene().rendered(as: .pdf, author: "Ada & Wong")
    let plain = String(decoding: file, as: UTF8.self)
    let packet = try #require(plain.firstMatch(of: /<\?xpacket begin(.|\n)*?<\?xpacket end="w"\?>/)).output.0
    #expect(packet.contains("<rdf:li>Ada &amp; Wong</rdf:li>") && packet.contains("<pdfaid:part>2</pdfaid:part>"))
    #expect(packet.contains("<xmp:CreateDate>1970-01-01T00:00:00Z</xmp:CreateDate>"))
    let whole = String(decoding: unpacked(file), as: UTF8.self)
    #expect(whole.contains("/CreationDate (D:19700101000000Z"))
    #expect(whole.contains("/S/GTS_PDFA1") && !whole.contains("/Interpolate true"))
    #expect(plain.contains(/\/ID\[<[0-9a-f]{32}><[0-9a-f]{32}>\]/))
    let profile = ColorProfile.sRGB
    #expect(profile.count == 500 && profile[36..<40].elementsEqual("acsp".utf8))
  }

  /// A key below the plot would leave a square of an eighth of the drawing.
  @Test func keysLeaveRoomForCurves() throws {
    let chart = Chart.rocCurves(RecipeExamples.curves(4))
    let scene = chart.scene(size: Self.size, theme: .journal, fontSize: 8)
    let texts = Dictionary(scene.texts.map { ($0.string, $0.position) }) { first, _ in first }
    let key = try #require(texts["Macro average"])
    let (title, none, all) = try (
      #require(texts["False positive rate"]), #require(texts["0.5"]), #require(texts["1.0"])
    )
    #expect(key.y < title.y && key.x > title.x)
    #expect(!scene.texts.contains { $0.string.hasSuffix("…") })
    #expect(max(abs(none.x - all.x), abs(none.y - all.y)) > scene.size.height * 0.2, "half of an axis")
  }

  @Test func imagesHaveTheirResolution() throws {
    let png = Self.scene().rendered(as: .png(.light), resolution: 600)
    let (width, height) = (number(png, 16), number(png, 20))
    #expect(width == 2008 && height == 1654)
    // pHYs stands behind the header: pixels per metre.
    #expect(Array(png[37..<41]) == Array("pHYs".utf8))
    #expect(number(png, 41) == 23622)
    #expect(Self.scene().rendered(as: .png(.light)).count < png.count)
  }

  private func number(_ bytes: [UInt8], _ start: Int) -> Int {
    bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  @Test func filesOfPixelsAreTIFF() throws {
    let tiff = Self.scene().rendered(as: .tiff)
    func little(_ start: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(tiff[start + $1]) << (8 * $1) } }
    #expect(Array(tiff[..<4]) == [0x49, 0x49, 42, 0])
    let directory = little(4, 4)
    var tags: [Int: Int] = [:]
    for entry in 0..<little(directory, 2) {
      let start = directory + 2 + entry * 12
      tags[little(start, 2)] = little(start + 8, 4)
    }
    let (width, height) = (try #require(tags[256]), try #require(tags[257]))
    #expect(width == 2008 && height == 1654 && tags[259] == 8 && tags[262] == 2)
    let resolution = try #require(tags[282])
    #expect(little(resolution, 4) == 60_000 && little(resolution + 4, 4) == 100)
    let start = try #require(tags[273])
    #expect(start + (tags[279] ?? 0) == tiff.count)
    let pixels = try #require(ZlibStream.unpacked(Array(tiff[start...])))
    #expect(pixels.count == width * height * 3)
    // The first pixel is paper, and the pattern starts again with each row.
    #expect(Array(pixels[..<6]) == [255, 255, 255, 0, 0, 0] && pixels[width * 3] == 255)
  }

  /// What no image can have is not tried.
  @Test func resolutionsHaveAnEnd() {
    let png = Self.chart.scene(size: Size(width: 400, height: 40)).rendered(as: .png(.light), resolution: 20_000)
    #expect(number(png, 16) == 32_000)
  }
}
