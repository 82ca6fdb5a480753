public import Frames

extension Chart {
  /// What is drawn of dots that are too many to have paints of their own, which are more than 5,000 of one colour.
  public enum CrowdedForm: Hashable, Sendable {
    /// A picture of how many dots lie on each spot.
    case density
    /// Hexagons coloured by how many dots they hold.
    case hexagons
  }

  /// Two numbers of each row as a dot, coloured by group.
  ///
  /// Many dots get smaller and clearer. Thousands of one colour become a picture of how many lie on each spot, with a
  /// key; the alternative text says so.
  /// - Parameters:
  ///   - x, y: Numbers; rows that lack one are not drawn and are counted at the foot.
  ///   - groups: Names or numbers; nil for dots of one colour.
  ///   - crowded: What is drawn of more than 5,000 dots of one colour.
  ///   - fit: A line or curve through the dots, for each group of names; the numbers of a single one stand below the
  ///     title.
  public static func scatter(
    x: PlottableColumn, y: PlottableColumn, by groups: PlottableColumn? = nil, crowded: CrowdedForm = .density,
    fit: FitMethod? = nil
  ) -> Chart {
    dots(x: x, y: y, by: groups, crowded: crowded, fit: fit.map { FitLayer($0, x: x, y: y, by: groups) })
  }

  /// Two numbers of each row as a dot, with lines or curves that were fitted elsewhere, perhaps to more rows than are
  /// drawn.
  ///
  /// - Parameters:
  ///   - x, y: Numbers; rows that lack one are not drawn and are counted at the foot.
  ///   - groups: Names or numbers; nil for dots of one colour.
  ///   - crowded: What is drawn of more than 5,000 dots of one colour.
  ///   - fits: One fit through all rows, or one for each group, by its name.
  public static func scatter(
    x: PlottableColumn, y: PlottableColumn, by groups: PlottableColumn? = nil, crowded: CrowdedForm = .density,
    fits: [FittedCurve]
  ) -> Chart {
    dots(
      x: x, y: y, by: groups, crowded: crowded, fit: FitLayer(fits, x: x.label, y: y.label, by: groups?.label))
  }

  /// Two columns of a frame as dots, coloured by a third.
  /// - Precondition: The frame has the columns.
  public static func scatter(
    _ frame: DataFrame, x: String, y: String, by group: String? = nil, crowded: CrowdedForm = .density,
    fit: FitMethod? = nil
  ) -> Chart {
    scatter(
      x: PlottableColumn(frame[x]), y: PlottableColumn(frame[y]), by: group.map { PlottableColumn(groups: frame[$0]) },
      crowded: crowded, fit: fit)
  }

  private static func dots(
    x: PlottableColumn, y: PlottableColumn, by groups: PlottableColumn?, crowded: CrowdedForm, fit: FitLayer?
  ) -> Chart {
    if crowded == .hexagons, groups == nil, x.count > SceneDots.imageThreshold {
      var layer = HexbinLayer(x: x, y: y, columns: 44, countScale: .log, countLabel: "Points")
      layer.replacesDots = true
      return Chart([layer], fit: fit)
    }
    let points = PointPlot(x: x, y: y)
    let layer = (groups.map { points.foregroundStyle(by: $0) } ?? points).marks
    return Chart([layer], fit: fit)
  }
}
