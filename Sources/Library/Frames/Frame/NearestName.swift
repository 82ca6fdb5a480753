/// The name that a mistyped one may have meant.
public enum NearestName {
  /// The nearest by edit distance (Levenshtein, letter case ignored), nil when none is near.
  public static func of(_ name: String, among names: [String]) -> String? {
    let wanted = Array(name.lowercased())
    let rated = names.map { (name: $0, distance: distance(wanted, Array($0.lowercased()))) }
    guard let best = rated.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= tolerance(wanted) ? best.name : nil
  }

  /// The nearest few, the nearest first: those near by edit distance, then those that hold the name or that the name holds.
  public static func several(of name: String, among names: [String], limit: Int = 3) -> [String] {
    let lowercased = name.lowercased()
    let wanted = Array(lowercased)
    let rated = names.compactMap { candidate -> (name: String, distance: Int)? in
      let letters = candidate.lowercased()
      let distance = distance(wanted, Array(letters))
      if distance <= tolerance(wanted) { return (candidate, distance) }
      let holds = !letters.isEmpty && !wanted.isEmpty && (" " + letters + " ").contains(" " + lowercased + " ")
      let isHeld = !letters.isEmpty && (" " + lowercased + " ").contains(" " + letters + " ")
      return holds || isHeld ? (candidate, wanted.count + distance) : nil
    }
    return rated.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(limit).map(\.name)
  }

  /// How many letters may differ: a third of them.
  private static func tolerance(_ wanted: [Character]) -> Int { max(1, wanted.count / 3) }

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
