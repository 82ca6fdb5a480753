import Connectors
import Foundation
import Frames
import Testing

@Suite("Converting") struct ConverterTests {
  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func anyKindToAnyOther() throws {
    try Fixtures.withFiles(["a.json": #"[{"id":"007","x":1.5},{"id":"8","x":null}]"#]) { folder in
      try TableConverter().convert(folder + "a.json", to: folder + "b.csv")
      let csv = try text(folder + "b.csv")
      #expect(csv == "id,x\n007,1.5\n8,\n")
      try TableConverter().convert(folder + "b.csv", to: folder + "c.xlsx")
      try TableConverter().convert(folder + "c.xlsx", to: folder + "d.jsonl")
      let lines = try text(folder + "d.jsonl")
      #expect(lines == "{\"id\":\"007\",\"x\":\"1.5\"}\n{\"id\":\"8\",\"x\":null}\n")
      try TableConverter().convert(Fixtures.path("pyarrow-stream.arrows"), to: folder + "e.tsv.gz")
      let tsv = try DataFrame(contentsOf: folder + "e.tsv.gz", types: ["word": .string])
      let types = try Fixtures.types()
      #expect(tsv.rowCount == 61 && tsv["title", String.self] == types["title", String.self])
      #expect(throws: TableConversionError.self) {
        try TableConverter().convert(folder + "a.json", to: folder + "a.what")
      }
    }
  }

  @Test func severalFilesAndFixedWidths() throws {
    try Fixtures.withFiles(["1.csv": "n\n01\n", "2.csv": "n\n2\n", "w.txt": "a  b\n1  2\n34 5\n"]) { folder in
      let report = try TableConverter().convert(folder + "?.csv", to: folder + "all.csv")
      let all = try text(folder + "all.csv")
      #expect(all == "n\n01\n2\n" && report.rows == 2)
      try TableConverter(widths: [3, 1]).convert(folder + "w.txt", to: folder + "w.csv")
      let widths = try text(folder + "w.csv")
      #expect(widths == "a,b\n1,2\n34,5\n")
    }
  }

  @Test func whatIsToldToHaveNoHeaderGetsNone() throws {
    try Fixtures.withFiles(["a.csv": "1,x\n2,y\n"]) { folder in
      try TableConverter(options: CSVReadingOptions(headerRows: 0)).convert(folder + "a.csv", to: folder + "b.tsv")
      let tsv = try text(folder + "b.tsv")
      #expect(tsv == "1\tx\n2\ty\n")
      try TableConverter(options: CSVReadingOptions(headerRows: 0)).convert(folder + "a.csv", to: folder + "b.jsonl")
      let lines = try text(folder + "b.jsonl")
      #expect(lines.hasPrefix("{\"Column 1\":\"1\""))
    }
  }

  @Test func latex() {
    let frame: DataFrame = ["100 % & more": ["a_b", "[x]", nil], "n": [1, -2, nil]]
    #expect(
      frame.formatted(.latex(caption: "A {table}", label: "tab:x"))
        == #"""
        % Needs \usepackage{booktabs}.
        \begin{table}
        \centering
        \begin{tabular}{lr}
        \toprule
        100 \% \& more & n \\
        \midrule
        a\_b & 1 \\
        {[}x{]} & $-$2 \\
         &  \\
        \bottomrule
        \end{tabular}
        \caption{A \{table\}}
        \label{tab:x}
        \end{table}

        """#)
  }
}
