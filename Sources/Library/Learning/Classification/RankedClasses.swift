public import Frames

/// The most likely classes of each row, the most likely first: what is left of all probabilities when there are
/// thousands of classes.
public struct RankedClasses: Sendable, Equatable, Codable {
  /// One class that a model names for a row.
  public struct Prediction: Sendable, Equatable, Codable {
    /// Of the class.
    public var className: String
    /// From 0 to 1.
    public var probability: Double

    /// A class with its probability.
    public init(className: String, probability: Double) {
      self.className = className
      self.probability = probability
    }
  }

  /// Ascending.
  public let classNames: [String]
  /// How many classes are named for each row.
  public let countPerRow: Int
  /// Row by row, the numbers of the classes.
  @Bulk public private(set) var codes: [Int32]
  /// Row by row, what the model gives each of them.
  @Bulk public private(set) var probabilities: [Float]

  /// - Precondition: as many codes as probabilities, a multiple of `countPerRow`.
  public init(classNames: [String], countPerRow: Int, codes: [Int32], probabilities: [Float]) {
    precondition(codes.count == probabilities.count && codes.count.isMultiple(of: max(1, countPerRow)))
    self.classNames = classNames
    self.countPerRow = countPerRow
    self.codes = codes
    self.probabilities = probabilities
  }

  /// How many rows there are.
  public var rowCount: Int { countPerRow == 0 ? 0 : codes.count / countPerRow }

  /// What is named for one row.
  public subscript(row: Int) -> [Prediction] {
    (row * countPerRow..<(row + 1) * countPerRow).map {
      Prediction(className: classNames[Int(codes[$0])], probability: Double(probabilities[$0]))
    }
  }

  /// The most likely class of each row.
  public var predicted: ClassLabels {
    ClassLabels(classNames: classNames, codes: (0..<rowCount).map { codes[$0 * countPerRow] })
  }
}
