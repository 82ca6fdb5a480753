import Glibc

/// How densely rows of two columns lie, on a grid: a product of Gaussian kernels around each row, with Scott's bandwidth
/// on each axis (the sample's standard deviation times n^(-1/6), as in SciPy for two dimensions).
///
/// Rows are first shared out over the nodes of the grid around them (linear binning; M. P. Wand, *Fast computation of
/// multivariate kernel estimators*, 1994), so that the time depends on the grid and hardly on the rows.
public struct DensityGrid: Hashable, Sendable, Codable {
  /// Where columns of the grid are, evenly spaced.
  public var x: [Double]
  /// Where rows of the grid are, evenly spaced.
  public var y: [Double]
  /// The density at each node, row by row from the lowest y: it integrates to about 1.
  public var density: [Double]
  /// The standard deviations of the kernels along x and y.
  public var bandwidth: [Double]
  /// Quantiles of the density at the rows themselves, from 0 to 1 in steps of a thousandth.
  public var densityQuantiles: [Double]
  /// Rows with both values finite.
  public var count: Int
  /// Rows that lack one.
  public var missing: Int

  /// - Parameters:
  ///   - x, y: numbers of the same rows; rows where one is missing or infinite are left out.
  ///   - nodes: how many nodes the grid has on each axis, from 8.
  /// - Returns: nil where fewer than three rows are usable or one column is constant.
  public init?(x: [Double], y: [Double], nodes: Int = 96) {
    let rows = [Double].finiteRows(of: x, y)
    let (xs, ys) = (rows.map { x[$0] }, rows.map { y[$0] })
    let (alongX, alongY) = (Moments(xs), Moments(ys))
    count = rows.count
    missing = max(x.count, y.count) - rows.count
    guard count > 2, alongX.standardDeviation > 0, alongY.standardDeviation > 0 else { return nil }
    let factor = pow(Double(count), -1.0 / 6)
    bandwidth = [alongX.standardDeviation * factor, alongY.standardDeviation * factor]
    let nodes = max(nodes, 8)
    func axis(_ moments: Moments, _ width: Double) -> [Double] {
      let (low, high) = (moments.minimum - 3 * width, moments.maximum + 3 * width)
      return (0..<nodes).map { low + (high - low) * Double($0) / Double(nodes - 1) }
    }
    self.x = axis(alongX, bandwidth[0])
    self.y = axis(alongY, bandwidth[1])
    let (stepX, stepY) = (self.x[1] - self.x[0], self.y[1] - self.y[0])
    guard stepX.isFinite, stepY.isFinite, stepX > 0, stepY > 0 else { return nil }
    var weights = [Double](repeating: 0, count: nodes * nodes)
    for index in xs.indices {
      let (across, up) = ((xs[index] - self.x[0]) / stepX, (ys[index] - self.y[0]) / stepY)
      let (column, row) = (min(Int(across), nodes - 2), min(Int(up), nodes - 2))
      let (a, b) = (across - Double(column), up - Double(row))
      weights[row * nodes + column] += (1 - a) * (1 - b)
      weights[row * nodes + column + 1] += a * (1 - b)
      weights[(row + 1) * nodes + column] += (1 - a) * b
      weights[(row + 1) * nodes + column + 1] += a * b
    }
    // The kernel of two dimensions is a product, so that each axis is smoothed by itself.
    let kernelX = Self.kernel(step: stepX, width: bandwidth[0], nodes: nodes)
    let kernelY = Self.kernel(step: stepY, width: bandwidth[1], nodes: nodes)
    var smoothed = [Double](repeating: 0, count: nodes * nodes)
    for row in 0..<nodes {
      for column in 0..<nodes where weights[row * nodes + column] > 0 {
        let weight = weights[row * nodes + column]
        for target in max(0, column - kernelX.count + 1)..<min(nodes, column + kernelX.count) {
          smoothed[row * nodes + target] += weight * kernelX[abs(target - column)]
        }
      }
    }
    density = [Double](repeating: 0, count: nodes * nodes)
    densityQuantiles = []
    for row in 0..<nodes {
      for target in max(0, row - kernelY.count + 1)..<min(nodes, row + kernelY.count) {
        let weight = kernelY[abs(target - row)] / Double(count)
        for column in 0..<nodes { density[target * nodes + column] += smoothed[row * nodes + column] * weight }
      }
    }
    let grid = density
    let reached = xs.indices.map { index -> Double in
      let (across, up) = ((xs[index] - self.x[0]) / stepX, (ys[index] - self.y[0]) / stepY)
      let (column, row) = (min(Int(across), nodes - 2), min(Int(up), nodes - 2))
      let (a, b) = (across - Double(column), up - Double(row))
      let corner = row * nodes + column
      let low = grid[corner] * (1 - a) + grid[corner + 1] * a
      let high = grid[corner + nodes] * (1 - a) + grid[corner + nodes + 1] * a
      return low * (1 - b) + high * b
    }
    densityQuantiles = Quantile.of(reached, (0...1_000).map { Double($0) / 1_000 })
  }

