/// Points parted into clusters around their means: Lloyd's algorithm, from starts that k-means++ draws (Arthur and
/// Vassilvitskii 2007), the best of several.
public struct KMeans: Sendable, Hashable, Codable {
  /// The mean of each cluster's points.
  public private(set) var centers: [[Double]]
  /// The cluster of each point, from 0.
  public private(set) var assignments: [Int]
  /// The sum of squared distances from points to the centers of their clusters.
  public private(set) var inertia: Double
  /// Rounds that the best start took.
  public private(set) var iterations: Int

  /// - Parameters:
  ///   - points: each with the same number of finite coordinates. Coordinates in different units have to be brought to
  ///     one scale before.
  ///   - count: of clusters, at least 1 and at most as many as points.
  ///   - starts: how often it starts from other centres; the result with the least ``inertia`` is kept.
  ///   - maximumIterations: rounds of each start.
  ///   - tolerance: it ends when the centers' squared moves come to no more than this part of the coordinates' mean
  ///     variance.
  ///   - seed: the same seed draws the same starts.
  public init(
    _ points: [[Double]], count: Int, starts: Int = 10, maximumIterations: Int = 300, tolerance: Double = 1e-4,
    seed: UInt64 = 42
  ) {
    precondition(count >= 1 && count <= points.count, "from 1 to \(points.count) clusters, not \(count)")
    let width = points[0].count
    precondition(points.allSatisfy { $0.count == width && $0.allSatisfy(\.isFinite) }, "points of one width, finite")
    let flat = points.flatMap { $0 }
    let bound = tolerance * Self.meanVariance(flat, width: width)
    let runs = Parallel.map(max(1, starts), work: points.count * width * count * max(1, starts) * 10) { start in
      var random = SplitMix64(seed: seed, stream: 0x4b_6d65, index: start)
      let first = Self.start(flat, width: width, count: count, &random)
      return Self.run(flat, width: width, from: first, maximumIterations: maximumIterations, bound: bound)
    }
    let best = runs.indices.min { (runs[$0].inertia, $0) < (runs[$1].inertia, $1) } ?? 0
    centers = (0..<count).map { Array(runs[best].centers[$0 * width..<($0 + 1) * width]) }
    assignments = runs[best].assignments
    inertia = runs[best].inertia
    iterations = runs[best].iterations
  }

  /// The cluster whose center is nearest to a point.
  public func cluster(of point: [Double]) -> Int {
    precondition(point.count == centers[0].count, "as many coordinates as the points have")
    return Self.nearest(to: 0, of: point, width: point.count, centers.flatMap { $0 }).cluster
  }

  private static func meanVariance(_ flat: [Double], width: Int) -> Double {
    guard width > 0 else { return 0 }
    let rows = flat.count / width
    var sum = 0.0
    for column in 0..<width {
      let values = stride(from: column, to: flat.count, by: width).map { flat[$0] }
      let mean = values.reduce(0, +) / Double(rows)
      sum += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows)
    }
    return sum / Double(width)
  }

  private static func distance(_ flat: [Double], _ row: Int, _ centers: [Double], _ center: Int, _ width: Int) -> Double
  {
    var sum = 0.0
    for column in 0..<width {
      let step = flat[row * width + column] - centers[center * width + column]
      sum += step * step
    }
    return sum
  }

  private static func nearest(
    to row: Int, of flat: [Double], width: Int, _ centers: [Double]
  ) -> (cluster: Int, distance: Double) {
    var best = (cluster: 0, distance: Double.infinity)
    for center in 0..<centers.count / max(1, width) {
      let distance = distance(flat, row, centers, center, width)
      if distance < best.distance { best = (center, distance) }
    }
    return best
  }

  /// Points far from all centers so far are more likely the next.
  private static func start(_ flat: [Double], width: Int, count: Int, _ random: inout SplitMix64) -> [Double] {
    let rows = flat.count / max(1, width)
    var centers: [Double] = []
    var distances = [Double](repeating: .infinity, count: rows)
    var chosen = random.next(below: rows)
    while true {
      centers += flat[chosen * width..<(chosen + 1) * width]
      if centers.count == count * width { return centers }
      for row in 0..<rows {
        distances[row] = min(distances[row], distance(flat, row, centers, centers.count / width - 1, width))
      }
      let total = distances.reduce(0, +)
      var rest = random.nextUnit() * total
      // Of points that all stand on centers any will do.
      chosen = total > 0 ? rows - 1 : random.next(below: rows)
      for row in 0..<rows where total > 0 {
        rest -= distances[row]
        if rest < 0 {
          chosen = row
          break
        }
      }
    }
  }

  private struct Outcome {
    var centers: [Double]
    var assignments: [Int]
    var inertia: Double
    var iterations: Int
  }

  private static func run(
    _ flat: [Double], width: Int, from start: [Double], maximumIterations: Int, bound: Double
  ) -> Outcome {
    let (rows, count) = (flat.count / max(1, width), start.count / max(1, width))
    var centers = start
    var assignments = [Int](repeating: 0, count: rows)
    var iterations = 0
    while iterations < maximumIterations {
      iterations += 1
      var sums = [Double](repeating: 0, count: centers.count)
      var sizes = [Double](repeating: 0, count: count)
      var distances = [Double](repeating: 0, count: rows)
      var isSame = iterations > 1
      for row in 0..<rows {
        let found = nearest(to: row, of: flat, width: width, centers)
        if found.cluster != assignments[row] { isSame = false }
        assignments[row] = found.cluster
        distances[row] = found.distance
        sizes[found.cluster] += 1
        for column in 0..<width { sums[found.cluster * width + column] += flat[row * width + column] }
      }
      // A cluster without points takes the point that is furthest from its center.
      for empty in 0..<count where sizes[empty] == 0 {
        guard let far = distances.indices.max(by: { distances[$0] < distances[$1] }) else { break }
        let old = assignments[far]
        for column in 0..<width {
          sums[old * width + column] -= flat[far * width + column]
          sums[empty * width + column] = flat[far * width + column]
        }
        sizes[old] -= 1
        sizes[empty] = 1
        (assignments[far], distances[far], isSame) = (empty, 0, false)
      }
      var moved = 0.0
      for center in 0..<count where sizes[center] > 0 {
        for column in 0..<width {
          let mean = sums[center * width + column] / sizes[center]
          moved += (mean - centers[center * width + column]) * (mean - centers[center * width + column])
          centers[center * width + column] = mean
        }
      }
      if isSame || moved <= bound { break }
    }
    var inertia = 0.0
    for row in 0..<rows {
      let found = nearest(to: row, of: flat, width: width, centers)
      assignments[row] = found.cluster
      inertia += found.distance
    }
    return Outcome(centers: centers, assignments: assignments, inertia: inertia, iterations: iterations)
  }
}
