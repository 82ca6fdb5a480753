#if canImport(Glibc)
  import Glibc
#endif

extension ClassLabels {
  /// The logarithm of each class's share of the rows; a class without rows has a small one.
  var logPriors: [Float] {
    classCounts.map { Float(log((Double($0) + 1) / Double(count + classCount))) }
  }
}
