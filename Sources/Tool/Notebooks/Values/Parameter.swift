/// A top-level `let` of the cell tagged `parameters`.
public struct Parameter: Codable, Sendable, Equatable {
  /// The type: `String`, `Int`, `Double` or `Bool`, or an array of one of them.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case string, integer, double, boolean, strings, integers, doubles, booleans

    /// The type as Swift writes it.
    public var swiftType: String {
      switch self {
      case .string: "String"
      case .integer: "Int"
      case .double: "Double"
      case .boolean: "Bool"
      case .strings: "[String]"
      case .integers: "[Int]"
      case .doubles: "[Double]"
      case .booleans: "[Bool]"
      }
    }
  }

  /// The name of the constant, which an override uses too.
  public var name: String
  /// The type of the value.
  public var kind: Kind
  /// The literal as written.
  public var defaultLiteral: String
  /// From the doc comment.
  public var help: String
  /// The literal's place, UTF-8 offsets into the source: what an override replaces.
  public var literalStart: Int
  /// UTF-8 offset behind the literal's last byte.
  public var literalEnd: Int
  /// The line on which the literal begins, from 1.
  public var line: Int

  /// A parameter made from its parts.
  /// - Parameters:
  ///   - defaultLiteral: the literal as written.
  ///   - help: the text of the doc comment; empty when there is none.
  ///   - literalStart: UTF-8 offset of the literal's first byte.
  ///   - literalEnd: UTF-8 offset behind its last byte.
  ///   - line: the line on which the literal begins, from 1.
  public init(
    name: String, kind: Kind, defaultLiteral: String, help: String, literalStart: Int, literalEnd: Int, line: Int
  ) {
    self.name = name
    self.kind = kind
    self.defaultLiteral = defaultLiteral
    self.help = help
    self.literalStart = literalStart
    self.literalEnd = literalEnd
    self.line = line
  }
}
