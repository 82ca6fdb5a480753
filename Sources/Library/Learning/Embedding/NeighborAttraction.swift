import Glibc
import Statistics

/// How strongly each point draws its neighbours: row by row, with the rows and strengths of its neighbours. All strengths
/// add up to 1, and two points draw each other alike.
struct NeighborAttraction: Sendable {
  /// Where each row's neighbours start, and where the last one's end.
  private(set) var starts: [Int] = [0]
  private(set) var rows: [Int32] = []
  private(set) var strengths: [Float] = []

  init(_ points: [[Double]], perplexity: Double) {
    let search = NearestRows(points)
    let count = search.count
    let wanted = min(count - 1, Int(3 * perplexity) + 1)
    let own = Parallel.map(count, work: count * count) { row -> [(row: Int32, strength: Double)] in
      let found = search.nearest(wanted, toRow: row)
      let strengths = Self.strengths(found.map { Double($0.squaredDistance) }, perplexity: perplexity)
      return zip(found, strengths).map { ($0.row, $1) }
    }
    // What one draws of the other and the other of the one, halved.
    var all = own.map { $0.map { (row: $0.row, strength: $0.strength / Double(2 * count)) } }
    for (row, neighbors) in own.enumerated() {
      for (other, strength) in neighbors {
        all[Int(other)].append((row: Int32(row), strength: strength / Double(2 * count)))
      }
    }
    for neighbors in all {
      var last: Int32 = -1
      for (row, strength) in neighbors.sorted(by: { $0.row < $1.row }) {
        if row == last {
          self.strengths[self.strengths.count - 1] += Float(strength)
        } else {
          rows.append(row)
          self.strengths.append(Float(strength))
          last = row
        }
      }
      starts.append(rows.count)
    }
  }

  /// Shares that fall with the squared distance as a Gaussian does, as wide as gives this perplexity.
  private static func strengths(_ distances: [Double], perplexity: Double) -> [Double] {
    let least = distances.first ?? 0
    var (low, high, precision) = (0.0, Double.infinity, 1.0)
    var shares = distances
    for _ in 0..<100 {
      shares = distances.map { exp(-precision * ($0 - least)) }
      let sum = shares.reduce(0, +)
      let entropy = log(sum) + precision * zip(shares, distances).reduce(0) { $0 + $1.0 * ($1.1 - least) } / sum
      shares = shares.map { $0 / sum }
      let difference = entropy - log(perplexity)
      if abs(difference) < 1e-5 { break }
      if difference > 0 {
        low = precision
        precision = high == .infinity ? precision * 2 : (precision + high) / 2
      } else {
        high = precision
        precision = (precision + low) / 2
      }
    }
    return shares
  }
}
