import Frames

extension DataFrame {
  /// The numbers of a column as single precision, which is what a page carries.
  func floats(_ name: String) -> [Float] { numbers(name).map { Float($0) } }

  /// The numbers of a column, NaN where one is missing.
  func numbers(_ name: String) -> [Double] {
    guard let values = self[name].doubles else { fatalError("The column \"\(name)\" holds text, not numbers.") }
    return values
  }

  /// Every row's text; empty where it is missing.
  func texts(_ name: String) -> [String] {
    let column = self[name]
    return (0..<rowCount).map { column.text(at: $0) ?? "" }
  }
}

/// Texts of which many are the same, as numbers of those that differ.
struct CodedTexts {
  /// In the order in which they first occur.
  var names: [String] = []
  var codes: [Int] = []

  init(_ texts: [String]) {
    var numbers: [String: Int] = [:]
    codes.reserveCapacity(texts.count)
    for text in texts {
      if let known = numbers[text] {
        codes.append(known)
      } else {
        numbers[text] = names.count
        codes.append(names.count)
        names.append(text)
      }
    }
  }
}
