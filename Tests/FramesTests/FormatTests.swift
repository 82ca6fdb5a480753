import Foundation
import Frames
import Testing

@Suite struct Formats {
  private let nasty: DataFrame = [
    "Na|me": .string(Column(name: "", contents: ["</script><img onerror=\"x\">", "a|b*c_d\ne", nil, ""])),
    "x": .double(Column(name: "", contents: [0.1, nil, 1e-7, .infinity])),
  ]

  @Test func csv() {
    #expect(
      nasty.formatted(.csv())
        == "Na|me,x\n\"</script><img onerror=\"\"x\"\">\",0.1\n\"a|b*c_d\ne\",\n,1e-07\n\"\",inf\n")
    #expect(nasty.formatted(.csv(delimiter: "|")).hasPrefix("\"Na|me\"|x\n"))
  }

  @Test func json() throws {
    let text = nasty.formatted(.json())
    #expect(!text.contains("<"))
    let rows = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    #expect(rows?.count == 4)
    #expect(rows?[0]["Na|me"] as? String == "</script><img onerror=\"x\">")
    #expect(rows?[3]["x"] is NSNull)
  }

  @Test func html() {
    let text = nasty.formatted(.html(caption: "a<b"))
    #expect(text.contains("<caption>a&lt;b</caption>"))
    #expect(text.contains("&lt;/script&gt;&lt;img onerror=&quot;x&quot;&gt;"))
    #expect(text.contains("<td class=\"number\"></td>"))
  }

  @Test func markdown() {
    let lines = nasty.formatted(.markdown()).split(separator: "\n")
    #expect(lines[0] == "| Na\\|me | x |")
    #expect(lines[1] == "| --- | ---: |")
    #expect(lines[3] == "| a\\|b\\*c\\_d<br>e | |")
    #expect(lines.count == 6)
  }

  @Test func text() {
    let frame: DataFrame = [
      "曲": .string(Column(name: "", contents: ["夜", "ab"])), "n": .integer(Column(name: "", contents: [7, 123])),
    ]
    #expect(frame.formatted(.text()) == "曲    n\n--  ---\n夜    7\nab  123\n")
  }

  @Test(arguments: 0..<12)
  func whatIsWrittenReadsBack(seed: Int) throws {
    let frame = Samples.songs(rows: seed * 60, seed: UInt64(seed))
    let types: [String: CSVType] = ["Name": .string, "Genre": .string, "Energy": .double, "Key": .integer]
    for format in [CSVFormat(), CSVFormat(delimiter: ";", lineEnd: .crlf), CSVFormat(delimiter: "\t")] {
      let options = CSVReadingOptions(delimiter: String(format.delimiter), headerRows: 1)
      let again = try DataFrame(csvData: format.bytes(of: frame), types: types, options: options)
      #expect(again == frame)
      #expect(again.readingReport?.isClean == true)
    }
  }

  @Test func aSingleColumnKeepsItsMissingValues() throws {
    let frame = DataFrame(columns: [.string(Column(name: "a", contents: ["x", nil, "", nil]))])
    #expect(try DataFrame(csvData: frame.csvRepresentation(), types: ["a": .string]) == frame)
  }

  @Test func convertingChangesNoValue() throws {
    try Fixtures.withTemporaryFile("out.csv") { path in
      let input = "sep by hand\n\nId;Zahl;Text\n007;1,50;\"a;b\"\n008;;NA;more\n"
      try Data(input.utf8).write(to: URL(fileURLWithPath: path + ".txt"))
      let report = try CSVConverter().convert(path + ".txt", to: path)
      #expect(report.dialect.delimiter == ";")
      let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
      #expect(text == "Id,Zahl,Text,Column 4\n007,\"1,50\",a;b,\n008,,NA,more\n")
      #expect(throws: CSVConversionError.self) { try CSVConverter().convert(path, to: path + ".what") }
    }
  }

  @Test func aFailedWriteLeavesTheOldFile() throws {
    try Fixtures.withTemporaryFile("old.csv") { path in
      try nasty.writeCSV(to: path)
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      do {
        var writer = try TableFileWriter(path: path)
        try writer.append(nasty)
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["old.csv"])
      #expect(throws: FileWritingError.self) { try nasty.writeCSV(to: "/nowhere/at/all.csv") }
    }
  }
}
