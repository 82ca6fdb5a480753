/// A cell of a script.
struct ScriptCell {
  var title: String
  /// Such as `fig-spread`; nil for a cell without.
  var label: String?
  var caption: String?
  var code: String

  var text: String {
    var lines = ["// %% \(title)"]
    if let label { lines.append("//| label: \(label)") }
    if let caption {
      lines.append("//| \(label?.hasPrefix("tbl") == true ? "tbl" : "fig")-cap: \(ScriptCell.quoted(caption))")
    }
    return (lines + [code]).joined(separator: "\n") + "\n"
  }

  /// A text of Markdown.
  static func markdown(_ text: String) -> ScriptCell {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return ScriptCell(title: "[markdown]", code: lines.map { $0.isEmpty ? "//" : "// " + $0 }.joined(separator: "\n"))
  }

  /// A text of YAML that is nothing but a text, whatever names of columns stand in it.
  private static func quoted(_ text: String) -> String {
    let plain = text.allSatisfy { $0.isLetter || $0.isNumber || " ,._-()".contains($0) }
    if plain && text.first?.isLetter == true { return text }
    let inner = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(inner)\""
  }
}

extension String {
  /// A string literal of Swift.
  var swiftLiteral: String {
    var literal = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\\", "\"": literal += "\\\(scalar)"
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      case _ where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format:
        literal += "\\u{\(String(scalar.value, radix: 16))}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return "\"\(literal)\""
  }

  /// The text in captions and paragraphs: on one line, without what Markdown would read as its own.
  var inText: String {
    let signs: Set<Character> = ["*", "`", "[", "]", "<", ">", "\\", "@", "$", "#", "|", "~", "^", "&", "!"]
    // Between letters and digits an underscore is one, as in names of columns.
    let isName = allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && first != "_" && last != "_"
    return String(flatMap { $0.isNewline ? " " : signs.contains($0) || $0 == "_" && !isName ? "\\\($0)" : String($0) })
  }
}
