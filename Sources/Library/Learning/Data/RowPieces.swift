import Frames
import Statistics

/// Work on pieces of the rows, on all cores.
enum RowPieces {
  /// What `body` gives for pieces of the rows, one after the other.
  /// - Parameter work: about how many operations it takes in all.
  static func map<Element>(_ rowCount: Int, work: Int, _ body: (Range<Int>) -> [Element]) -> [Element] {
    let size = max(64, min(2048, (rowCount + 15) / 16))
    let pieces = (rowCount + size - 1) / size
    if pieces <= 1 { return body(0..<rowCount) }
    return Array(
      Parallel.map(pieces, work: work) { body($0 * size..<min(($0 + 1) * size, rowCount)) }.joined())
  }

  /// Calls `body` with pieces of the rows, at the same time.
  static func forEach(_ rowCount: Int, work: Int, _ body: (Range<Int>) -> Void) {
    _ = map(rowCount, work: work) { rows -> [Never] in
      body(rows)
      return []
    }
  }
}
