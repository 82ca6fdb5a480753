/// Counts of each class: its rows, those predicted as it, and those of both.
struct ClassTally: Sendable {
  let measure: Measure
  let classCount: Int
  let actual: [Int32]
  let predicted: [Int32]

  func value(weights: [Int32]?) -> Double {
    var rows = [Int](repeating: 0, count: classCount)
    var named = rows
    var right = rows
    for row in actual.indices {
      let weight = Int(weights?[row] ?? 1)
      rows[Int(actual[row])] += weight
      named[Int(predicted[row])] += weight
      if actual[row] == predicted[row] { right[Int(actual[row])] += weight }
    }
    // F1 is 2 × right / (rows + named): classes that neither occur nor are named have none.
    let classes = rows.indices.filter { measure == .macroF1 ? rows[$0] + named[$0] > 0 : rows[$0] > 0 }
    let total = Double(rows.reduce(0, +))
    return classes.reduce(0) { sum, code in
      switch measure {
      case .balancedAccuracy: sum + Double(right[code]) / Double(rows[code]) / Double(classes.count)
      case .macroF1: sum + 2 * Double(right[code]) / Double(rows[code] + named[code]) / Double(classes.count)
      default: sum + Double(rows[code]) / total * 2 * Double(right[code]) / Double(rows[code] + named[code])
      }
    }
  }
}
