/// JavaScript as pages carry it: without lines of comments, indentation and spaces beside signs.
///
/// Lines stay lines, so that ends of statements stay where they are. It reads texts, templates and regular expressions
/// as far as the scripts of this package need it: templates hold no templates, and comments have lines of their own.
enum ScriptText {
  static func shortened(_ script: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(script.count)
    for line in script.split(separator: UInt8(ascii: "\n")) {
      let code = line.drop { $0 == UInt8(ascii: " ") }
      if code.isEmpty || code.starts(with: [UInt8(ascii: "/"), UInt8(ascii: "/")]) { continue }
      if !result.isEmpty { result.append(UInt8(ascii: "\n")) }
      append(code, to: &result)
    }
    return result
  }

  /// Beside these no space means anything. Plus and minus are not among them: two of them are another sign.
  private static let signs = Set("{}()[];,<>=*?:&|!".utf8)
  /// A slash behind one of these begins a regular expression; elsewhere it divides.
  private static let beginnings = Set("(,=:[!&|?{};>".utf8)

  private static func append(_ line: ArraySlice<UInt8>, to result: inout [UInt8]) {
    let start = result.count
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      let before = result.count > start ? result[result.count - 1] : nil
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "`"):
        let end = self.end(of: line, from: index + 1) { $0 == byte }
        result += line[index..<end]
        index = end
      case UInt8(ascii: "/") where before.map(beginnings.contains) ?? true:
        var isInSet = false
        let end = self.end(of: line, from: index + 1) { letter in
          if letter == UInt8(ascii: "[") { isInSet = true }
          if letter == UInt8(ascii: "]") { isInSet = false }
          return letter == byte && !isInSet
        }
        result += line[index..<end]
        index = end
      case UInt8(ascii: " "):
        let next = index + 1 < line.endIndex ? line[index + 1] : UInt8(ascii: ";")
        let isNeeded = before.map { !signs.contains($0) } ?? false
        if isNeeded, !signs.contains(next) { result.append(byte) }
        index += 1
      default:
        result.append(byte)
        index += 1
      }
    }
  }

  /// Behind the letter that ends a text; a backslash takes the next letter along.
  private static func end(of line: ArraySlice<UInt8>, from start: Int, _ isEnd: (UInt8) -> Bool) -> Int {
    var index = start
    while index < line.endIndex {
      if line[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      index += 1
      if isEnd(line[index - 1]) { return index }
    }
    return line.endIndex
  }
}
