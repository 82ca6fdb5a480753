import Charts

extension NumberFormat {
  /// Whole numbers are written whole, however large.
  func text(of number: some BinaryInteger) -> String {
    self == .automatic ? NumberFormat.fixed(Double(number), decimals: 0) : string(Double(number))
  }
}
