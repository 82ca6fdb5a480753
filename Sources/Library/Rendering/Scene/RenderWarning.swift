/// A warning about a drawing, for the author of the chart.
public struct RenderWarning: Hashable, Sendable, CustomStringConvertible {
  /// What kind of thing happened.
  public enum Code: String, Hashable, Sendable {
    /// A label was too long for its place and ends in an ellipsis.
    case shortenedLabel = "chart.shortenedLabel"
    /// There was not room for all labels of an axis.
    case thinnedLabels = "chart.thinnedLabels"
    /// Labels of the data lay on others and were left out.
    case omittedLabels = "chart.omittedLabels"
    /// Categories that were too many for an axis are not drawn.
    case foldedCategories = "chart.foldedCategories"
    /// No installed font has a character.
    case missingFont = "chart.missingFont"
    /// A formula has a command that is not known.
    case unknownNotation = "chart.unknownNotation"
    /// Values were missing, infinite, or not drawable on a logarithmic scale.
    case unusableValues = "chart.unusableValues"
    /// Values lie outside the scale that was asked for.
    case outsideDomain = "chart.outsideDomain"
    /// Marks at different values came to stand on one place.
    case coveredMarks = "chart.coveredMarks"
    /// Rows of a line are not in the order of their places.
    case unsortedRows = "chart.unsortedRows"
    /// More groups than colours that can be distinguished.
    case tooManyGroups = "chart.tooManyGroups"
    /// There is nothing to draw.
    case noData = "chart.noData"
    /// The size leaves too little room for the data.
    case tooSmall = "chart.tooSmall"
  }

  /// What kind of thing happened.
  public var code: Code
  /// What happened, as a sentence.
  public var message: String
  /// What can be done.
  public var hint: String?

  /// A warning, perhaps with a hint.
  public init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// The first few of many names: `a, b, c, d, e and 7 more`.
  package static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }

  /// The code, what happened and, where there is one, the hint.
  public var description: String {
    hint.map { "\(code.rawValue): \(message) \($0)" } ?? "\(code.rawValue): \(message)"
  }
}

extension RenderWarning {
  /// Parts whose lengths do not add up are not stacked.
  package static func stackOnLogarithms(axis: String) -> RenderWarning {
    RenderWarning(
      .unusableValues,
      "Parts do not add up on the logarithmic \(axis) scale: what would be stacked is drawn side by side, areas as "
        + "lines.",
      hint: "Use a linear scale for sums and shares.")
  }
}
