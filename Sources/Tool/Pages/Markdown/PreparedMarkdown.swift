/// Markdown on its way to cmark, line by line as before.
///
/// Formulas become code, in which nothing is markup, and `:::` lines become comments that stand by themselves; both are
/// known again by private characters.
struct PreparedMarkdown {
  private(set) var text: String
  /// What stands behind each `:::`, by the number in its comment.
  private(set) var divisions: [String] = []
  private(set) var mentions: [MarkdownMention] = []

  /// Begins and ends the code that is a formula.
  static let formulaMark: Unicode.Scalar = "\u{FFF02}"
  /// Begins the further lines of a formula: they start no list, and cmark makes blanks of line ends.
  static let lineMark: Unicode.Scalar = "\u{FFF03}"
  /// Begins a comment that stands for a `:::` line.
  static let divisionMark: Unicode.Scalar = "\u{FFF04}"

  /// Without formulas and divisions.
  init(asItIs markdown: String) { text = markdown }

  init(_ markdown: String) {
    text = markdown
    let hasFormulas = markdown.utf8.contains(UInt8(ascii: "$")) || markdown.contains("\\[")
    guard hasFormulas || markdown.contains(":::") else { return }
    var lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let literal = MarkdownLines.literal(in: markdown)
    for index in lines.indices where !literal[index] { markDivision(in: &lines[index]) }
    if hasFormulas {
      // A formula ends within its paragraph.
      var start = 0
      for index in 0...lines.count {
        let isEnd = index == lines.count || literal[index] || lines[index].allSatisfy { " \t>".contains($0) }
        guard isEnd else { continue }
        if index > start { markFormulas(in: &lines, start..<index) }
        start = index + 1
      }
    }
    text = lines.joined(separator: "\n")
  }

  private mutating func markDivision(in line: inout String) {
    let content = line.drop { " \t>".contains($0) }
    guard content.hasPrefix(":::") else { return }
    let rest = content.drop { $0 == ":" }
    // `::: {.callout-note}`, `::: note` and the `:::` that ends them.
    guard rest.first.map({ $0 == " " || $0 == "{" }) ?? true else { return }
    var name = String(rest.drop { $0 == " " })
    while let last = name.last, last == " " || last == ":" || last == "\t" { name.removeLast() }
    divisions.append(name)
    line = line[..<content.startIndex] + "<!--\(Self.divisionMark)\(divisions.count - 1)-->"
  }

