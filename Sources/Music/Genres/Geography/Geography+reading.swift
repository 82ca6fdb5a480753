import Frames

extension Geography {
  /// Reads a table like the one that ships with Songbook, with the columns `Code, Code3, Country, Names, Places, Languages`; the keywords
  /// of a cell are separated by `|`.
  public init(contentsOf path: String) throws {
    let kinds: [(String, PlaceKeyword.Kind)] = [("Names", .name), ("Places", .place), ("Languages", .language)]
    let columns = ["Code", "Code3", "Country"] + kinds.map(\.0)
    var options = CSVReadingOptions(
      delimiter: ",", quote: "\"", encoding: .utf8, skippedLines: 0, headerRows: 1, isStrict: true)
    options.nilEncodings = [""]
    let types = Dictionary(uniqueKeysWithValues: columns.map { ($0, CSVType.string) })
    let table = try DataFrame(contentsOfCSVFile: path, types: types, options: options)
    if let missing = columns.first(where: { table.column($0, as: String.self) == nil }) {
      throw CSVReadingError(
        kind: .option, path: path, message: "The table of countries has no column \(missing).",
        hint: "It needs \(columns.joined(separator: ", ")).")
    }
    func cell(_ column: String, _ row: Int) -> String { table[column, String.self][row] ?? "" }
    var keywords: [PlaceKeyword] = []
    for row in 0..<table.rowCount {
      let code = cell("Code", row)
      let country = code.isEmpty ? nil : Country(code: code, code3: cell("Code3", row), name: cell("Country", row))
      for (column, kind) in kinds {
        for keyword in cell(column, row).split(separator: "|") {
          keywords.append(PlaceKeyword(GenreName.cleaned(String(keyword)), kind: kind, country: country))
        }
      }
    }
    self.init(keywords: keywords)
  }
}
