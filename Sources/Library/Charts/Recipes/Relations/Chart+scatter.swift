public import Frames

extension Chart {
  /// What becomes of dots that are too many to be told apart, which are more than 5,000 of one colour.
  public enum CrowdedForm: Hashable, Sendable {
    /// A picture of how many dots lie on each spot.
    case density
    /// Hexagons coloured by how many dots they hold.
    case hexagons
  }

  /// Two numbers of each row as a dot, coloured by group.
  ///
  /// Many dots get smaller and clearer. Thousands of one colour become a picture of how many lie on each spot, with a key; the alternative text
  /// says so.
  /// - Parameters:
  ///   - groups: Names or numbers; nil for dots of one colour.
  ///   - crowded: What becomes of more than 5,000 dots of one colour.
  ///   - fit: A line or curve through the dots, for each group of names; the numbers of a single one stand below the title.
  public static func scatter(
    x: PlottableColumn, y: PlottableColumn, by groups: PlottableColumn? = nil, crowded: CrowdedForm = .density,
    fit: FitMethod? = nil
  ) -> Chart {
    if crowded == .hexagons, groups == nil, x.count > PointCloud.imageThreshold {
      var layer = HexbinLayer(x: x, y: y, columns: 44, countScale: .log, countLabel: "Points")
      layer.replacesDots = true
      return Chart([layer], fit: fit, x: x, y: y)
    }
    let points = PointPlot(x: x, y: y)
    let colored = groups.map { points.foregroundStyle(by: $0) } ?? points
    return Chart([colored.marks], fit: fit, x: x, y: y, by: groups)
  }

  /// Two columns of a frame as dots, coloured by a third.
  public static func scatter(
    _ frame: DataFrame, x: String, y: String, by group: String? = nil, crowded: CrowdedForm = .density,
    fit: FitMethod? = nil
  ) -> Chart {
    scatter(
      x: PlottableColumn(frame[x]), y: PlottableColumn(frame[y]), by: group.map { PlottableColumn(groups: frame[$0]) },
      crowded: crowded, fit: fit)
  }
}
