extension SplitSearch {
  /// Up to so many samples are sorted by insertion, which then is faster than counting.
  private static let fewSamples = 24

  /// Sets `keys` to those of the samples in the order of their bins.
  /// - Returns: false when all samples are in one bin.
  @inline(__always)
  func sort(
    _ samples: UnsafePointer<Sample>, count: Int, _ column: UnsafePointer<UInt8>, binCount: Int
  ) -> Bool {
    count <= SplitSearch.fewSamples
      ? sortByInsertion(samples, count: count, column)
      : sortByCounting(samples, count: count, column, binCount: binCount)
  }

  /// As ``sort(_:count:_:binCount:)``, with the weight of each sample in the order of the keys.
  func sortWithWeights(
    _ samples: UnsafePointer<Sample>, count: Int, _ column: UnsafePointer<UInt8>, binCount: Int,
    _ weights: RowWeights
  ) -> Bool {
    positions.update(repeating: 0, count: binCount)
    for index in 0..<count {
      let bin = column[Int(samples[index].row)]
      bins[index] = bin
      positions[Int(bin)] &+= 1
    }
    if positions[Int(bins[0])] == UInt32(truncatingIfNeeded: count) { return false }
    var sum: UInt32 = 0
    for bin in 0..<binCount {
      let own = positions[bin]
      positions[bin] = sum
      sum &+= own
    }
    for index in 0..<count {
      let bin = bins[index]
      let position = Int(positions[Int(bin)])
      keys[position] = UInt32(bin) << 24 | samples[index].key
      weights.ofSamples[position] = weights[samples[index]]
      positions[Int(bin)] &+= 1
    }
    return true
  }

  private func sortByInsertion(
    _ samples: UnsafePointer<Sample>, count: Int, _ column: UnsafePointer<UInt8>
  ) -> Bool {
    for index in 0..<count {
      let key = UInt32(column[Int(samples[index].row)]) << 24 | samples[index].key
      var position = index
      while position > 0, keys[position &- 1] > key {
        keys[position] = keys[position &- 1]
        position &-= 1
      }
      keys[position] = key
    }
    return keys[0] >> 24 != keys[count - 1] >> 24
  }

  private func sortByCounting(
    _ samples: UnsafePointer<Sample>, count: Int, _ column: UnsafePointer<UInt8>, binCount: Int
  ) -> Bool {
    positions.update(repeating: 0, count: binCount)
    for index in 0..<count {
      let bin = column[Int(samples[index].row)]
      bins[index] = bin
      positions[Int(bin)] &+= 1
    }
    if positions[Int(bins[0])] == UInt32(truncatingIfNeeded: count) { return false }
    var sum: UInt32 = 0
    for bin in 0..<binCount {
      let own = positions[bin]
      positions[bin] = sum
      sum &+= own
    }
    // The positions of a bin start after those of all lower ones and are as many as its samples: each is below count.
    for index in 0..<count {
      let bin = bins[index]
      let position = positions[Int(bin)]
      keys[Int(position)] = UInt32(bin) << 24 | samples[index].key
      positions[Int(bin)] = position &+ 1
    }
    return true
  }
}
