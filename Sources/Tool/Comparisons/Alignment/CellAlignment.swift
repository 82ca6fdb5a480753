import Runs

/// Pairs the cells of two runs: by label, then by equal code, then by similarity, in order of appearance.
struct CellAlignment {
  /// Positions in both runs; nil where there is no counterpart. In the order of the new run; cells that are gone stand
  /// where they were.
  var pairs: [(old: Int?, new: Int?)]

  /// What cells are paired by.
  struct Side {
    var label: String?
    var title: String?
    /// The code or text; the label or title where there is no source.
    var body: String
  }

  init(_ old: [Side], _ new: [Side]) {
    var counterpart: [Int: Int] = [:]
    var taken: Set<Int> = []
    func pair(_ one: Int, _ other: Int) {
      counterpart[other] = one
      taken.insert(one)
    }
    func open(_ side: [Side], _ isTaken: (Int) -> Bool) -> [Int] { side.indices.filter { !isTaken($0) } }

    let labelled = Dictionary(old.indices.compactMap { index in old[index].label.map { ($0, index) } }) { first, _ in
      first
    }
    for index in new.indices {
      if let label = new[index].label, let other = labelled[label], !taken.contains(other) { pair(other, index) }
    }
    // Equal bodies, each with the first that is free.
    var positions: [String: [Int]] = [:]
    for index in open(old, taken.contains).reversed() { positions[old[index].body, default: []].append(index) }
    for index in open(new, { counterpart[$0] != nil }) {
      if let other = positions[new[index].body]?.popLast() { pair(other, index) }
    }
    // The most similar first. Cells with different labels are never paired.
    var candidates: [(similarity: Double, old: Int, new: Int)] = []
    let tokens = old.map { TokenBag($0.body) }
    for index in open(new, { counterpart[$0] != nil }) {
      let bag = TokenBag(new[index].body)
      for other in open(old, taken.contains) where new[index].label == nil || old[other].label == nil {
        var similarity = bag.similarity(to: tokens[other])
        if let title = new[index].title, title == old[other].title { similarity += 0.4 }
        if similarity > 0.5 { candidates.append((similarity, other, index)) }
      }
    }
    candidates.sort { ($1.similarity, $0.new, $0.old) < ($0.similarity, $1.new, $1.old) }
    for candidate in candidates where counterpart[candidate.new] == nil && !taken.contains(candidate.old) {
      pair(candidate.old, candidate.new)
    }

    pairs = []
    var waiting = open(old, taken.contains)[...]
    for index in new.indices {
      if let other = counterpart[index] {
        while let gone = waiting.first, gone < other {
          pairs.append((gone, nil))
          waiting.removeFirst()
        }
      }
      pairs.append((counterpart[index], index))
    }
    pairs += waiting.map { ($0, nil) }
  }
}

/// How often each token stands in a text.
private struct TokenBag {
  var counts: [Substring: Int] = [:]
  var total = 0

  init(_ text: String) {
    for token in TokenDifference.tokens(text[...]) where token.contains(where: { !$0.isWhitespace }) {
      counts[token, default: 0] += 1
      total += 1
    }
  }

  /// The Dice coefficient of both bags: 1 for the same tokens, 0 for none in common.
  func similarity(to other: TokenBag) -> Double {
    guard total + other.total > 0 else { return 1 }
    let common = counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) }
    return 2 * Double(common) / Double(total + other.total)
  }
}
