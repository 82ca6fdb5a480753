import CCairo
import FoundationEssentials
import Testing

@testable import Charts

/// Bitmaps compared with committed ones. Fonts and Cairo differ in hairs between systems, so a little may differ, and nowhere much.
///
/// The scenes are put together by hand: where a chart puts its labels is of no matter here.
@Suite struct ReferenceTests {
  private static let names = ["shapes", "dots"]

  private func scene(_ name: String) -> Scene {
    let setter = TextSetter(family: Theme.pinned.fontFamily)
    func text(_ string: String, x: Double, y: Double, rotation: Double = 0) -> SceneNode {
      let style = Theme.pinned.labelStyle
      return .text(
        SceneText(
          string: string, position: Point(x: x, y: y), anchor: .middle, style: style, rotation: rotation,
          metrics: setter.metrics(of: string, style: style)))
    }
    let clip = Rect(x: 10, y: 10, width: 100, height: 60)
    var nodes: [SceneNode] = []
    if name == "shapes" {
      let wave = Path(through: (0..<50).map { Point(x: 10 + 2 * Double($0), y: 40 + Double($0 * $0 * 7 % 23)) })
      nodes = [
        .shape(SceneShape(.rect(clip, cornerRadius: 6), fill: .secondary, stroke: Stroke(.blue, width: 2))),
        .shape(SceneShape(.circle(center: Point(x: 40, y: 40), radius: 20), fill: Paint.orange.opacity(0.6))),
        .shape(SceneShape(.path(wave), stroke: Stroke(.red, width: 1.75, dash: [4, 2], cap: .round))),
        text("Tempo 0–250", x: 60, y: 30), text("turned", x: 90, y: 50, rotation: 30),
      ]
    } else {
      let places = (0..<300).map { Double($0 * 7919 % 307) / 307 }
      let xs = places.map { 10 + 100 * $0 }
      let ys = places.enumerated().map { 10 + 60 * ($1 + Double($0 % 10) / 10) / 2 }
      let paints = [Paint.blue, .orange].map { $0.opacity(0.5) }
      let colors = places.indices.map { UInt8($0 % 2) }
      let crowd = SceneDots(xs: xs, ys: ys, colors: colors, paints: paints, radius: 2.5, clip: clip)
      var few = crowd
      few.clip.width = 50
      nodes = [.image(DotMixture(crowd).image), .points(few)]
    }
    return Scene(
      size: Size(width: 120, height: 80), nodes: nodes, paper: Theme.pinned.paper,
      fontFamily: Theme.pinned.fontFamily)
  }

  /// With RECORD_SNAPSHOTS set the files are written instead; look at them before committing.
  @Test(arguments: names, Appearance.allCases)
  func picturesStayAsTheyAre(name: String, appearance: Appearance) throws {
    let drawn = scene(name).rendered(as: .png(appearance))
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let path = "\(folder)/References/\(name)-\(appearance.rawValue).png"
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      return try Data(drawn).write(to: URL(filePath: path))
    }
    let actual = try #require(Bitmap(png: drawn))
    let expected = try #require(Bitmap(png: Array(try Data(contentsOf: URL(filePath: path)))))
    #expect(actual.width == expected.width && actual.bytes.count == expected.bytes.count)
    let differences = zip(actual.bytes, expected.bytes).map { abs(Int($0) - Int($1)) }.sorted()
    #expect(differences[differences.count * 95 / 100] <= 1, "\(name)")
    #expect(Double(differences.reduce(0, +)) / Double(differences.count) < 0.1, "\(name)")
    #expect(differences.last ?? 0 < 10, "\(name)")
  }
}

/// The pixels of a PNG file, read by Cairo.
struct Bitmap {
  var width: Int
  /// Four a pixel.
  var bytes: [UInt8]

  init?(png: [UInt8]) {
    final class Source {
      var rest: ArraySlice<UInt8>
      init(_ bytes: [UInt8]) { rest = bytes[...] }
    }
    let source = Source(png)
    let surface = withExtendedLifetime(source) {
      cairo_image_surface_create_from_png_stream(
        { closure, data, length in
          guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
          let source = Unmanaged<Source>.fromOpaque(closure).takeUnretainedValue()
          guard source.rest.count >= Int(length) else { return CAIRO_STATUS_READ_ERROR }
          for (index, byte) in source.rest.prefix(Int(length)).enumerated() { data[index] = byte }
          source.rest = source.rest.dropFirst(Int(length))
          return CAIRO_STATUS_SUCCESS
        }, Unmanaged.passUnretained(source).toOpaque())
    }
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) else {
      return nil
    }
    width = Int(cairo_image_surface_get_width(surface))
    let count = Int(cairo_image_surface_get_stride(surface)) * Int(cairo_image_surface_get_height(surface))
    bytes = Array(UnsafeBufferPointer(start: data, count: count))
  }
}
