public import Runs
import Yams

extension ParameterOverride {
  /// Reads the bytes of a YAML file of `name: value` lines; lists are YAML lists.
  /// - Throws: the first thing wrong with the file.
  public static func read(yaml bytes: [UInt8], path: String) throws(Diagnostic) -> [ParameterOverride] {
    try read(yaml: try SourceText.utf8(bytes, path: path), path: path)
  }

  /// Reads a YAML file of `name: value` lines; lists are YAML lists.
  /// - Throws: the first thing wrong with the file.
  public static func read(yaml: String, path: String) throws(Diagnostic) -> [ParameterOverride] {
    let text = SourceText(yaml, path: path)
    var diagnostics: [Diagnostic] = []
    let block = YAMLBlock(
      lines: (0..<text.lineCount).map { YAMLBlock.Line(offset: text.lineStarts[$0], text: text.lineText($0)) })
    var overrides: [ParameterOverride] = []
    for entry in block.entries(in: text, diagnostics: &diagnostics) {
      let value: Value
      if case .sequence(let nodes) = entry.node {
        value = .list(
          try nodes.map { node throws(Diagnostic) in
            if let text = node.exactText { return text }
            throw text.diagnostic(
              .wrongParameterType, at: entry.valueOffset,
              "a list of values for `\(entry.key)` holds \(node.exactShown)",
              hint: "lists hold values; for an empty text write `\"\"`")
          })
      } else if let scalar = entry.node.exactText {
        value = .text(scalar)
      } else {
        throw text.diagnostic(
          .wrongParameterType, at: entry.valueOffset,
          "`\(entry.key)` takes a value or a list, not \(entry.node.exactShown)",
          hint: entry.node.isNull ? "for an empty text write `\"\"`, for an empty list `[]`" : nil)
      }
      let line = text.lineIndex(at: entry.keyOffset)
      overrides.append(
        ParameterOverride(
          name: entry.key, value: value,
          origin: .file(
            path: path, line: line + 1, column: entry.keyOffset - text.lineStarts[line] + 1,
            sourceLine: text.lineText(line))))
    }
    if let first = diagnostics.first { throw first }
    return overrides
  }
}
