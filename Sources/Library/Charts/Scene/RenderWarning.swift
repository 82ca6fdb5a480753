/// Something about a drawing that its maker ought to know.
public struct RenderWarning: Hashable, Sendable, CustomStringConvertible {
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
    /// Values were missing, infinite, or not drawable on a logarithmic scale.
    case unusableValues = "chart.unusableValues"
    /// Values lie outside the scale that was asked for.
    case outsideDomain = "chart.outsideDomain"
    /// More groups than colours that can be told apart.
    case tooManyGroups = "chart.tooManyGroups"
    /// There is nothing to draw.
    case noData = "chart.noData"
    /// The size leaves too little room for the data.
    case tooSmall = "chart.tooSmall"
  }

  public var code: Code
  public var message: String
  /// What can be done.
  public var hint: String?

  public init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  public var description: String {
    hint.map { "\(code.rawValue): \(message) \($0)" } ?? "\(code.rawValue): \(message)"
  }
}
