public import Runs

/// A named value before and after; nil where it was not there.
public struct ValueChange: Codable, Sendable, Equatable {
  /// What the value is called.
  public var name: String
  /// The old value.
  public var old: String?
  /// The new value.
  public var new: String?

  /// A change of a named value.
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
  /// The path in the new run, else in the old.
  public var path: String
  /// The file as the old run read it.
  public var old: Input?
  /// The file as the new run read it.
  public var new: Input?

  /// A change of a file.
  public init(path: String, old: Input?, new: Input?) {
    self.path = path
    self.old = old
    self.new = new
  }

  /// Files that differ, by path. Where exactly one file was replaced by another, both are one change.
  static func between(_ old: [Input], _ new: [Input]) -> [InputChange] {
    var gone = old.filter { entry in !new.contains { $0.path == entry.path } }
    var come = new.filter { entry in !old.contains { $0.path == entry.path } }
    var changes = new.compactMap { entry -> InputChange? in
      guard let before = old.first(where: { $0.path == entry.path }),
        before.sha256 != entry.sha256 || before.table?.fingerprint != entry.table?.fingerprint
      else { return nil }
      return InputChange(path: entry.path, old: before, new: entry)
    }
    if gone.count == 1, come.count == 1 {
      changes.append(InputChange(path: come[0].path, old: gone.removeFirst(), new: come.removeFirst()))
    }
    return changes + come.map { InputChange(path: $0.path, old: nil, new: $0) }
      + gone.map { InputChange(path: $0.path, old: $0, new: nil) }
  }
}

/// What became of something that at least one of two runs has.
public enum ChangeKind: String, Codable, Sendable {
  /// It does not differ.
  case same
  /// It differs by no more than the tolerance.
  case tolerated
  /// It differs.
  case changed
  /// Only the new run has it.
  case added
  /// Only the old run has it.
  case removed
}
