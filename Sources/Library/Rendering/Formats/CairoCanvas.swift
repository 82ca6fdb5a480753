import CCairo

extension Color {
  func setSource(of canvas: OpaquePointer) {
    cairo_set_source_rgba(canvas, red, green, blue, alpha)
  }
}

/// Draws a scene's nodes on a Cairo surface.
struct CairoCanvas {
  /// A `cairo_t`, valid as long as its owner keeps the surface.
  let canvas: OpaquePointer
  let appearance: Appearance
  let text: TextSetter
  /// Pixels per point of pictures of dots; nil for those that they have.
  var imageScale: Double?
  /// Draws a cloud of dots in the way that suits the surface.
  let drawPoints: (SceneDots) -> Void

  func draw(_ nodes: [SceneNode]) {
    for node in nodes {
      switch node {
      case .shape(let shape): draw(shape)
      case .text(let line): text.draw(line, on: canvas, appearance: appearance)
      case .points(let cloud): drawPoints(cloud)
      case .image(let image):
        let image = imageScale.flatMap { image.dots?.image(scale: $0) } ?? image
        PixelImage(image, appearance: appearance).draw(in: image.frame, on: canvas)
      case .target: break
      case .group(let group):
        guard let clip = group.clip else {
          draw(group.nodes)
          continue
        }
        cairo_save(canvas)
        cairo_rectangle(canvas, clip.x, clip.y, clip.width, clip.height)
        cairo_clip(canvas)
        draw(group.nodes)
        cairo_restore(canvas)
      }
    }
  }

  private func draw(_ shape: SceneShape) {
    trace(shape.outline)
    if let fill = shape.fill {
      fill[appearance].setSource(of: canvas)
      cairo_set_fill_rule(canvas, CAIRO_FILL_RULE_EVEN_ODD)
      if shape.stroke == nil { cairo_fill(canvas) } else { cairo_fill_preserve(canvas) }
    }
    guard let stroke = shape.stroke else { return }
    stroke.paint[appearance].setSource(of: canvas)
    cairo_set_line_width(canvas, stroke.width)
    cairo_set_line_join(canvas, CAIRO_LINE_JOIN_ROUND)
    cairo_set_line_cap(canvas, stroke.cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    cairo_set_dash(canvas, stroke.dash, Int32(stroke.dash.count), 0)
    cairo_stroke(canvas)
  }

  private func trace(_ outline: SceneShape.Outline) {
    cairo_new_path(canvas)
    switch outline {
    case .rect(let rect, let radius) where radius <= 0:
      cairo_rectangle(canvas, rect.x, rect.y, rect.width, rect.height)
    case .rect(let rect, let radius):
      let radius = min(radius, rect.width / 2, rect.height / 2)
      cairo_arc(canvas, rect.maxX - radius, rect.minY + radius, radius, -.pi / 2, 0)
      cairo_arc(canvas, rect.maxX - radius, rect.maxY - radius, radius, 0, .pi / 2)
      cairo_arc(canvas, rect.minX + radius, rect.maxY - radius, radius, .pi / 2, .pi)
      cairo_arc(canvas, rect.minX + radius, rect.minY + radius, radius, .pi, .pi * 1.5)
      cairo_close_path(canvas)
    case .circle(let center, let radius):
      cairo_arc(canvas, center.x, center.y, radius, 0, 2 * .pi)
    case .path(let path):
      for element in path.elements {
        switch element {
        case .move(let point): cairo_move_to(canvas, point.x, point.y)
        case .line(let point): cairo_line_to(canvas, point.x, point.y)
        case .curve(let end, let control1, let control2):
          cairo_curve_to(canvas, control1.x, control1.y, control2.x, control2.y, end.x, end.y)
        case .close: cairo_close_path(canvas)
        }
      }
    }
  }
}

extension PixelImage {
  consuming func draw(in frame: Rect, on canvas: OpaquePointer) {
    cairo_save(canvas)
    defer { cairo_restore(canvas) }
    cairo_translate(canvas, frame.x, frame.y)
    cairo_scale(canvas, frame.width / Double(width), frame.height / Double(height))
    let (width, height) = (Int32(width), Int32(height))
    pixels.withUnsafeMutableBytes { bytes in
      // The pixels outlive the surface, which is finished before this closure returns.
      guard let base = bytes.bindMemory(to: UInt8.self).baseAddress,
        let picture = cairo_image_surface_create_for_data(base, CAIRO_FORMAT_ARGB32, width, height, width * 4)
      else { return }
      cairo_set_source_surface(canvas, picture, 0, 0)
      cairo_paint(canvas)
      cairo_surface_finish(picture)
      cairo_surface_destroy(picture)
    }
  }
}

/// Pixels of 32 bits, premultiplied ARGB in native order, rows without gaps: what Cairo calls ARGB32.
struct PixelImage {
  let width: Int
  let height: Int
  var pixels: [UInt32]

  /// The picture in the colours of one paper.
  init(_ image: SceneImage, appearance: Appearance) {
    width = image.width
    height = image.height
    let colors = image.paints.map { Self.premultiplied($0[appearance]) }
    pixels = image.pixels.map { colors[Int($0)] }
  }

  static func premultiplied(_ color: Color) -> UInt32 {
    func component(_ value: Double) -> UInt32 { UInt32((min(max(value, 0), 1) * color.alpha * 255).rounded()) }
    let alpha = UInt32((color.alpha * 255).rounded())
    return alpha << 24 | component(color.red) << 16 | component(color.green) << 8 | component(color.blue)
  }
}
