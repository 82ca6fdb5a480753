import Testing

@testable import Comparisons

@Suite struct EditScriptTests {
  @Test func stepsTurnTheOneListIntoTheOtherByTheShortestWay() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<400 {
      let old = (0..<Int.random(in: 0...14, using: &generator)).map { _ in Int.random(in: 0..<4, using: &generator) }
      let new = (0..<Int.random(in: 0...14, using: &generator)).map { _ in Int.random(in: 0..<4, using: &generator) }
      let steps = EditScript.steps(old, new)
      var rebuilt: [Int] = [], passed: [Int] = [], kept = 0
      for step in steps {
        switch step {
        case .keep(let from, let to):
          #expect(old[from] == new[to])
          rebuilt.append(new[to])
          passed.append(from)
          kept += 1
        case .remove(let index): passed.append(index)
        case .insert(let index): rebuilt.append(new[index])
        }
      }
      #expect(rebuilt == new)
      #expect(passed == Array(old.indices))
      #expect(kept == longestCommonSubsequence(old, new), "\(old) \(new)")
    }
  }

  private func longestCommonSubsequence(_ one: [Int], _ other: [Int]) -> Int {
    var lengths = [[Int]](repeating: [Int](repeating: 0, count: other.count + 1), count: one.count + 1)
    for i in one.indices {
      for j in other.indices {
        lengths[i + 1][j + 1] = one[i] == other[j] ? lengths[i][j] + 1 : max(lengths[i][j + 1], lengths[i + 1][j])
      }
    }
    return lengths[one.count][other.count]
  }

  @Test func insideAChangedLineOnlyTheChangedTokensAreMarked() throws {
    let difference = try #require(TextDifference("let trees = 100\nlet seed = 1", "let trees = 300\nlet seed = 1"))
    #expect(difference.lines.map(\.kind) == [.removed, .added, .equal])
    #expect(difference.lines[1].pieces.filter(\.isChanged).map(\.text) == ["300"])
    #expect(difference.lines[1].pieces.map(\.text).joined() == "let trees = 300")
    #expect(TextDifference("same", "same") == nil)
  }
}
