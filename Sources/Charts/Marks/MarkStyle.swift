/// How several values at one place share it.
public enum MarkStackingMethod: Hashable, Sendable {
  /// One on top of the other.
  case standard
  /// As parts of a whole.
  case normalized
  /// Around the middle.
  case center
  /// All from zero, over each other.
  case unstacked
}

/// How lines run between points.
public enum InterpolationMethod: Hashable, Sendable {
  case linear
  /// Smooth, without overshooting any value (Fritsch and Carlson, 1980).
  case monotone
  /// Level at each value, with the step half-way.
  case stepCenter
  case stepEnd
}

/// The thickness of bars and rectangles.
public enum MarkDimension: Hashable, Sendable {
  case automatic
  /// A part of the step from one value to the next.
  case ratio(Double)
  /// In points.
  case fixed(Double)
}

/// Where a label stands, seen from its mark.
public enum AnnotationPosition: Hashable, Sendable {
  /// Beyond the end of a bar, above other marks.
  case automatic
  case top, bottom, leading, trailing
  /// On the middle of the mark, in ink that can be read on it.
  case overlay
}

/// Line width and dashes.
public struct StrokeStyle: Hashable, Sendable {
  /// In points.
  public var lineWidth: Double
  public var dash: [Double]

  public init(lineWidth: Double = 1.75, dash: [Double] = []) {
    self.lineWidth = lineWidth
    self.dash = dash
  }
}

/// The looks of marks that are the same for all rows of a layer; nil where the default applies.
struct MarkStyle: Hashable, Sendable {
  var foreground: Paint?
  var opacity: Double?
  /// Area in square points.
  var symbolSize: Double?
  var line: StrokeStyle?
  var cornerRadius: Double?
  var interpolation: InterpolationMethod?
  var stacking: MarkStackingMethod?
  var annotationPosition: AnnotationPosition?
  var thickness: MarkDimension?

  /// Fills what is not set.
  mutating func complete(with outer: MarkStyle) {
    foreground = foreground ?? outer.foreground
    opacity = opacity ?? outer.opacity
    symbolSize = symbolSize ?? outer.symbolSize
    line = line ?? outer.line
    cornerRadius = cornerRadius ?? outer.cornerRadius
    interpolation = interpolation ?? outer.interpolation
    stacking = stacking ?? outer.stacking
    annotationPosition = annotationPosition ?? outer.annotationPosition
    thickness = thickness ?? outer.thickness
  }
}

/// What a modifier changes.
struct MarkModification: Sendable {
  var style = MarkStyle()
  var color: PlottableValue?
  var position: PlottableValue?
  var facet: PlottableValue?
  var annotation: String?
}

/// Content with a modifier around it.
public struct ModifiedContent<Content: ChartContent>: ChartContent {
  let content: Content
  let modification: MarkModification

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
    modified { $0.color = value }
  }
  /// Bars of different names stand side by side.
  public func position(by value: PlottableValue) -> ModifiedContent<Self> {
    modified { $0.position = value }
  }
  /// A panel for each name.
  public func facet(by value: PlottableValue) -> ModifiedContent<Self> {
    modified { $0.facet = value }
  }
  public func opacity(_ opacity: Double) -> ModifiedContent<Self> {
    modified { $0.style.opacity = opacity }
  }
  /// The area of dots in square points.
  public func symbolSize(_ area: Double) -> ModifiedContent<Self> {
    modified { $0.style.symbolSize = area }
  }
  public func lineStyle(_ style: StrokeStyle) -> ModifiedContent<Self> {
    modified { $0.style.line = style }
  }
  public func interpolationMethod(_ method: InterpolationMethod) -> ModifiedContent<Self> {
    modified { $0.style.interpolation = method }
  }
  public func cornerRadius(_ radius: Double) -> ModifiedContent<Self> {
    modified { $0.style.cornerRadius = radius }
  }
  /// A short text at the mark. The scale makes room for it.
  public func annotation(position: AnnotationPosition = .automatic, _ text: String) -> ModifiedContent<Self> {
    modified {
      $0.style.annotationPosition = position
      $0.annotation = text
    }
  }
}
