public import Frames

extension Chart {
  /// A hierarchy as rectangles in rectangles, whose areas are the values; names stand where they fit.
  ///
  /// Coloured by the topmost groups (the nine greatest; others are grey), or along a ramp if the hierarchy has a
  /// measure.
  /// - Parameter levels: How many levels are drawn.
  public static func treemap(
    _ hierarchy: Hierarchy, levels: Int = 2, format: NumberFormat = .automatic
  ) -> Chart {
    Chart(HierarchyLayer(hierarchy: hierarchy, arrangement: .treemap, levels: max(1, levels), format: format))
  }

  /// A hierarchy from columns that name each row's place from the top down, as a treemap.
  ///
  /// - Parameters:
  ///   - path: The columns, outermost first.
  ///   - value: The column with the areas; nil to count rows.
  ///   - measure: The column whose mean colours the rectangles; nil to colour by the topmost groups.
  public static func treemap(
    _ frame: DataFrame, path: [String], value: String? = nil, measure: String? = nil, countLabel: String = "Count",
    format: NumberFormat = .automatic
  ) -> Chart {
    treemap(
      Hierarchy(frame, path: path, value: value, measure: measure, countLabel: countLabel), levels: path.count,
      format: format)
  }

  /// A hierarchy as levels side by side, each name as high as its value; the parts of a name stand at its right.
  ///
  /// - Parameter levels: How many levels are drawn.
  public static func icicle(
    _ hierarchy: Hierarchy, levels: Int = 4, format: NumberFormat = .automatic
  ) -> Chart {
    Chart(HierarchyLayer(hierarchy: hierarchy, arrangement: .icicle, levels: max(1, levels), format: format))
  }

  /// A hierarchy from columns that name each row's place from the top down, as an icicle.
  ///
  /// - Parameters:
  ///   - path: The columns, outermost first.
  ///   - value: The column with the heights; nil to count rows.
  ///   - measure: The column whose mean colours the rectangles; nil to colour by the topmost groups.
  public static func icicle(
    _ frame: DataFrame, path: [String], value: String? = nil, measure: String? = nil, countLabel: String = "Count",
    format: NumberFormat = .automatic
  ) -> Chart {
    icicle(
      Hierarchy(frame, path: path, value: value, measure: measure, countLabel: countLabel), levels: path.count,
      format: format)
  }
}
