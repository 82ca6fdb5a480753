/// Looks along a direction for a point that is low enough and flat enough.
struct LineSearch {
  typealias Found = (point: [Double], value: Double, gradient: [Double])

  let function: QuasiNewton.Function
  let point: [Double]
  let direction: [Double]
  let value: Double
  let gradient: [Double]

  /// How much of the descent that the slope promises is asked for, and how much of the slope may be left.
  private let descent = 1e-4
  private let flatness = 0.9
  private let maximumTrials = 30

  /// One point of the line: how far, how high, how steep.
  private struct Trial {
    var length: Double
    var slope: Double
    var found: Found
  }

  /// - Returns: nil when no lower point is found, which happens where rounding is larger than the descent.
  func step(from first: Double) -> Found? {
    let slope = QuasiNewton.dot(gradient, direction)
    guard slope < 0 else { return nil }
    var previous = Trial(length: 0, slope: slope, found: (point, value, gradient))
    var length = first
    for trialNumber in 0..<maximumTrials {
      let trial = trial(length)
      let isTooHigh = trial.found.value > value + descent * length * slope
      if isTooHigh || (trialNumber > 0 && trial.found.value >= previous.found.value) {
        return zoom(previous, trial, slope)
      }
      if abs(trial.slope) <= -flatness * slope { return trial.found }
      if trial.slope >= 0 { return zoom(trial, previous, slope) }
      previous = trial
      length *= 2
    }
    return previous.length > 0 ? previous.found : nil
  }

  /// Narrows the stretch between a low point and another beyond the minimum.
  private func zoom(_ low: Trial, _ high: Trial, _ slope: Double) -> Found? {
    var (low, high) = (low, high)
    for _ in 0..<maximumTrials {
      let trial = trial(Self.minimum(low, high))
      if trial.found.value > value + descent * trial.length * slope || trial.found.value >= low.found.value {
        high = trial
      } else {
        if abs(trial.slope) <= -flatness * slope { return trial.found }
        if trial.slope * (high.length - low.length) >= 0 { high = low }
        low = trial
      }
    }
    return low.length > 0 && low.found.value < value ? low.found : nil
  }

  /// Where the cubic through both ends is lowest, kept away from the ends.
  private static func minimum(_ low: Trial, _ high: Trial) -> Double {
    let width = high.length - low.length
    let sum = low.slope + high.slope - 3 * (low.found.value - high.found.value) / (low.length - high.length)
    let root = (sum * sum - low.slope * high.slope).squareRoot() * (width < 0 ? -1 : 1)
    let position = high.length - width * (high.slope + root - sum) / (high.slope - low.slope + 2 * root)
    let (least, most) = (min(low.length, high.length), max(low.length, high.length))
    let margin = 0.1 * (most - least)
    return position.isFinite ? min(max(position, least + margin), most - margin) : (least + most) / 2
  }

  private func trial(_ length: Double) -> Trial {
    var position = point
    QuasiNewton.add(length, direction, to: &position)
    let (value, gradient) = function(position)
    return Trial(length: length, slope: QuasiNewton.dot(gradient, direction), found: (position, value, gradient))
  }
}
