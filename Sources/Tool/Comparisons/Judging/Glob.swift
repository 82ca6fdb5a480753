/// A pattern for names in which `*` stands for any characters and `?` for one.
public struct Glob: Codable, Sendable, Hashable, CustomStringConvertible {
  public var pattern: String

  public init(_ pattern: String) { self.pattern = pattern }

  public init(from decoder: any Decoder) throws { pattern = try decoder.singleValueContainer().decode(String.self) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(pattern)
  }

  public func matches(_ name: String) -> Bool {
    let pattern = Array(pattern), name = Array(name)
    var place = 0, position = 0
    // Where the last star stands, and how far it reaches so far.
    var star: Int?
    var reached = 0
    while position < name.count {
      if place < pattern.count, pattern[place] == "*" {
        star = place
        reached = position
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[position] {
        place += 1
        position += 1
      } else if let star {
        place = star + 1
        reached += 1
        position = reached
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }

  public var description: String { pattern }
}
