import Pages
public import Runs

extension TableContent {
  /// The table as text in columns, for where nothing can be set: numbers at the right, missing ones empty.
  public var plainText: String {
    let cells =
      [columns.map(\.name)]
      + rows.map { row in columns.indices.map { row.indices.contains($0) ? row[$0].text ?? "" : "" } }
    let lines = cells.map { $0.map(\.printableLine) }
    let widths = columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      let padded = columns.indices.map { column -> String in
        let blanks = String(repeating: " ", count: widths[column] - line[column].count)
        return columns[column].kind == .text ? line[column] + blanks : blanks + line[column]
      }
      let text = padded.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n") + "\n"
  }

  /// The table as HTML that needs no style sheet: texts at the left, numbers at the right, missing ones
  /// empty.
  /// - Parameter notice: how much of the table this is; nil where it is all.
  func plainHTML(notice: String?) -> String {
    func row(_ cells: [HTML]) -> HTML { "<tr>\(cells)</tr>\n" }
    func side(_ column: Column) -> HTML { " style=\"text-align: \(column.kind == .text ? "left" : "right")\"" }
    let head = row(columns.map { "<th scope=\"col\"\(side($0))>\($0.name)</th>" })
    let body = rows.map { cells in row(zip(columns, cells).map { "<td\(side($0))>\($1.text ?? "")</td>" }) }
    let foot: HTML? = notice.map { "<p>\($0)</p>\n" }
    let html: HTML = "<table>\n<thead>\n\(head)</thead>\n<tbody>\n\(body)</tbody>\n</table>\n\(foot)"
    return String(decoding: html.bytes, as: UTF8.self)
  }
}
