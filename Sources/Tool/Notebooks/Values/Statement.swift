/// A top-level statement: where it stands, what it is called for, and whether its value is shown.
public struct Statement: Codable, Sendable, Equatable {
  /// What a statement is.
  public enum Kind: String, Codable, Sendable {
    case importDeclaration
    case function, type, `extension`
    /// An operator, a precedence group, or a function that gives an operator its meaning.
    case `operator`
    case variable
    case expression
    /// `if`, `for`, `while`, `do`, `guard`, `#if` and the like.
    case control
    /// `\(...)` in Markdown; the range is that of the expression, without the parentheses.
    case interpolation
  }

  /// What the statement is.
  public var kind: Kind
  /// Where it stands in the author's file.
  public var range: SourceRange
  /// UTF-8 offsets into the notebook's source.
  public var startOffset: Int
  /// UTF-8 offset behind its last byte.
  public var endOffset: Int
  /// The last statement of its cell and an expression whose value is displayed.
  public var isDisplayed: Bool
  /// Names that it brings to the top level: variables, functions, types; extensions under the name they extend.
  public var defines: [String]
  /// Every other name it mentions; an over-approximation.
  public var uses: [String]
  /// Names whose value it may change; an over-approximation for values, see ``Plan`` for objects.
  public var mutates: [String]
  /// Its code runs when it is called and not where it stands: a function, a type, a closure in a variable.
  public var isDeferred: Bool
  /// Those of ``defines`` that hold a value from where they stand on and never another: declared with `let`.
  public var constants: [String]
  /// Those of ``defines`` that hold a value from where they stand on and may get others: declared with `var`.
  public var variables: [String]
  /// What it declares can hold other values later, at the top level or out of sight: a variable, a class, an actor, a
  /// `static var`, a function that gives out closures over variables of its own.
  public var holdsState: Bool
  /// Its code asks where it stands: `#line` or `#column`. In a function's parameter that is the place of the call.
  public var asksForPlace: Bool
  /// Of the tokens: the same whatever comments and blanks stand between them.
  public var fingerprint: String

  /// A statement made from its parts; see the properties of the same names.
  /// - Parameters:
  ///   - startOffset: UTF-8 offset of its first byte in the notebook's source.
  ///   - endOffset: UTF-8 offset behind its last byte.
  public init(
    kind: Kind = .expression, range: SourceRange, startOffset: Int, endOffset: Int, isDisplayed: Bool,
    defines: [String], uses: [String], mutates: [String] = [], isDeferred: Bool = false,
    constants: [String] = [], variables: [String] = [], holdsState: Bool = false,
    asksForPlace: Bool = false, fingerprint: String = ""
  ) {
    self.kind = kind
    self.range = range
    self.startOffset = startOffset
    self.endOffset = endOffset
    self.isDisplayed = isDisplayed
    self.defines = defines
    self.uses = uses
    self.mutates = mutates
    self.isDeferred = isDeferred
    self.constants = constants
    self.variables = variables
    self.holdsState = holdsState
    self.asksForPlace = asksForPlace
    self.fingerprint = fingerprint
  }
}
