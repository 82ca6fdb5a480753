import CCairo

/// Sets lines of text with Pango: measures them, and draws them with the same fonts.
///
/// Hinting is off and glyph positions are not rounded, so a line is equally wide in every format and at every scale.
/// Belongs to the thread that made it: Pango keeps one font map for each thread.
package final class TextSetter {
  // Owned: released in deinit and never handed out.
  private let context: OpaquePointer
  private let layout: OpaquePointer
  private let attributes: OpaquePointer
  private let tabularAttributes: OpaquePointer
  private var descriptions: [FontKey: OpaquePointer] = [:]
  private var measured: [MeasureKey: TextMetrics] = [:]
  private let family: String

  private struct FontKey: Hashable {
    var size: Double
    var weight: Int
  }
  private struct MeasureKey: Hashable {
    var string: String
    var font: FontKey
    var tabular: Bool
    var hasMathematics: Bool
  }

  /// - Parameter canvas: The Cairo context to draw on; nil for measuring only.
  package init(family: String, canvas: OpaquePointer? = nil) {
    self.family = family
    context = pango_font_map_create_context(pango_cairo_font_map_get_default())
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_round_glyph_positions(context, 0)
    pango_context_set_base_dir(context, PANGO_DIRECTION_WEAK_LTR)
    if let canvas { pango_cairo_update_context(canvas, context) }
    layout = pango_layout_new(context)
    pango_layout_set_single_paragraph_mode(layout, 1)
    attributes = pango_attr_list_new()
    pango_attr_list_insert(attributes, pango_attr_font_features_new(Self.literal))
    tabularAttributes = pango_attr_list_new()
    pango_attr_list_insert(tabularAttributes, pango_attr_font_features_new("tnum=1," + Self.literal))
  }

  deinit {
    for description in descriptions.values { pango_font_description_free(description) }
    pango_attr_list_unref(attributes)
    pango_attr_list_unref(tabularAttributes)
    g_object_unref(UnsafeMutableRawPointer(layout))
    g_object_unref(UnsafeMutableRawPointer(context))
  }

  package func metrics(of string: String, style: TextStyle) -> TextMetrics {
    let font = FontKey(size: style.size, weight: style.weight.rawValue)
    let key = MeasureKey(
      string: string, font: font, tabular: style.tabularFigures, hasMathematics: style.hasMathematics)
    if let known = measured[key] { return known }
    let line = set(string, style: style)
    var ink = PangoRectangle()
    var logical = PangoRectangle()
    pango_layout_line_get_extents(line, &ink, &logical)
    let scale = Double(PANGO_SCALE)
    let metrics = TextMetrics(
      width: Double(logical.width) / scale, inkTop: Double(ink.y) / scale,
      inkBottom: Double(ink.y + ink.height) / scale, missingGlyphs: Int(pango_layout_get_unknown_glyphs_count(layout)))
    measured[key] = metrics
    return metrics
  }

  /// Draws a line of text; the canvas must be the one given to `init`.
  func draw(_ text: SceneText, on canvas: OpaquePointer, appearance: Appearance) {
    cairo_save(canvas)
    cairo_translate(canvas, text.position.x, text.position.y)
    if text.rotation != 0 {
      cairo_rotate(canvas, text.rotation * .pi / 180)
      pango_cairo_update_context(canvas, context)
      pango_layout_context_changed(layout)
    }
    let line = set(text.string, style: text.style)
    if let halo = text.style.halo {
      cairo_move_to(canvas, text.startOffset, 0)
      pango_cairo_layout_line_path(canvas, line)
      halo[appearance].setSource(of: canvas)
      cairo_set_line_width(canvas, SceneText.haloWidth)
      cairo_set_line_join(canvas, CAIRO_LINE_JOIN_ROUND)
      cairo_stroke(canvas)
    }
    text.style.paint[appearance].setSource(of: canvas)
    cairo_move_to(canvas, text.startOffset, 0)
    pango_cairo_show_layout_line(canvas, line)
    cairo_restore(canvas)
    if text.rotation != 0 {
      pango_cairo_update_context(canvas, context)
      pango_layout_context_changed(layout)
    }
  }

  /// Without the forms that make other signs of letters, such as an arrow of "->".
  private static let literal = "calt=0,liga=0,clig=0,dlig=0"

  /// Whether all letters are of scripts that are written without joined forms: Latin, Greek, Cyrillic, with signs.
  private static func isLiteral(_ string: String) -> Bool {
    string.unicodeScalars.allSatisfy { $0.value < 0x590 || (0x1E00..<0x2200).contains($0.value) && $0.value != 0x200D }
  }

  /// Words of ASCII among letters that need their joined forms are shown letter by letter.
  private func wordAttributes(_ string: String, tabular: Bool) -> OpaquePointer? {
    let list = pango_attr_list_new()
    let bytes = Array(string.utf8)
    var start = 0
    for word in bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
      let end = start + word.count
      let isPlain = !word.isEmpty && word.allSatisfy { $0 < 128 }
      if isPlain || tabular, start < end,
        let attribute = pango_attr_font_features_new(
          (isPlain ? [Self.literal] : []).joined() + (isPlain && tabular ? "," : "") + (tabular ? "tnum=1" : ""))
      {
        attribute.pointee.start_index = UInt32(start)
        attribute.pointee.end_index = UInt32(end)
        pango_attr_list_insert(list, attribute)
      }
      start = end + 1
    }
    return list
  }

  /// Sizes, heights and slants of the parts of a formula.
  private func attributes(of runs: [MathText.Run], size: Double) -> OpaquePointer? {
    let list = pango_attr_list_new()
    var start: UInt32 = 0
    for run in runs {
      let end = start + UInt32(run.text.utf8.count)
      var parts = [pango_attr_font_features_new(Self.literal)]
      if run.isSlanted { parts.append(pango_attr_style_new(PANGO_STYLE_ITALIC)) }
      if run.scale != 1 {
        parts.append(pango_attr_size_new_absolute(Int32((size * run.scale * Double(PANGO_SCALE)).rounded())))
      }
      if run.rise != 0 { parts.append(pango_attr_rise_new(Int32((size * run.rise * Double(PANGO_SCALE)).rounded()))) }
      for part in parts {
        guard let part else { continue }
        part.pointee.start_index = start
        part.pointee.end_index = end
        pango_attr_list_insert(list, part)
      }
      start = end
    }
    return list
  }

  /// The line lives until the next call.
  private func set(_ string: String, style: TextStyle) -> UnsafeMutablePointer<PangoLayoutLine> {
    let key = FontKey(size: style.size, weight: style.weight.rawValue)
    let description: OpaquePointer
    if let known = descriptions[key] {
      description = known
    } else {
      description = pango_font_description_new()
      pango_font_description_set_family(description, family)
      pango_font_description_set_weight(description, PangoWeight(UInt32(key.weight)))
      pango_font_description_set_absolute_size(description, key.size * Double(PANGO_SCALE))
      descriptions[key] = description
    }
    pango_layout_set_font_description(layout, description)
    var string = string
    if style.hasMathematics, MathText.isNeeded(for: string) {
      let runs = MathText(string).runs
      string = runs.map(\.text).joined()
      let list = attributes(of: runs, size: style.size)
      pango_layout_set_attributes(layout, list)
      pango_attr_list_unref(list)
    } else if Self.isLiteral(string) {
      pango_layout_set_attributes(layout, style.tabularFigures ? tabularAttributes : attributes)
    } else {
      let words = wordAttributes(string, tabular: style.tabularFigures)
      pango_layout_set_attributes(layout, words)
      pango_attr_list_unref(words)
    }
    string.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { pango_layout_set_text(layout, $0.baseAddress, Int32($0.count)) }
    }
    return pango_layout_get_line_readonly(layout, 0)
  }
}

extension SceneText {
  /// The rim around a text with a halo, both sides together, in points.
  static let haloWidth = 3.0
}

/// The Debian packages with fonts for the scripts that basic fonts lack.
package enum FontPackage {
  /// - Parameter text: Characters that no installed font has.
  /// - Returns: nil when no package has one of them: private characters mean nothing without the font that they were
  ///   made for.
  package static func package(for text: String) -> String? {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      // Hangul, CJK symbols, kana, ideographs, full-width forms.
      case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFE4F,
        0xFF00...0xFFEF, 0x20000...0x323AF:
        return "fonts-noto-cjk"
      case 0x2600...0x27BF, 0x1F000...0x1FAFF: return "fonts-noto-color-emoji"
      default:
        switch scalar.properties.generalCategory {
        case .privateUse, .unassigned, .surrogate: continue
        default: return "fonts-noto-core"
        }
      }
    }
    return nil
  }
}
