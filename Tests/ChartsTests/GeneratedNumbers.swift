/// Numbers between 0 and 1, the same for the same seed: a linear congruential generator, cubed.
func generatedNumbers(count: Int, seed: UInt64) -> [Double] {
  var state = seed
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let unit = Double(state >> 33) / 0x1p31
    return unit * unit * unit
  }
}

/// Whether two numbers agree to 1e-9 of their size.
func agree(_ a: Double, _ b: Double, tolerance: Double = 1e-9) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}
