/// A class and how likely a forest finds it.
public struct ClassProbability: Sendable, Equatable {
  public var label: UInt16
  /// 0...1.
  public var probability: Float

  public init(label: UInt16, probability: Float) {
    self.label = label
    self.probability = probability
  }

  /// The greatest, in descending order; among equals the class of the lower number comes first.
  ///
  /// - Parameter weights: of all classes; they are divided by `sum`.
  static func greatest(_ count: Int, of weights: UnsafeBufferPointer<Float>, sum: Float) -> [ClassProbability] {
    var found: [ClassProbability] = []
    found.reserveCapacity(count + 1)
    var least = -Float.infinity
    for (label, weight) in weights.enumerated() where weight > least {
      let place = found.firstIndex { $0.probability < weight } ?? found.count
      found.insert(ClassProbability(label: UInt16(truncatingIfNeeded: label), probability: weight), at: place)
      if found.count > count { found.removeLast() }
      if found.count == count { least = found[count - 1].probability }
    }
    for index in found.indices { found[index].probability /= sum }
    return found
  }
}
