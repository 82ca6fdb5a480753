import Frames
import Runs

extension SearchTable {
  private struct Content: Encodable {
    struct Column: Encodable {
      /// Numbers: how they are written.
      var scale: ScaleOfColumn?
      var name: String
    }
    struct Predictor: Encodable {
      var name: String
      var actual: Int
    }
    var name: String
    var rowCount: Int
    var nouns: [String]
    var searched: [String]
    var columns: [Column]
    var query: String
    var predictor: Predictor?
  }

  /// The data of the page's script.
  ///
  /// The searched texts stand row by row, with a tab between two and a line feed behind each row. Other columns are the
  /// different values, and which of them each row has: as texts with a line feed behind each, or as numbers.
  public var pack: WidgetPack {
    var arrays: [(String, WidgetPack.Numbers)] = []
    let texts = searched.map { frame.texts($0).map(Self.onOneLine) }
    var lines: [UInt8] = []
    for row in 0..<frame.rowCount {
      for (place, column) in texts.enumerated() {
        if place > 0 { lines.append(UInt8(ascii: "\t")) }
        lines += column[row].utf8
      }
      lines.append(UInt8(ascii: "\n"))
    }
    arrays.append(("lines", .bytes(lines)))
    var names = shown
    if let predictor, !names.contains(predictor.actual) { names.append(predictor.actual) }
    let columns = names.enumerated().map { number, name -> Content.Column in
      guard let values = frame[name].doubles else {
        let coded = CodedTexts(frame.texts(name).map(Self.onOneLine))
        arrays.append(("texts\(number)", .bytes(coded.names.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] })))
        arrays.append(("codes\(number)", .fitting(coded.codes, below: coded.names.count)))
        return Content.Column(scale: nil, name: name)
      }
      arrays += CodedNumbers.arrays(values, number: number)
      return Content.Column(scale: ScaleOfColumn(name, values, unit: units[name] ?? ""), name: name)
    }
    let content = Content(
      name: name, rowCount: frame.rowCount, nouns: [nouns.one, nouns.many], searched: searched, columns: columns,
      query: firstQuery,
      predictor: predictor.map { asked in
        Content.Predictor(name: asked.name, actual: names.firstIndex(of: asked.actual) ?? 0)
      })
    return WidgetPack(.searchTable, content: content, arrays: arrays)
  }

  private static func onOneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 32 }) else { return text }
    return String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}
