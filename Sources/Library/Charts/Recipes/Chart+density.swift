public import Frames

extension Chart {
  /// How densities of several groups stand to each other.
  public enum DensityArrangement: Hashable, Sendable {
    /// On each other, each in a colour of its own: for a few groups.
    case overlaid
    /// Below each other, each on a line of its own (a ridgeline chart): for many groups.
    case ridgeline
  }

  /// How values are spread, as a smooth curve: a Gaussian kernel density with Scott's bandwidth.
  ///
  /// Curves end where the values do: none is drawn where no value lies. Between bounds the area is 1; without them, what kernels put beyond the values is
  /// not drawn. A histogram is the plainer choice for one group, since it hides nothing.
  /// - Parameters:
  ///   - values: Numbers; missing ones are counted in the alternative text.
  ///   - groups: A curve for each name; nil for one curve of all values.
  ///   - arrangement: On each other or below each other; on each other up to five groups when nil.
  ///   - order: How groups are sorted.
  ///   - top: No more groups than this, the largest ones; the others are counted in the alternative text.
  ///   - bounds: Where values can lie at all.
  public static func density(
    _ values: PlottableColumn, by groups: PlottableColumn? = nil, arrangement: DensityArrangement? = nil,
    order: GroupOrder = .median, top: Int? = nil, bounds: DensityBounds = .automatic
  ) -> Chart {
    let count = groups?.usedNames.count ?? 1
    let arrangement = arrangement ?? (min(count, top ?? count) > 5 ? .ridgeline : .overlaid)
    let distributions = GroupDistributions(
      values, by: groups, order: order, top: top ?? (arrangement == .overlaid ? 6 : 30), densityPoints: 256,
      bounds: bounds)
    return switch arrangement {
    case .overlaid: Chart(DensityLayer(groups: distributions))
    case .ridgeline: Chart(RidgelineLayer(groups: distributions))
    }
  }

  /// How the values of a column are spread in each group of another, as smooth curves.
  public static func density(
    _ frame: DataFrame, _ value: String, by group: String? = nil, arrangement: DensityArrangement? = nil,
    order: GroupOrder = .median, top: Int? = nil, bounds: DensityBounds = .automatic
  ) -> Chart {
    density(
      PlottableColumn(frame[value]), by: group.map { PlottableColumn(names: frame[$0]) }, arrangement: arrangement,
      order: order, top: top, bounds: bounds)
  }
}
