public import Runs

/// The live drawings of a page's figures, with the style sheet that colours them and the scripts that let them answer.
///
/// A page refers to each by a key of its own, such as the path of its file.
public struct LiveFigures: Sendable {
  private var drawings: [String: LiveDrawing] = [:]
  /// The number of each drawing's colours; drawings with the same colours share them.
  private var palettes: [String: Int] = [:]
  private var colors: [[LiveDrawing.Colors]] = []

  /// Drawings up to this width keep their size, as sparklines do; in points.
  public static let widestSmall = 200.0

  /// No drawings.
  public init() {}

  /// Adds a drawing; one that has no layout is left out.
  public mutating func add(_ drawing: LiveDrawing, as key: String) {
    guard !drawing.layouts.isEmpty, drawings[key] == nil else { return }
    drawings[key] = drawing
    if let known = colors.firstIndex(of: drawing.colors) {
      palettes[key] = known
    } else {
      palettes[key] = colors.count
      colors.append(drawing.colors)
    }
  }

  /// Whether there are none.
  public var isEmpty: Bool { drawings.isEmpty }

  /// Whether there is a drawing with a key.
  public func contains(_ key: String) -> Bool { drawings[key] != nil }

  /// The script that these drawings have use for; none where there are no drawings.
  /// - Parameter comparing: Whether drawings of two runs stand side by side, in elements of the class `compared`.
  public func scripts(comparing: Bool = false) -> [InlineScript] {
    guard !drawings.isEmpty else { return [] }
    var parts = [PackageResources.charts_js]
    if comparing { parts.append(PackageResources.twin_js) }
    if drawings.values.contains(where: { $0.layouts[0].content.contains("data-tables=") }) {
      parts.append(PackageResources.brush_js)
    }
    return [InlineScript(Array("\"use strict\";\n{\n".utf8) + parts.joined() + Array("}\n".utf8))]
  }

  /// How all drawings look, and the colours of these.
  public var style: [UInt8] {
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
    return StyleText.shortened(PackageResources.charts_css) + Array(rules.utf8)
  }

  /// A colour and nothing else: the file was written by the analysis.
  private static func checked(_ color: String) -> String {
    color.utf8.dropFirst().allSatisfy { Character(UnicodeScalar($0)).isHexDigit } && color.hasPrefix("#")
      ? color : "#808080"
  }

  /// The drawing with a key; nil where there is none.
  /// - Parameters:
  ///   - name: The identifier of the figure.
  ///   - alternative: What the drawing shows.
  ///   - hasThumbnail: Whether a thumbnail shows the drawing too.
  public func plot(_ key: String, name: String, alternative: String, hasThumbnail: Bool = false) -> HTML? {
    guard let drawing = drawings[key], let palette = palettes[key] else { return nil }
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

  /// The drawing once more, small: it is referred to, not repeated. Nil where there is none with the key.
  public func thumbnail(_ key: String, name: String) -> HTML? {
    guard let drawing = drawings[key], let palette = palettes[key] else { return nil }
    let size = "width=\"\(Self.length(drawing.layouts[0].width))\" height=\"\(Self.length(drawing.layouts[0].height))\""
    let box = "0 0 \(Self.length(drawing.layouts[0].width)) \(Self.length(drawing.layouts[0].height))"
    return """
      <svg class="p\(palette)" viewBox="\(box)" aria-hidden="true">\
      <use href="#\(Self.identifier(of: name))" \(HTML(markup: Array(size.utf8)))/></svg>
      """
  }

  private static func identifier(of name: String) -> String { name + "-drawing" }

  private func isSmall(_ drawing: LiveDrawing) -> Bool { drawing.layouts[0].width <= Self.widestSmall }

  private static func length(_ length: Double) -> String {
    length == length.rounded() ? "\(Int(length))" : "\(length)"
  }
}
