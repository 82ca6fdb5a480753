/// The module that analyses are compiled as.
enum Program {
  static let modulePrefix = "program."
}

/// How a type is written in the source of an analysis.
enum TypeSource {
  /// `[Genre]` of the analysis's own `Genre` is `Swift.Array<Genre>`; nil for a type that cannot be named there, such
  /// as a private one.
  static func text(of type: Any.Type) -> String? {
    let name = _typeName(type, qualified: true)
    guard !name.contains("unknown context"), !name.contains("->"), !name.contains(" in ") else { return nil }
    var text = ""
    var rest = name[...]
    while let range = rest.firstRange(of: Program.modulePrefix) {
      text += rest[..<range.lowerBound]
      // `subprogram.Name` is another module's.
      let isModule = text.last.map { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") } ?? true
      if !isModule { text += rest[range] }
      rest = rest[range.upperBound...]
    }
    return text + rest
  }
}
