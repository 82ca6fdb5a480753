/// Writes diagnostics for a terminal: place, message and code, the author's line, a caret under the column, and what to
/// do.
///
///     exploration.swift:12:5: error: unknown option `fig-caption` [unknown-option]
///        12 | //| fig-caption: Loudness
///           |     ^
///           = help: did you mean `fig-cap`?
public struct DiagnosticFormatter: Sendable {
  /// Whether to use ANSI colours.
  public var isColored: Bool

  /// A formatter; without ANSI colours unless they are asked for.
  public init(isColored: Bool = false) {
    self.isColored = isColored
  }

  /// One diagnostic, lines separated by newlines, none at the end.
  public func string(_ diagnostic: Diagnostic) -> String {
    let line = diagnostic.line
    let place = "\(diagnostic.location.printableLine):"
    let severity = styled(diagnostic.severity.rawValue + ":", severityStyle(diagnostic.severity))
    let code = styled("[\(diagnostic.code)]", .faint)
    var lines = ["\(styled(place, .bold)) \(severity) \(styled(diagnostic.message.printable, .bold)) \(code)"]
    let gutter = max(line.map { String($0).count } ?? 0, 4)
    let blank = String(repeating: " ", count: gutter)
    if let line {
      let number = String(line)
      let padded = String(repeating: " ", count: gutter - number.count) + number
      lines.append(styled("\(padded) | ", .faint) + (diagnostic.sourceLine ?? "").printable)
      lines.append(
        styled("\(blank) | ", .faint) + indent(of: diagnostic) + styled("^", severityStyle(diagnostic.severity)))
    }
    if let hint = diagnostic.hint { lines.append(styled("\(blank) = ", .faint) + "help: " + hint.printable) }
    return lines.joined(separator: "\n")
  }

  /// All of them, and a line with their number.
  public func string(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    var counts: [String] = []
    if errors > 0 { counts.append(errors == 1 ? "1 error" : "\(errors) errors") }
    if warnings > 0 { counts.append(warnings == 1 ? "1 warning" : "\(warnings) warnings") }
    let summary = counts.isEmpty ? [] : [counts.joined(separator: ", ")]
    return (diagnostics.map { string($0) } + summary).joined(separator: "\n")
  }

  /// Blanks as wide as the text before the caret; tabs stay tabs, wide characters take two columns.
  private func indent(of diagnostic: Diagnostic) -> String {
    var result = ""
    let before = (diagnostic.sourceLine ?? "").utf8.prefix(max(0, (diagnostic.column ?? 1) - 1))
    for character in String(decoding: before, as: UTF8.self).printable {
      result += character == "\t" ? "\t" : String(repeating: " ", count: character.terminalWidth)
    }
    return result
  }

  private enum Style: String { case bold = "1", faint = "2", red = "1;31", yellow = "1;33", cyan = "1;36" }

  private func severityStyle(_ severity: Diagnostic.Severity) -> Style {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }

  private func styled(_ text: String, _ style: Style) -> String {
    isColored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension Character {
  /// Columns that a terminal gives it: two for East Asian wide characters and emoji.
  fileprivate var terminalWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
