/// Words that say what a chart shows: its kind and variables, then ranges, extremes and trends.
struct AlternativeText {
  let title: String
  let text: String

  init(_ chart: Chart, descriptions: [LayerDescription]) {
    let described = descriptions.filter { !$0.kind.isEmpty }
    var sentences: [String] = []
    if let first = described.first {
      let panels = chart.splitPanels.compactMap(\.title)
      if panels.count > 1 {
        let names = panels.count <= 6 ? panels.joined(separator: ", ") : panels.prefix(5).joined(separator: ", ") + " …"
        sentences.append("\(first.kind), in \(panels.count) panels: \(names).")
        sentences += Self.panelFindings(chart.splitPanels, descriptions)
      } else {
        let kinds = described.map(\.kind)
        var distinct: [String] = []
        for kind in kinds where !distinct.contains(kind) { distinct.append(kind) }
        sentences.append(distinct.prefix(2).joined(separator: ", with ") + ".")
        for finding in described.prefix(2).flatMap(\.findings) where !sentences.contains(finding) {
          sentences.append(finding)
        }
      }
    } else if descriptions.allSatisfy(\.findings.isEmpty) {
      sentences.append("Chart without data.")
    }
    // Lines to compare with, bands and texts.
    let supports = descriptions.filter { $0.kind.isEmpty }.flatMap(\.findings)
    for finding in supports.prefix(4) where !sentences.contains(finding) { sentences.append(finding) }
    title = MathText.plain(chart.settings.title ?? described.first?.kind ?? "Chart")
    if let title = chart.settings.title { sentences.insert(title.hasSuffix(".") ? title : title + ".", at: 0) }
    // Names from the data stay as they are: their dollar signs are put aside, as what no name has in it.
    let names = sentences.contains(where: MathText.isNeeded) ? Self.names(in: chart) : []
    let aside = "\u{FFFF}"
    text = sentences.map { sentence in
      let kept = names.reduce(sentence) { $0.replacing($1, with: $1.replacing("$", with: aside)) }
      return MathText.plain(kept).replacing(aside, with: "$")
    }.joined(separator: " ")
  }

  /// Names with dollar signs that are no formulas, the longest first.
  private static func names(in chart: Chart) -> [String] {
    let panels = chart.splitPanels
    let columns = panels.flatMap(\.layers).flatMap(\.data).flatMap(\.columns)
    let names = Set(columns.flatMap(\.names) + panels.filter(\.isNamedByData).compactMap(\.title))
    return names.filter { MathText.escaped($0) != $0 }.sorted { ($1.count, $0) < ($0.count, $1) }
  }

  /// What the first panels show, each in one sentence.
  private static func panelFindings(_ panels: [ChartPanel], _ descriptions: [LayerDescription]) -> [String] {
    var rest = descriptions[...]
    let more = panels.count > 4 ? ["And \(NumberFormat.count(panels.count - 4, "more panel"))."] : []
    return panels.prefix(4).compactMap { panel in
      let own = rest.prefix(panel.layers.count)
      rest = rest.dropFirst(own.count)
      guard let title = panel.title, let finding = own.first(where: { !$0.kind.isEmpty })?.findings.first else {
        return nil
      }
      return "\(title): \(finding)"
    } + more
  }
}
