import Notebooks
import Pages
import Runs

extension ArticleBuilder {
  /// Gives labels their ids before titles, which may claim the same ones.
  mutating func claimLabels(_ cells: [Cell]) {
    for cell in cells {
      let shown = runs[cell.index]?.outputs.compactMap(\.label) ?? []
      for label in shown + [cell.label].compactMap(\.self) where label.hasPrefix("fig-") || label.hasPrefix("tbl-") {
        if !article.identifiers.contains(label) { _ = article.identifiers.claim(label) }
      }
    }
  }

  mutating func part(_ cell: Cell, _ run: CellRun?) -> Article.Part {
    var items: [Article.Item] = []
    var isExplained = false
    let outputs = run?.outputs ?? []
    let isHidden = !cell.options.include
    if cell.kind == .markdown, !isHidden { items.append(prose(markdown(of: cell, run), of: cell, isOwn: true)) }
    if !isHidden {
      for output in outputs where !(cell.kind == .markdown && output.kind == .markdown) {
        guard let item = item(output, of: cell) else { continue }
        // What both streams got one after the other stands together, unless it is only the beginning.
        if case .stream(let more) = item, case .stream(let before)? = items.last,
          (before + more).allSatisfy({ $0.file == nil })
        {
          items[items.count - 1] = .stream(before + more)
        } else {
          items.append(item)
        }
      }
      if cell.options.hasParts { groupFigures(of: cell, &items) }
      nameFirstExhibit(of: cell, items)
      if let absent = absentExhibit(cell, run) {
        items.append(.exhibit(absent))
        isExplained = true
      }
    }
    for warning in run?.warnings ?? [] {
      if warning.isForAuthors {
        article.advice.append(Article.Advice(cell: cell, warning: warning))
      } else {
        items.append(.warning(warning))
      }
    }
    if let problem = run?.problem {
      items.append(.problem(problem, id: article.identifiers.claim("cell-\(cell.index + 1)")))
    } else if !isHidden, !isExplained, let remark = remark(on: cell, run) {
      items.append(.remark(remark))
    }
    return Article.Part(cell: cell, run: run, code: isHidden ? .hidden : code(cell), items: items)
  }

  private func code(_ cell: Cell) -> Article.Part.Code {
    guard cell.kind == .code, cell.options.echo ?? notebook.frontMatter.echo,
      cell.body.contains(where: { !$0.isWhitespace }),
      // Imports alone say nothing to readers.
      cell.statements.isEmpty || cell.statements.contains(where: { $0.kind != .importDeclaration })
    else { return .hidden }
    switch cell.options.codeFold ?? (notebook.frontMatter.codeFold ? .fold : .open) {
    case .fold: return .folded
    case .show: return .unfolded
    case .open: return .open
    }
  }

  /// The text of a Markdown cell, with computed numbers as far as there are any.
  func markdown(of cell: Cell, _ run: CellRun?) -> String {
    guard cell.hasInterpolation else { return cell.body }
    let computed = run?.outputs.filter { $0.kind == .markdown }.flatMap { $0.representations.compactMap(\.text) } ?? []
    return computed.isEmpty ? Self.quotingInterpolations(cell.body) : computed.joined(separator: "\n\n")
  }

