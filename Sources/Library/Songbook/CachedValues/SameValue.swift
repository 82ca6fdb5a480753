/// Whether two values of a type are the same in every stored property, also in those that their equality leaves out.
enum SameValue {
  static func holds(_ first: Any, _ second: Any) -> Bool {
    if let first = first as? Double, let second = second as? Double { return first.bitPattern == second.bitPattern }
    if let first = first as? Float, let second = second as? Float { return first.bitPattern == second.bitPattern }
    guard type(of: first) == type(of: second) else { return false }
    if !isOfAnalysis(type(of: first)) {
      // Of other types their equality is believed, or their coding, which has been compared. NaN is no value's equal.
      guard let equatable = first as? any Equatable else { return true }
      if equatable.isEqual(second) { return true }
    }
    if first is any CustomReflectable, isNamedByAnalysis(type(of: first)) { return false }
    let (own, other) = (Mirror(reflecting: first), Mirror(reflecting: second))
    guard own.children.count == other.children.count else { return false }
    if own.children.isEmpty { return isOfAnalysis(type(of: first)) && hasNothing(first, second) }
    if own.displayStyle == .set || own.displayStyle == .dictionary {
      var left = other.children.map(\.value)
      return own.children.allSatisfy { child in
        guard let place = left.firstIndex(where: { holds(child.value, $0) }) else { return false }
        left.remove(at: place)
        return true
      }
    }
    return zip(own.children, other.children).allSatisfy { $0.label == $1.label && holds($0.value, $1.value) }
  }

  /// Whether values without properties are the same: cases of an enumeration by their names.
  private static func hasNothing(_ first: Any, _ second: Any) -> Bool {
    if let equatable = first as? any Equatable { return equatable.isEqual(second) }
    return Mirror(reflecting: first).displayStyle != .enum || String(reflecting: first) == String(reflecting: second)
  }

  /// Whether it is a type that the analysis declares, or one made of such types.
  static func isOfAnalysis(_ type: Any.Type) -> Bool { _typeName(type, qualified: true).contains(Program.modulePrefix) }

  private static func isNamedByAnalysis(_ type: Any.Type) -> Bool {
    _typeName(type, qualified: true).hasPrefix(Program.modulePrefix)
  }
}

extension Equatable {
  func isEqual(_ other: Any) -> Bool { (other as? Self) == self }
}
