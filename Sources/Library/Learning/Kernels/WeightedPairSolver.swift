import Glibc

/// Solves the dual problem of one pair of classes whose rows each have a bound of their own, which libsvm does not
/// know: sequential minimal optimisation, with the second choice by second-order information.
///
/// Minimises ½ Σ aᵢaⱼyᵢyⱼk(xᵢ, xⱼ) - Σ aᵢ, with 0 ≤ aᵢ ≤ cost × weightᵢ and Σ aᵢyᵢ = 0; stops where no pair of rows
/// violates the conditions of the optimum by more than the tolerance, as libsvm does.
///
/// Source: Fan, Chen and Lin, "Working Set Selection Using Second Order Information for Training Support Vector
/// Machines", JMLR 6, 2005.
struct WeightedPairSolver {
  struct Solution {
    /// aᵢyᵢ of each row; 0 for rows that support nothing.
    var coefficients: [Double]
    /// What is taken off a row's sum; above it a row is of the first class.
    var threshold: Double
  }

  private static let smallest = 1e-12

  /// - Parameters:
  ///   - points: of the rows, each a number for each feature.
  ///   - signs: 1 for the first class, -1 for the second; both occur.
  ///   - bounds: the cost times the weight of each row.
  static func solve(points: [[Double]], signs: [Double], bounds: [Double], gamma: Double, tolerance: Double) -> Solution
  {
    let count = points.count
    var kernels = KernelRows(points, gamma: gamma)
    var alphas = [Double](repeating: 0, count: count)
    // Of the objective, by alpha.
    var gradient = [Double](repeating: -1, count: count)
    func canRise(_ row: Int) -> Bool { signs[row] > 0 ? alphas[row] < bounds[row] : alphas[row] > 0 }
    func canFall(_ row: Int) -> Bool { signs[row] > 0 ? alphas[row] > 0 : alphas[row] < bounds[row] }
    for _ in 0..<max(10_000_000, 100 * count) {
      var (first, greatest) = (-1, -Double.infinity)
      for row in 0..<count where canRise(row) && -signs[row] * gradient[row] > greatest {
        (first, greatest) = (row, -signs[row] * gradient[row])
      }
      guard first >= 0 else { break }
      let own = kernels.row(first)
      var (second, best, least) = (-1, Double.infinity, Double.infinity)
      for row in 0..<count where canFall(row) {
        let violation = greatest + signs[row] * gradient[row]
        least = min(least, -signs[row] * gradient[row])
        guard violation > 0 else { continue }
        let curvature = max(smallest, 2 - 2 * own[row])
        let decrease = -violation * violation / curvature
        if decrease < best { (second, best) = (row, decrease) }
      }
      guard second >= 0, greatest - least >= tolerance else { break }
      let other = kernels.row(second)
      // Moving both along the line on which Σ ay stays as it is.
      let curvature = max(smallest, 2 - 2 * own[second])
      var step = (greatest + signs[second] * gradient[second]) / curvature
      step = min(step, signs[first] > 0 ? bounds[first] - alphas[first] : alphas[first])
      step = min(step, signs[second] > 0 ? alphas[second] : bounds[second] - alphas[second])
      move(first, by: signs[first] * step, bounds, &alphas)
      move(second, by: -signs[second] * step, bounds, &alphas)
      for row in 0..<count { gradient[row] += signs[row] * step * (own[row] - other[row]) }
    }
    return Solution(
      coefficients: zip(alphas, signs).map { $0 * $1 },
      threshold: threshold(signs, gradient, alphas, bounds))
  }

  private static func move(_ row: Int, by step: Double, _ bounds: [Double], _ alphas: inout [Double]) {
    let moved = alphas[row] + step
    // What reaches a bound but for rounding is at it.
    alphas[row] =
      moved <= bounds[row] * 1e-14 ? 0 : moved >= bounds[row] * (1 - 1e-14) ? bounds[row] : moved
  }

  /// The mean of y × gradient over rows that lie between their bounds; without such rows the middle of what is possible.
  private static func threshold(
    _ signs: [Double], _ gradient: [Double], _ alphas: [Double], _ bounds: [Double]
  ) -> Double {
    var (sum, count, lower, upper) = (0.0, 0, -Double.infinity, Double.infinity)
    for row in signs.indices {
      let value = signs[row] * gradient[row]
      if alphas[row] >= bounds[row] {
        if signs[row] < 0 { upper = min(upper, value) } else { lower = max(lower, value) }
      } else if alphas[row] <= 0 {
        if signs[row] > 0 { upper = min(upper, value) } else { lower = max(lower, value) }
      } else {
        (sum, count) = (sum + value, count + 1)
      }
    }
    return count > 0 ? sum / Double(count) : (lower + upper) / 2
  }
}

/// How similar rows are, row by row as it is asked for; the rows asked for last are kept.
private struct KernelRows {
  private let points: [[Double]]
  private let gamma: Double
  private var known: [Int: [Double]] = [:]
  private var order: [Int] = []
  private let capacity: Int

  init(_ points: [[Double]], gamma: Double) {
    self.points = points
    self.gamma = gamma
    // About 100 MB, as libsvm has.
    capacity = max(2, 12_500_000 / max(1, points.count))
  }

  mutating func row(_ row: Int) -> [Double] {
    if let known = known[row] { return known }
    let own = points[row]
    let values = points.map { other in
      var distance = 0.0
      for position in own.indices {
        let difference = own[position] - other[position]
        distance += difference * difference
      }
      return exp(-gamma * distance)
    }
    if known.count >= capacity { known[order.removeFirst()] = nil }
    known[row] = values
    order.append(row)
    return values
  }
}
