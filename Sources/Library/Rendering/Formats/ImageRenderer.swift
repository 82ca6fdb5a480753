import CCairo

/// Draws a scene as PNG.
struct ImageRenderer {
  var scale = 2.0

  func png(_ scene: Scene, appearance: Appearance) -> [UInt8] {
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
    return withPixels {
      PNGEncoder(scale: scale).encode(UnsafeBufferPointer($0), width: width, height: height, stride: stride)
    } ?? []
  }
}
