import Foundation
import Testing

@testable import Frames

/// A file of `Oracles/make_dialects.py` and the table in it.
private struct OddFile: Decodable, CustomTestStringConvertible {
  var name: String
  var bytes: Data
  var table: [[String]]
  var testDescription: String { name }

  static let all = (try? JSONDecoder().decode([OddFile].self, from: Fixtures.data("Oracles/dialects.json"))) ?? []
}

/// The names and the rows of a text as they stand there, and what the report says.
private func read(
  _ bytes: some Sequence<UInt8>, _ options: CSVReadingOptions = CSVReadingOptions()
) throws -> (table: [[String]], report: CSVReadingReport) {
  var options = options
  options.infersTypes = false
  options.keepsExtraFields = true
  options.textNilEncodings = []
  let frame = try DataFrame(csvData: Array(bytes), options: options)
  let texts = frame.columns.map(\.texts)
  let rows = (0..<frame.rowCount).map { row in texts.map { $0[row] ?? "" } }
  return ([frame.columnNames] + rows, try #require(frame.readingReport))
}

@Suite struct FoundDialects {
  @Test func thereAreFiles() { #expect(OddFile.all.count > 40) }

  @Test(arguments: OddFile.all)
  fileprivate func oddFilesAreReadAsTheirTable(file: OddFile) throws {
    #expect(try read(file.bytes).table == file.table)
  }

  @Test(arguments: [
    // A quote without its partner.
    ("id,name,n\n1,ann,2\n3,\"bob,4\n5,cid,6\n7,dan,\"8\n9,\"e, f\",1\n", ["\"bob", "\"8"], [3, 5]),
    ("id\ttitle\tyear\nt1\t\"Rome\t2005\nt2\tX\t2006\nt3\t\"Giliap\"\t1975\nt4\tY\t1976\n", ["\"Rome"], [2]),
    ("id,name,n\n1,ann,2\n3,\"bob,4\n5,cid,6\n", ["\"bob"], [3]),
    // In the header.
    ("id,\"name,n\n1,ann,2\n3,bob,4\n9,\"e, f\",1\n", ["\"name"], [1]),
    ("id,name,\"n\n1,ann,2\n3,bob,4\n", ["\"n"], [1]),
  ])
  func quotesWithoutAPartnerSwallowNoRow(text: String, fields: [String], lines: [Int]) throws {
    let (table, report) = try read(text.utf8)
    #expect(table.count == text.split(separator: "\n").count)
    #expect(table.allSatisfy { $0.count == table[0].count })
    #expect(table.joined().filter { $0.hasPrefix("\"") } == fields)
    #expect(report.problems.map(\.line) == lines)
    #expect(report.problemCounts == [.openQuote: lines.count])
    #expect(throws: CSVReadingError.self) {
      try DataFrame(csvData: Array(text.utf8), options: CSVReadingOptions(isStrict: true))
    }
  }

  @Test(arguments: [
    ("title\n'a, b'\n'c'\n'd; e, f'\n", [["title"], ["a, b"], ["c"], ["d; e, f"]]),
    ("'title'\n'a'\n'it''s'\n", [["title"], ["a"], ["it's"]]),
    ("title\na b; c\n\"\"\nd; e f\ng; h\n", [["title"], ["a b; c"], [""], ["d; e f"], ["g; h"]]),
    ("title\n3.5\n''\n4.25\n''\n", [["title"], ["3.5"], [""], ["4.25"], [""]]),
  ])
  func oneColumnIsOneColumn(text: String, table: [[String]]) throws { #expect(try read(text.utf8).table == table) }

  @Test(arguments: [
    ("'a 1','b_2'\r'one\ntwo \"three\" four','5'\r'six\nseven\neight',''\r", "'" as Character),
    ("\"a 1\",\"b_2\"\r\"one\ntwo 'three' four\",\"5\"\r\"six\nseven\neight\",\"\"\r", "\""),
  ])
  func linesThatEndWithReturnsHoldFeedsInQuotes(text: String, quote: Character) throws {
    let inner = quote == "'" ? "\"" : "'"
    let table = [["a 1", "b_2"], ["one\ntwo \(inner)three\(inner) four", "5"], ["six\nseven\neight", ""]]
    #expect(try read(text.utf8).table == table)
    #expect(try read(text.utf8, CSVReadingOptions(delimiter: ",", quote: quote, headerRows: 1)).table == table)
  }

  @Test func singleQuotesThatAreTakenAwayAreTold() throws {
    let text = "name,nick\nBob,'B'\nAl,x\n"
    let found = try read(text.utf8)
    #expect(found.table == [["name", "nick"], ["Bob", "B"], ["Al", "x"]])
    #expect(found.report.remarks.contains { $0.hasPrefix("Single quotes around fields") })
    let given = try read(text.utf8, CSVReadingOptions(quote: "\""))
    #expect(given.table[1] == ["Bob", "'B'"] && given.report.remarks == [])
  }

  @Test func wholeNumbersThatRiseAboveFractionsAreNames() throws {
    let hours = "station,0,6,12,18\nkoeln,1.5,2.5,8.5,4.5\nbonn,1.2,2.2,8.2,4.2\ntrier,0.5,1.1,7.0,3.3\n"
    #expect(try read(hours.utf8).table[0] == ["station", "0", "6", "12", "18"])
    let rows = "s1,1.5,2.5,8.5\ns2,0.25,6.5,12.5\ns3,1.2,2.2,8.2\ns4,0.5,1.1,7.0\n"
    #expect(try read(rows.utf8).table.count == 5)
  }

  @Test func fieldsBeyondTheHeaderNeedAColumnOnlyWhenSomethingStandsInThem() throws {
    let empty = try read("a,b,c\n1,2,3\n4,,5,\n6,7,8,,\n9,,\n".utf8)
    #expect(empty.table == [["a", "b", "c"], ["1", "2", "3"], ["4", "", "5"], ["6", "7", "8"], ["9", "", ""]])
    #expect(empty.report.problems.map(\.line) == [3, 4])
    #expect(empty.report.problems.allSatisfy { $0.message.hasSuffix("columns are; those behind the last are empty.") })
    let filled = try read("a,b,c\n1,2,3\n4,,5,x,\n6,7,8,,\n9,1,2\n3,4,5\n".utf8)
    #expect(filled.table[0] == ["a", "b", "c", "Column 4"])
    #expect(filled.table.map { $0[3] } == ["Column 4", "", "x", "", "", ""])
  }

  @Test func quotesThatAreNotDoubledBelongToTheirField() throws {
    let one = try read("id,text\n1,\"the \"best\" hat, ever\"\n2,\"plain\"\n".utf8)
    #expect(one.table == [["id", "text"], ["1", "the \"best\" hat, ever"], ["2", "plain"]])
    #expect(one.report.isClean)
    #expect(one.report.remarks.count == 1)
    let several = try read("id,text,n\n1,\"first\nsays \"hi\" there\nend\",5\n2,\"x, y\",6\n".utf8)
    #expect(several.table[1] == ["1", "first\nsays \"hi\" there\nend", "5"])
    #expect(try read("a,b\n\"abc\"def,1\n\"x\",2\n".utf8).table[1] == ["abcdef", "1"])
    #expect(try read("a,b\n\"x\" ,1\n\"y, z\" ,3\n".utf8).table[2] == ["y, z", "3"])
  }

  @Test func aQuotedFieldThatLooksLikeRowsIsTold() throws {
    let (table, report) = try read("id,name,n\n1,\"ann,2\n3,bob\",4\n5,cid,6\n7,dan,8\n".utf8)
    #expect(table.count == 4)
    #expect(report.problems.map(\.line) == [2])
    #expect(report.problemCounts == [.openQuote: 1])
    // Text over several lines is none.
    #expect(try read("id,name,n\n1,\"ann, aged\ntwo\",2\n3,b,4\n".utf8).report.isClean)
  }

  @Test func linesOfProblemsAreThoseOfTheFile() throws {
    let text = "# one\n# two, three\na;; b;; c\n1;; \"x\ny\";; 2\n# note\n\n3;; 4\n"
    var options = CSVReadingOptions(delimiter: ";;")
    options.skipsInitialSpaces = true
    options.comment = "#"
    let (table, report) = try read(text.utf8, options)
    #expect(table == [["a", "b", "c"], ["1", "x\ny", "2"], ["3", "4", ""]])
    #expect(report.problems.map(\.line) == [8])
    #expect(report.remarks.contains { $0.contains("lines 1, 2, 6") })
  }

  @Test func whatIsLeftOutIsTold() throws {
    let above = try read("Report of sales\nmade 2020\n\nid,v,w\n1,2,3\n4,5,6\n".utf8)
    #expect(above.table == [["id", "v", "w"], ["1", "2", "3"], ["4", "5", "6"]])
    #expect(above.report.remarks.contains { $0.contains("3 lines") && $0.contains("Report of sales") })
    let heads = try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/heads.csv"))
    #expect(heads.readingReport?.remarks.contains("The first 2 records name the columns.") == true)
    let russian = try #require("имя,город\nАнна,Москва\n".data(using: .windowsCP1251))
    let cyrillic = try read(russian)
    #expect(cyrillic.report.dialect.encoding == .windows1251)
    #expect(cyrillic.report.remarks.contains { $0.contains("windows-1251") })
    let told = try read(russian, CSVReadingOptions(encoding: .windows1251))
    #expect(told.table == cyrillic.table)
    #expect(told.report.remarks.isEmpty)
  }

  @Test func quotingCanBeTurnedOff() throws {
    let options = CSVReadingOptions(delimiter: ",", usesQuoting: false)
    #expect(try read("a,b\n\"x,y\"\n".utf8, options).table == [["a", "b"], ["\"x", "y\""]])
  }

  @Test(arguments: [
    Array("\u{89}PNG".unicodeScalars.map { UInt8($0.value) }) + Array(0...255), Array("%PDF-1.4\n".utf8),
    Array((0...255).map { UInt8($0) } + (0...255).map { UInt8($0) }), Array("SQLite format 3\0".utf8),
    [UInt8](repeating: 65, count: 257) + Array("ustar\0".utf8) + [UInt8](repeating: 0, count: 300),
  ])
  func binaryFilesAreRefused(bytes: [UInt8]) {
    do {
      _ = try DataFrame(csvData: bytes)
      Issue.record("this is no text")
    } catch {
      #expect(error.kind == .binary)
      #expect(error.hint != nil)
    }
  }

  @Test func missingTextsFollowTheNumbers() throws {
    let text = "sex,mass,note\nmale,3750,NA\nNA,NA,NA\n\"NA\",3250,NA\n"
    let frame = try DataFrame(csvData: Array(text.utf8))
    #expect(Array(frame["sex", String.self]) == ["male", nil, "NA"])
    #expect(frame["note"].missingCount == 3)
    #expect(frame["mass"].type == .integer)
    #expect(frame.readingReport?.remarks.contains { $0.contains("\"NA\"") } == true)
    // What is read with it makes no difference.
    #expect(try DataFrame(csvData: Array(text.utf8), columns: ["sex"])["sex"].missingCount == 1)
    var options = CSVReadingOptions()
    options.textNilEncodings = [""]
    #expect(try DataFrame(csvData: Array(text.utf8), options: options)["sex"].missingCount == 0)
    // Also where they turn up late.
    let rows = (0..<3_000).map { "\($0),w\($0 % 7)" }
    let late = (["n,t", "1,NA"] + rows + ["NA,x"]).joined(separator: "\n")
    #expect(try DataFrame(csvData: Array(late.utf8))["t", String.self][0] == nil)
    #expect(try DataFrame(csvData: Array("n,t\n1,NA\n2,x\n".utf8))["t", String.self][0] == "NA")
  }

  @Test func numbersInGroupsAreNumbers() throws {
    let english = try DataFrame(csvData: Array("n,x,t\n\"1,234,567\",\"1,234.5\",a\n12,-0.5,\"1,23\"\n".utf8))
    #expect(Array(english["n", Int.self]) == [1_234_567, 12])
    #expect(Array(english["x", Double.self]) == [1_234.5, -0.5])
    #expect(english["t"].type == .string)
    #expect(english.readingReport?.remarks.contains { $0.contains("\"n\", \"x\"") } == true)
    let german = try DataFrame(csvData: Array("n;x\n1.234;1.234,5\n2.345.678;2,25\n".utf8))
    #expect(Array(german["n", Int.self]) == [1_234, 2_345_678])
    #expect(Array(german["x", Double.self]) == [1_234.5, 2.25])
    let swiss = try DataFrame(csvData: Array("n;x\n1'234;1 234.5\n2;3.5\n".utf8))
    #expect(Array(swiss["n", Int.self]) == [1_234, 2])
    #expect(Array(swiss["x", Double.self]) == [1_234.5, 3.5])
    let quoted = try DataFrame(csvData: Array("a,b\n\"1,5\",x\n\"2,75\",y\n".utf8))
    #expect(Array(quoted["a", Double.self]) == [1.5, 2.75])
    let typed = try DataFrame(csvData: Array("n\n\"1,234\"\n5\n".utf8), types: ["n": .double])
    #expect(Array(typed["n", Double.self]) == [1_234, 5])
  }

  @Test func numbersThatWouldLoseSomethingAreText() throws {
    func column(_ text: String) throws -> AnyColumn { try DataFrame(csvData: Array(text.utf8))[column: 0] }
    for text in ["12e4567", "98e1234", "1e-4567"] {
      let hashes = try column("commit,n\n1234567,1\n\(text),2\n7654321,3\n")
      #expect(hashes.type == .string)
      #expect(hashes.text(at: 1) == text)
    }
    #expect(try column("x,i\ninf,0\n1.5,1\n-Infinity,2\n").type == .double)
    #expect(try column("x,i\n1e300,0\n1.5,1\n").type == .double)
    #expect(try column("x,i\n0e5,0\n1.5,1\n").type == .double)
  }

  @Test func anEmptyFileConvertsToAnEmptyOne() throws {
    try Fixtures.withTemporaryFile("empty.csv") { path in
      try Data().write(to: URL(fileURLWithPath: path + ".txt"))
      try CSVConverter().convert(path + ".txt", to: path)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
    }
  }
}

/// Random tables of one column to fifty, written in random dialects, are read back as they were.
@Suite struct DialectFuzz {
  private static let words = [
    "alpha", "Rome", "open city", "good, bad", "a;b", "x|y", "tab\there", "say \"hi\"", "", "é", "夜", "two\nlines",
    "it's", "NA", "-", "http://a.example/?q=1", "#5", "3 4", "J. Smith", "[1, 2]",
  ]

  private static func value(_ kind: Int, _ generator: inout SeededGenerator) -> String {
    switch kind {
    case 0: "\(Int.random(in: -50...9_999, using: &generator))"
    case 1: "\(Double(Int.random(in: -9_999...9_999, using: &generator)) / 64)"
    case 2: "20\(Int.random(in: 10...25, using: &generator))-0\(Int.random(in: 1...9, using: &generator))-15"
    case 3: "\(Int.random(in: 10...23, using: &generator)):\(Int.random(in: 10...59, using: &generator))"
    case 4: "w\(Int.random(in: 1...9, using: &generator))"
    case 5: ["", "5"].randomElement(using: &generator)!
    default: words.randomElement(using: &generator)!
    }
  }

  @Test(arguments: 0..<24)
  func tablesReadBack(round: Int) throws {
    var generator = SeededGenerator(seed: UInt64(round) &* 15_485_863 &+ 11)
    let columns = [1, 1, 2, 3, 4, 6, 10, 20, 50][Int.random(in: 0..<9, using: &generator)]
    let kinds = (0..<columns).map { _ in Int.random(in: 0...7, using: &generator) }
    let stems = ["n", "Total amount ", "x_", "Größe"]
    let names = (0..<columns).map { stems.randomElement(using: &generator)! + "\($0)" }
    var table = [names]
    for _ in 0..<Int.random(in: 2...25, using: &generator) {
      table.append(kinds.map { Self.value($0, &generator) })
    }
    let delimiter = [",", ",", ";", "\t", "|", ", ", "::"][Int.random(in: 0..<7, using: &generator)]
    // Nothing shows that there are single quotes around the only column.
    let quote = columns == 1 ? "\"" : ["\"", "\"", "'"][Int.random(in: 0..<3, using: &generator)]
    let end = ["\n", "\r\n", "\r"][Int.random(in: 0..<3, using: &generator)]
    let quotesAll = Bool.random(using: &generator)
    let text = table.map { row in
      row.map { value in
        let marks: [Character] = [",", ";", "\t", "|", "\n", "\r", ":", " ", "#", Character(quote)]
        let needsQuotes = quotesAll || value.contains { marks.contains($0) } || (columns == 1 && value.isEmpty)
        return needsQuotes ? quote + value.replacingOccurrences(of: quote, with: quote + quote) + quote : value
      }.joined(separator: delimiter) + end
    }.joined()
    var bytes = Array(text.utf8)
    if round % 5 == 0 { bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
    var options = CSVReadingOptions()
    if round % 2 == 0 {
      options = CSVReadingOptions(delimiter: delimiter, quote: Character(quote), headerRows: 1)
    }
    #expect(try read(bytes, options).table == table, "\(text)")
  }
}
