import Glibc
import Statistics

/// Points of many coordinates placed in few, so that those that are near each other stay so: t-SNE (van der Maaten and
/// Hinton 2008).
///
/// Distances across the result, and its directions, mean nothing. It starts from the principal components and knows no
/// chance: the same points give the same places, whatever the number of cores. Forces between all pairs are computed in
/// full, which suits some thousand points.
public struct StochasticNeighborEmbedding: Sendable, Equatable, Codable {
  /// Where the points stand: a column for each dimension.
  public let columns: [[Double]]

  /// - Parameters:
  ///   - points: the coordinates, each with a finite number for every point, brought to one scale.
  ///   - dimensions: of the result: one to three.
  ///   - perplexity: about how many neighbours a point has that count. It is lowered to a third of the points.
  ///   - rounds: how often all points are moved; in the first third neighbours are drawn together more strongly.
  ///   - progress: called with the number of rounds done and of all.
  /// - Returns: Nil with fewer than four points, without coordinates, or where a number is not finite.
  public init?(
    of points: [[Double]], dimensions: Int = 3, perplexity: Double = 30, rounds: Int = 750,
    progress: TrainingProgress? = nil
  ) {
    precondition((1...3).contains(dimensions), "one to three dimensions")
    guard let count = points.first?.count, count > 3,
      let start = PrincipalComponents(columns: points, count: min(dimensions, points.count))
    else { return nil }
    let attraction = NeighborAttraction(
      points, perplexity: max(1, min(perplexity, Double(count - 1) / 3)))
    var places = PointPlaces(count: count, start.scores(of: points))
    // The usual learning rate: as many as there are points by the exaggeration, by 4.
    let (exaggeration, early) = (Float(12), rounds / 3)
    let rate = max(50, Float(count) / exaggeration / 4)
    for round in 0..<rounds {
      let isEarly = round < early
      let forces = places.forces(attraction, exaggeration: isEarly ? exaggeration : 1)
      places.move(forces, rate: rate, momentum: isEarly ? 0.5 : 0.8)
      progress?(round + 1, rounds)
    }
    columns = (0..<dimensions).map { dimension in
      (0..<count).map { Double(places.coordinates[dimension][$0]) }
    }
  }

  /// The share of each point's nearest ones that are among its nearest elsewhere, over all points.
  /// - Parameters:
  ///   - count: how many are looked at of each point.
  ///   - points: the coordinates where the points are near each other.
  ///   - others: the coordinates, perhaps fewer, where they should be.
  public static func neighborsKept(_ count: Int, of points: [[Double]], in others: [[Double]]) -> Double {
    let rows = points.first?.count ?? 0
    guard rows > 1 else { return .nan }
    let wanted = min(count, rows - 1)
    let (one, other) = (NearestRows(points), NearestRows(others))
    let kept = Parallel.map(rows, work: rows * rows) { row in
      Set(one.nearest(wanted, toRow: row).map(\.row)).intersection(other.nearest(wanted, toRow: row).map(\.row)).count
    }
    return Double(kept.reduce(0, +)) / Double(rows * wanted)
  }
}

/// The nearest of the rows to one of them.
struct NearestRows: Sendable {
  private let search: NeighborSearch
  private let points: [Float]
  private let size: Int

  init(_ columns: [[Double]]) {
    size = columns.count
    points = (columns.first ?? []).indices.flatMap { row in columns.map { Float($0[row]) } }
    search = NeighborSearch(points, size: size)
  }

  var count: Int { search.count }

  func nearest(_ count: Int, toRow row: Int) -> [NeighborSearch.Neighbor] {
    let found = search.nearest(count + 1, to: points[row * size..<(row + 1) * size])
    return Array(found.filter { Int($0.row) != row }.prefix(count))
  }
}
