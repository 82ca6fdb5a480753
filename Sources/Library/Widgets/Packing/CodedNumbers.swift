/// Columns of numbers of which many are the same: the different ones, ascending, and which of them each row has. Nothing
/// is rounded beyond single precision.
enum CodedNumbers {
  /// The arrays `numbers0` and `codes0` of column 0; a column with more different numbers than codes is `numbers0` alone.
  static func arrays(_ values: [Double], number: Int) -> [(name: String, numbers: WidgetPack.Numbers)] {
    let floats = values.map { Float($0) }
    let bits = Set(floats.map(\.bitPattern)).sorted()
    guard bits.count <= 1 << 16 else { return [("numbers\(number)", .floats(floats))] }
    let places = Dictionary(uniqueKeysWithValues: bits.enumerated().map { ($1, $0) })
    return [
      ("numbers\(number)", .floats(bits.map { Float(bitPattern: $0) })),
      ("codes\(number)", .fitting(floats.map { places[$0.bitPattern] ?? 0 }, below: bits.count)),
    ]
  }
}
