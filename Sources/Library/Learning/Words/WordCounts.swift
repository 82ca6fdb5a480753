/// How often words stand with classes, when a group of rows counts as much as the square root of their number.
struct WordCounts {
  struct Word {
    var weights: [Int32: Double] = [:]
    /// How many groups the word stands with.
    var groups = 0
    fileprivate var lastGroup: Int32 = -1
  }

  /// For each word of the vocabulary.
  private(set) var words: [Word]
  /// For each class what its rows count.
  private(set) var rows: [Double]

  init(_ bags: WordBags, labels: ClassLabels, groups: [Int32], rowWeights: [Double]? = nil) {
    struct Cell: Hashable {
      var group: Int32
      var code: Int32
    }
    var sizes: [Cell: Int] = [:]
    for (group, code) in zip(groups, labels.codes) { sizes[Cell(group: group, code: code), default: 0] += 1 }
    words = [Word](repeating: Word(), count: bags.vocabulary.count)
    rows = [Double](repeating: 0, count: labels.classCount)
    // Group by group, so that a word's groups are counted without remembering them.
    for row in groups.indices.sorted(by: { (groups[$0], $0) < (groups[$1], $1) }) {
      let cell = Cell(group: groups[row], code: labels.codes[row])
      let weight = (rowWeights?[row] ?? 1) / Double(sizes[cell] ?? 1).squareRoot()
      rows[Int(cell.code)] += weight
      for word in bags.codes(of: row) {
        words[Int(word)].weights[cell.code, default: 0] += weight
        if words[Int(word)].lastGroup != cell.group || words[Int(word)].groups == 0 {
          words[Int(word)].groups += 1
          words[Int(word)].lastGroup = cell.group
        }
      }
    }
  }
}
