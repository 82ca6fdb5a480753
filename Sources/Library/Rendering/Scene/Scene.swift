// The folders of Rendering, from the bottom up; each mentions types of those before it only.
//
//   Numbers  the digits of numbers
//   Colors   colours, ramps, palettes
//   Scene    a finished drawing as a value: shapes, texts, images, the theme
//   Density  pictures of crowded dots
//   Scales   where numbers are on an axis
//   Formats  a scene as PNG, PDF or SVG; the measures of texts

/// A finished drawing: everything in its place, in points, before it becomes PNG, PDF or SVG.
///
/// A scene is laid out once. All texts were measured when it was made, so that every format shows the same drawing.
public struct Scene: Sendable, Hashable {
  /// Width and height of the drawing in points.
  public var size: Size
  /// Painted in order.
  public var nodes: [SceneNode]
  /// The colour behind everything.
  public var paper: Paint
  /// Families in order of preference, as in CSS.
  public var fontFamily: String
  /// A short name for assistive technology and file metadata.
  public var title: String
  /// What the drawing shows, as text.
  public var alternativeText: String
  /// What had to be shortened, left out or could not be drawn.
  public var warnings: [RenderWarning]
  /// How large a point of the drawing is on paper, in points; nil where the drawing is for screens first. It goes for
  /// PDF, SVG, TIFF and the resolution that PNG files tell.
  public var printScale: Double?
  /// What shapes, dots and targets are, in a page; empty unless the drawing was laid out for one.
  public var tips: [Tip] = []

  /// A drawing from its nodes.
  public init(
    size: Size, nodes: [SceneNode] = [], paper: Paint, fontFamily: String, title: String = "",
    alternativeText: String = "", warnings: [RenderWarning] = []
  ) {
    self.size = size
    self.nodes = nodes
    self.paper = paper
    self.fontFamily = fontFamily
    self.title = title
    self.alternativeText = alternativeText
    self.warnings = warnings
  }

  /// All texts, in drawing order, also those inside groups.
  public var texts: [SceneText] {
    func collect(_ nodes: [SceneNode]) -> [SceneText] {
      nodes.flatMap { node -> [SceneText] in
        switch node {
        case .text(let text): [text]
        case .group(let group): collect(group.nodes)
        case .shape, .points, .image, .target: []
        }
      }
    }
    return collect(nodes)
  }
}

/// One thing on a scene.
public enum SceneNode: Sendable, Hashable {
  case shape(SceneShape)
  case text(SceneText)
  case points(SceneDots)
  case image(SceneImage)
  case group(SceneGroup)
  case target(SceneTarget)
}

/// Things that belong together, by default only for the order of drawing.
public struct SceneGroup: Sendable, Hashable {
  /// What the group holds: `grid`, `axis x`, `marks`. Becomes a class in SVG.
  public var name: String
  /// What is shown of the group; nil for all.
  public var clip: Rect?
  /// What the group holds, in order of painting.
  public var nodes: [SceneNode]

  /// A group, perhaps clipped to a rectangle.
  public init(name: String, clip: Rect? = nil, nodes: [SceneNode]) {
    self.name = name
    self.clip = clip
    self.nodes = nodes
  }
}

/// An outline with what fills and what strokes it.
public struct SceneShape: Sendable, Hashable {
  /// The form of a shape, in points.
  public enum Outline: Sendable, Hashable {
    case path(Path)
    case rect(Rect, cornerRadius: Double)
    case circle(center: Point, radius: Double)
  }

  /// The form.
  public var outline: Outline
  /// Filled by the even-odd rule.
  public var fill: Paint?
  /// The line along the outline; nil for none.
  public var stroke: Stroke?
  /// The index of what the shape is among the scene's tips; nil where it is nothing to ask for.
  public var tip: Int?

  /// A shape that is filled, stroked or both.
  public init(_ outline: Outline, fill: Paint? = nil, stroke: Stroke? = nil) {
    self.outline = outline
    self.fill = fill
    self.stroke = stroke
  }
}

/// Many dots of one size in columns, drawn in order.
public struct SceneDots: Sendable, Hashable {
  /// The middle of each dot, in points from the left.
  public var xs: [Double]
  /// The middle of each dot, in points from the top.
  public var ys: [Double]
  /// Index into `paints` for each dot; empty when there is one paint.
  public var colors: [UInt8]
  /// The paints that dots have.
  public var paints: [Paint]
  /// In points.
  public var radius: Double
  /// A ring around each dot in the paper's colour that keeps neighbours apart.
  public var halo: Stroke?
  /// What is shown of the dots.
  public var clip: Rect
  /// How full a place with any dot is at least in a picture of many dots, from 0 to 1: dots that are clear because
  /// thousands lie on each other elsewhere would not be seen alone.
  public var leastOpacity = 0.0
  /// The index of what the first dot is among the scene's tips, which go on with the other dots; nil where dots are
  /// nothing to ask for.
  public var firstTip: Int?

  /// Dots at places in points, each with the index of its paint unless there is only one.
  public init(
    xs: [Double], ys: [Double], colors: [UInt8] = [], paints: [Paint], radius: Double, halo: Stroke? = nil, clip: Rect
  ) {
    self.xs = xs
    self.ys = ys
    self.colors = colors
    self.paints = paints
    self.radius = radius
    self.halo = halo
    self.clip = clip
  }

  /// More dots than this become a ``SceneImage`` in every format, as each dot would cost bytes and time in every
  /// viewer: of their density when they have one colour, else of the colour that most dots of a place have.
  public static let imageThreshold = 5_000
}
