/// Adds to a PDF that Cairo made what Cairo cannot say: the alternative text of its figure, and the language of the
/// tokens.
///
/// Done as an incremental update (ISO 32000-1, 7.5.6): changed objects and a table of where they stand are appended,
/// and no byte before them moves.
struct PDFDescription {
  var alternativeText: String
  var language = "en"

  /// The file as it was where it is not built as Cairo builds it.
  func added(to file: [UInt8]) -> [UInt8] {
    guard let trailer = Trailer(file), let catalog = Self.object(trailer.root, in: file),
      let figure = Self.figure(in: file), !alternativeText.isEmpty
    else { return file }
    var result = file
    var offsets: [(number: Int, offset: Int)] = []
    func append(_ text: String) { result += Array(text.utf8) }
    func append(_ object: Object, with entries: String) {
      offsets.append((object.number, result.count))
      append("\(object.number) 0 obj\n")
      result += file[object.dictionary]
      append("   \(entries)\n>>\nendobj\n")
    }
    if result.last != UInt8(ascii: "\n") { append("\n") }
    append(figure, with: "/Alt \(Self.text(alternativeText))")
    append(catalog, with: "/Lang (\(language))\n   /ViewerPreferences << /DisplayDocTitle true >>")
    let table = result.count
    append("xref\n")
    for entry in offsets.sorted(by: { $0.number < $1.number }) {
      let digits = String(entry.offset)
      append("\(entry.number) 1\n\(String(repeating: "0", count: max(0, 10 - digits.count)))\(digits) 00000 n \n")
    }
    append("trailer\n<< /Size \(trailer.size)\n   /Root \(trailer.root) 0 R\n   /Info \(trailer.info) 0 R\n")
    append("   /Prev \(trailer.table)\n>>\nstartxref\n\(table)\n%%EOF\n")
    return result
  }

  private struct Object {
    var number: Int
    /// From `<<` to before the last `>>`.
    var dictionary: Range<Int>
  }

  /// The end of a file with a plain cross-reference table.
  private struct Trailer {
    var size: Int
    var root: Int
    var info: Int
    /// Where the table stands.
    var table: Int

    init?(_ file: [UInt8]) {
      let start = max(0, file.count - 1024)
      let tokens = String(decoding: file[start...], as: UTF8.self).split { " \n\r<>".contains($0) }.map(String.init)
      func number(after name: String) -> Int? {
        tokens.lastIndex(of: name).flatMap { $0 + 1 < tokens.count ? Int(tokens[$0 + 1]) : nil }
      }
      guard tokens.contains("trailer"), let size = number(after: "/Size"), let root = number(after: "/Root"),
        let info = number(after: "/Info"), let table = number(after: "startxref")
      else { return nil }
      (self.size, self.root, self.info, self.table) = (size, root, info, table)
    }
  }

  /// An object that is a dictionary without a stream. The newline before its number keeps 4 from being found in 14.
  private static func object(_ number: Int, in file: [UInt8]) -> Object? {
    guard let head = last("\n\(number) 0 obj\n<<", in: file),
      let end = first("\nendobj", in: file, from: head.upperBound),
      let close = lastClose(in: file, from: head.upperBound, to: end)
    else { return nil }
    return Object(number: number, dictionary: head.upperBound - 2..<close)
  }

  /// The structure element of the one figure.
  private static func figure(in file: [UInt8]) -> Object? {
    guard let mark = last("/S /Figure", in: file) else { return nil }
    // Its number stands on the line above the dictionary: `4 0 obj`.
    guard let head = file[..<mark.lowerBound].lastIndex(of: UInt8(ascii: "j")) else { return nil }
    let line = file[..<head].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let number = Int(String(decoding: file[line..<head].prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self))
    return number.flatMap { object($0, in: file) }
  }

  private static func lastClose(in file: [UInt8], from start: Int, to end: Int) -> Int? {
    var at = end - 2
    while at >= start, file[at] != UInt8(ascii: ">") || file[at + 1] != UInt8(ascii: ">") { at -= 1 }
    return at >= start ? at : nil
  }

  /// Searched from the end, where Cairo puts what describes the page.
  private static func last(_ text: String, in file: [UInt8]) -> Range<Int>? {
    let wanted = Array(text.utf8)
    var at = file.count - wanted.count
    while at >= 0 {
      if file[at] == wanted[0], file[at..<at + wanted.count].elementsEqual(wanted) { return at..<at + wanted.count }
      at -= 1
    }
    return nil
  }

  private static func first(_ text: String, in file: [UInt8], from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    var at = start
    while at + wanted.count <= file.count {
      if file[at] == wanted[0], file[at..<at + wanted.count].elementsEqual(wanted) { return at }
      at += 1
    }
    return nil
  }

  /// A text string in UTF-16, as a hexadecimal literal.
  private static func text(_ string: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result = Array("<FEFF".utf8)
    for unit in string.utf16 {
      for shift in [12, 8, 4, 0] { result.append(digits[Int(unit) >> shift & 15]) }
    }
    return String(decoding: result, as: UTF8.self) + ">"
  }
}
