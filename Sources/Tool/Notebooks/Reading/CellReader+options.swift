import Statistics
import Yams

extension CellReader {
  /// Reads the `//|` lines at the top of a code cell; returns the line behind them.
  mutating func readOptionLines(from first: Int, to end: Int, into draft: inout CellDraft) -> Int {
    var line = first
    while line < end, text.isBlank(line: line) { line += 1 }
    var block = YAMLBlock(lines: [])
    while line < end, let content = OptionLine.content(of: text.lineRange(line), in: text) {
      block.lines.append(YAMLBlock.Line(offset: content, text: text.string(content..<text.lineRange(line).upperBound)))
      line += 1
    }
    for entry in block.entries(in: text, diagnostics: &diagnostics) {
      guard let option = CellOption(rawValue: entry.key) else {
        diagnostics.append(
          text.diagnostic(
            .unknownOption, at: entry.keyOffset, "unknown option `\(entry.key)`",
            hint: NearestName.hint(for: entry.key, among: CellOption.names, noun: "options")))
        continue
      }
      set(option, entry.node, keyOffset: entry.keyOffset, valueOffset: entry.valueOffset, in: &draft)
    }
    return line
  }

  /// Reads one `key=value` of a marker.
  mutating func read(_ item: CellMarker.Metadata, into draft: inout CellDraft) {
    let known = draft.cell.kind == .markdown ? CellOption.ofMarkdown : CellOption.allCases
    guard let option = CellOption(rawValue: item.key), known.contains(option) else {
      diagnostics.append(
        text.diagnostic(
          .unknownMetadata, at: item.keyOffset, "unknown metadata `\(item.key)` on a \(draft.cell.kind.rawValue) cell",
          hint: NearestName.hint(for: item.key, among: known.map(\.rawValue), noun: "keys")))
      return
    }
    guard let node = try? Yams.compose(yaml: item.value) else {
      diagnostics.append(
        text.diagnostic(
          .invalidMetadata, at: item.valueOffset, "cannot read `\(item.value)` as a JSON value",
          hint: "write text in double quotes, lists in brackets"))
      return
    }
    set(option, node, keyOffset: item.keyOffset, valueOffset: item.valueOffset, in: &draft)
  }

  private mutating func set(
    _ option: CellOption, _ node: Node, keyOffset: Int, valueOffset: Int, in draft: inout CellDraft
  ) {
    guard draft.places[option] == nil else {
      diagnostics.append(
        text.diagnostic(
          .duplicateOption, at: keyOffset, "`\(option.rawValue)` is given twice", hint: "keep one of the two"))
      return
    }
    draft.places[option] = valueOffset
    if !option.set(node, options: &draft.cell.options, tags: &draft.cell.tags) {
      diagnostics.append(
        text.diagnostic(
          .wrongType, at: valueOffset, "`\(option.rawValue)` takes \(option.expected), not \(node.shown)"))
    }
  }
}

/// A `//|` line.
enum OptionLine {
  /// Offset of the YAML behind `//|` and one blank.
  static func content(of line: Range<Int>, in text: SourceText) -> Int? {
    var at = line.lowerBound
    while at < line.upperBound, text.bytes[at].isBlank { at += 1 }
    guard at + 1 < line.upperBound, text.bytes[at] == UInt8(ascii: "/"),
      text.bytes[at + 1] == UInt8(ascii: "/")
    else { return nil }
    at += 2
    while at < line.upperBound, text.bytes[at].isBlank { at += 1 }
    guard at < line.upperBound, text.bytes[at] == UInt8(ascii: "|") else { return nil }
    at += 1
    return at < line.upperBound && text.bytes[at] == UInt8(ascii: " ") ? at + 1 : at
  }
}
