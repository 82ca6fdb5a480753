/// What labels look like.
enum LabelForm {
  /// The prefixes that can be referred to, and what they stand for.
  static let kinds = ["fig": "figure", "tbl": "table", "sec": "section", "eq": "formula"]

  /// A letter, then letters, digits, `-` and `_`.
  static func isLabel(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isLetter else { return false }
    return text.utf8.allSatisfy(\.isLabelByte)
  }

  /// `fig` in `fig-energy`; nil when the label can not be referred to.
  static func prefix(of label: String) -> String? {
    guard let dash = label.firstIndex(of: "-"), label.index(after: dash) < label.endIndex else { return nil }
    let prefix = String(label[..<dash])
    return kinds[prefix] == nil ? nil : prefix
  }

  static func isReferable(_ text: String) -> Bool { prefix(of: text) != nil && isLabel(text) }

  /// `fig-x` and 2 for `fig-x-2`: a cell that shows several figures numbers its label from the second one on.
  static func numbered(_ label: String) -> (label: String, number: Int)? {
    guard let dash = label.lastIndex(of: "-"), let number = Int(label[label.index(after: dash)...]), number > 1,
      label.hasSuffix("-\(number)")
    else { return nil }
    return (String(label[..<dash]), number)
  }
}
