import Statistics

/// Where points stand while they move: eight of each coordinate side by side.
struct PointPlaces: Sendable {
  private typealias Block = SIMD8<Float>

  private let count: Int
  /// Three columns, the last ones of zeros where there are fewer dimensions.
  private(set) var coordinates: [[Float]]
  private var speeds: [[Float]]
  private var gains: [[Float]]

  /// - Parameter columns: of the start; the first one is brought to a deviation of 0.0001, the others with it.
  init(count: Int, _ columns: [[Double]]) {
    self.count = count
    let first = columns[0]
    let deviation = (first.reduce(0) { $0 + $1 * $1 } / Double(count)).squareRoot()
    let scale = deviation > 0 ? 1e-4 / deviation : 0
    coordinates = (0..<3).map { dimension in
      dimension < columns.count
        ? columns[dimension].map { Float($0 * scale) } : [Float](repeating: 0, count: count)
    }
    speeds = coordinates.map { [Float](repeating: 0, count: $0.count) }
    gains = coordinates.map { [Float](repeating: 1, count: $0.count) }
  }

  /// The gradient of what is lost, for each point.
  func forces(_ attraction: NeighborAttraction, exaggeration: Float) -> [SIMD4<Float>] {
    let blocks = self.blocks
    let pieces = 64
    // The same pieces whatever the number of cores, so that sums come in the same order.
    let parts = Parallel.map(pieces, work: count * count) { piece -> [(push: SIMD4<Float>, weight: Double)] in
      let rows = piece * count / pieces..<(piece + 1) * count / pieces
      return rows.map { push(on: $0, blocks) }
    }.flatMap { $0 }
    // Each point is its own neighbour in the sums, with a weight of 1.
    let total = Float(parts.reduce(0) { $0 + $1.weight - 1 })
    return (0..<count).map { row in
      4 * (pull(on: row, attraction) * exaggeration - parts[row].push / max(total, .leastNormalMagnitude))
    }
  }

  /// What neighbours do to a point.
  private func pull(on row: Int, _ attraction: NeighborAttraction) -> SIMD4<Float> {
    let own = self[row]
    var sum = SIMD4<Float>.zero
    for place in attraction.starts[row]..<attraction.starts[row + 1] {
      let difference = own - self[Int(attraction.rows[place])]
      sum += difference * (attraction.strengths[place] / (1 + (difference * difference).sum()))
    }
    return sum
  }

  private subscript(row: Int) -> SIMD4<Float> {
    SIMD4(coordinates[0][row], coordinates[1][row], coordinates[2][row], 0)
  }

  /// Eight points after eight points, x, y and z of each; the last eight are filled up far away.
  private var blocks: [Block] {
    var blocks: [Block] = []
    blocks.reserveCapacity(3 * (count / 8 + 1))
    for start in stride(from: 0, to: count, by: 8) {
      for dimension in 0..<3 {
        var block = Block(repeating: 1e18)
        for place in 0..<min(8, count - start) { block[place] = coordinates[dimension][start + place] }
        blocks.append(block)
      }
    }
    return blocks
  }

  /// What all points do to one, and the sum of their weights.
  private func push(on row: Int, _ blocks: [Block]) -> (push: SIMD4<Float>, weight: Double) {
    let (x, y, z) = (coordinates[0][row], coordinates[1][row], coordinates[2][row])
    var (weights, xs, ys, zs) = (Block.zero, Block.zero, Block.zero, Block.zero)
    blocks.withUnsafeBufferPointer { blocks in
      // Blocks come by three.
      for start in stride(from: 0, to: blocks.count, by: 3) {
        let (dx, dy, dz) = (x - blocks[start], y - blocks[start &+ 1], z - blocks[start &+ 2])
        let weight = 1 / (1 + dx * dx + dy * dy + dz * dz)
        let square = weight * weight
        weights += weight
        xs += square * dx
        ys += square * dy
        zs += square * dz
      }
    }
    return (SIMD4(xs.sum(), ys.sum(), zs.sum(), 0), Double(weights.sum()))
  }

  /// Moves all points against the gradient, faster where they keep their direction.
  mutating func move(_ forces: [SIMD4<Float>], rate: Float, momentum: Float) {
    for dimension in 0..<3 {
      for row in 0..<count {
        let force = forces[row][dimension]
        let isSame = (force > 0) == (speeds[dimension][row] > 0)
        gains[dimension][row] = max(0.01, isSame ? gains[dimension][row] * 0.8 : gains[dimension][row] + 0.2)
        speeds[dimension][row] = momentum * speeds[dimension][row] - rate * gains[dimension][row] * force
        coordinates[dimension][row] += speeds[dimension][row]
      }
    }
  }
}
