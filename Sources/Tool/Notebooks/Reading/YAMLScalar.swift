import Yams

/// Typed reading of YAML values, with YAML 1.2's view of what a boolean is. Each returns nil when the value is of
/// another type.
extension Node {
  /// Any scalar but null, as it was written but for blanks at its end: a caption may well be `2020`.
  var text: String? {
    guard case .scalar(let scalar) = self, tag.description != Tag.Name.null.rawValue else { return nil }
    let end = scalar.string.lastIndex { !$0.isWhitespace }
    return end.map { String(scalar.string[...$0]) } ?? ""
  }

  /// Any scalar but null, exactly as YAML reads it.
  var exactText: String? {
    guard case .scalar(let scalar) = self, !isNull else { return nil }
    return scalar.string
  }

  var isNull: Bool { tag.description == Tag.Name.null.rawValue }

  /// ``shown``, with null told from text.
  var exactShown: String { isNull ? "nothing (null)" : shown }

  var truth: Bool? {
    guard case .scalar(let scalar) = self, scalar.style == .plain || scalar.style == .any else { return nil }
    switch scalar.string {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }

  func positiveNumber(upTo largest: Double) -> Double? {
    guard case .scalar(let scalar) = self, let number = Double(scalar.string), number > 0, number <= largest else {
      return nil
    }
    return number
  }

  var positiveInteger: Int? {
    guard case .scalar(let scalar) = self, let number = Int(scalar.string), number > 0 else { return nil }
    return number
  }

  /// A list of scalars, or one scalar for a list of one.
  var texts: [String]? {
    switch self {
    case .scalar: return text.map { [$0] }
    case .sequence(let nodes):
      let texts = nodes.compactMap(\.text)
      return texts.count == nodes.count ? texts : nil
    default: return nil
    }
  }

  /// How a message quotes the value.
  var shown: String {
    switch self {
    case .scalar(let scalar) where scalar.string.isEmpty: "nothing"
    case .scalar(let scalar) where scalar.style == .doubleQuoted || scalar.style == .singleQuoted:
      "the text `\"\(scalar.string)\"`"
    case .scalar(let scalar): "`\(scalar.string)`"
    case .sequence: "a list"
    case .mapping: "a group of keys"
    case .alias: "an alias"
    }
  }
}