  /// `eq-x` of `{#eq-x}`.
  static func formulaLabel(_ tail: Substring) -> String? {
    let tail = tail.trimmingBlanks
    guard tail.hasPrefix("{#eq-"), tail.hasSuffix("}") else { return nil }
    let label = tail.dropFirst(2).dropLast()
    let isLabel = label.utf8.allSatisfy {
      $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    return isLabel && label.utf8.count > 3 ? String(label) : nil
  }

  // MARK: Formulas

  private mutating func markFormulas(in lines: inout [String], _ range: Range<Int>) {
    guard lines[range].contains(where: { $0.contains("$") || $0.contains("\\") }) else { return }
    var rest = range.lowerBound
    while rest < range.upperBound {
      guard let (open, close) = block(in: lines, rest..<range.upperBound) else { break }
      markInline(in: &lines, rest..<open)
      let tail = lines[close].drop { " \t>$".contains($0) }
      let label = Self.formulaLabel(tail)
      if label == nil, !tail.allSatisfy(\.isWhitespace) {
        report(
          .unsupported("`\(tail)` behind a formula means nothing here", hint: "a label is written `{#eq-name}`"),
          line: close)
      }
      lines[open] =
        lines[open].prefix(while: { " \t>".contains($0) }) + "~~~~~~ \(Self.formulaMark)\(label ?? "")"
      lines[close] = lines[close].prefix(while: { " \t>".contains($0) }) + "~~~~~~"
      rest = close + 1
    }
    markInline(in: &lines, rest..<range.upperBound)
  }

  /// The first two lines that hold `$$` and nothing else, but for `{#eq-x}` behind the second.
  private func block(in lines: [String], _ range: Range<Int>) -> (open: Int, close: Int)? {
    func content(_ line: Int) -> Substring { lines[line].drop { " \t>".contains($0) } }
    guard let open = range.first(where: { content($0).trimmingBlanks == "$$" }),
      let close = (open + 1..<range.upperBound).first(where: {
        let tail = content($0).dropFirst(2).trimmingBlanks
        return content($0).hasPrefix("$$") && (tail.isEmpty || tail.hasPrefix("{") && tail.hasSuffix("}"))
      })
    else { return nil }
    return (open, close)
  }

  private mutating func markInline(in lines: inout [String], _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let source = Array(lines[range].joined(separator: "\n").utf8)
    let isTable = lines[range].contains {
      $0.contains("|") && $0.contains("-") && $0.allSatisfy { " \t>|:-".contains($0) }
    }
    let isQuoted = lines[range.lowerBound].drop { $0 == " " }.hasPrefix(">")
    var result: [UInt8] = []
    // What nothing closed once is not looked for again.
    var unclosed: Set<Int> = []
    var hasDisplayEnd = true
    var line = range.lowerBound
    var counted = 0
    var at = 0
    while at < source.count {
      switch source[at] {
      case UInt8(ascii: "\\"):
        line += source[counted..<at].count { $0 == UInt8(ascii: "\n") }
        counted = at
        noticeCommand(at: at, in: source, line: line)
        result += source[at..<min(at + 2, source.count)]
        at += 2
      case UInt8(ascii: "`"):
        let end = Self.endOfCode(in: source, at: at, unclosed: &unclosed)
        result += source[at..<end]
        at = end
      case UInt8(ascii: "$"):
        if let end = Self.endOfFormula(in: source, at: at, hasDisplayEnd: &hasDisplayEnd),
          !(isTable && source[at..<end].contains(UInt8(ascii: "|")))
        {
          result += Self.code(of: source[at..<end], isQuoted: isQuoted)
          at = end
        } else {
          // Money.
          let count = source[at...].prefix { $0 == UInt8(ascii: "$") }.count
          result += source[at..<at + count]
          at += count
        }
      default:
        result.append(source[at])
        at += 1
      }
    }
    let marked = String(decoding: result, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    lines.replaceSubrange(range, with: marked.map(String.init))
  }

  /// Behind the code span that the backticks open, or behind the backticks where nothing closes them.
  private static func endOfCode(in source: [UInt8], at start: Int, unclosed: inout Set<Int>) -> Int {
    let tick = UInt8(ascii: "`")
    let opening = source[start...].prefix { $0 == tick }.count
    if unclosed.contains(opening) { return start + opening }
    var at = start + opening
    while let next = source[at...].firstIndex(of: tick) {
      let closing = source[next...].prefix { $0 == tick }.count
      at = next + closing
      if closing == opening { return at }
    }
    unclosed.insert(opening)
    return start + opening
  }

  /// Behind the dollar sign that ends the formula; nil where none begins. Pandoc's rules, and what begins like an
  /// amount of money has to look like a formula.
  private static func endOfFormula(in source: [UInt8], at start: Int, hasDisplayEnd: inout Bool) -> Int? {
    let dollar = UInt8(ascii: "$")
    if start > 0 {
      let before = source[start - 1]
      let isWord = before.isASCIILetterOrDigit || "/=?&#:@.%".utf8.contains(before)
      if isWord { return nil }
    }
    let width = source[start...].prefix { $0 == dollar }.count
    guard width == 1 || width == 2 && hasDisplayEnd, start + width < source.count else { return nil }
    if width == 1, source[start + 1].isASCIIBlank { return nil }
    var at = start + width
    while at < source.count {
      switch source[at] {
      case UInt8(ascii: "\\"): at += 2
      case dollar:
        let closing = source[at...].prefix { $0 == dollar }.count
        let isEnd =
          closing == width && (width == 2 || !source[at - 1].isASCIIBlank)
          && !(width == 1 && at + 1 < source.count && source[at + 1].isASCIIDigit)
        guard isEnd else {
          if width == 1 { return nil }
          at += closing
          continue
        }
        let content = source[(start + width)..<at]
        let isMoney =
          width == 1 && source[start + 1].isASCIIDigit && content.contains(where: \.isASCIIBlank)
          && !content.contains { "\\^_={}+<>".utf8.contains($0) }
        return content.isEmpty || isMoney ? nil : at + width
      default: at += 1
      }
    }
    if width == 2 { hasDisplayEnd = false }
    return nil
  }

  /// - Parameter isQuoted: whether it stands in a quotation, where lines begin with `>`.
  private static func code(of formula: ArraySlice<UInt8>, isQuoted: Bool) -> [UInt8] {
    let tick = UInt8(ascii: "`")
    let longest = formula.split { $0 != tick }.map(\.count).max() ?? 0
    let fence = Array(repeating: tick, count: longest + 1)
    let mark = Array(String(formulaMark).utf8), line = Array(String(lineMark).utf8)
    var content: [UInt8] = []
    var isAtStart = false
    for byte in formula {
      let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || (isQuoted && byte == UInt8(ascii: ">"))
      if isAtStart, !isBlank {
        content += line
        isAtStart = false
      }
      content.append(byte)
      if byte == UInt8(ascii: "\n") { isAtStart = true }
    }
    return fence + mark + content + mark + fence
  }

  /// `\[ x^2 \]`, which loses its backslashes as text. Escaped brackets around words are no formula.
  private mutating func noticeCommand(at start: Int, in source: [UInt8], line: Int) {
    let rest = source[(start + 1)...].prefix(Self.longestCommand)
    guard rest.first == UInt8(ascii: "[") else { return }
    let inside = rest.dropFirst().prefix { $0 != UInt8(ascii: "]") }
    let isClosed = inside.endIndex < rest.endIndex && inside.last == UInt8(ascii: "\\")
    guard isClosed, inside.dropLast().contains(where: { "\\^_=".utf8.contains($0) }) else { return }
    let hint = "a formula that stands by itself is written between two lines `$$`"
    report(.unsupported("`\\[` … `\\]` is no formula here", hint: hint), line: line)
  }

  /// In bytes: looking for the end of a formula takes no longer, however many seem to begin.
  private static let longestCommand = 2_000

  private mutating func report(_ kind: MarkdownMention.Kind, line: Int) {
    mentions.append(MarkdownMention(kind: kind, line: line + 1))
  }

  /// The formula that a code span or a block of code stands for; nil for all other code.
  static func formula(inCode text: String) -> String? {
    guard text.unicodeScalars.first == formulaMark else { return nil }
    let scalars = text.unicodeScalars.filter { $0 != formulaMark }
    return String(String.UnicodeScalarView(scalars)).replacing(" \(lineMark)", with: "\n")
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var result = drop { $0 == " " || $0 == "\t" }
    while let last = result.last, last == " " || last == "\t" { result.removeLast() }
    return result
  }
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { (48...57).contains(self) }
  fileprivate var isASCIILetterOrDigit: Bool {
    isASCIIDigit || (65...90).contains(self) || (97...122).contains(self)
  }
  fileprivate var isASCIIBlank: Bool { self == 32 || self == 9 || self == 10 }
}
