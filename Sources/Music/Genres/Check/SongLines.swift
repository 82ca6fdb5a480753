import Frames

/// The lines of a songs file at which its rows start.
struct SongLines {
  private let firstLine: Int
  /// Rows with line breaks inside fields, and the number of such breaks up to and including each row.
  private let breaks: [(row: Int, total: Int)]

  /// Nil when lines are unknown: rows were left out after reading, or the file has blank lines between its rows.
  init?(_ songs: Songs) {
    guard let table = songs.table, let report = songs.readingReport, report.blankLines == 0 else { return nil }
    firstLine = report.dialect.skippedLines + report.dialect.headerRows + 1
    var counts: [Int: Int] = [:]
    for column in table.columns {
      guard let texts = column.assumingType(String.self) else { continue }
      let breaks = texts.mapDistinct { text -> Int? in
        let count = text.utf8.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
        return count == 0 ? nil : count
      }
      guard breaks.missingCount < breaks.count else { continue }
      for (row, count) in breaks.enumerated() { if let count { counts[row, default: 0] += count } }
    }
    var total = 0
    breaks = counts.sorted { $0.key < $1.key }.map { row, count in
      total += count
      return (row, total)
    }
  }

  /// The line at which the row starts, counted from 1.
  func line(ofRow row: Int) -> Int {
    var (low, high) = (0, breaks.count)
    while low < high {
      let middle = (low + high) / 2
      if breaks[middle].row < row { low = middle + 1 } else { high = middle }
    }
    return firstLine + row + (low == 0 ? 0 : breaks[low - 1].total)
  }
}
