public import Charts

/// Markdown with values in it. Numbers are written for readers, and text from data stays text: a song called `*a*` or
/// `<b>` is shown as it is spelt.
///
///     Markdown("\(songs.count) songs, of which \(share, format: .percent) are loud; the longest name is \(name).")
public struct Markdown: Sendable, Equatable {
  /// GitHub flavoured Markdown.
  public var source: String

  /// - Parameter source: Markdown that is taken as it is.
  public init(source: String) { self.source = source }

  /// The text with everything escaped that Markdown or HTML would read as more than letters.
  public static func escaping(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": result.unicodeScalars.append(" ")
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      // A reference to a figure starts with this sign; as an entity it cannot be taken for one.
      case "@": result += "&#64;"
      case "!"..."+", "-"..."/", ":"..."?", "["..."`", "{"..."~":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Markdown: ExpressibleByStringInterpolation {
  /// Markdown that is taken as it is.
  public init(stringLiteral value: String) { source = value }

  /// Markdown with values in it, written as ``StringInterpolation`` does.
  public init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

  /// Puts literal text and values together: the text is taken as it is, values are written for readers.
  public struct StringInterpolation: StringInterpolationProtocol {
    var source = ""

    /// Empty Markdown with room for the text and about 12 bytes for each value.
    public init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity + 12 * interpolationCount)
    }

    /// Text between the values is Markdown and is taken as it is.
    public mutating func appendLiteral(_ literal: String) { source += literal }

    /// Markdown inside Markdown is taken as it is.
    public mutating func appendInterpolation(_ markdown: Markdown) { source += markdown.source }

    /// Text from data is escaped, so that it is shown as it is spelt.
    public mutating func appendInterpolation(_ text: some StringProtocol) {
      source += Markdown.escaping(String(text))
    }

    /// Thousands are parted: 323,651. A year is written with `format: .year`: 1960.
    public mutating func appendInterpolation(_ number: some BinaryInteger, format: NumberFormat = .automatic) {
      source += format.text(of: number)
    }

    /// A number in the given format, such as `.percent` for a share from 0 to 1.
    public mutating func appendInterpolation(_ number: some BinaryFloatingPoint, format: NumberFormat = .automatic) {
      source += format.string(Double(number))
    }

    /// A number with so many digits after the point.
    public mutating func appendInterpolation(_ number: some BinaryFloatingPoint, decimals: Int) {
      source += NumberFormat.fixed(Double(number), decimals: decimals)
    }

    /// A missing value is a dash.
    public mutating func appendInterpolation<Value>(_ value: Value?) {
      if let value { appendInterpolation(value) } else { source += "–" }
    }

    /// Markdown, text and numbers as above; any other value by its description, escaped.
    public mutating func appendInterpolation<Value>(_ value: Value) {
      switch value {
      case let markdown as Markdown: source += markdown.source
      case let text as any StringProtocol: source += Markdown.escaping(String(text))
      case let number as any BinaryInteger: appendInterpolation(number, format: .automatic)
      case let number as any BinaryFloatingPoint: appendInterpolation(number, format: .automatic)
      default: source += Markdown.escaping(String(describing: value))
      }
    }
  }
}

extension Markdown: Displayable {
  /// Adds the text to the report.
  public func show(on page: Page) { page.markdown(self) }
}

extension NumberFormat {
  /// Whole numbers are written whole, however large.
  func text(of number: some BinaryInteger) -> String {
    self == .automatic ? NumberFormat.fixed(Double(number), decimals: 0) : string(Double(number))
  }
}
