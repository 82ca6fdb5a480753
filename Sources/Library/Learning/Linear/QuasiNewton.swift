/// Limited-memory BFGS with a line search that keeps to the strong Wolfe conditions: for smooth convex functions of
/// many parameters.
///
/// Source: Nocedal and Wright, "Numerical Optimization", algorithms 7.4, 7.5, 3.5 and 3.6.
struct QuasiNewton {
  typealias Function = (_ point: [Double]) -> (value: Double, gradient: [Double])

  struct Solution {
    var point: [Double]
    var hasConverged: Bool
  }

  var maximumIterations: Int
  /// The largest part of the gradient at which the search ends.
  var tolerance: Double
  /// Steps that are remembered to know the curvature.
  private let memory = 12

  func minimize(from start: [Double], progress: TrainingProgress?, _ function: @escaping Function) -> Solution {
    var point = start
    var (value, gradient) = function(point)
    var steps: [(step: [Double], change: [Double], curvature: Double)] = []
    for iteration in 0..<maximumIterations {
      if Self.largest(gradient) <= tolerance { return Solution(point: point, hasConverged: true) }
      let direction = self.direction(gradient, steps)
      let first = steps.isEmpty ? min(1, 1 / Self.dot(gradient, gradient).squareRoot()) : 1
      let search = LineSearch(function: function, point: point, direction: direction, value: value, gradient: gradient)
      guard let found = search.step(from: first) else {
        // Rounding allows no further descent; forget the curvature once before giving up.
        if steps.isEmpty { return Solution(point: point, hasConverged: false) }
        steps.removeAll()
        continue
      }
      let step = zip(found.point, point).map { $0 - $1 }
      let change = zip(found.gradient, gradient).map { $0 - $1 }
      let curvature = Self.dot(step, change)
      if curvature > 0 {
        if steps.count == memory { steps.removeFirst() }
        steps.append((step, change, curvature))
      }
      (point, value, gradient) = found
      progress?(iteration + 1, maximumIterations)
    }
    return Solution(point: point, hasConverged: Self.largest(gradient) <= tolerance)
  }

  /// The gradient, turned and stretched by what the last steps showed of the curvature, downhill.
  private func direction(
    _ gradient: [Double], _ steps: [(step: [Double], change: [Double], curvature: Double)]
  ) -> [Double] {
    var direction = gradient.map { -$0 }
    var shares = [Double](repeating: 0, count: steps.count)
    for index in steps.indices.reversed() {
      shares[index] = Self.dot(steps[index].step, direction) / steps[index].curvature
      Self.add(-shares[index], steps[index].change, to: &direction)
    }
    if let last = steps.last {
      let scale = last.curvature / Self.dot(last.change, last.change)
      for index in direction.indices { direction[index] *= scale }
    }
    for index in steps.indices {
      let back = Self.dot(steps[index].change, direction) / steps[index].curvature
      Self.add(shares[index] - back, steps[index].step, to: &direction)
    }
    return direction
  }

  static func dot(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for index in one.indices { sum += one[index] * other[index] }
    return sum
  }

  static func add(_ factor: Double, _ vector: [Double], to sum: inout [Double]) {
    for index in sum.indices { sum[index] += factor * vector[index] }
  }

  private static func largest(_ vector: [Double]) -> Double { vector.reduce(0) { max($0, abs($1)) } }
}
