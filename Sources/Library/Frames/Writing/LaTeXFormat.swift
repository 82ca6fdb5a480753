/// A `tabular` of LaTeX with the rules of the package booktabs, numbers at the right. Every text is escaped; line ends
/// become blanks, and minus signs before numbers are those of mathematics.
public struct LaTeXFormat: TableFormat {
  /// What stands below the table as its caption; with one the tabular stands in a `table`.
  public var caption: String?
  /// The name under which `\ref` finds the table; none when nil.
  public var label: String?

  /// A table with a caption and a label or without.
  public init(caption: String? = nil, label: String? = nil) {
    self.caption = caption
    self.label = label
  }

  /// `tex`.
  public var pathExtension: String { "tex" }

  private var isFloat: Bool { caption != nil || label != nil }

  /// Opens the tabular and writes the row of column names.
  public func writeHead(of frame: DataFrame, to output: inout TextBuffer) {
    output.write("% Needs \\usepackage{booktabs}.\n")
    if isFloat { output.write("\\begin{table}\n\\centering\n") }
    let alignments = frame.columns.map { $0.isNumeric ? "r" : "l" }.joined()
    output.write("\\begin{tabular}{\(alignments)}\n\\toprule\n")
    output.write(frame.columnNames.map(LaTeXFormat.escaped).joined(separator: " & ") + " \\\\\n\\midrule\n")
  }

  /// Writes one line for each row; the cell of a missing value is empty.
  ///
  /// - Parameter firstRow: is not used.
  public func writeRows(of frame: DataFrame, firstRow: Int, to output: inout TextBuffer) {
    for row in 0..<frame.rowCount {
      for (position, column) in frame.columns.enumerated() {
        if position > 0 { output.write(" & ") }
        guard let text = column.text(at: row) else { continue }
        let isNegative = column.isNumeric && text.hasPrefix("-")
        output.write(isNegative ? "$-$" + LaTeXFormat.escaped(String(text.dropFirst())) : LaTeXFormat.escaped(text))
      }
      output.write(" \\\\\n")
    }
  }

  /// Closes the tabular.
  public func writeEnd(of frame: DataFrame, to output: inout TextBuffer) {
    output.write("\\bottomrule\n\\end{tabular}\n")
    if let caption { output.write("\\caption{\(LaTeXFormat.escaped(caption))}\n") }
    if let label { output.write("\\label{\(label)}\n") }
    if isFloat { output.write("\\end{table}\n") }
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(scalar)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "\"": result += "\\textquotedbl{}"
      // At the beginning of a row it would be taken for the argument of the line end before.
      case "[", "]": result += "{\(scalar)}"
      case "\n", "\r", "\t": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension TableFormat where Self == LaTeXFormat {
  /// A tabular for LaTeX.
  public static func latex(caption: String? = nil, label: String? = nil) -> LaTeXFormat {
    LaTeXFormat(caption: caption, label: label)
  }
}
