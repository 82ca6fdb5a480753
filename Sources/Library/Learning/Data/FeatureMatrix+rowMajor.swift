extension FeatureMatrix {
  /// Row by row, each row's features side by side.
  var rowMajor: [Double] {
    let width = featureCount
    return [Double](unsafeUninitializedCapacity: rowCount * width) { buffer, count in
      for (number, column) in columns.enumerated() {
        // Each place is written once: all rows of one feature, then of the next.
        for row in 0..<rowCount { buffer.initializeElement(at: row * width + number, to: column[row]) }
      }
      count = rowCount * width
    }
  }

  /// Ranges of rows to be worked on at the same time. They depend on the number of rows only, so that sums over them do not depend on the
  /// number of cores.
  var pieces: [Range<Int>] {
    let size = max(512, (rowCount + 63) / 64)
    return stride(from: 0, to: rowCount, by: size).map { $0..<min($0 + size, rowCount) }
  }
}
