/// Names and texts as ClickHouse reads them: nothing in them can end what they stand in.
enum ClickHouseText {
  /// A column's or a table's name.
  static func name(_ text: String) -> String { quoted(text, "`") }

  /// A text.
  static func text(_ text: String) -> String { quoted(text, "'") }

  /// A number; brackets, because `x--1` would begin a comment.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "(-inf)" : "inf" }
    // Without a point or a power it would be a whole number, perhaps beyond the largest.
    let text = "\(value)"
    return value.sign == .minus ? "(\(text))" : text
  }

  private static func quoted(_ text: String, _ quote: Character) -> String {
    var result = String(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "'", "`": result += "\\" + String(scalar)
      case "\0": result += "\\0"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    result.append(quote)
    return result
  }
}
