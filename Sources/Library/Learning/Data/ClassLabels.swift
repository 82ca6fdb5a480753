public import Frames
import Glibc
import Statistics

/// The class of each row as a number: the position of its name among all names in order.
public struct ClassLabels: Sendable, Equatable, Codable {
  /// Ascending and different from each other. A class may have no row, after rows were selected.
  public let classNames: [String]
  /// For each row a number from 0 to below `classNames.count`.
  @Bulk public private(set) var codes: [Int32]

  /// - Parameter names: the class of each row.
  public init(_ names: some Sequence<String>) {
    let names = Array(names)
    classNames = Set(names).sorted()
    let codeOfName = Dictionary(uniqueKeysWithValues: classNames.enumerated().map { ($1, Int32($0)) })
    codes = names.map { codeOfName[$0, default: 0] }
  }

  /// The classes of a frame's rows.
  /// - Throws: ``LearningError/missingLabel(column:row:)``.
  public init(_ column: Column<String>) throws(LearningError) {
    let (codes, texts) = column.categories
    if let row = codes.firstIndex(where: { $0 < 0 }) { throw .missingLabel(column: column.name, row: row) }
    var isUsed = [Bool](repeating: false, count: texts.count)
    for code in codes { isUsed[Int(code)] = true }
    let order = texts.indices.filter { isUsed[$0] }.sorted { texts[$0] < texts[$1] }
    var position = [Int32](repeating: -1, count: texts.count)
    for (number, category) in order.enumerated() { position[category] = Int32(number) }
    classNames = order.map { texts[$0] }
    self.codes = codes.map { position[Int($0)] }
  }

  /// - Parameters:
  ///   - classNames: ascending and different from each other.
  ///   - codes: positions in `classNames`.
  public init(classNames: [String], codes: [Int32]) {
    precondition(zip(classNames, classNames.dropFirst()).allSatisfy { $0 < $1 }, "class names ascend")
    precondition(codes.allSatisfy { $0 >= 0 && $0 < classNames.count }, "codes are positions among the class names")
    self.classNames = classNames
    self.codes = codes
  }

  /// How many rows there are.
  public var count: Int { codes.count }
  /// How many classes there are, those without rows too.
  public var classCount: Int { classNames.count }

  /// The name of a row's class.
  public subscript(row: Int) -> String { classNames[Int(codes[row])] }

  /// How many rows are of each class.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: classCount)
    for code in codes { counts[Int(code)] += 1 }
    return counts
  }

  /// The number of a class.
  /// - Throws: ``LearningError/unknownClass(_:nearest:)``.
  public func code(of name: String) throws(LearningError) -> Int32 {
    // Class names ascend.
    var (low, high) = (0, classNames.count)
    while low < high {
      let middle = (low + high) / 2
      if classNames[middle] < name { low = middle + 1 } else { high = middle }
    }
    guard low < classNames.count, classNames[low] == name else {
      throw .unknownClass(name, nearest: NearestName.several(of: name, among: classNames))
    }
    return Int32(low)
  }

  /// These rows, in this order. The classes and their numbers stay as they are.
  public func selectingRows(_ rows: [Int]) -> ClassLabels {
    ClassLabels(checkedClassNames: classNames, codes: rows.map { codes[$0] })
  }

  /// The same rows with only the classes that they are of, numbered again.
  public var droppingAbsentClasses: ClassLabels {
    let counts = classCounts
    guard counts.contains(0) else { return self }
    var position = [Int32](repeating: -1, count: classCount)
    var present: [String] = []
    for number in counts.indices where counts[number] > 0 {
      position[number] = Int32(present.count)
      present.append(classNames[number])
    }
    return ClassLabels(checkedClassNames: present, codes: codes.map { position[Int($0)] })
  }

  private init(checkedClassNames: [String], codes: [Int32]) {
    classNames = checkedClassNames
    self.codes = codes
  }

  /// What every model needs to learn: as many rows as features, at least two classes, and no more classes than rows.
  /// - Parameter allowsMissing: whether the model learns from rows that lack values.
  /// - Throws: ``LearningError/noRows``, ``LearningError/differentRowCounts(expected:found:)``,
  ///   ``LearningError/oneClass(_:)``, ``LearningError/moreClassesThanRows(classes:rows:)`` or
  ///   ``LearningError/nonFinite(column:row:value:)``.
  public func checkTrainable(with features: FeatureMatrix, allowsMissing: Bool = false) throws(LearningError) {
    guard features.rowCount == count else {
      throw .differentRowCounts(expected: features.rowCount, found: count)
    }
    if !allowsMissing { try features.checkComplete() }
    guard let first = codes.first else { throw .noRows }
    guard codes.contains(where: { $0 != first }) else { throw .oneClass(classNames[Int(first)]) }
    guard classCount <= count else { throw .moreClassesThanRows(classes: classCount, rows: count) }
  }
}

extension ClassLabels {
  /// The logarithm of each class's share of the rows; a class without rows has a small one.
  var logPriors: [Float] { logPriors(rowWeights: nil) }

  /// The logarithm of each class's share of the rows' weight.
  func logPriors(rowWeights: [Double]?) -> [Float] {
    let counts = rowWeights.map(weightSums) ?? classCounts.map(Double.init)
    // Whatever the weights add up to, one row more of each class counts as one of so many rows.
    let total = counts.reduce(0, +)
    return counts.map { Float(log(($0 / total * Double(count) + 1) / Double(count + classCount))) }
  }
}
