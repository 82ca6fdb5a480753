/// How many rows lie in each pair of bins of two columns, for every two of several columns: enough to tell how the rows
/// of a range of one are spread over each of the others, without the rows.
public struct PairCounts: Hashable, Sendable, Codable {
  /// The ends of each column's bins, ascending, one more than there are bins; empty for a column without values.
  public private(set) var edges: [[Double]]
  /// For columns 0 and 1, 0 and 2 and so on, then 1 and 2: the bins of the later column in a row for each bin of the
  /// earlier one.
  public private(set) var tables: [[Int]]

  /// Bins are joined until there are no more than this: pairs of narrow bins are many and hold few rows.
  public static let maximumBins = 20

  /// Counts rows in bins, a few of which are taken together where there are many. A bin holds its lower end, the last
  /// one both.
  ///
  /// - Parameters:
  ///   - columns: As many values each; row by row they belong together. A row counts where neither value is missing or
  ///     outside of the bins.
  ///   - bins: The ends of each column's bins, ascending; none for a column without values.
  /// - Precondition: The columns are equally long.
  public init(_ columns: [[Double]], bins: [[Double]]) {
    precondition(columns.count == bins.count, "each column has bins")
    precondition(Set(columns.map(\.count)).count <= 1, "the columns are equally long")
    let edges = bins.map(Self.joined)
    let rows = columns.first?.count ?? 0
    let codes = Parallel.map(columns.count, work: rows * columns.count) { Self.codes(columns[$0], edges[$0]) }
    let pairs = columns.indices.flatMap { first in columns.indices.dropFirst(first + 1).map { (first, $0) } }
    self.edges = edges
    tables = Parallel.map(pairs.count, work: rows * pairs.count) { pair in
      let (first, second) = pairs[pair]
      return Self.table(
        codes[first], max(edges[first].count - 1, 0), codes[second], max(edges[second].count - 1, 0))
    }
  }

  /// How many neighbours of so many bins are taken together.
  public static func step(of bins: Int) -> Int { max(1, (bins + maximumBins - 1) / maximumBins) }

  private static func joined(_ edges: [Double]) -> [Double] {
    guard let last = edges.last, edges.count > 1 else { return [] }
    let step = step(of: edges.count - 1)
    return stride(from: 0, to: edges.count - 1, by: step).map { edges[$0] } + [last]
  }

  /// The bin of each value; one behind the last where it has none.
  private static func codes(_ values: [Double], _ edges: [Double]) -> [UInt8] {
    guard let low = edges.first, let high = edges.last else { return [UInt8](repeating: 0, count: values.count) }
    let bins = edges.count - 1
    let cells = 4_096
    let scale = Double(cells) / (high - low)
    let starts = Self.starts(ofCells: cells, low, scale, edges)
    return [UInt8](unsafeUninitializedCapacity: values.count) { codes, count in
      edges.withUnsafeBufferPointer { edges in
        starts.withUnsafeBufferPointer { starts in
          for (row, value) in values.enumerated() {
            guard value >= low, value <= high else {
              codes[row] = UInt8(bins)
              continue
            }
            let cell = (value - low) * scale
            // A range of one value, or one beyond the largest number, has no cells.
            var bin = Int(cell < Double(cells) ? starts[Int(cell)] : cell.isFinite ? starts[cells] : 0)
            while bin + 1 < bins, value >= edges[bin + 1] { bin += 1 }
            codes[row] = UInt8(bin)
          }
        }
      }
      count = values.count
    }
  }

  /// For each of so many even cells the bin in which the cell before it begins: rounding may find the cell beside a
  /// value's own. From there it is a step or two to the bin of the value.
  private static func starts(ofCells cells: Int, _ low: Double, _ scale: Double, _ edges: [Double]) -> [UInt8] {
    var bin = 0
    return (0...cells).map { cell in
      let start = low + (Double(cell) - 1) / scale
      while bin + 2 < edges.count, edges[bin + 1] <= start { bin += 1 }
      return UInt8(bin)
    }
  }

  private static func table(_ one: [UInt8], _ height: Int, _ other: [UInt8], _ width: Int) -> [Int] {
    guard height > 0, width > 0 else { return [] }
    // A row and a column more take the rows without a bin. Two tables in turn, so that rows of the same pair need not
    // wait for each other.
    let size = (height + 1) * (width + 1)
    var counts = [Int](repeating: 0, count: 2 * size)
    counts.withUnsafeMutableBufferPointer { counts in
      one.withUnsafeBufferPointer { one in
        other.withUnsafeBufferPointer { other in
          // Invariant for the unchecked writes: codes are 0...height and 0...width.
          var start = 0
          for row in 0..<one.count {
            counts[start + Int(one[row]) * (width + 1) + Int(other[row])] += 1
            start = size - start
          }
        }
      }
    }
    return (0..<height).flatMap { row in
      (row * (width + 1)..<row * (width + 1) + width).map { counts[$0] + counts[size + $0] }
    }
  }
}
