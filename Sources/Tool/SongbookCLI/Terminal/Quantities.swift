import Foundation

/// Times and sizes as a person reads them.
enum Quantities {
  /// `0.04 s`, `1.8 s`, `2 min 5 s`.
  static func duration(_ seconds: Double) -> String {
    if seconds < 1 { return String(format: "%.2f s", seconds) }
    if seconds < 100 { return String(format: "%.1f s", seconds) }
    return "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
  }

  /// `13.5 MB`, in powers of 1,000.
  static func bytes(_ count: Int) -> String {
    switch count {
    case ..<1_000: "\(count) bytes"
    case ..<1_000_000: String(format: "%.0f kB", Double(count) / 1e3)
    case ..<1_000_000_000: String(format: "%.0f MB", Double(count) / 1e6)
    default: String(format: "%.1f GB", Double(count) / 1e9)
    }
  }

  /// `1 table`, `5 tables`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
