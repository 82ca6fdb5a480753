/// A country or territory with a code of its own in ISO 3166-1.
public struct Country: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  /// Two letters, "BR".
  public var code: String
  /// Three letters, "BRA"; the key of maps.
  public var code3: String
  /// English name.
  public var name: String

  public init(code: String, code3: String, name: String) {
    self.code = code
    self.code3 = code3
    self.name = name
  }

  public var description: String { name }

  public static func < (left: Country, right: Country) -> Bool { (left.name, left.code) < (right.name, right.code) }
}
