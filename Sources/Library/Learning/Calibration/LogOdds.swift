import Glibc

/// Probabilities on a scale without ends.
enum LogOdds {
  /// The logarithm of p / (1 - p); 0 and 1 count as one in 2^23, the smallest step of single precision.
  static func of(_ probability: Double) -> Double {
    let inside = min(max(probability, 0x1p-23), 1 - 0x1p-23)
    return log(inside / (1 - inside))
  }
}
