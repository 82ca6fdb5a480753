import CCairo

/// Draws a scene as PNG or TIFF.
struct ImageRenderer {
  /// Pixels per point of the drawing.
  var scale = 2.0

  func png(_ scene: Scene, appearance: Appearance) -> [UInt8] {
    let encoder = PNGEncoder(scale: scale / (scene.printScale ?? 1))
    return drawn(scene, appearance: appearance) { encoder.encode($0, width: $1, height: $2, stride: $3) }
  }

  func tiff(_ scene: Scene) -> [UInt8] {
    let encoder = TIFFEncoder(scale: scale / (scene.printScale ?? 1))
    return drawn(scene, appearance: .light) { encoder.encode($0, width: $1, height: $2, stride: $3) }
  }

  /// - Parameter encode: makes a file of the pixels, their width, height and stride.
  private func drawn(
    _ scene: Scene, appearance: Appearance, _ encode: (UnsafeBufferPointer<UInt32>, Int, Int, Int) -> [UInt8]
  ) -> [UInt8] {
    let width = max(1, Int((scene.size.width * scale).rounded()))
    let height = max(1, Int((scene.size.height * scale).rounded()))
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)),
      let canvas = cairo_create(surface)
    else { return [] }
    defer {
      cairo_destroy(canvas)
      cairo_surface_destroy(surface)
    }
    scene.paper[appearance].setSource(of: canvas)
    cairo_paint(canvas)
    cairo_scale(canvas, scale, scale)
    let stride = Int(cairo_image_surface_get_stride(surface)) / 4
    let scale = scale
    // The surface's memory: `height` rows of `stride` pixels, alive until the surface is destroyed.
    func withPixels<Result>(_ body: (UnsafeMutableBufferPointer<UInt32>) -> Result) -> Result? {
      guard let data = cairo_image_surface_get_data(surface) else { return nil }
      return data.withMemoryRebound(to: UInt32.self, capacity: stride * height) {
        body(UnsafeMutableBufferPointer(start: $0, count: stride * height))
      }
    }
    CairoCanvas(
      canvas: canvas, appearance: appearance, text: TextSetter(family: scene.fontFamily, canvas: canvas),
      // Dots are as fine as everything else.
      imageScale: scale > CrowdedDots.screenScale ? min(scale, 8) : nil,
      drawPoints: { cloud in
        cairo_surface_flush(surface)
        _ = withPixels {
          DiscStamp.draw(
            cloud, appearance: appearance, scale: scale, on: $0, width: width, height: height, stride: stride)
        }
        cairo_surface_mark_dirty(surface)
      }
    ).draw(scene.nodes)
    cairo_surface_flush(surface)
    return withPixels { encode(UnsafeBufferPointer($0), width, height, stride) } ?? []
  }
}
