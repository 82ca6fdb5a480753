/// The rising steps that lie nearest to points, by least squares: pool adjacent violators (Barlow and others, 1972).
///
/// Equal to scikit-learn's `IsotonicRegression(out_of_bounds="clip")`: between steps it is a straight line, outside it is
/// level.
public struct IsotonicRegression: Sendable, Hashable, Codable {
  /// Where the line bends, ascending.
  public private(set) var places: [Double] = []
  /// The line at each of the places, never falling.
  public private(set) var values: [Double] = []

  /// A line through places and values that were computed elsewhere.
  /// - Precondition: as many values as places, both ascending, and at least one.
  public init(places: [Double], values: [Double]) {
    precondition(!places.isEmpty && places.count == values.count, "a value for every place")
    precondition(zip(places, places.dropFirst()).allSatisfy { $0 < $1 }, "places ascend")
    precondition(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "values do not fall")
    self.places = places
    self.values = values
  }

  /// - Parameters:
  ///   - x: as many as y. Pairs with a value that is not finite are left out.
  ///   - weights: how much each point counts, above 0; nil for all the same.
  /// - Returns: Nil without points.
  public init?(x: [Double], y: [Double], weights: [Double]? = nil) {
    precondition(x.count == y.count && (weights.map { $0.count == x.count } ?? true), "a y and a weight for every x")
    let order = x.indices.filter { x[$0].isFinite && y[$0].isFinite }.sorted { x[$0] < x[$1] }
    // Points of one x are one point.
    var points: [(x: Double, sum: Double, weight: Double)] = []
    for index in order {
      let weight = weights?[index] ?? 1
      if let last = points.indices.last, points[last].x == x[index] {
        points[last].sum += y[index] * weight
        points[last].weight += weight
      } else {
        points.append((x[index], y[index] * weight, weight))
      }
    }
    guard !points.isEmpty else { return nil }
    var blocks: [(first: Int, last: Int, sum: Double, weight: Double)] = []
    for (number, point) in points.enumerated() {
      blocks.append((number, number, point.sum, point.weight))
      while blocks.count > 1, let last = blocks.last {
        let before = blocks[blocks.count - 2]
        guard before.sum / before.weight >= last.sum / last.weight else { break }
        blocks.removeLast()
        blocks[blocks.count - 1] = (before.first, last.last, before.sum + last.sum, before.weight + last.weight)
      }
    }
    for block in blocks {
      let value = block.sum / block.weight
      for place in Set([points[block.first].x, points[block.last].x]).sorted() {
        places.append(place)
        values.append(value)
      }
    }
  }

  /// The line at an x; that of the nearest end outside, NaN for NaN.
  public func value(at x: Double) -> Double {
    guard !x.isNaN, let first = places.first, let last = places.last else { return .nan }
    if x <= first { return values[0] }
    if x >= last { return values[values.count - 1] }
    var (low, high) = (0, places.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle] <= x { low = middle } else { high = middle }
    }
    let share = (x - places[low]) / (places[high] - places[low])
    return values[low] + share * (values[high] - values[low])
  }
}
