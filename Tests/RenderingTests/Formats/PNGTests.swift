import Testing

@testable import Rendering

@Suite struct PNGTests {
  private func palette(_ pixels: [UInt32], width: Int) -> ImagePalette? {
    pixels.withUnsafeBufferPointer {
      ImagePalette($0, width: width, height: pixels.count / width, stride: width)
    }
  }

  private func opaque(red: Int, green: Int, blue: Int) -> UInt32 {
    UInt32((255 << 24) | (red << 16) | (green << 8) | blue)
  }

  /// What the palette makes of the pixels.
  private func shown(_ palette: ImagePalette, width: Int) -> [UInt32] {
    palette.rows.enumerated().filter { $0.offset % (width + 1) > 0 }.map { palette.colors[Int($0.element)] }
  }

  @Test func fewColoursStayExact() throws {
    let pixels = (0..<4096).map { opaque(red: $0 * 7919 % 64, green: 9, blue: 7) }
    let result = try #require(palette(pixels, width: 64))
    #expect(shown(result, width: 64) == pixels)
  }

  @Test func coloursOfAreasStayExactAndThoseOfRimsDoNot() throws {
    // A hundred areas whose colours are next to each other, and rims of two pixels between them.
    var pixels: [UInt32] = []
    for area in 0..<100 {
      for _ in 0..<16 {
        pixels += [UInt32](repeating: opaque(red: area * 2, green: 90, blue: 70), count: 14)
        pixels += [opaque(red: area * 2, green: 91, blue: 70), opaque(red: area * 2, green: 90, blue: 71)]
      }
    }
    let result = try #require(palette(pixels, width: 16))
    #expect(result.colors.count == 100)
    let drawn = shown(result, width: 16)
    #expect(drawn.indices.allSatisfy { $0 % 16 >= 14 || drawn[$0] == pixels[$0] })
  }

  @Test func rareColoursMoveLittleAndFrequentOnesNotAtAll() throws {
    // Two areas whose colours are close, and 400 shades between them and ink.
    let areas = [UInt32](repeating: 0xffff_ffff, count: 4000) + [UInt32](repeating: 0xfff7_f8f8, count: 4000)
    let shades = (0..<400).map { opaque(red: $0 % 256, green: $0 * 3 % 256, blue: $0 / 16) }
    let pixels = areas + shades + [UInt32](repeating: 0xff00_0000, count: 600)
    let result = try #require(palette(pixels, width: 100))
    #expect(result.colors.count <= 256)
    let drawn = shown(result, width: 100)
    #expect(drawn[..<8000] == pixels[..<8000])
    for (before, after) in zip(pixels, drawn) {
      for shift in [UInt32(0), 8, 16, 24] {
        #expect(abs(Int(before >> shift & 255) - Int(after >> shift & 255)) <= 16)
      }
    }
  }

  @Test func manyShadesAreLeftToTrueColour() {
    let pixels = (0..<40_000).map { opaque(red: $0 % 256, green: $0 / 256, blue: $0 * 31 % 256) }
    #expect(palette(pixels, width: 200) == nil)
  }

  @Test func bothPapersShareTheirPixels() {
    let image = SceneImage(
      frame: Rect(x: 0, y: 0, width: 1, height: 1), width: 2, height: 2, pixels: [0, 1, 1, 0],
      paints: [.blue, Paint.orange.opacity(0.5)])
    let files = PNGEncoder().encode(image, appearances: Appearance.allCases)
    #expect(files.count == 2 && files[0] != files[1] && files[0].count == files[1].count)
    #expect(files.allSatisfy { $0.starts(with: [0x89, 0x50, 0x4E, 0x47]) })
  }
}
