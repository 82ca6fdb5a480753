import Pages

/// Formulas in the form that Debian's `blahtexml --xmlin` reads, all in one go, and its answer.
public enum BlahtexDocument {
  /// The program, which is the name of its Debian package too.
  public static let program = "blahtexml"

  /// What the program reads on its standard input.
  public static func input(_ formulas: [Formula]) -> String {
    let elements = formulas.map { formula -> HTML in
      let name: HTML = formula.isDisplayed ? "block" : "inline"
      // A line end in an attribute is a blank.
      return "<p b:\(name)=\"\(formula.source.split(whereSeparator: \.isNewline).joined(separator: " "))\"/>"
    }
    let document: HTML = "<f xmlns:b=\"http://gva.noekeon.org/blahtexml\">\(elements)</f>"
    return String(decoding: document.bytes, as: UTF8.self)
  }

  /// Reads what the program wrote, one for each formula; nil where it is something else.
  public static func formulas(in output: String, count: Int) -> [SetFormula]? {
    var result: [SetFormula] = []
    var rest = output[...]
    while result.count < count, let start = rest.firstRange(of: "<p"),
      let end = rest[start.upperBound...].firstRange(of: "</p>")
    {
      result.append(formula(in: rest[start.upperBound..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return result.count == count ? result : nil
  }

  private static func formula(in element: Substring) -> SetFormula {
    func content(of name: String) -> Substring? {
      guard let start = element.firstRange(of: "<\(name) "),
        let open = element[start.upperBound...].firstIndex(of: ">"),
        let end = element[open...].firstRange(of: "</\(name)>")
      else { return nil }
      return element[element.index(after: open)..<end.lowerBound]
    }
    if let mistake = content(of: "error") { return .mistake(unescaped(mistake)) }
    guard let mathematics = content(of: "math").flatMap(MathML.checked) else {
      return .mistake("it has no form that pages can show")
    }
    return .mathematics(mathematics)
  }

  private static func unescaped(_ text: Substring) -> String {
    var text = String(text)
    for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
      text = text.replacing(entity, with: letter)
    }
    return text.last == "." ? String(text.dropLast()) : text
  }
}
