/// Something that is laid out and drawn on a plot: all bars of a chart, a heat map, a map of the world.
///
/// Data become a drawing in two steps. First every layer adds what it holds to the domains of the scales
/// (``contribute(to:)``). When the scales are known and the plot has its place on the drawing, every layer draws itself
/// (``draw(in:on:)``).
///
/// A new layer of the library is listed in `Recipes/AllLayers.swift` too, so that charts with it can be stored.
public protocol ChartLayer: ChartContent {
  /// Adds the layer's values to the domains of the scales.
  func contribute(to domains: inout ChartDomains)
  /// Draws into `plot.area` with the plot's scales.
  func draw(in plot: Plot, on scene: inout SceneBuilder)
  /// Draws what may stand outside `plot.area`, such as labels beside it: it is never clipped.
  func annotate(in plot: Plot, on scene: inout SceneBuilder)
  /// What the layer shows, for alternative text.
  func describe(in plot: Plot) -> LayerDescription
  /// What the layer draws, row by row.
  var data: [DataPart] { get }
  /// The layer's parts by facet, in order; nil when it is not split and is repeated on every panel.
  func facets() -> [(name: String, layer: any ChartLayer)]?
}

extension ChartLayer {
  /// Adds the layer itself.
  public func add(to layers: inout ChartLayers) { layers.append(self) }
  /// Draws nothing outside the plot unless a layer has its own method.
  public func annotate(in plot: Plot, on scene: inout SceneBuilder) {}
  /// An empty description, that of a layer which only supports others.
  public func describe(in plot: Plot) -> LayerDescription { LayerDescription(kind: "") }
  /// No rows unless a layer has its own.
  public var data: [DataPart] { [] }
  /// Nil: the layer is not split and is repeated on every panel.
  public func facets() -> [(name: String, layer: any ChartLayer)]? { nil }
}

/// What a layer shows, as text.
public struct LayerDescription: Hashable, Sendable {
  /// `Bar chart of Songs by Genre`; empty for layers that only support others.
  public var kind: String
  /// Sentences with ranges, extremes and trends, most important first.
  public var findings: [String]

  /// A summary of what a layer shows.
  public init(kind: String, findings: [String] = []) {
    self.kind = kind
    self.findings = findings
  }
}

/// Things of one kind that a layer draws, row by row.
public struct DataPart: Sendable {
  /// What they are, such as `Bins` or `Curve`: the column `Part` holds it where a chart draws several kinds of things.
  public var name: String
  /// Of one length.
  public var columns: [PlottableColumn]

  /// Rows of one kind, in columns of one length.
  public init(_ name: String, _ columns: [PlottableColumn]) {
    self.name = name
    self.columns = columns
  }

  var rowCount: Int { columns.first?.count ?? 0 }
}
