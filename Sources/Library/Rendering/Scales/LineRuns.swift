/// The stretches of rows that are drawn as one line or area, and the gaps between them.
package struct LineRuns {
  /// Rows whose places are known on both axes, without a gap between neighbours.
  package private(set) var runs: [[Int]] = []
  /// The rows before and behind each gap that only missing places make.
  package private(set) var gaps: [(Int, Int)] = []

  /// - Parameters:
  ///   - rows: In the order of the line.
  ///   - bases: The values along the line or area, of which some may be missing.
  ///   - spacing: What steps there are; nil where no step is too long.
  package init(of rows: [Int], _ xs: [Double], _ ys: [Double], bases: [Double], spacing: RegularSpacing?) {
    var current: [Int] = []
    for row in rows {
      guard xs[row].isFinite, ys[row].isFinite else {
        if !current.isEmpty { runs.append(current) }
        current = []
        continue
      }
      if let last = current.last, let spacing, spacing.isGap(from: bases[last], to: bases[row]) {
        runs.append(current)
        gaps.append((last, row))
        current = []
      }
      current.append(row)
    }
    if !current.isEmpty { runs.append(current) }
  }

  /// Whether places along a line go back and forth.
  package static func goBackAndForth(_ places: [Double]) -> Bool {
    var (rises, falls) = (false, false)
    var last = Double.nan
    for place in places where place.isFinite {
      if place > last { rises = true }
      if place < last { falls = true }
      last = place
    }
    return rises && falls
  }
}

extension Point {
  /// The places of rows.
  package static func places(of rows: [Int], _ xs: [Double], _ ys: [Double]) -> [Point] {
    rows.map { Point(x: xs[$0], y: ys[$0]) }
  }
}
