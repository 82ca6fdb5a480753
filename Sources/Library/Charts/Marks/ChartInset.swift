/// A small chart inside the plot of another: what is too small in it, or where its part belongs.
struct ChartInset: Sendable, Codable {
  var chart: Chart
  var placement: InsetPlacement
  /// Parts of the plot's width and height.
  var width: Double
  var height: Double
}

/// The corner of the plot in which an inset stands.
public enum InsetPlacement: Hashable, Sendable, Codable {
  /// The corner with the fewest marks.
  case automatic
  case topLeading, topTrailing, bottomLeading, bottomTrailing
}
