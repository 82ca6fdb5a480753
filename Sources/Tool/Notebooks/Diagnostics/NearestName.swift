/// The known name that a mistyped one most likely stands for.
enum NearestName {
  /// Nil when nothing is near enough to be worth saying.
  static func nearest(to name: String, among known: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    var best: (name: String, distance: Int)?
    for candidate in known {
      let letters = Array(candidate.lowercased().utf8)
      let shared = min(wanted.count, letters.count)
      let isPrefix = shared >= 3 && wanted.prefix(shared) == letters.prefix(shared)
      let distance = isPrefix ? 1 : editDistance(wanted, letters)
      guard distance <= max(2, wanted.count / 3), distance < max(1, letters.count) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  /// "did you mean `x`?", else the list of what there is.
  static func hint(for name: String, among known: [String], noun: String) -> String {
    if let nearest = nearest(to: name, among: known) { return "did you mean `\(nearest)`?" }
    if known.isEmpty { return "there are no \(noun)" }
    let shown = known.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
    return "known \(noun): " + shown + (known.count > 20 ? " and \(known.count - 20) more" : "")
  }

  /// Insertions, deletions, substitutions and swaps of neighbours (the restricted Damerau-Levenshtein distance).
  static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    guard !a.isEmpty, !b.isEmpty, a.count <= 64, b.count <= 64 else { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var distance = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { distance = min(distance, beforeLast[j - 2] + 1) }
        row.append(distance)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
