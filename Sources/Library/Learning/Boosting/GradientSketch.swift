import Frames
import Statistics

/// The directions along which one tree looks at the gradients of all classes.
///
/// Of up to ``width`` classes each is looked at by itself. Of more, each direction is a sum over all classes with random signs, drawn anew for each
/// tree: the squared length of a sum of gradients along them is, on average, proportional to its true one.
struct GradientSketch {
  static let width = SIMD16<Float>.scalarCount

  /// What each class adds to each direction.
  let directions: [SIMD16<Float>]

  init(classCount: Int, random: inout SplitMix64) {
    directions = (0..<classCount).map { code in
      var direction = SIMD16<Float>(repeating: 0)
      if classCount <= Self.width {
        direction[code] = 1
      } else {
        let bits = random.next()
        for place in 0..<Self.width { direction[place] = bits >> UInt64(place) & 1 == 0 ? 1 : -1 }
      }
      return direction
    }
  }
}
