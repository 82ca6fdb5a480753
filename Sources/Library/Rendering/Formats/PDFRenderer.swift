import CCairo

#if canImport(Glibc)
  import Glibc
#endif

/// Draws a scene as a one-page PDF/A with embedded fonts, metadata and a tagged figure with alternative text; for light
/// paper.
struct PDFRenderer {
  /// Seconds since 1970: nothing in the file depends on the clock.
  var creationDate: Int
  /// The author that the file names; empty for none.
  var author = ""

  /// The creation date as RFC 3339 has it, in UTC.
  private var internetDateTime: String {
    var seconds = time_t(creationDate)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 40)
    let length = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  func pdf(_ scene: Scene) -> [UInt8] {
    let sink = ByteSink()
    let scale = scene.printScale ?? 1
    let surface = withExtendedLifetime(sink) {
      cairo_pdf_surface_create_for_stream(
        { closure, data, length in
          guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
          // The sink outlives the surface: both belong to `pdf`.
          Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue().bytes
            .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
          return CAIRO_STATUS_SUCCESS
        }, Unmanaged.passUnretained(sink).toOpaque(), scene.size.width * scale,
        scene.size.height * scale)
    }
    guard let surface, let canvas = cairo_create(surface) else { return [] }
    // Later versions pack some of the objects already, which are to be changed.
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, scene.title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, scene.alternativeText)
    if !author.isEmpty { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author) }
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Songbook")
    let date = internetDateTime
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date)
    if scale != 1 { cairo_scale(canvas, scale, scale) }
    cairo_tag_begin(canvas, "Document", nil)
    cairo_tag_begin(canvas, "Figure", nil)
    CairoCanvas(
      canvas: canvas, appearance: .light, text: TextSetter(family: scene.fontFamily, canvas: canvas),
      imageScale: CrowdedDots.printScale,
      drawPoints: { Self.draw($0, on: canvas) }
    ).draw(scene.nodes)
    cairo_tag_end(canvas, "Figure")
    cairo_tag_end(canvas, "Document")
    cairo_destroy(canvas)
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
    return PDFDescription(
      alternativeText: scene.alternativeText, title: scene.title, author: author, date: date
    ).added(to: sink.bytes)
  }

  private final class ByteSink {
    var bytes: [UInt8] = []
  }

  private static func draw(_ cloud: SceneDots, on canvas: OpaquePointer) {
    cairo_save(canvas)
    defer { cairo_restore(canvas) }
    cairo_rectangle(canvas, cloud.clip.x, cloud.clip.y, cloud.clip.width, cloud.clip.height)
    cairo_clip(canvas)
    // A line without length and with round ends is a dot in a tenth of the bytes that four curves take.
    cairo_set_line_cap(canvas, CAIRO_LINE_CAP_ROUND)
    cairo_set_dash(canvas, nil, 0, 0)
    func draw(_ dot: Int, radius: Double) {
      cairo_set_line_width(canvas, 2 * radius)
      cairo_move_to(canvas, cloud.xs[dot], cloud.ys[dot])
      cairo_line_to(canvas, cloud.xs[dot], cloud.ys[dot])
      cairo_stroke(canvas)
    }
    for dot in cloud.xs.indices {
      if let halo = cloud.halo {
        halo.paint.light.setSource(of: canvas)
        draw(dot, radius: cloud.radius + halo.width)
      }
      cloud.paints[cloud.colors.isEmpty ? 0 : Int(cloud.colors[dot])].light.setSource(of: canvas)
      draw(dot, radius: cloud.radius)
    }
  }
}
