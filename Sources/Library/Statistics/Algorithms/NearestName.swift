/// The known name that a mistyped one most likely stands for.
package enum NearestName {
  /// The nearest name; nil when none is near enough to be suggested.
  package static func of(_ name: String, among names: some Sequence<String>) -> String? {
    let wanted = Wanted(name)
    var best: (name: String, distance: Int)?
    for candidate in names {
      guard let distance = wanted.distance(to: candidate) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The nearest few, the nearest first: those that may be mistyped, then those that contain the name or that the name
  /// contains as whole words.
  package static func several(of name: String, among names: [String], limit: Int = 3) -> [String] {
    let wanted = Wanted(name)
    let rated = names.compactMap { candidate -> (name: String, distance: Int)? in
      (wanted.distance(to: candidate) ?? wanted.distanceByWords(to: candidate)).map { (candidate, $0) }
    }
    return rated.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(limit).map(\.name)
  }

  /// A name to look for. Letter case does not matter.
  private struct Wanted {
    private let name: String
    private let letters: [Character]

    init(_ name: String) {
      self.name = name.lowercased()
      letters = Array(self.name)
    }

    /// The edit distance; 1 where one name starts with the other; nil where too much differs for a mistyped name: more
    /// than a third of the letters and more than two, or all of the candidate.
    func distance(to candidate: String) -> Int? {
      let other = Array(candidate.lowercased())
      let shared = min(letters.count, other.count)
      let isPrefix = shared >= 3 && letters.prefix(shared) == other.prefix(shared)
      let distance = isPrefix ? min(1, max(letters.count, other.count) - shared) : editDistance(letters, other)
      return distance <= max(2, letters.count / 3) && distance < max(1, other.count) ? distance : nil
    }

    /// A distance beyond all those of mistyped names, where one name contains the other as whole words.
    func distanceByWords(to candidate: String) -> Int? {
      let other = candidate.lowercased()
      guard !name.isEmpty, !other.isEmpty else { return nil }
      let (spaced, otherSpaced) = (" \(name) ", " \(other) ")
      guard otherSpaced.contains(spaced) || spaced.contains(otherSpaced) else { return nil }
      return letters.count + editDistance(letters, Array(other))
    }
  }

  /// Insertions, deletions, substitutions and swaps of neighbours: the restricted Damerau-Levenshtein distance. Names
  /// of more than 64 letters are taken to differ in all of them.
  package static func editDistance<Letter: Equatable>(_ one: [Letter], _ other: [Letter]) -> Int {
    guard !one.isEmpty, !other.isEmpty, one.count <= 64, other.count <= 64 else { return max(one.count, other.count) }
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for i in 1...one.count {
      var row = [i]
      for j in 1...other.count {
        let cost = one[i - 1] == other[j - 1] ? 0 : 1
        var distance = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, one[i - 1] == other[j - 2], one[i - 2] == other[j - 1] {
          distance = min(distance, beforeLast[j - 2] + 1)
        }
        row.append(distance)
      }
      beforeLast = last
      last = row
    }
    return last[other.count]
  }
}
