/// Types whose values nobody can change but through the variable that holds them. Judged by the type's name alone; what is not known is taken for
/// a reference.
enum ReferenceFreeTypes {
  private static let ofSwift: Set<String> = [
    "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64", "Double", "Float", "Bool",
    "String", "Substring", "Character", "Unicode", "Array", "ArraySlice", "ContiguousArray", "Optional", "Dictionary",
    "Set", "Range", "ClosedRange", "Duration", "StaticString", "Never",
  ]
  private static let ofFoundation: Set<String> = [
    "Date", "DateComponents", "DateInterval", "URL", "Data", "UUID", "Decimal", "Calendar", "TimeZone", "Locale",
  ]
  private static let own: Set<String> = ["Frames", "Charts", "Genres", "Songbook", "Learning", "Forests"]
  /// The classes that Songbook has.
  private static let classes: Set<String> = ["ProgressReporter", "TrackedSequence"]

  /// - Parameter name: with modules, such as `Swift.Array<Frames.DataFrame>`.
  static func contains(typeNamed name: String) -> Bool {
    guard !name.contains("->"), !name.contains("unknown context") else { return false }
    var rest = name[...]
    while let start = rest.firstIndex(where: \.isWordStart) {
      let word = rest[start...].prefix { $0.isWordStart || $0.isNumber || $0 == "." }
      rest = rest[word.endIndex...]
      // The label of a tuple's element.
      if rest.first == ":" { continue }
      let parts = word.split(separator: ".")
      guard parts.count > 1 else { return false }
      let (module, type) = (String(parts[0]), String(parts[1]))
      let isKnown =
        module == "Swift"
        ? ofSwift.contains(type)
        : module.hasPrefix("Foundation") ? ofFoundation.contains(type) : own.contains(module) && !classes.contains(type)
      guard isKnown else { return false }
    }
    return true
  }
}

extension Character {
  fileprivate var isWordStart: Bool { isLetter || self == "_" }
}
