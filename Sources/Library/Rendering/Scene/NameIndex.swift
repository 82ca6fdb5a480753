/// Numbers for names: 0 for the first that came, 1 for the next other one.
///
/// Names are other ones where they are spelt otherwise, and ``names`` has them as they are shown.
package struct NameIndex: Sendable {
  /// Distinct names in the order in which they came, as they are shown.
  package private(set) var names: [String] = []
  private var numbers: [VisibleNames.Spelling: Int] = [:]
  private var shown = VisibleNames.Register()

  package init() {}

  /// Names that are shown already, each different.
  package init(shown names: [String]) {
    self.names = names
    numbers = Dictionary(
      zip(names.map(VisibleNames.Spelling.init), names.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The number of a name, which is added where it is not known.
  package mutating func number(of name: String) -> Int {
    let spelling = VisibleNames.Spelling(name)
    if let known = numbers[spelling] { return known }
    numbers[spelling] = names.count
    names.append(shown.visible(name))
    return names.count - 1
  }

  /// The numbers of many names; NaN for one that is missing.
  package mutating func numbers(of texts: [String?]) -> [Double] {
    var last: (name: String, number: Double)?
    return texts.map { text in
      guard let text else { return .nan }
      // Rows of one name mostly come together.
      if let last, last.name.utf8.elementsEqual(text.utf8) { return last.number }
      let number = Double(number(of: text))
      last = (text, number)
      return number
    }
  }
}

extension NameIndex: Hashable {
  /// Whether both have the same names in the same order.
  package static func == (one: NameIndex, other: NameIndex) -> Bool { one.names == other.names }

  package func hash(into hasher: inout Hasher) { hasher.combine(names) }
}

extension NameIndex {
  /// Rows with the names that are in use, and numbers for these alone: those of a filtered column are fewer.
  /// - Parameters:
  ///   - codes: Indices into the texts; negative where missing.
  ///   - keepsOrder: Whether names stay in the order that they have; else they are in the order of their first rows.
  package static func used(
    _ codes: [Int32], of texts: [String], keepsOrder: Bool
  ) -> (numbers: [Double], names: [String]) {
    var places = [Int](repeating: -1, count: texts.count)
    var names: [String] = []
    for code in codes where code >= 0 && places[Int(code)] < 0 {
      places[Int(code)] = names.count
      names.append(texts[Int(code)])
    }
    if keepsOrder {
      names = []
      for code in texts.indices where places[code] >= 0 {
        places[code] = names.count
        names.append(texts[code])
      }
    }
    return (codes.map { $0 < 0 ? .nan : Double(places[Int($0)]) }, names)
  }
}
