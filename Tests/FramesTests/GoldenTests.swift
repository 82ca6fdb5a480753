import Foundation
import Frames
import Testing

/// What a golden file's JSON says of the file beside it.
private struct Golden: Decodable {
  var dialect: CSVDialect
  var types: [String]
  var problems: [String: Int]
  var blankLines: Int
}

@Test(arguments: Fixtures.names(in: "Goldens", ending: ".json"))
func goldenFilesReadAsExpected(name: String) throws {
  let frame = try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/\(name).csv"))
  let data = try Fixtures.data("Goldens/\(name).json")
  let golden = try JSONDecoder().decode(Golden.self, from: data)
  let report = try #require(frame.readingReport)
  #expect(report.dialect == golden.dialect)
  #expect(frame.columns.map(\.type.rawValue) == golden.types)
  #expect(report.blankLines == golden.blankLines)
  let counts = report.problemCounts.map { ($0.key.rawValue, $0.value) }
  #expect(Dictionary(uniqueKeysWithValues: counts) == golden.problems)
  let rows = try JSONSerialization.jsonObject(with: data) as? [String: Any]
  let expected = try #require(rows?["rows"] as? NSArray)
  let found = try JSONSerialization.jsonObject(with: Data(frame.formatted(.json()).utf8)) as? NSArray
  #expect(found == expected)
}

@Suite struct ReportedProblems {
  @Test func raggedRowsAreNamedByLine() throws {
    let frame = try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/ragged.csv"))
    let report = try #require(frame.readingReport)
    #expect(report.problems.map(\.line) == [3, 4])
    #expect(report.problems[1].message.contains("nine,ten"))
    #expect(report.raggedRows == 2)
  }

  @Test func linesInsideQuotesCount() throws {
    let text = "a,b\n\"1\n2\n3\",x\n\n4\n"
    let frame = try DataFrame(csvData: Array(text.utf8))
    #expect(frame.readingReport?.problems.map(\.line) == [6])
    #expect(frame.readingReport?.blankLines == 1)
  }

  @Test func strictReadingRefusesTheFirstProblem() throws {
    var options = CSVReadingOptions(isStrict: true)
    #expect(throws: CSVReadingError.self) {
      try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/ragged.csv"), options: options)
    }
    do {
      _ = try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/ragged.csv"), options: options)
    } catch {
      #expect(error.kind == .problem(.tooFewFields))
      #expect(error.line == 3)
      #expect(error.description.contains("ragged.csv:3: "))
    }
    options.isStrict = false
    #expect(try DataFrame(contentsOfCSVFile: Fixtures.path("Goldens/ragged.csv"), options: options).rowCount == 4)
  }

  @Test func valuesOfAnotherTypeAreMissingAndCounted() throws {
    let text = "Tempo,Year\n120,1999\nfast,2000\nNA,0000\n"
    let frame = try DataFrame(csvData: Array(text.utf8), types: ["Tempo": .double, "Year": .date])
    #expect(Array(frame["Tempo", Double.self]) == [120, nil, nil])
    #expect(frame["Year", CalendarDate.self][2] == nil)
    let report = try #require(frame.readingReport)
    #expect(report.problemCounts == [.unreadableValue: 2])
    #expect(report.problems.map(\.line) == [3, 4])
    #expect(report.problems[0].message.contains("\"fast\""))
  }

  @Test func unknownColumnsAreRefusedWithTheNearestName() {
    do {
      _ = try DataFrame(csvData: Array("Energy,Tempo\n1,2\n".utf8), columns: ["Enery"])
      Issue.record("the column is not there")
    } catch {
      #expect(error.kind == .option)
      #expect(error.description.contains("Did you mean \"Energy\"?"))
    }
  }

  @Test func anEmptyFileIsAnError() {
    #expect(throws: CSVReadingError.self) { try DataFrame(csvData: []) }
  }
}

@Suite struct Inference {
  private func types(_ text: String) throws -> [CSVType] {
    try DataFrame(csvData: Array(text.utf8), options: CSVReadingOptions(delimiter: ",", headerRows: 1)).columns.map(
      \.type)
  }

  @Test func narrowestTypeThatKeepsEverything() throws {
    #expect(try types("a\n1\n2\n") == [.integer])
    #expect(try types("a\n1\n2.5\n") == [.double])
    #expect(try types("a\n01\n2\n") == [.string])
    #expect(try types("a\n1\nNA\n") == [.integer])
    #expect(try types("a\nNA\nNew\n") == [.string])
    #expect(try types("a\ntrue\nFalse\n") == [.boolean])
    #expect(try types("a\n1999\n2004-05\n") == [.date])
    #expect(try types("a\n12345678901234567890\n") == [.string])
    #expect(try types("a\nInfinity\ninf\n") == [.string])
    #expect(try types("a\n1\ninf\n") == [.double])
    #expect(try types("a\n+49\n") == [.string])
  }

  @Test func typesDoNotDependOnTheFirstRows() throws {
    let rows = (0..<5_000).map { "\($0),\($0),,\(1900 + $0 % 100),x" }
    let last = "0.5,word,7,2001-02-03,y"
    let text = (["a,b,c,d,e"] + rows + [last]).joined(separator: "\n")
    let frame = try DataFrame(csvData: Array(text.utf8))
    #expect(frame.columns.map(\.type) == [.double, .string, .integer, .date, .string])
    #expect(frame["b", String.self][4_999] == "4999")
    #expect(frame["c", Int.self].missingCount == 5_000)
    #expect(frame["d", CalendarDate.self][0] == CalendarDate(year: 1900))
  }

  @Test func naInTextIsText() throws {
    let frame = try DataFrame(csvData: Array("a,b\nNA,1\n,2\n\"\",3\n".utf8))
    #expect(Array(frame["a", String.self]) == ["NA", nil, ""])
  }
}
