/// How the errors of a classifier of two classes change with the score from which rows are called positive.
public protocol ClassifierCurve: Sendable, Equatable {
  /// - Parameters:
  ///   - scores: one for each row, higher for rows more likely to be positive; rows whose score is NaN are left out.
  ///   - isPositive: whether each row is of the positive class.
  /// - Precondition: both have one value for each row.
  init(scores: [Double], isPositive: [Bool])
  /// The mean curve, every curve counting the same; curves that are undefined are left out.
  static func macroAverage(of curves: [Self]) -> Self
  /// The area under the curve, from 0 to 1; NaN where it is undefined.
  var area: Double { get }
}

/// The curves of each of several classes against all others, and their averages.
public struct OneVersusRest<Curve: ClassifierCurve>: Sendable, Equatable {
  /// Of the classes.
  public var names: [String]
  /// In the order of the names. A class that no row has, or every row, has an undefined curve.
  public var curves: [Curve]
  /// All pairs of a row and a class taken together: frequent classes count for more.
  public var microAverage: Curve
  /// The mean of the classes' curves: each class counts the same.
  public var macroAverage: Curve

  /// Curves that were computed elsewhere.
  /// - Precondition: each class has a curve.
  public init(names: [String], curves: [Curve], microAverage: Curve, macroAverage: Curve) {
    precondition(names.count == curves.count, "\(curves.count) curves of \(names.count) classes")
    self.names = names
    self.curves = curves
    self.microAverage = microAverage
    self.macroAverage = macroAverage
  }

  /// - Parameters:
  ///   - names: of the classes.
  ///   - classes: the class of each row, as an index into the names.
  ///   - scores: row by row, one for each class: `scores[row * names.count + class]`. Probabilities, or anything
  ///     comparable across classes.
  /// - Precondition: as many scores as rows times classes, and every class has a name.
  public init(names: [String], classes: [Int], scores: [Double]) {
    let (size, rows) = (names.count, classes.count)
    precondition(scores.count == size * rows, "\(scores.count) scores for \(rows) rows of \(size) classes")
    precondition(classes.allSatisfy(names.indices.contains), "a class is outside the \(size) names")
    self.names = names
    curves = Parallel.map(size, work: scores.count) { number in
      Curve(scores: (0..<rows).map { scores[$0 * size + number] }, isPositive: classes.map { $0 == number })
    }
    var isPositive = [Bool](repeating: false, count: scores.count)
    for (row, number) in classes.enumerated() { isPositive[row * size + number] = true }
    microAverage = Curve(scores: scores, isPositive: isPositive)
    macroAverage = Curve.macroAverage(of: curves)
  }
}

extension OneVersusRest: Codable where Curve: Codable {}
