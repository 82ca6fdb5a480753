/// How a cell is called: on pages, on the terminal, in messages and in rules.
public struct CellName: Sendable, Equatable {
  /// The stable identity that the author gave it.
  public var label: String?
  /// The title of its marker.
  public var title: String?
  /// The author's line that it starts at, from 1.
  public var line: Int
  /// Whether it is Markdown and not code.
  public var isText: Bool

  /// A name of what is known about a cell.
  public init(label: String?, title: String?, line: Int, isText: Bool) {
    self.label = label
    self.title = title
    self.line = line
    self.isText = isText
  }

  /// What the author calls it: the title, else the label; nil for a cell that has neither.
  public var given: String? { title ?? label }

  /// At the start of a line and in tables: `Trends`, `fig-trends`, `Line 12`, `Text, line 12`.
  public var standalone: String { given ?? (isText ? "Text, line \(line)" : "Line \(line)") }

  /// Within a sentence: `cell “Trends”`, `the cell at line 12`, `the text at line 12`.
  public var inSentence: String {
    given.map { "cell “\($0)”" } ?? (isText ? "the text at line \(line)" : "the cell at line \(line)")
  }

  /// At the start of a sentence: `Cell “Trends”`.
  public var startingSentence: String { inSentence.prefix(1).uppercased() + inSentence.dropFirst() }

  /// What programs and rules call it, which another title does not change: the label, else the title, else `line 12`.
  public var identifier: String { label ?? title ?? "line \(line)" }
}
