@_spi(Reflection) import Swift

/// Types whose values can change through the variable that holds them only, because they hold no references. Unknown
/// types are taken for references.
enum ReferenceFreeTypes {
  private static let ofSwift: Set<String> = [
    "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64", "Double", "Float", "Bool",
    "String", "Substring", "Character", "Unicode", "Array", "ArraySlice", "ContiguousArray", "Optional", "Dictionary",
    "Set", "Range", "ClosedRange", "Duration", "StaticString", "Never",
  ]
  private static let ofFoundation: Set<String> = [
    "Date", "DateComponents", "DateInterval", "URL", "Data", "UUID", "Decimal", "Calendar", "TimeZone", "Locale",
  ]
  private static let own: Set<String> = ["Statistics", "Frames", "Charts", "Songbook", "Learning", "Forests"]
  /// The classes among the library's types.
  private static let classes: Set<String> = ["ProgressReporter", "TrackedSequence", "BulkWriter", "BulkReader"]

  static func contains(_ type: Any.Type) -> Bool {
    func kind<Value>(of type: Value.Type) -> _MetadataKind? {
      var found: _MetadataKind?
      _forEachField(of: Field<Value>.self) { _, _, _, kind in
        found = kind
        return true
      }
      return found
    }
    return contains(type, kind: _openExistential(type, do: kind))
  }

  /// The runtime gives the kind of a field, not that of a type.
  private struct Field<Value> { var value: Value }

  private static func contains(_ type: Any.Type, kind: _MetadataKind?) -> Bool {
    let name = _typeName(type, qualified: true)
    if contains(typeNamed: name) || type is any ReferenceFree.Type { return true }
    if let parts = (type as? any Composed.Type)?.parts { return parts.allSatisfy { contains($0) } }
    switch kind {
    case .struct where !isNamedByLibrary(name), .tuple:
      var isFree = true
      let isRead = _forEachField(of: type) { _, _, type, kind in
        isFree = isFree && contains(type, kind: kind)
        return isFree
      }
      return isRead && isFree
    case .enum where !isNamedByLibrary(name): return isSmallAndTrivial(type)
    default: return false
    }
  }

  /// The runtime says nothing of an enumeration's payloads; one of fewer bytes than a pointer that is copied bit by bit
  /// has no room for a reference.
  private static func isSmallAndTrivial(_ type: Any.Type) -> Bool {
    func size<Value>(of type: Value.Type) -> Int { _isPOD(type) ? MemoryLayout<Value>.size : .max }
    return _openExistential(type, do: size) < MemoryLayout<UnsafeRawPointer>.size
  }

  /// Types of libraries are judged by their names: pointers and handles look like numbers from outside.
  private static func isNamedByLibrary(_ name: String) -> Bool { !name.hasPrefix(Program.modulePrefix) }

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

/// A type made of others that its name alone would have to be taken apart for.
private protocol Composed { static var parts: [Any.Type] { get } }
extension Array: Composed { static var parts: [Any.Type] { [Element.self] } }
extension ArraySlice: Composed { static var parts: [Any.Type] { [Element.self] } }
extension ContiguousArray: Composed { static var parts: [Any.Type] { [Element.self] } }
extension Set: Composed { static var parts: [Any.Type] { [Element.self] } }
extension Optional: Composed { static var parts: [Any.Type] { [Wrapped.self] } }
extension Dictionary: Composed { static var parts: [Any.Type] { [Key.self, Value.self] } }

extension Character {
  fileprivate var isWordStart: Bool { isLetter || self == "_" }
}
