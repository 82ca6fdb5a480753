// The folders of Charts, from the bottom up; each mentions types of those before it only.
//
//   Values         numbers, names and dates with their labels, and how numbers are written
//   Scales         what numbers and names become: positions, colours, sizes; ticks
//   Drawing        what a layer draws with: the plot with its scales, the builder of the scene
//   Guides         axes, legends, labels at the ends of lines
//   Marks          the content of a chart: marks, plots of columns, layers, modifiers, settings
//   Accessibility  a chart as text and as a table
//   Layout         panels, margins, folding; a chart as files
//   Recipes        ready-made charts, a folder for each question that they answer

// Colours, shapes and themes are part of what a chart is described with.
@_exported public import Rendering

/// A chart: marks or recipes, with the settings of scales, guides and texts.
///
///     Chart(genres) { genre in
///       BarMark(x: .value("Songs", genre.songs), y: .value("Genre", genre.name))
///     }
///     .title("Pop leads")
///
/// Names follow Apple's Swift Charts. A chart is a value; nothing is laid out before ``scene(size:theme:)`` or
/// ``rendered(formats:size:theme:creationDate:)``.
public struct Chart: Sendable, Codable {
  var panels: [ChartPanel]
  var settings = ChartSettings()

  /// A chart of marks, plots and recipes.
  public init(@ChartContentBuilder content: () throws -> some ChartContent) rethrows {
    panels = [ChartPanel(title: nil, layers: try ChartPanel.layers(of: content()))]
  }

  /// Marks for each element of a collection.
  public init<Data: Sequence>(
    _ data: Data, @ChartContentBuilder content: (Data.Element) throws -> some ChartContent
  ) rethrows {
    var layers = ChartLayers()
    for element in data { try content(element).add(to: &layers) }
    panels = [ChartPanel(title: nil, layers: layers.finished())]
  }

  /// One content, such as a recipe.
  public init(_ content: some ChartContent) {
    panels = [ChartPanel(title: nil, layers: ChartPanel.layers(of: content))]
  }

  /// Panels side by side, on shared or on their own scales.
  /// - Parameters:
  ///   - columns: Panels in a row; nil for what suits their number.
  ///   - sharesX, sharesY: Whether all panels have the same scale; then only outer panels have axes.
  public init(panels: [ChartPanel], columns: Int? = nil, sharesX: Bool = true, sharesY: Bool = true) {
    self.panels = panels
    settings.facetColumns = columns
    settings.sharesX = sharesX
    settings.sharesY = sharesY
  }
}

/// One of several plots in a chart.
public struct ChartPanel: Sendable {
  /// Above the plot; nil where there is one plot only.
  public var title: String?
  /// Whether the title is a name from the data, in which dollar signs are what they are; see ``TextStyle/forName(_:)``.
  var isNamedByData = false
  /// What is drawn, in order.
  public var layers: [any ChartLayer]

  /// A panel of marks, plots and recipes under a title.
  public init(_ title: String, @ChartContentBuilder content: () throws -> some ChartContent) rethrows {
    self.init(title: title, layers: Self.layers(of: try content()))
  }

  /// A panel of finished layers.
  public init(title: String?, layers: [any ChartLayer]) {
    self.title = title
    self.layers = layers
  }

  /// A panel for a name from the data.
  init(named name: String, layers: [any ChartLayer]) {
    self.init(title: name, layers: layers)
    isNamedByData = true
  }

  static func layers(of content: some ChartContent) -> [any ChartLayer] {
    var layers = ChartLayers()
    content.add(to: &layers)
    return layers.finished()
  }
}

extension Chart {
  /// The panels as they are drawn: marks split by their facets, stacks without holes.
  var splitPanels: [ChartPanel] {
    var panels = splitByFacets
    for panel in panels.indices {
      panels[panel].layers = panels[panel].layers.map { ($0 as? MarkLayer)?.withWholeStacks ?? $0 }
    }
    return panels
  }

  private var splitByFacets: [ChartPanel] {
    panels.flatMap { panel -> [ChartPanel] in
      let split = panel.layers.map { $0.facets() }
      var names: [String] = []
      for name in split.compactMap({ $0 }).flatMap({ $0.map(\.name) }) where !names.contains(name) {
        names.append(name)
      }
      guard !names.isEmpty else { return [panel] }
      return names.map { name in
        ChartPanel(
          named: name,
          layers: zip(panel.layers, split).compactMap { layer, parts in
            guard let parts else { return layer }
            return parts.first { $0.name == name }?.layer
          })
      }
    }
  }
}
