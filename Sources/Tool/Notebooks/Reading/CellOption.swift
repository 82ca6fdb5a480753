import Yams

/// The keys of `//|` lines and of markers.
enum CellOption: String, CaseIterable {
  case label, tags, echo, eval, include
  case codeFold = "code-fold"
  case figureCaption = "fig-cap"
  case figureSubcaptions = "fig-subcap"
  case figureAlternativeText = "fig-alt"
  case figureWidth = "fig-width"
  case figureHeight = "fig-height"
  case figureFontSize = "fig-font-size"
  case figureTheme = "fig-theme"
  case figureResolution = "fig-dpi"
  case tableCaption = "tbl-cap"
  case cache, error
  case layoutColumns = "layout-ncol"
  case panel, csv, timeout

  static let names = allCases.map(\.rawValue)

  /// Those that mean something on a Markdown cell.
  static let ofMarkdown: [CellOption] = [.tags, .eval, .include]

  /// A description of what the option takes, for messages.
  var expected: String {
    switch self {
    case .label: "a name such as `fig-energy`"
    case .tags: "a list of words"
    case .figureSubcaptions: "a list of texts"
    case .echo, .eval, .include, .cache, .error: "true or false"
    case .codeFold: "true, false or show"
    case .figureCaption, .figureAlternativeText, .tableCaption: "text"
    case .figureWidth, .figureHeight: FigureSize.expectedLength
    case .figureFontSize: FigureSize.expectedFontSize
    case .figureTheme: FigureSize.expectedTheme
    case .figureResolution: FigureSize.expectedResolution
    case .layoutColumns: "a number of columns, 1 or more"
    case .panel: "`tabset`"
    case .csv: "`spreadsheet-safe`"
    case .timeout: "a number of seconds, at most 1,000,000,000"
    }
  }

  /// Sets the option on a cell; false when the value is of the wrong type.
  func set(_ node: Node, options: inout CellOptions, tags: inout [String]) -> Bool {
    func assign<Value>(_ value: Value?, _ path: WritableKeyPath<CellOptions, Value>) -> Bool {
      guard let value else { return false }
      options[keyPath: path] = value
      return true
    }
    func assign<Value>(_ value: Value?, _ path: WritableKeyPath<CellOptions, Value?>) -> Bool {
      guard let value else { return false }
      options[keyPath: path] = value
      return true
    }
    switch self {
    case .label: return assign(node.text, \.label)
    case .tags:
      guard let words = node.texts else { return false }
      tags += words.filter { !tags.contains($0) }
      return true
    case .echo: return assign(node.truth, \.echo)
    case .eval: return assign(node.truth, \.evaluate)
    case .include: return assign(node.truth, \.include)
    case .codeFold:
      if node.text == "show" { return assign(.show, \.codeFold) }
      return assign(node.truth.map { $0 ? .fold : .open }, \.codeFold)
    case .figureCaption: return assign(node.text, \.figureCaption)
    case .figureSubcaptions: return assign(node.texts, \.figureSubcaptions)
    case .figureAlternativeText: return assign(node.text, \.figureAlternativeText)
    case .figureWidth: return assign(node.text.flatMap(FigureSize.inches), \.figureWidth)
    case .figureHeight: return assign(node.text.flatMap(FigureSize.inches), \.figureHeight)
    case .figureFontSize: return assign(node.text.flatMap(FigureSize.fontSize), \.figureFontSize)
    case .figureTheme: return assign(node.text.flatMap(FigureSize.theme), \.figureTheme)
    case .figureResolution: return assign(node.text.flatMap(FigureSize.resolution), \.figureResolution)
    case .tableCaption: return assign(node.text, \.tableCaption)
    case .cache: return assign(node.truth, \.cache)
    case .error: return assign(node.truth, \.allowsError)
    case .layoutColumns: return assign(node.positiveInteger, \.layoutColumns)
    case .panel: return assign(node.text == "tabset" ? true : nil, \.isTabset)
    case .csv: return assign(node.text == "spreadsheet-safe" ? true : nil, \.escapesFormulas)
    case .timeout: return assign(node.positiveNumber(upTo: 1e9), \.timeout)
    }
  }
}
