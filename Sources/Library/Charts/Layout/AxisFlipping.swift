/// Upright bars whose names have no room below them are drawn level, so that names stand beside them in full.
enum AxisFlipping {
  /// Whether all layers are upright bars, with rules, dots and texts, and their names do not fit below a plot of this
  /// width.
  /// - Parameter height: The height that is asked for; nil for as much as bars need.
  static func isNeeded(
    _ panels: [ChartPanel], settings: ChartSettings, width: Double, height: Double?, builder: SceneBuilder
  ) -> Bool {
    // A second axis belongs to an upright one.
    guard settings.secondaryY == nil, settings.aspectRatio == nil, settings.x.values == .automatic,
      settings.x.parts == nil
    else { return false }
    let layers = panels.flatMap(\.layers)
    var names: [String] = []
    var seen: Set<String> = []
    var hasBars = false
    for layer in layers {
      if layer is OtherCategoriesLayer { continue }
      guard let layer = layer as? MarkLayer, let x = layer.x, x.isCategorical, layer.xEnd == nil,
        layer.y?.isCategorical != true
      else { return false }
      switch layer.kind {
      case .bar: hasBars = true
      case .rule, .point, .text: break
      case .line, .area, .rectangle, .sector: return false
      }
      for name in x.usedNames where seen.insert(name).inserted { names.append(name) }
    }
    names = settings.x.names ?? names
    guard hasBars, names.count > 1, !AxisGuide.continueByThemselves(names) else { return false }
    if let height, height < Double(names.count) * 14 + 60 { return false }
    let columns = panels.count > 1 ? settings.facetColumns ?? min(panels.count, 3) : 1
    let step = (width - 70) / Double(columns) / Double(names.count)
    let hasFormulas = names.contains(where: MathText.isFormula)
    let style = hasFormulas ? builder.theme.labelStyle.withMathematics : builder.theme.labelStyle
    if names.allSatisfy({ builder.width($0, style) <= step - 6 }) { return false }
    return AxisGuide.wrapped(names, step: step, style: style, builder: builder) == nil
  }

  static func flipped(_ layer: any ChartLayer) -> any ChartLayer {
    if var others = layer as? OtherCategoriesLayer {
      others.isHorizontal.toggle()
      return others
    }
    guard var marks = layer as? MarkLayer else { return layer }
    (marks.channels.x, marks.channels.y) = (marks.channels.y, marks.channels.x)
    (marks.channels.xEnd, marks.channels.yEnd) = (marks.channels.yEnd, marks.channels.xEnd)
    switch marks.style.annotationPosition {
    case .top: marks.style.annotationPosition = .trailing
    case .bottom: marks.style.annotationPosition = .leading
    case .leading: marks.style.annotationPosition = .top
    case .trailing: marks.style.annotationPosition = .bottom
    case .automatic, .overlay, nil: break
    }
    if let overflow = marks.style.annotationOverflow {
      marks.style.annotationOverflow = AnnotationOverflowResolution(x: overflow.y, y: overflow.x)
    }
    return marks
  }

  static func flipped(_ settings: ChartSettings) -> ChartSettings {
    var settings = settings
    (settings.x, settings.y) = (settings.y, settings.x)
    (settings.sharesX, settings.sharesY) = (settings.sharesY, settings.sharesX)
    // Numbers ran upwards and now run to the right; names ran to the right and now run downwards.
    return settings
  }
}
