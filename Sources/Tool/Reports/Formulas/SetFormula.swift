public import Pages

/// What became of a formula.
public enum SetFormula: Sendable, Equatable {
  /// The content of a `<math>` element: elements and attributes of MathML and nothing else.
  case mathematics(HTML)
  /// Why it is no formula, in a sentence without a full stop.
  case mistake(String)
}

/// A formula without its dollar signs.
public struct Formula: Sendable, Hashable {
  /// LaTeX.
  public var source: String
  /// Whether it stands by itself, between two dollar signs.
  public var isDisplayed: Bool

  /// Reads a formula as Markdown has it, in its dollar signs.
  public init(_ text: String) {
    isDisplayed = text.hasPrefix("$$")
    let width = isDisplayed ? 2 : 1
    source = String(text.dropFirst(width).dropLast(width))
  }
}
