extension Cell {
  /// A Swift string literal over several lines that evaluates to the Markdown of this cell, with its `\(...)` filled in.
  ///
  /// The opening quotes stand on the first line, so the line behind it is the author's line `bodyStartLine`. The author's columns are larger by the width of the comment sign.
  public var markdownLiteral: String {
    let bytes = Array(body.utf8)
    var literal = "\"\"\"\n"
    var end = 0
    func appendText(to next: Int) {
      for scalar in String(decoding: bytes[end..<next], as: UTF8.self).unicodeScalars {
        switch scalar {
        case "\\": literal += "\\\\"
        case "\"": literal += "\\\""
        case "\n", "\t": literal.unicodeScalars.append(scalar)
        case let control where control.value < 32 || control.value == 127:
          literal += "\\u{" + String(control.value, radix: 16) + "}"
        default: literal.unicodeScalars.append(scalar)
        }
      }
      end = next
    }
    let interpolations = MarkdownScanner(body).parts.compactMap { part -> Range<Int>? in
      if case .interpolation(let whole, let inner) = part, !inner.isEmpty { return whole }
      return nil
    }
    for range in interpolations {
      appendText(to: range.lowerBound)
      literal += String(decoding: bytes[range], as: UTF8.self)
      end = range.upperBound
    }
    appendText(to: bytes.count)
    return literal + "\n\"\"\""
  }
}
