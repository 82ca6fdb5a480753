/// An access to a location in memory that running code made, observed as it happened.
///
/// Addresses live for one process only, so that a location is named by what is the same in every process.
public struct MemoryAccess: Codable, Sendable, Hashable {
  /// What was accessed.
  public enum Location: Codable, Sendable, Hashable {
    /// A variable, such as `played` or `Dice.rolls`; empty for memory of which nothing is known.
    case variable(String)
    /// The objects that the statement on this line made.
    case objectsMade(line: Int)
    /// The objects that the initialiser of this lazy variable made.
    case objectsOf(String)
    /// Nothing in memory: another thread than the main one was at work meanwhile.
    case background
  }

  /// The author's line of the statement that ran.
  public var line: Int
  /// What was accessed.
  public var location: Location
  /// Whether it was written; what is written may be read as well.
  public var isWritten: Bool

  /// An access by the statement on a line.
  public init(line: Int, location: Location, isWritten: Bool) {
    self.line = line
    self.location = location
    self.isWritten = isWritten
  }
}
