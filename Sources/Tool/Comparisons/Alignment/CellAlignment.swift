import Runs

/// Which cell of the one run is which of the other: by label, then by equal code, then by likeness, in order of appearance.
struct CellAlignment {
  /// Places in both runs; nil where there is no counterpart. In the order of the new run, with what is gone where it stood.
  var pairs: [(old: Int?, new: Int?)]

  /// A cell as it is recognised.
  struct Side {
    var label: String?
    var title: String?
    /// The code or text; the title stands in where the source is not at hand.
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

    let labelled = Dictionary(old.indices.compactMap { place in old[place].label.map { ($0, place) } }) { first, _ in
      first
    }
    for place in new.indices {
      if let label = new[place].label, let other = labelled[label], !taken.contains(other) { pair(other, place) }
    }
    // Equal bodies, each with the first that is free.
    var places: [String: [Int]] = [:]
    for place in open(old, taken.contains).reversed() { places[old[place].body, default: []].append(place) }
    for place in open(new, { counterpart[$0] != nil }) {
      if let other = places[new[place].body]?.popLast() { pair(other, place) }
    }
    // The likest first; a label that both have and that differs keeps cells apart.
    var likely: [(likeness: Double, old: Int, new: Int)] = []
    let tokens = old.map { TokenBag($0.body) }
    for place in open(new, { counterpart[$0] != nil }) {
      let bag = TokenBag(new[place].body)
      for other in open(old, taken.contains) where new[place].label == nil || old[other].label == nil {
        var likeness = bag.likeness(to: tokens[other])
        if let title = new[place].title, title == old[other].title { likeness += 0.4 }
        if likeness > 0.5 { likely.append((likeness, other, place)) }
      }
    }
    likely.sort { ($1.likeness, $0.new, $0.old) < ($0.likeness, $1.new, $1.old) }
    for candidate in likely where counterpart[candidate.new] == nil && !taken.contains(candidate.old) {
      pair(candidate.old, candidate.new)
    }

    pairs = []
    var waiting = open(old, taken.contains)[...]
    for place in new.indices {
      if let other = counterpart[place] {
        while let gone = waiting.first, gone < other {
          pairs.append((gone, nil))
          waiting.removeFirst()
        }
      }
      pairs.append((counterpart[place], place))
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
  func likeness(to other: TokenBag) -> Double {
    guard total + other.total > 0 else { return 1 }
    let common = counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) }
    return 2 * Double(common) / Double(total + other.total)
  }
}
