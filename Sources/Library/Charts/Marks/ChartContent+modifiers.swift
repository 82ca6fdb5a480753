/// What a modifier changes.
struct MarkModification: Sendable {
  var style = MarkStyle()
  var channels = MarkChannels<PlottableValue>()
  var annotation: String?
}

/// Content with a modifier around it.
public struct ModifiedContent<Content: ChartContent>: ChartContent {
  let content: Content
  let modification: MarkModification

  /// Adds the content with the modifier applied to its marks; what they already set stays.
  public func add(to layers: inout ChartLayers) {
    layers.withModification(modification) { content.add(to: &$0) }
  }
}

extension ChartContent {
  private func modified(_ change: (inout MarkModification) -> Void) -> ModifiedContent<Self> {
    var modification = MarkModification()
    change(&modification)
    return ModifiedContent(content: self, modification: modification)
  }

  /// One paint for all marks.
  public func foregroundStyle(_ paint: Paint) -> ModifiedContent<Self> {
    modified { $0.style.foreground = paint }
  }
  /// A colour for each name, or along a ramp for numbers. Bars and areas of different names are stacked.
  public func foregroundStyle(by value: PlottableValue) -> ModifiedContent<Self> {
    modified { $0.channels.color = value }
  }
  /// Marks of different names stand side by side within their band: grouped bars, and the dots or error bars that go
  /// with them.
  public func position(by value: PlottableValue) -> ModifiedContent<Self> {
    modified { $0.channels.position = value }
  }
  /// A panel for each name.
  public func facet(by value: PlottableValue) -> ModifiedContent<Self> {
    modified { $0.channels.facet = value }
  }
  /// How opaque marks are, from 0 to 1.
  public func opacity(_ opacity: Double) -> ModifiedContent<Self> {
    modified { $0.style.opacity = opacity }
  }
  /// The shape of dots.
  public func symbol(_ shape: BasicChartSymbolShape) -> ModifiedContent<Self> {
    modified { $0.style.symbol = shape }
  }
  /// A shape for each name.
  public func symbol(by value: PlottableValue) -> ModifiedContent<Self> {
    modified { $0.channels.symbol = value }
  }
  /// The area of dots in square points.
  public func symbolSize(_ area: Double) -> ModifiedContent<Self> {
    modified { $0.style.symbolSize = area }
  }
  /// Areas of dots that grow with a number.
  public func symbolSize(by value: PlottableValue) -> ModifiedContent<Self> {
    modified { $0.channels.symbolSize = value }
  }
  /// Width and dashes of lines.
  public func lineStyle(_ style: StrokeStyle) -> ModifiedContent<Self> {
    modified { $0.style.line = style }
  }
  /// Short lines across both ends of rules between two values, as error bars have them, with a length in points. Rules
  /// over the whole plot have no ends.
  public func endCaps(_ length: Double = 7) -> ModifiedContent<Self> {
    modified { $0.style.endCaps = length }
  }
  /// Dashes for each name.
  public func lineStyle(by value: PlottableValue) -> ModifiedContent<Self> {
    modified { $0.channels.lineStyle = value }
  }
  /// How lines and areas run between points.
  public func interpolationMethod(_ method: InterpolationMethod) -> ModifiedContent<Self> {
    modified { $0.style.interpolation = method }
  }
  /// The radius of the corners of bars and rectangles, in points.
  public func cornerRadius(_ radius: Double) -> ModifiedContent<Self> {
    modified { $0.style.cornerRadius = radius }
  }
  /// A short text at the mark.
  ///
  /// Texts never lie on each other: one that finds no free place is left out, and a warning counts them.
  /// - Parameter overflowResolution: What happens to a text that would leave the plot.
  public func annotation(
    position: AnnotationPosition = .automatic, overflowResolution: AnnotationOverflowResolution = .automatic,
    _ text: String
  ) -> ModifiedContent<Self> {
    modified {
      $0.style.annotationPosition = position
      $0.style.annotationOverflow = overflowResolution
      $0.annotation = text
    }
  }
}
