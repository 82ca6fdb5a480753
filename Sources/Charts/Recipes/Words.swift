/// Phrases that alternative texts share.
enum Words {
  /// `1 value`, `12,345 values`.
  static func count(_ count: Int, _ noun: String) -> String {
    "\(NumberFormat.automatic.string(Double(count))) \(noun)\(count == 1 ? "" : "s")"
  }
}
