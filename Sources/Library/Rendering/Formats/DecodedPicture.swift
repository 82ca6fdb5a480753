import CCairo

/// A PNG decoded into pixels of 32 bits, by Cairo.
package struct DecodedPicture: Sendable {
  /// In pixels.
  package let width: Int
  package let height: Int
  private var pixels: [UInt32]

  /// Nil when the bytes are no picture.
  package init?(png: [UInt8]) {
    var rest = png[...]
    let surface = withUnsafeMutablePointer(to: &rest) { source in
      cairo_image_surface_create_from_png_stream(
        { source, output, count in
          guard let rest = source?.assumingMemoryBound(to: ArraySlice<UInt8>.self), let output else {
            return CAIRO_STATUS_READ_ERROR
          }
          let count = Int(count)
          guard rest.pointee.count >= count else { return CAIRO_STATUS_READ_ERROR }
          rest.pointee.withUnsafeBytes { output.update(from: $0.bindMemory(to: UInt8.self).baseAddress!, count: count) }
          rest.pointee.removeFirst(count)
          return CAIRO_STATUS_SUCCESS
        }, source)
    }
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) else {
      return nil
    }
    width = Int(cairo_image_surface_get_width(surface))
    height = Int(cairo_image_surface_get_height(surface))
    guard [CAIRO_FORMAT_ARGB32, CAIRO_FORMAT_RGB24].contains(cairo_image_surface_get_format(surface)) else {
      return nil
    }
    let stride = Int(cairo_image_surface_get_stride(surface))
    pixels = []
    pixels.reserveCapacity(width * height)
    // A surface of these formats holds `height` rows of `stride` bytes, each starting with `width` pixels of 4 bytes.
    for row in 0..<height {
      (data + row * stride).withMemoryRebound(to: UInt32.self, capacity: width) {
        pixels.append(contentsOf: UnsafeBufferPointer(start: $0, count: width))
      }
    }
  }

  /// The share of pixels in which a color differs by more than 32 of 255: the rims of lines and letters of one drawing
  /// may differ by as much between two palettes. Nil for pictures of different sizes.
  package func changedShare(from other: DecodedPicture) -> Double? {
    guard width == other.width, height == other.height, !pixels.isEmpty else { return nil }
    var changed = 0
    for index in pixels.indices where pixels[index] != other.pixels[index] {
      let one = pixels[index], two = other.pixels[index]
      for shift in [UInt32(0), 8, 16] {
        let difference = Int(one >> shift & 255) - Int(two >> shift & 255)
        if abs(difference) > 32 {
          changed += 1
          break
        }
      }
    }
    return Double(changed) / Double(pixels.count)
  }
}
