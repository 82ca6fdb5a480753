/// A pattern for names in which `*` stands for any characters and `?` for one.
///
/// Not fnmatch(3): brackets and backslashes are ordinary characters of names here, and `?` is one character in any
/// locale.
public struct Glob: Codable, Sendable, Hashable, CustomStringConvertible {
  /// As it is written.
  public var pattern: String

  /// A pattern; every text is one.
  public init(_ pattern: String) { self.pattern = pattern }

  /// Reads the pattern as a single string.
  public init(from decoder: any Decoder) throws { pattern = try decoder.singleValueContainer().decode(String.self) }

  /// Writes the pattern as a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(pattern)
  }

  /// Whether a whole name fits the pattern.
  public func matches(_ name: String) -> Bool {
    let pattern = Array(pattern), name = Array(name)
    var index = 0, offset = 0
    // Where the last star stands in the pattern, and how much of the name it has taken.
    var star: Int?
    var reached = 0
    while offset < name.count {
      if index < pattern.count, pattern[index] == "*" {
        star = index
        reached = offset
        index += 1
      } else if index < pattern.count, pattern[index] == "?" || pattern[index] == name[offset] {
        index += 1
        offset += 1
      } else if let star {
        index = star + 1
        reached += 1
        offset = reached
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == "*" }
  }

  /// As it is written.
  public var description: String { pattern }
}
