public import Runs

/// A named value before and after; nil where it was not there.
public struct ValueChange: Codable, Sendable, Equatable {
  public var name: String
  public var old: String?
  public var new: String?

  public init(name: String, old: String?, new: String?) {
    self.name = name
    self.old = old
    self.new = new
  }
}

extension [ValueChange] {
  /// Those that differ, in the order of the new side, with what is gone at the end.
  static func between(_ old: [(name: String, value: String)], _ new: [(name: String, value: String)]) -> [ValueChange] {
    let before = Dictionary(old.map { ($0.name, $0.value) }) { first, _ in first }
    let after = Set(new.map(\.name))
    let changed = new.compactMap { entry -> ValueChange? in
      before[entry.name] == entry.value ? nil : ValueChange(name: entry.name, old: before[entry.name], new: entry.value)
    }
    return changed
      + old.filter { !after.contains($0.name) }.map { ValueChange(name: $0.name, old: $0.value, new: nil) }
  }
}

/// A file that was read, before and after.
public struct InputChange: Codable, Sendable, Equatable {
  public var path: String
  public var old: Input?
  public var new: Input?

  public init(path: String, old: Input?, new: Input?) {
    self.path = path
    self.old = old
    self.new = new
  }

  /// Files by path; where one file alone was replaced by one other, they are taken for the same role.
  static func between(_ old: [Input], _ new: [Input]) -> [InputChange] {
    var gone = old.filter { entry in !new.contains { $0.path == entry.path } }
    var come = new.filter { entry in !old.contains { $0.path == entry.path } }
    var changes = new.compactMap { entry -> InputChange? in
      guard let before = old.first(where: { $0.path == entry.path }), before.sha256 != entry.sha256 else { return nil }
      return InputChange(path: entry.path, old: before, new: entry)
    }
    if gone.count == 1, come.count == 1 {
      changes.append(InputChange(path: come[0].path, old: gone.removeFirst(), new: come.removeFirst()))
    }
    return changes + come.map { InputChange(path: $0.path, old: nil, new: $0) }
      + gone.map { InputChange(path: $0.path, old: $0, new: nil) }
  }
}
