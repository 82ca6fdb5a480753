import Pages
public import Runs

extension TableContent {
  /// The table as LaTeX's `tabular` with the rules of the package booktabs, its numbers as they are shown and aligned at
  /// the point. Every text is escaped; missing values are dashes.
  public var latex: String {
    let alignments = columns.map { $0.kind == .text ? "l" : "r" }.joined()
    let gaps = columns.indices.map { column -> AlignedNumbers? in
      columns[column].kind == .text ? nil : AlignedNumbers(rows.map { $0[column].text })
    }
    var result = "% \\usepackage{booktabs}\n\\begin{tabular}{\(alignments)}\n\\toprule\n"
    result += columns.map { Self.escapedForLaTeX($0.name) }.joined(separator: " & ") + " \\\\\n\\midrule\n"
    for (place, row) in rows.enumerated() {
      let cells = zip(row, gaps).map { cell, gaps -> String in
        guard let text = cell.text else { return "--" }
        guard let gaps else { return Self.escapedForLaTeX(text) }
        let gap = gaps.gaps[place].map { ($0.point ? "." : "") + String(repeating: "0", count: $0.digits) } ?? ""
        return Self.number(text) + (gap.isEmpty ? "" : "\\phantom{\(gap)}")
      }
      result += cells.joined(separator: " & ") + " \\\\\n"
    }
    return result + "\\bottomrule\n\\end{tabular}\n"
  }

  private static let superscripts = Dictionary(uniqueKeysWithValues: zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))

  /// `$-0.5$`, `$4\times10^{-6}$`.
  private static func number(_ text: String) -> String {
    var result = ""
    var exponent = ""
    var isMathematics = false
    for character in text {
      if let raised = superscripts[character] {
        exponent.append(raised)
        continue
      }
      switch character {
      case "−": (result, isMathematics) = (result + "-", true)
      case "×": (result, isMathematics) = (result + "\\times", true)
      default: result += escapedForLaTeX(String(character))
      }
    }
    if !exponent.isEmpty { (result, isMathematics) = (result + "^{\(exponent)}", true) }
    // A comma between digits is no list.
    return isMathematics ? "$\(result.replacing(",", with: "{,}"))$" : result
  }

  private static func escapedForLaTeX(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "\"": result += "\\textquotedbl{}"
      // At the beginning of a row it would be read as the argument of the line end before.
      case "[", "]": result += "{\(character)}"
      case "−": result += "$-$"
      case "\n", "\r", "\r\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
