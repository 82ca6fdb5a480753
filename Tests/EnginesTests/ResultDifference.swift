import Frames
import Summaries

/// Where two results differ, found by looking into whatever they are made of.
enum ResultDifference {
  static func between(_ one: SummaryResult, _ other: SummaryResult, tolerance: Double) -> [String] {
    if case .frame(let left) = one, case .frame(let right) = other {
      guard left.columnNames == right.columnNames, left.rowCount == right.rowCount else {
        return ["frames \(left.columnNames) x \(left.rowCount), \(right.columnNames) x \(right.rowCount)"]
      }
      return zip(left.columns, right.columns).flatMap { left, right -> [String] in
        guard left.type == right.type else { return ["\(left.name): \(left.type) and \(right.type)"] }
        if let left = left.doubles, let right = right.doubles {
          return compare(left, right, "frame", tolerance)
        }
        return left == right ? [] : ["\(left.name): \(left.texts) and \(right.texts)"]
      }
    }
    return compare(one, other, "", tolerance)
  }

  private static func compare(_ one: Any, _ other: Any, _ path: String, _ tolerance: Double) -> [String] {
    if let one = one as? Double, let other = other as? Double {
      if one == other || (one.isNaN && other.isNaN) { return [] }
      let distance = abs(one - other) / max(1e-300, max(abs(one), abs(other)))
      // A coefficient near 0 is as close as one near 1.
      if tolerance > 0, distance <= tolerance || abs(one - other) <= tolerance * 1e-3 { return [] }
      return ["\(path): \(one) and \(other), \(distance)"]
    }
    let (left, right) = (Mirror(reflecting: one), Mirror(reflecting: other))
    if left.children.isEmpty, right.children.isEmpty {
      return "\(one)" == "\(other)" ? [] : ["\(path): \(one) and \(other)"]
    }
    guard left.children.count == right.children.count else {
      return ["\(path): \(left.children.count) and \(right.children.count) parts: \(one), \(other)"]
    }
    return zip(left.children, right.children).enumerated().flatMap { number, pair in
      compare(pair.0.value, pair.1.value, "\(path).\(pair.0.label ?? String(number))", tolerance)
    }
  }
}
