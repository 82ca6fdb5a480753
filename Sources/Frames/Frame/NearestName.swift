/// The name that a mistyped one may have meant.
public enum NearestName {
  /// The nearest by edit distance (Levenshtein, letter case ignored), nil when none is near.
  public static func of(_ name: String, among names: [String]) -> String? {
    let wanted = Array(name.lowercased())
    let rated = names.map { (name: $0, distance: distance(wanted, Array($0.lowercased()))) }
    guard let best = rated.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, wanted.count / 3) ? best.name : nil
  }

  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var row = Array(0...other.count)
    for (position, letter) in one.enumerated() {
      var diagonal = row[0]
      row[0] = position + 1
      for column in other.indices {
        let substituted = diagonal + (letter == other[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(substituted, min(diagonal, row[column]) + 1)
      }
    }
    return row[other.count]
  }
}
