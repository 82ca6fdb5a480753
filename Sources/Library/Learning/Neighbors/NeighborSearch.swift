/// The nearest of many points, found by looking at all of them: in eight or more dimensions no index would leave out
/// many.
struct NeighborSearch: Sendable, Equatable {
  struct Neighbor: Sendable, Equatable {
    var row: Int32
    var squaredDistance: Float
  }

  private typealias Block = SIMD8<Float>

  let size: Int
  let count: Int
  /// Eight points after eight points, for each a block of each coordinate. Infinitely far points fill up the last
  /// eight.
  private let blocks: [Block]

  /// - Parameter points: row by row, `size` numbers each.
  init(_ points: [Float], size: Int) {
    self.size = size
    let count = points.count / size
    self.count = count
    blocks = (0..<(count + Block.scalarCount - 1) / Block.scalarCount).flatMap { group in
      (0..<size).map { coordinate in
        var block = Block(repeating: .infinity)
        for position in 0..<min(Block.scalarCount, count - group * Block.scalarCount) {
          block[position] = points[(group * Block.scalarCount + position) * size + coordinate]
        }
        return block
      }
    }
  }

  /// The points as they were given.
  var points: [Float] {
    (0..<count).flatMap { row in
      (0..<size).map { blocks[row / Block.scalarCount * size + $0][row % Block.scalarCount] }
    }
  }

  /// The nearest points, the nearest first; of equally near ones the one that was given first.
  /// - Parameter wanted: how many, at least 1; all when there are fewer.
  func nearest(_ wanted: Int, to point: ArraySlice<Float>) -> [Neighbor] {
    let wanted = min(wanted, count)
    // The distance's bits above the row's number: they order as distances that are 0 or more do, and of equal ones as
    // rows.
    var found: [UInt64] = []
    found.reserveCapacity(2 * wanted + Block.scalarCount)
    var farthest = Float.infinity
    func keepNearest() {
      found.sort()
      found.removeLast(found.count - min(wanted, found.count))
      if found.count == wanted { farthest = Neighbor(key: found[wanted - 1]).squaredDistance }
    }
    blocks.withUnsafeBufferPointer { blocks in
      point.withUnsafeBufferPointer { point in
        for start in stride(from: 0, to: blocks.count, by: size) {
          var distances = Block.zero
          // A group has `size` blocks, and the point `size` coordinates.
          for coordinate in 0..<size {
            let difference = blocks[start &+ coordinate] - point[coordinate]
            distances += difference * difference
          }
          guard any(distances .< farthest) else { continue }
          for position in 0..<Block.scalarCount where distances[position] < farthest {
            let row = start / size * Block.scalarCount + position
            found.append(UInt64(distances[position].bitPattern) << 32 | UInt64(row))
          }
          if found.count >= 2 * wanted { keepNearest() }
        }
      }
    }
    keepNearest()
    return found.map(Neighbor.init(key:))
  }
}

extension NeighborSearch.Neighbor {
  fileprivate init(key: UInt64) {
    row = Int32(truncatingIfNeeded: key & 0xffff_ffff)
    squaredDistance = Float(bitPattern: UInt32(key >> 32))
  }
}
