/// Which rows of several columns have a place on their scales, all at once: there may be hundreds of thousands.
package struct PlacedRows {
  /// Numbers along one scale.
  package struct Column {
    var values: [Double]
    var scale: ContinuousScale?
    var needsPlace: Bool
    var staysInside: Bool

    /// - Parameters:
    ///   - values: NaN where missing.
    ///   - scale: nil for names, and for numbers whose place does not matter: they only have to be there.
    ///   - needsPlace: whether a row counts as without a place where the scale has none for its number.
    ///   - staysInside: whether a row counts as outside where its number lies beyond the ends of the scale.
    package init(_ values: [Double], on scale: ContinuousScale?, needsPlace: Bool, staysInside: Bool) {
      self.values = values
      self.scale = scale
      self.needsPlace = needsPlace
      self.staysInside = staysInside
    }
  }

  /// Rows where every number is there and has its place.
  package private(set) var rows: [Int] = []
  /// Rows with numbers of zero or below on a logarithmic scale.
  package private(set) var withoutPlace = 0
  /// Rows beyond the ends of a scale.
  package private(set) var outside = 0

  private enum State {
    static let shown: UInt8 = 0
    static let outside: UInt8 = 1
    static let withoutPlace: UInt8 = 2
    static let missing: UInt8 = 3
  }

  private let states: [UInt8]

  /// Those of some rows that are shown.
  package func shown(of rows: [Int]) -> [Int] { rows.filter { states[$0] == State.shown } }

  /// - Precondition: every column has `count` values.
  package init(_ columns: [Column], count: Int) {
    var states = [UInt8](repeating: State.shown, count: count)
    for column in columns {
      precondition(column.values.count == count, "\(column.values.count) values in \(count) rows")
      let (values, scale) = (column.values, column.scale)
      for row in 0..<count where states[row] != State.missing {
        let value = values[row]
        var state = State.shown
        if !value.isFinite {
          state = State.missing
        } else if let scale {
          if column.needsPlace, !scale.type.accepts(value) {
            state = State.withoutPlace
          } else if column.staysInside, !Self.holds(scale, value) {
            state = State.outside
          }
        }
        if state > states[row] { states[row] = state }
      }
    }
    rows.reserveCapacity(count)
    for row in 0..<count {
      switch states[row] {
      case State.shown: rows.append(row)
      case State.outside: outside += 1
      case State.withoutPlace: withoutPlace += 1
      default: break
      }
    }
    self.states = states
  }

  /// Whether a number lies within a scale, give or take what rounding its ends takes.
  private static func holds(_ scale: ContinuousScale, _ value: Double) -> Bool {
    scale.contains(value) || (-1e-6...1 + 1e-6).contains(scale.fraction(value))
  }
}
