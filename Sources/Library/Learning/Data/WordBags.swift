import Frames

/// Words that stand with each row, such as those of a song's name: what a row has no number for.
///
/// A word counts once in a row, however often it stands there. Their order is not kept.
public struct WordBags: Sendable, Equatable, Codable {
  /// What the words are of: "Name".
  public let name: String
  /// Different words, in the order of their first row.
  public let vocabulary: [String]
  /// Where each row's words begin in `codes`, and at last where they end.
  @Bulk private var starts: [Int]
  @Bulk private var codes: [Int32]

  /// - Parameters:
  ///   - rows: for each row the position of its words in `words`; below 0 for none.
  ///   - words: the words of each text, once however many rows share it.
  public init(name: String, rows: some Sequence<Int32>, words: [[String]]) {
    self.name = name
    var vocabulary: [String] = []
    var codeOfWord: [String: Int32] = [:]
    let coded = words.map { words in
      var codes: [Int32] = []
      for word in words {
        let code = codeOfWord[word] ?? Int32(vocabulary.count)
        if Int(code) == vocabulary.count {
          codeOfWord[word] = code
          vocabulary.append(word)
        }
        if !codes.contains(code) { codes.append(code) }
      }
      return codes
    }
    var starts = [0]
    var all: [Int32] = []
    for row in rows {
      if row >= 0 { all += coded[Int(row)] }
      starts.append(all.count)
    }
    self.vocabulary = vocabulary
    self.starts = starts
    codes = all
  }

  /// - Parameter rows: the words of each row.
  public init(name: String, _ rows: [[String]]) {
    self.init(name: name, rows: (0..<rows.count).map(Int32.init), words: rows)
  }

  private init(name: String, vocabulary: [String], starts: [Int], codes: [Int32]) {
    self.name = name
    self.vocabulary = vocabulary
    self.starts = starts
    self.codes = codes
  }

  /// How many rows there are.
  public var rowCount: Int { starts.count - 1 }

  /// A row's words.
  public subscript(row: Int) -> [String] { self.codes(of: row).map { vocabulary[Int($0)] } }

  /// A row's words as positions in the vocabulary.
  func codes(of row: Int) -> ArraySlice<Int32> { codes[starts[row]..<starts[row + 1]] }

  /// These rows, in this order; the vocabulary stays as it is.
  public func selectingRows(_ rows: [Int]) -> WordBags {
    var starts = [0]
    var kept: [Int32] = []
    starts.reserveCapacity(rows.count + 1)
    for row in rows {
      kept += codes(of: row)
      starts.append(kept.count)
    }
    return WordBags(name: name, vocabulary: vocabulary, starts: starts, codes: kept)
  }
}
