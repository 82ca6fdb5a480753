/// Slanting lines that fill an outline: what tells missing values from low ones also where colours are not seen.
enum Hatching {
  /// From one line to the next, along x.
  private static let step = 6.0

  static func stroke(_ theme: Theme) -> Stroke { Stroke(theme.ink(0.2), width: 0.6) }

  /// The parts of rising diagonals that lie inside closed rings; holes come from the even-odd rule.
  static func lines(through rings: [[Point]]) -> Path {
    // On a diagonal x + y is the same; x - y tells places on it apart.
    var crossings: [Int: [Double]] = [:]
    for ring in rings where ring.count > 2 {
      for (index, start) in ring.enumerated() {
        let end = ring[(index + 1) % ring.count]
        let (from, to) = (start.x + start.y, end.x + end.y)
        guard from != to else { continue }
        // Half-open, so that a line through a corner crosses once.
        let first = Int((min(from, to) / step).rounded(.up))
        let last = Int((max(from, to) / step).rounded(.up)) - 1
        guard first <= last else { continue }
        for line in first...last {
          let share = (Double(line) * step - from) / (to - from)
          let (low, high) = (start.x - start.y, end.x - end.y)
          crossings[line, default: []].append(low + (high - low) * share)
        }
      }
    }
    var path = Path()
    for line in crossings.keys.sorted() {
      let places = (crossings[line] ?? []).sorted()
      var parts: [(Double, Double)] = []
      for index in stride(from: 0, to: places.count - 1, by: 2) {
        let (start, end) = (places[index], places[index + 1])
        // A border that two countries share does not break the line.
        if let last = parts.last, start - last.1 < 0.05 {
          parts[parts.count - 1].1 = end
        } else {
          parts.append((start, end))
        }
      }
      let sum = Double(line) * step
      for (start, end) in parts where end - start > 0.5 {
        path.addLine(
          from: Point(x: (sum + start) / 2, y: (sum - start) / 2), to: Point(x: (sum + end) / 2, y: (sum - end) / 2))
      }
    }
    return path
  }
}