  private static func kernel(step: Double, width: Double, nodes: Int) -> [Double] {
    let reach = min(nodes, Int((5 * width / step).rounded(.up)) + 1)
    return (0..<max(reach, 1)).map { offset in
      let z = Double(offset) * step / width
      return exp(-0.5 * z * z) / (width * (2 * Double.pi).squareRoot())
    }
  }

  /// The density that a share of all rows reaches or passes: the edge of the densest region that holds them
  /// (R. J. Hyndman, *Computing and graphing highest density regions*, 1996).
  /// - Parameter share: From 0 to 1.
  public func level(holding share: Double) -> Double {
    let place = (1 - min(max(share, 0), 1)) * Double(densityQuantiles.count - 1)
    let index = min(Int(place), densityQuantiles.count - 2)
    return densityQuantiles[index] + (densityQuantiles[index + 1] - densityQuantiles[index]) * (place - Double(index))
  }

  /// The lines along which the density has a value, each a row of points; closed lines end where they begin.
  ///
  /// By marching squares, with straight pieces between the edges of cells; at saddles the mean of a cell decides.
  public func contour(at level: Double) -> [[(x: Double, y: Double)]] {
    let columns = x.count
    // Each crossing lies on an edge of the grid: `2 * node` for that to the right, one more for that upwards.
    var neighbours: [Int: [Int]] = [:]
    func join(_ one: Int, _ other: Int) {
      neighbours[one, default: []].append(other)
      neighbours[other, default: []].append(one)
    }
    for row in 0..<(y.count - 1) {
      for column in 0..<(columns - 1) {
        let corner = row * columns + column
        let values = [density[corner], density[corner + 1], density[corner + columns + 1], density[corner + columns]]
        var above = 0
        for (bit, value) in values.enumerated() where value > level { above |= 1 << bit }
        let (bottom, right, top, left) = (
          2 * corner, 2 * (corner + 1) + 1, 2 * (corner + columns), 2 * corner + 1
        )
        switch above {
        case 1, 14: join(left, bottom)
        case 2, 13: join(bottom, right)
        case 3, 12: join(left, right)
        case 4, 11: join(right, top)
        case 6, 9: join(bottom, top)
        case 7, 8: join(left, top)
        case 5, 10:
          let isHigh = values.reduce(0, +) / 4 > level
          if (above == 5) == isHigh {
            join(left, top)
            join(bottom, right)
          } else {
            join(left, bottom)
            join(right, top)
          }
        default: break
        }
      }
    }
    func point(_ edge: Int) -> (x: Double, y: Double) {
      let node = edge / 2
      let (row, column) = (node / columns, node % columns)
      let isUpwards = edge % 2 == 1
      let (start, end) = (density[node], density[isUpwards ? node + columns : node + 1])
      let fraction = (level - start) / (end - start)
      return isUpwards
        ? (x[column], y[row] + fraction * (y[row + 1] - y[row]))
        : (x[column] + fraction * (x[column + 1] - x[column]), y[row])
    }
    var lines: [[(x: Double, y: Double)]] = []
    var seen: Set<Int> = []
    // Open lines first, from their ends; what is left is closed. In the order of edges, so that it is always the same.
    let edges = neighbours.keys.sorted()
    for start in edges.filter({ neighbours[$0]?.count == 1 }) + edges where !seen.contains(start) {
      var line: [Int] = [start]
      seen.insert(start)
      while let next = neighbours[line[line.count - 1]]?.first(where: { !seen.contains($0) }) {
        seen.insert(next)
        line.append(next)
      }
      let isClosed = line.count > 2 && neighbours[line[line.count - 1]]?.contains(start) == true
      lines.append((line + (isClosed ? [start] : [])).map(point))
    }
    return lines
  }
}
