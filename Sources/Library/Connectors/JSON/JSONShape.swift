import Frames

/// The names at one level of records of JSON, and what stands under each.
final class JSONShape {
  struct Member {
    var name: [UInt8]
    /// The column of the values that are no objects, where there are any.
    var column: MixedColumn?
    /// The names of the objects, where there are any.
    var shape: JSONShape?
    /// The last row that had the name.
    var row = -1
  }

  /// What stands before the names of this level, such as `user.`.
  let prefix: String
  private(set) var members: [Member] = []
  private var numbers: [[UInt8]: Int] = [:]
  /// Where the next name most likely is: records have their names in the same order.
  private var next = 0

  init(prefix: String = "") { self.prefix = prefix }

  /// The member of a name, made where it is new.
  func number(of name: UnsafeBufferPointer<UInt8>) -> Int {
    if next < members.count, members[next].name.elementsEqual(name) {
      next += 1
      return next - 1
    }
    let key = Array(name)
    let number = numbers[key] ?? members.count
    if number == members.count {
      numbers[key] = number
      members.append(Member(name: key))
    }
    next = number + 1
    return number
  }

  /// To be called before each record.
  func begin() { next = 0 }

  /// Whether the row had this member already; from now on it has.
  func take(_ number: Int, _ row: Int) -> Bool {
    guard members[number].row != row else { return false }
    members[number].row = row
    return true
  }

  func title(_ number: Int) -> String { prefix + String(decoding: members[number].name, as: UTF8.self) }

  func column(_ number: Int) -> MixedColumn {
    if let column = members[number].column { return column }
    let column = MixedColumn(name: title(number))
    members[number].column = column
    return column
  }

  func shape(_ number: Int) -> JSONShape {
    if let shape = members[number].shape { return shape }
    let shape = JSONShape(prefix: title(number) + ".")
    members[number].shape = shape
    return shape
  }

  /// All columns in the order in which their names were met.
  var columns: [MixedColumn] {
    members.flatMap { member in (member.column.map { [$0] } ?? []) + (member.shape?.columns ?? []) }
  }
}
