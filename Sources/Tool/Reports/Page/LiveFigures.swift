import Pages
import Runs

/// The live drawings of a run's figures, with the style sheet that colours them.
struct LiveFigures {
  /// By the path of the file.
  private var drawings: [String: LiveDrawing] = [:]
  /// The number of each drawing's colours; drawings with the same colours share them.
  private var palettes: [String: Int] = [:]
  private var colors: [[LiveDrawing.Colors]] = []

  /// Reads the drawings; a file that cannot be read is left out, and the figure's picture is shown.
  init(_ run: Run, files: (String) throws -> [UInt8]) {
    for output in run.cells.flatMap(\.outputs) where output.kind == .figure {
      guard let file = output.representation(of: LiveDrawing.mediaType)?.file, drawings[file] == nil,
        let drawing = try? LiveDrawing(json: files(file)), !drawing.layouts.isEmpty
      else { continue }
      drawings[file] = drawing
      if let known = colors.firstIndex(of: drawing.colors) {
        palettes[file] = known
      } else {
        palettes[file] = colors.count
        colors.append(drawing.colors)
      }
    }
  }

  var isEmpty: Bool { drawings.isEmpty }

  /// How all drawings look, and the colours of these.
  var style: [UInt8] {
    var rules = ""
    for index in 0..<(colors.map(\.count).max() ?? 0) {
      rules += ".f\(index){fill:var(--\(index))}.s\(index){stroke:var(--\(index))}\n"
    }
    func palettes(_ color: (LiveDrawing.Colors) -> String) -> String {
      colors.enumerated().map { number, colors in
        let variables = colors.enumerated().map { "--\($0):\(Self.checked(color($1)))" }
        return ".p\(number){\(variables.joined(separator: ";"))}\n"
      }.joined()
    }
    rules += palettes(\.light)
    rules += "@media screen and (prefers-color-scheme:dark){\n\(palettes(\.dark))}\n"
    return PackageResources.charts_css + Array(rules.utf8)
  }

  /// A colour and nothing else: the file was written by the analysis.
  private static func checked(_ color: String) -> String {
    color.utf8.dropFirst().allSatisfy { Character(UnicodeScalar($0)).isHexDigit } && color.hasPrefix("#")
      ? color : "#808080"
  }

  /// The drawing of a figure; nil where it has none.
  /// - Parameters:
  ///   - name: The identifier of the figure.
  ///   - alternative: What the drawing shows.
  ///   - hasThumbnail: Whether a thumbnail shows the drawing too.
  func plot(_ output: Output, name: String, alternative: String, hasThumbnail: Bool) -> HTML? {
    guard let file = output.representation(of: LiveDrawing.mediaType)?.file, let drawing = drawings[file],
      let palette = palettes[file]
    else { return nil }
    let identifier: HTML? = hasThumbnail ? " id=\"\(Self.identifier(of: name))\"" : nil
    let layouts = drawing.layouts.enumerated().map { number, layout -> HTML in
      let tips: HTML? = layout.tips.map { $0.isEmpty ? "" : " data-tips=\"\($0)\"" }
      let size: HTML? =
        isSmall(drawing) ? " width=\"\(Int(layout.width.rounded()))\" height=\"\(Int(layout.height.rounded()))\"" : nil
      return """
        <svg class="chart \(number == 0 ? "broad" : "narrow")"\(number == 0 ? identifier : nil) viewBox="0 0 \(Self.length(layout.width)) \
        \(Self.length(layout.height))"\(size) role="img" aria-label="\(alternative)"\(tips)>
        \(HTML(markup: Array(layout.content.utf8)))</svg>

        """
    }
    let symbols: HTML? =
      drawing.symbols.isEmpty
      ? nil : "<svg class=\"symbols\" aria-hidden=\"true\">\(HTML(markup: Array(drawing.symbols.utf8)))</svg>\n"
    return "<div class=\"plot p\(palette)\(isSmall(drawing) ? " small" : "")\">\(symbols)\(layouts)</div>"
  }

  /// The drawing once more, small: it is referred to, not repeated. Nil where the figure has no live drawing.
  func thumbnail(_ output: Output, name: String) -> HTML? {
    guard let file = output.representation(of: LiveDrawing.mediaType)?.file, let drawing = drawings[file],
      let palette = palettes[file]
    else { return nil }
    let size = "width=\"\(Self.length(drawing.layouts[0].width))\" height=\"\(Self.length(drawing.layouts[0].height))\""
    let box = "0 0 \(Self.length(drawing.layouts[0].width)) \(Self.length(drawing.layouts[0].height))"
    return """
      <svg class="p\(palette)" viewBox="\(box)" aria-hidden="true">\
      <use href="#\(Self.identifier(of: name))" \(HTML(markup: Array(size.utf8)))/></svg>
      """
  }

  private static func identifier(of name: String) -> String { name + "-drawing" }

  /// Drawings up to this width keep their size, as sparklines do.
  private func isSmall(_ drawing: LiveDrawing) -> Bool { drawing.layouts[0].width <= ReportPage.widestSmall }

  private static func length(_ length: Double) -> String {
    length == length.rounded() ? "\(Int(length))" : "\(length)"
  }
}
