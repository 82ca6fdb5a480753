import Runs
import Yams

/// `key: value` lines gathered from comments, with the way back to the author's file.
struct YAMLBlock {
  struct Line {
    /// Where the YAML begins in the source, behind the comment sign.
    var offset: Int
    var text: String
  }
  struct Entry {
    var key: String
    var keyOffset: Int
    var node: Node
    var valueOffset: Int
  }

  var lines: [Line]

  /// The entries in order. A key that comes twice is reported and its first value stays.
  func entries(in text: SourceText, diagnostics: inout [Diagnostic]) -> [Entry] {
    guard !lines.isEmpty else { return [] }
    let kept = withoutDuplicates(in: text, diagnostics: &diagnostics)
    let yaml = kept.map(\.text).joined(separator: "\n")
    do {
      guard let root = try Yams.compose(yaml: yaml) else { return [] }
      guard case .mapping(let mapping) = root else {
        diagnostics.append(
          text.diagnostic(
            .invalidYAML, at: kept[0].offset, "these lines are not `key: value` pairs",
            hint: "put a blank behind the colon: `label: fig-energy`"))
        return []
      }
      return mapping.compactMap { key, value in
        guard case .scalar(let name) = key else {
          diagnostics.append(
            text.diagnostic(.invalidYAML, at: offset(of: key.mark, in: kept), "a key must be a single word"))
          return nil
        }
        return Entry(
          key: name.string, keyOffset: offset(of: key.mark, in: kept), node: value,
          valueOffset: offset(of: value.mark, in: kept))
      }
    } catch let error as YamlError {
      diagnostics.append(diagnostic(for: error, lines: kept, in: text))
    } catch {
      diagnostics.append(text.diagnostic(.invalidYAML, at: kept[0].offset, "cannot read these lines as YAML: \(error)"))
    }
    return []
  }

  private func offset(of mark: Mark?, in lines: [Line]) -> Int {
    guard let mark, let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : lines.last else {
      return lines.first?.offset ?? 0
    }
    let scalars = line.text.unicodeScalars.prefix(max(0, mark.column - 1))
    return line.offset + String(String.UnicodeScalarView(scalars)).utf8.count
  }

  /// Yams refuses a mapping with equal keys as a whole and without a place, so they are found first.
  private func withoutDuplicates(in text: SourceText, diagnostics: inout [Diagnostic]) -> [Line] {
    var seen: Set<String> = []
    var kept: [Line] = []
    var isDropping = false
    for line in lines {
      if let key = line.topLevelKey {
        isDropping = !seen.insert(key).inserted
        if isDropping {
          diagnostics.append(
            text.diagnostic(
              .duplicateOption, at: line.offset, "`\(key)` is given twice", hint: "keep one of the two lines"))
        }
      }
      if !isDropping { kept.append(line) }
    }
    return kept
  }

  private func diagnostic(for error: YamlError, lines: [Line], in text: SourceText) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let hint =
        problem.contains("mapping values") || problem.contains("found character")
        ? "put the value into double quotes when it holds a colon or begins with a sign" : nil
      return text.diagnostic(
        .invalidYAML, at: offset(of: mark, in: lines), "cannot read this as YAML: \(problem)", hint: hint)
    default:
      return text.diagnostic(.invalidYAML, at: lines[0].offset, "cannot read these lines as YAML: \(error)")
    }
  }
}

extension YAMLBlock.Line {
  /// The key, when the line begins one at the outermost level.
  fileprivate var topLevelKey: String? {
    guard let colon = text.firstIndex(of: ":"), let first = text.first, first != " ", first != "\t", first != "#" else {
      return nil
    }
    let key = text[..<colon]
    return key.utf8.allSatisfy(\.isLabelByte) ? String(key) : nil
  }
}
