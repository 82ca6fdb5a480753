/// Phrases that alternative texts share.
enum Words {
  /// `1 value`, `12,345 values`.
  /// - Parameter plural: where it is not the noun with an s.
  static func count(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(NumberFormat.automatic.string(Double(count))) \(count == 1 ? noun : plural ?? noun + "s")"
  }
}
