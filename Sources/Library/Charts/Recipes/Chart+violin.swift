public import Frames

extension Chart {
  /// The shape of a number's distribution in each of several groups, with its quartiles: the median as a line, the quartiles dashed.
  ///
  /// Shapes are Gaussian kernel densities (Scott's bandwidth) over the range of the values, each as high as its row: compare where and how they
  /// bulge, not how high. A group with fewer than two different values is a line at its value.
  /// - Parameters:
  ///   - values: Numbers.
  ///   - groups: The group of each number; rows without one are left out. Nil for one shape of all numbers.
  ///   - order: How groups are sorted.
  ///   - top: No more groups than this, the largest ones; the others are counted in the alternative text.
  ///   - bounds: Where values can lie at all.
  public static func violin(
    _ values: PlottableColumn, by groups: PlottableColumn? = nil, order: GroupOrder = .median, top: Int = 20,
    bounds: DensityBounds = .automatic
  ) -> Chart {
    Chart(
      ViolinLayer(
        groups: GroupDistributions(
          values, by: groups, order: order, top: top, densityPoints: ViolinLayer.places, bounds: bounds)))
  }

  /// The shape of a column's distribution in each group of another.
  public static func violin(
    _ frame: DataFrame, _ value: String, by group: String? = nil, order: GroupOrder = .median, top: Int = 20,
    bounds: DensityBounds = .automatic
  ) -> Chart {
    violin(
      PlottableColumn(frame[value]), by: group.map { PlottableColumn(names: frame[$0]) }, order: order, top: top,
      bounds: bounds)
  }
}
