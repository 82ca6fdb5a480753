public import Frames
import Glibc

/// How likely a model holds each class to be for each row.
public struct ClassProbabilities: Sendable, Equatable, Codable {
  /// Ascending.
  public let classNames: [String]
  /// How many rows there are.
  public let rowCount: Int
  /// Row by row, `classNames.count` numbers from 0 to 1 each, which add up to 1.
  @Bulk public private(set) var values: [Float]

  /// - Parameter values: `rowCount * classNames.count` numbers, row by row.
  public init(classNames: [String], rowCount: Int, values: [Float]) {
    precondition(values.count == rowCount * classNames.count, "a probability for every row and class")
    self.classNames = classNames
    self.rowCount = rowCount
    self.values = values
  }

  /// How many classes there are.
  public var classCount: Int { classNames.count }

  /// The probability of a class, by its index, for a row.
  public subscript(row: Int, classCode: Int) -> Float { values[row * classCount + classCode] }

  /// The probabilities of one row, in the order of the classes.
  public func row(_ row: Int) -> ArraySlice<Float> { values[row * classCount..<(row + 1) * classCount] }

  /// One class's probability in every row: the scores of its ROC curve.
  public func scores(ofClass classCode: Int) -> [Double] {
    (0..<rowCount).map { Double(values[$0 * classCount + classCode]) }
  }

  /// The classes that are most likely, row by row. Of equally likely classes the one that comes first in order.
  /// - Parameter count: at most this many for each row; there are never more than classes.
  public func ranked(top count: Int) -> RankedClasses {
    let kept = min(max(1, count), classCount)
    var codes: [Int32] = []
    var probabilities: [Float] = []
    codes.reserveCapacity(rowCount * kept)
    probabilities.reserveCapacity(rowCount * kept)
    var best: [(code: Int32, probability: Float)] = []
    values.withUnsafeBufferPointer { values in
      for start in stride(from: 0, to: rowCount * classCount, by: max(1, classCount)) {
        best.removeAll(keepingCapacity: true)
        for code in 0..<classCount {
          let probability = values[start + code]
          if best.count == kept, let last = best.last, probability <= last.probability { continue }
          if best.count == kept { best.removeLast() }
          let position = best.firstIndex { $0.probability < probability } ?? best.endIndex
          best.insert((Int32(code), probability), at: position)
        }
        for entry in best {
          codes.append(entry.code)
          probabilities.append(entry.probability)
        }
      }
    }
    return RankedClasses(classNames: classNames, countPerRow: kept, codes: codes, probabilities: probabilities)
  }
}

/// Turns logarithms of unnormalised probabilities into probabilities, row by row.
enum Softmax {
  static func apply(to logits: inout [Float], classCount: Int) {
    guard classCount > 0 else { return }
    logits.withUnsafeMutableBufferPointer { values in
      for start in stride(from: 0, to: values.count, by: classCount) {
        let row = values[start..<start + classCount]
        let most = row.max() ?? 0
        var sum: Float = 0
        for position in row.indices {
          values[position] = expf(values[position] - most)
          sum += values[position]
        }
        for position in start..<start + classCount { values[position] /= sum }
      }
    }
  }
}
