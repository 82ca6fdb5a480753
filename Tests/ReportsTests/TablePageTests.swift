import Browser
import Notebooks
import Runs
import Testing

@testable import Reports

/// Tables of a page: what they hold, and what readers can do with them in a browser.
@Suite struct TablePageTests {
  private static func content(rows: Int = 130) -> TableContent {
    TableContent(
      columns: [
        TableContent.Column(name: "Name", kind: .text),
        TableContent.Column(name: "Songs", kind: .bar, help: "Rows under this <genre>."),
        TableContent.Column(name: "Mean", kind: .number), TableContent.Column(name: "r", kind: .divergingHeat),
        TableContent.Column(name: "Accuracy", kind: .heat), TableContent.Column(name: "Remark", kind: .text),
      ],
      rows: (0..<rows).map(row), totalRows: rows)
  }

  private static func row(_ row: Int) -> [TableContent.Cell] {
    let share = Double(row) / 130
    return [
      TableContent.Cell(text: "été \(row)"), TableContent.Cell(text: "\(row)", number: share),
      TableContent.Cell(text: row % 2 == 0 ? "\(row).25" : "\(row)", number: Double(row)),
      TableContent.Cell(text: "−0.5", number: share * 2 - 1), TableContent.Cell(text: "0.5", number: share),
      TableContent.Cell(text: "none at all, of any kind"),
    ]
  }

  static func page(_ content: TableContent) -> [UInt8] {
    let source = "// %% Table\n//| label: tbl-a\n//| tbl-cap: '**A finding.** How it was made.'\n1\n"
    let notebook = Notebook.parse(source: source, path: "a.swift").notebook
    let cell = notebook.cells[0]
    let output = Output(kind: .table, label: "tbl-a", caption: cell.options.tableCaption, table: content)
    let run = Run(
      analysis: "a", path: "a.swift", id: "1", status: .ok,
      environment: Environment(songbook: "0.1.0", compiler: "Swift 6.3.1", operatingSystem: "Debian 12"),
      cells: [
        CellRun(
          index: 0, label: cell.label, title: cell.title, kind: .code, startLine: 1, endLine: 4, status: .ok,
          outputs: [output])
      ])
    return HTMLReport(notebook: notebook, run: run).render(files: { throw UnreadableFile(path: $0) })
  }

  @Test func cellsHaveBarsColorsAndBlanks() {
    let page = String(decoding: Self.page(Self.content()), as: UTF8.self)
    #expect(
      page.contains(
        "<b class=\"finding\">A finding</b><span><span class=\"label\">Table 1.</span> How it was made.</span>"))
    #expect(page.contains("<th scope=\"col\" class=\"number bar\" title=\"Rows under this &lt;genre&gt;.\">Songs</th>"))
    #expect(page.contains("<th scope=\"row\">été 3</th>"))
    #expect(page.contains("<td class=\"number\">3\u{2008}\u{2007}\u{2007}</td>"))
    #expect(page.contains(">4.25</td>"))
    #expect(page.contains("<td class=\"number heat d1\""))
    #expect(page.contains("<td class=\"number heat d8\""))
    #expect(page.contains("<td class=\"number heat q1\""))
    #expect(page.contains("<td class=\"number heat q8\""))
    #expect(page.contains("data-rows=\"15\""))
    let short = String(decoding: Self.page(Self.content(rows: 20)), as: UTF8.self)
    #expect(!short.contains("data-rows=\"15\"") && short.contains("class=\"table short\""))
  }

  /// Values that no drawing can have are drawn at an end, and rows of any length are.
  @Test func whatIsOutOfBoundsIsDrawnAtAnEnd() {
    var content = Self.content(rows: 3)
    for (row, value) in [Double.infinity, -.infinity, .nan].enumerated() {
      for column in 1...4 { content.rows[row][column].number = value }
    }
    content.rows.append([])
    let page = String(decoding: Self.page(content), as: UTF8.self)
    #expect(page.contains("class=\"number heat d8\"") && page.contains("class=\"number heat q1\""))
    #expect(!page.contains("inf\"") && !page.contains("nan\""))
  }

  @Test func textsHaveTheNumbersAsShown() {
    let content = TableContent(
      columns: [
        TableContent.Column(name: "A_b|c", kind: .text), TableContent.Column(name: "50%", kind: .number),
      ],
      rows: [
        [TableContent.Cell(text: "$5 & <i>"), TableContent.Cell(text: "−1,234.5", number: -1234.5)],
        [TableContent.Cell(text: nil), TableContent.Cell(text: "12", number: 12)],
        [TableContent.Cell(text: "[a]\nb\\"), TableContent.Cell(text: "4×10⁻⁶", number: 4e-6)],
      ], totalRows: 3)
    #expect(
      content.markdown == """
        | A\\_b\\|c | 50% |
        | --- | ---: |
        | \\$5 \\& \\<i\\> | −1,234.5 |
        | | 12 |
        | \\[a\\]<br>b\\\\ | 4×10⁻⁶ |

        """)
    #expect(
      content.latex == """
        % \\usepackage{booktabs}
        \\begin{tabular}{lr}
        \\toprule
        A\\_b\\textbar{}c & 50\\% \\\\
        \\midrule
        \\$5 \\& \\textless{}i\\textgreater{} & $-1{,}234.5$ \\\\
        -- & 12\\phantom{.0} \\\\
        {[}a{]} b\\textbackslash{} & $4\\times10^{-6}$ \\\\
        \\bottomrule
        \\end{tabular}

        """)
  }

  private struct Answer: Decodable {
    struct State: Decodable {
      var visible: Int, status: String, all: Int, box: Int, headStays: Bool, found: Int, foundStatus: String
      var help: String, further: String, pinned: Bool, printed: Int, button: String
    }
    var wrong: [String], wide: State, phone: State, lastRowWithoutScript: Int
  }

  @Test(.enabled(if: Browser.isThere, "needs Debian's chromium"))
  func longTablesAreSearchedSortedAndPrintedWhole() throws {
    let answer: Answer = try Browser.answer(from: "tables.py", of: [Self.page(Self.content())])
    #expect(answer.wrong.isEmpty, "\(answer.wrong.joined(separator: "\n"))")
    for state in [answer.wide, answer.phone] {
      #expect(state.visible == 15 && state.status == "15 of 130 rows.")
      #expect(state.all == 130 && state.box < 600 && state.headStays)
      // Without accents and in any case: 12, 120...129.
      #expect(state.found == 11 && state.foundStatus == "11 matching rows.")
      #expect(state.help == "Rows under this <genre>.")
      #expect(state.printed == 130 && state.button == "contents", "on paper nothing is left out, and heads repeat")
    }
    #expect(answer.phone.further.hasSuffix("→") && answer.phone.pinned)
    #expect(answer.lastRowWithoutScript > 0)
  }
}
