import CCairo
import Charts
import FoundationEssentials
import Testing

/// Bitmaps compared with committed ones. Fonts and Cairo differ in hairs between systems, so a little may differ, and nowhere much.
@Suite struct ReferenceTests {
  static let charts: [(name: String, chart: @Sendable () throws -> Chart)] = [
    ("histogram", { .histogram(RecipeExamples.songs, "Tempo", countLabel: "Songs") }),
    ("scatter", { .scatter(RecipeExamples.songs, x: "Energy", y: "Loudness", by: "Genre") }),
    ("correlationMatrix", { .correlationMatrix(RecipeExamples.songs, columns: ["Energy", "Loudness", "Tempo"]) }),
    (
      "crowd",
      {
        let xs = (0..<9_000).map { Double($0 * 7919 % 9_001) / 9_001 }
        let ys = xs.enumerated().map { $1 + 0.3 * Double($0 * 31_337 % 9_001) / 9_001 }
        return .scatter(x: .value("x", xs), y: .value("y", ys))
      }
    ),
  ]

  /// With RECORD_SNAPSHOTS set the files are written instead; look at them before committing.
  @Test(arguments: charts.indices, Appearance.allCases)
  func picturesStayAsTheyAre(index: Int, appearance: Appearance) throws {
    let (name, chart) = Self.charts[index]
    let scene = try chart().frame(width: 240, height: 160).scene(theme: .pinned)
    let drawn = scene.rendered(as: .png(appearance))
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