  /// Text whose numbers were not computed, with the expressions in place of the numbers.
  static func quotingInterpolations(_ markdown: String) -> String {
    var result = ""
    var rest = markdown[...]
    while let start = rest.firstRange(of: "\\(") {
      result += rest[..<start.lowerBound]
      rest = rest[start.lowerBound...]
      var depth = 0
      let close = rest.indices.first { index in
        if rest[index] == "(" { depth += 1 }
        if rest[index] == ")" { depth -= 1 }
        return rest[index] == ")" && depth == 0
      }
      guard let close else { break }
      result += "`\(rest[...close])`"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// Nil for what stands elsewhere.
  private mutating func item(_ output: Output, of cell: Cell) -> Article.Item? {
    switch output.kind {
    case .figure where cell.options.hasParts:
      var part = Article.Exhibit(kind: .figure, id: "", caption: output.caption)
      part.output = output
      return .exhibit(part)
    case .figure: return .exhibit(exhibit(.figure, output, of: cell))
    case .table: return .exhibit(exhibit(.table, output, of: cell))
    case .markdown:
      return prose(output.representations.compactMap(\.text).joined(separator: "\n\n"), of: cell, isOwn: false)
    case .metrics: return .headlines(output.metrics ?? [])
    case .value: return output.representations.first.map { .value($0) } ?? .remark("A value without a description.")
    case .stream:
      return output.representations.isEmpty ? .remark("Nothing was printed.") : .stream(output.representations)
    case .artifact: return .artifact(output)
    case .findings:
      addFindings(output, of: cell)
      return nil
    }
  }

  /// Findings stand under the title, wherever they are computed.
  private mutating func addFindings(_ output: Output, of cell: Cell) {
    for text in output.representations.compactMap(\.text) {
      let document = MarkdownDocument(text, isSmart: isSmart)
      article.mentions += document.mentions.map { $0.onLine(cell.range.startLine) }
      article.findings.append(document.runningText)
    }
  }

  private mutating func exhibit(_ kind: Article.Exhibit.Kind, _ output: Output, of cell: Cell) -> Article.Exhibit {
    if let caption = output.caption {
      let mentions = MarkdownDocument(caption, isSmart: false).mentions
      article.mentions += mentions.map { $0.onLine(cell.range.startLine) }
    }
    var exhibit = numbered(kind, label: output.label, caption: output.caption)
    exhibit.output = output
    // A gallery's contents lead to each of its charts.
    if notebook.frontMatter.thumbnails, kind == .figure, let title = cell.name.given,
      article.sections.last?.title != title
    {
      article.sections.append(Article.Section(id: exhibit.id, level: 3, title: title))
    }
    return exhibit
  }

  private mutating func numbered(_ kind: Article.Exhibit.Kind, label: String?, caption: String?) -> Article.Exhibit {
    let isLabelled = label.map { $0.hasPrefix("fig-") || $0.hasPrefix("tbl-") } ?? false
    var number: Int?
    if caption != nil || isLabelled {
      switch kind {
      case .figure: article.figureCount += 1
      case .table: article.tableCount += 1
      }
      number = kind == .figure ? article.figureCount : article.tableCount
    }
    let prefix = kind == .figure ? "figure" : "table"
    // Labels with a known beginning were claimed for their first owner.
    let isFirst = label.map { article.targets[$0] == nil } ?? false
    let id: String
    if let label, isLabelled, isFirst {
      id = label
    } else {
      id = article.identifiers.claim(label ?? number.map { "\(prefix)-\($0)" } ?? prefix)
    }
    let exhibit = Article.Exhibit(kind: kind, id: id, number: number, caption: caption)
    if let label, let name = exhibit.reference, isFirst {
      article.targets[label] = MarkdownRenderer.Target(id: id, text: name)
    }
    return exhibit
  }

  /// Makes one figure of those that a cell with `fig-subcap` shows: (a), (b) and so on.
  private mutating func groupFigures(of cell: Cell, _ items: inout [Article.Item]) {
    let figures = items.flatMap(\.exhibits).filter { $0.kind == .figure }
    guard !figures.isEmpty, let place = items.firstIndex(where: { $0.exhibits.first?.kind == .figure }) else { return }
    var group = numbered(.figure, label: cell.label, caption: cell.options.figureCaption)
    group.parts = figures.enumerated().map { index, figure in
      var part = figure
      let letter = Article.Exhibit.letter(index)
      part.letter = letter
      let captions = cell.options.figureSubcaptions ?? []
      part.caption = captions.indices.contains(index) ? captions[index] : index == 0 ? nil : figure.caption
      part.id = article.identifiers.claim("\(group.id)-\(letter)")
      if let label = cell.label, let name = group.reference {
        article.targets["\(label)-\(letter)"] = MarkdownRenderer.Target(id: part.id, text: "\(name)\u{A0}(\(letter))")
      }
      if let caption = part.caption {
        let mentions = MarkdownDocument(caption, isSmart: false).mentions
        article.mentions += mentions.map { $0.onLine(cell.range.startLine) }
      }
      return part
    }
    items.removeAll { $0.exhibits.first?.kind == .figure }
    items.insert(.exhibit(group), at: min(place, items.count))
  }

  /// A reference to a cell whose figures have labels of their own leads to the first of them.
  private mutating func nameFirstExhibit(of cell: Cell, _ items: [Article.Item]) {
    guard let label = cell.label, article.targets[label] == nil else { return }
    for case .exhibit(let exhibit) in items where label.hasPrefix(exhibit.kind == .figure ? "fig-" : "tbl-") {
      article.targets[label] = exhibit.reference.map { MarkdownRenderer.Target(id: exhibit.id, text: $0) }
      return
    }
  }

  /// What a labelled cell should have shown and did not: it keeps its number, and references to it lead here.
  private mutating func absentExhibit(_ cell: Cell, _ run: CellRun?) -> Article.Exhibit? {
    guard let label = cell.label, cell.kind == .code, label.hasPrefix("fig-") || label.hasPrefix("tbl-"),
      article.targets[label] == nil
    else { return nil }
    let isFigure = label.hasPrefix("fig-")
    var exhibit = numbered(
      isFigure ? .figure : .table, label: label,
      caption: isFigure ? cell.options.figureCaption : cell.options.tableCaption)
    switch run?.status {
    case .ok, .cached: exhibit.absence = "The cell showed no \(isFigure ? "figure" : "table")."
    case .failed, .crashed, .timedOut: exhibit.absence = "The cell failed before it was made."
    case .skipped, .notRun, nil: exhibit.absence = "Not made, because the cell was not run."
    }
    return exhibit
  }

  private func remark(on cell: Cell, _ run: CellRun?) -> String? {
    let isText = cell.kind == .markdown
    guard !isText || cell.hasInterpolation else { return nil }
    switch run?.status {
    case .notRun, nil:
      guard let failedCell else { return isText ? "Not run: the numbers above were not computed." : "Not run." }
      let name = failedCell.name.inSentence
      return isText
        ? "Not run, because \(name) failed: the numbers above were not computed." : "Not run, because \(name) failed."
    case .skipped: return cell.options.evaluate ? "Left out of this run." : nil
    case .ok, .cached, .failed, .crashed, .timedOut: return nil
    }
  }
}

extension CellOptions {
  /// Whether the figures of the cell are parts of one.
  fileprivate var hasParts: Bool { figureSubcaptions?.isEmpty == false && !isTabset }
}
