/// How figures are made for paper, as options of cells and of commands say it.
public struct FigureSize: Sendable, Equatable {
  /// In inches; nil for what the cell says.
  public var width: Double?
  /// In inches; nil for what the cell says.
  public var height: Double?
  /// Of the labels of axes, in points; nil for what the cell says.
  public var fontSize: Double?
  /// The name of a theme; nil for what the cell says.
  public var theme: String?
  /// Pixels per inch; nil for what the cell says.
  public var resolution: Double?

  /// What the cells say.
  public init() {}

  // MARK: Texts

  /// In inches: no drawing can have more dots.
  private static let largest = 200.0
  private static let units = ["in": 1.0, "mm": 1 / 25.4, "cm": 1 / 2.54, "pt": 1.0 / 72]
  private static let themes = ["standard", "journal"]

  /// What a length is, for messages.
  public static let expectedLength =
    "a length such as `85mm`, `3.3in` or `240pt`, at most \(Int(largest)) inches; a number alone means inches"
  /// What a size of letters is, for messages.
  public static let expectedFontSize = "a size in points from 1 to 200, such as `8pt`"
  /// What a theme is, for messages.
  public static let expectedTheme = "`standard` or `journal`"
  /// What a resolution is, for messages.
  public static let expectedResolution = "a number of pixels per inch from 30 to 2400, such as 600"

  /// `85mm`, `8.5cm`, `3.3in`, `240pt`; a number alone is one of inches. Nil for any other text.
  public static func inches(_ text: String) -> Double? {
    guard let (number, unit) = parts(of: text), let factor = units[unit ?? "in"] else { return nil }
    let length = number * factor
    return length > 0 && length <= largest ? length : nil
  }

  /// `8pt` or `8`. Nil for any other text.
  public static func fontSize(_ text: String) -> Double? {
    guard let (number, unit) = parts(of: text), unit == nil || unit == "pt", (1...200).contains(number) else {
      return nil
    }
    return number
  }

  /// The name of a theme that there is.
  public static func theme(_ text: String) -> String? { themes.contains(text) ? text : nil }

  /// `600` or `600dpi`. Nil for any other text.
  public static func resolution(_ text: String) -> Double? {
    guard let (number, unit) = parts(of: text), unit == nil || unit == "dpi", (30...2400).contains(number) else {
      return nil
    }
    return number
  }

  private static func parts(of text: String) -> (number: Double, unit: String?)? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits) else { return nil }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    return (number, unit.isEmpty ? nil : String(unit))
  }
}

extension Notebook {
  /// The notebook with figures of another size.
  public func with(_ size: FigureSize) -> Notebook {
    var notebook = self
    for index in notebook.cells.indices where notebook.cells[index].kind == .code {
      notebook.cells[index].options.figureWidth = size.width ?? cells[index].options.figureWidth
      notebook.cells[index].options.figureHeight = size.height ?? cells[index].options.figureHeight
      notebook.cells[index].options.figureFontSize = size.fontSize ?? cells[index].options.figureFontSize
      notebook.cells[index].options.figureTheme = size.theme ?? cells[index].options.figureTheme
      notebook.cells[index].options.figureResolution = size.resolution ?? cells[index].options.figureResolution
    }
    return notebook
  }
}
