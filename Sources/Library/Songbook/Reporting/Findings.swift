import Runs

/// What the report found: a few sentences that readers see under the title, wherever the cell stands that computes them.
///
///     Findings {
///       "Mean energy rose from \(first, decimals: 2) to \(last, decimals: 2) (@fig-trends)."
///       if let jump { "\(jump.year, format: .year) breaks the trend." }
///     }
public struct Findings: Displayable, Sendable {
  /// The sentences, in order.
  public var items: [Markdown]

  /// These sentences, in this order.
  public init(_ items: [Markdown]) { self.items = items }

  /// These sentences, in this order; those of an `if` that does not hold are left out.
  public init(@FindingsBuilder _ items: () -> [Markdown]) { self.items = items() }

  /// Adds the sentences to those under the title. In a program that no runner started, prints a line for each.
  public func show(on page: Page) {
    guard page.session.isSupervised else {
      for item in items { print("- \(item.source)") }
      return
    }
    let forms = items.map { Representation(mediaType: "text/markdown", text: $0.source) }
    if !forms.isEmpty { page.session.show(Output(kind: .findings, representations: forms)) }
  }
}

/// Puts sentences together, with conditions and loops among them.
@resultBuilder public enum FindingsBuilder {
  /// One sentence.
  public static func buildExpression(_ finding: Markdown) -> [Markdown] { [finding] }
  /// Sentences one after the other.
  public static func buildBlock(_ parts: [Markdown]...) -> [Markdown] { parts.flatMap(\.self) }
  /// Sentences, or none.
  public static func buildOptional(_ part: [Markdown]?) -> [Markdown] { part ?? [] }
  /// The sentences of an `if` that holds.
  public static func buildEither(first part: [Markdown]) -> [Markdown] { part }
  /// The sentences of an `else`.
  public static func buildEither(second part: [Markdown]) -> [Markdown] { part }
  /// The sentences of a loop.
  public static func buildArray(_ parts: [[Markdown]]) -> [Markdown] { parts.flatMap(\.self) }
  /// The sentences of an `if #available`.
  public static func buildLimitedAvailability(_ part: [Markdown]) -> [Markdown] { part }
}
