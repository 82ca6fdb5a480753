import CCairo
import Pages

/// A small picture of a figure, for light and for dark paper.
public struct FrontPicture: Codable, Sendable, Equatable {
  /// PNG as an address, for light paper.
  let light: String
  /// The same for dark paper; nil where the figure has one form.
  let dark: String?

  /// - Parameters:
  ///   - light: the figure as PNG.
  ///   - dark: its form for dark paper.
  /// - Returns: nil where the bytes are no picture, or one that is too large to be looked at.
  public init?(light: [UInt8], dark: [UInt8]?) {
    func address(_ picture: [UInt8]) -> String? {
      SmallPicture.png(of: picture).map { png in
        String(decoding: HTML(dataOf: png, mediaType: "image/png").bytes, as: UTF8.self)
      }
    }
    guard let small = address(light) else { return nil }
    self.light = small
    self.dark = dark.flatMap(address)
  }

  /// Without a text of its own: it stands beside the title that leads to the same place.
  var html: HTML {
    let source: HTML? = dark.map {
      "<source media=\"screen and (prefers-color-scheme: dark)\" srcset=\"\($0)\">"
    }
    return "<picture>\(source)<img src=\"\(light)\" alt=\"\"></picture>"
  }
}

/// Makes pictures small.
private enum SmallPicture {
  /// In pixels, twice what it takes on the page.
  private static let (width, height) = (384.0, 288.0)
  /// Pixels of a picture that is decoded: what is larger is no figure of a report.
  private static let mostPixels = 60_000_000

  static func png(of picture: [UInt8]) -> [UInt8]? {
    // The header's width and height stand big-endian at 16 and 20.
    guard picture.count > 24, picture.starts(with: [0x89] + Array("PNG".utf8)) else { return nil }
    let (across, down) = (number(picture, at: 16), number(picture, at: 20))
    guard across > 0, down > 0, across <= mostPixels / down else { return nil }
    let surface = decode(picture)
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { return nil }
    let scale = min(1, width / Double(across), height / Double(down))
    let newAcross = max(1, Int((Double(across) * scale).rounded()))
    let newDown = max(1, Int((Double(down) * scale).rounded()))
    let small = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(newAcross), Int32(newDown))
    defer { cairo_surface_destroy(small) }
    let context = cairo_create(small)
    cairo_scale(context, Double(newAcross) / Double(across), Double(newDown) / Double(down))
    cairo_set_source_surface(context, surface, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_GOOD)
    cairo_paint(context)
    cairo_destroy(context)
    return encode(small)
  }

  private static func number(_ bytes: [UInt8], at start: Int) -> Int {
    bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func decode(_ picture: [UInt8]) -> OpaquePointer? {
    var rest = picture[...]
    return withUnsafeMutablePointer(to: &rest) { source in
      cairo_image_surface_create_from_png_stream(
        { source, output, count in
          guard let rest = source?.assumingMemoryBound(to: ArraySlice<UInt8>.self), let output,
            rest.pointee.count >= Int(count)
          else { return CAIRO_STATUS_READ_ERROR }
          let piece = rest.pointee.prefix(Int(count))
          _ = UnsafeMutableBufferPointer(start: output, count: Int(count)).update(fromContentsOf: piece)
          rest.pointee.removeFirst(Int(count))
          return CAIRO_STATUS_SUCCESS
        }, source)
    }
  }

  private static func encode(_ surface: OpaquePointer?) -> [UInt8]? {
    var bytes: [UInt8] = []
    let status = withUnsafeMutablePointer(to: &bytes) { target in
      cairo_surface_write_to_png_stream(
        surface,
        { target, data, count in
          guard let bytes = target?.assumingMemoryBound(to: [UInt8].self), let data else {
            return CAIRO_STATUS_WRITE_ERROR
          }
          bytes.pointee.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
          return CAIRO_STATUS_SUCCESS
        }, target)
    }
    return status == CAIRO_STATUS_SUCCESS ? bytes : nil
  }
}
