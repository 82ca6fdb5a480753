/// A location in memory that a statement read or wrote, and what had been written there before.
public struct MemoryUse: Codable, Sendable, Equatable {
  /// What is the same in every process: the name of a variable, or whose objects they are.
  public var location: String
  /// Whether it was written. What is written counts as read, too: `+=` reads, and of an object one part may be written
  /// and another kept.
  public var isWritten: Bool
  /// A hash of all that had been written there, see ``MemoryState``; empty while it is not known.
  public var state: String

  /// - Parameter state: empty while it is not known.
  public init(location: String, isWritten: Bool, state: String = "") {
    self.location = location
    self.isWritten = isWritten
    self.state = state
  }

  /// What the location of objects begins with that a statement or a lazy variable made; what made them follows.
  public static let objects = "objects of "

  /// The location that stands for work on other threads: statements that may start some write it, and those during
  /// which some was seen to go on read it.
  public static let background = "work in the background"

  /// The name of the top level that a location is found by: `Dice` for `Dice.rolls`.
  static func root(ofLocation location: String) -> String {
    let name = location.hasPrefix(objects) ? location.dropFirst(objects.count) : location[...]
    return String(name.prefix { $0 != "." })
  }
}

/// The locations in memory that a statement accesses.
public struct MemoryAccesses: Codable, Sendable, Equatable {
  /// All of them: what is written counts as read, too.
  public var uses: Set<String>
  /// Those that it writes.
  public var writes: Set<String>

  init(uses: Set<String> = [], writes: Set<String> = []) {
    self.uses = uses
    self.writes = writes
  }

  init(_ memory: [MemoryUse]) {
    uses = Set(memory.map(\.location))
    writes = Set(memory.lazy.filter(\.isWritten).map(\.location))
  }

  /// Whether other threads are seen at work is a matter of chance.
  var withoutBackground: MemoryAccesses {
    MemoryAccesses(
      uses: uses.subtracting([MemoryUse.background]), writes: writes.subtracting([MemoryUse.background]))
  }

  func union(_ other: MemoryAccesses) -> MemoryAccesses {
    MemoryAccesses(uses: uses.union(other.uses), writes: writes.union(other.writes))
  }
}

/// What has been written to locations in memory, on the way from the first statement of a notebook to the last.
///
/// A location's state is a hash of the keys of all statements that wrote it, in their order: where it is the same, a
/// statement that reads the location finds the same there.
struct MemoryState {
  private var states: [String: String] = [:]
  private var unknown: Set<String> = []

  /// Nil where something has been written of which nothing is known.
  func state(of location: String) -> String? { unknown.contains(location) ? nil : states[location] ?? "none" }

  /// - Parameter key: that of the statement that wrote; nil while it is not known what it does.
  mutating func write(_ location: String, by key: String?) {
    if let key {
      states[location] = Fingerprint(states[location] ?? "none", key).text
    } else {
      unknown.insert(location)
    }
  }

  /// Whether all is as a statement found it.
  func holds(_ memory: [MemoryUse]) -> Bool { memory.allSatisfy { state(of: $0.location) == $0.state } }
}
