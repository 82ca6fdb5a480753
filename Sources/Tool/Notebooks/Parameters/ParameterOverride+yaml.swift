public import Runs
import Yams

extension ParameterOverride {
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
      if case .sequence = entry.node, let texts = entry.node.texts {
        value = .list(texts)
      } else if let scalar = entry.node.text {
        value = .text(scalar)
      } else {
        throw text.diagnostic(
          .wrongParameterType, at: entry.valueOffset, "`\(entry.key)` takes a value or a list, not \(entry.node.shown)")
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
