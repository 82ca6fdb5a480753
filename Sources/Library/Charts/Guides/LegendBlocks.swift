/// Which variables a chart's legend shows, and how.
struct LegendBlocks {
  let color: ColorScale
  let domains: ChartDomains
  let symbols: NameScale<BasicChartSymbolShape>
  let dashes: NameScale<[Double]>
  let sizes: SizeScale?
  let theme: Theme
  /// Whether colours need a legend.
  var showsColor: Bool

  var blocks: [Legend.Block] {
    var blocks: [Legend.Block] = []
    let mergesSymbols = merges(symbols.label, symbols.names)
    let mergesDashes = merges(dashes.label, dashes.names)
    if showsColor { blocks += colorBlock(mergesSymbols, mergesDashes) }
    let ink = theme.ink(0.75)
    if !symbols.names.isEmpty, !mergesSymbols {
      let keys = symbols.names.map { Legend.Key(name: $0, glyph: .symbol(symbols[$0] ?? .circle, ink)) }
      blocks.append(Legend.Block(title: symbols.label, content: .keys(keys)))
    }
    if !dashes.names.isEmpty, !mergesDashes {
      let keys = dashes.names.map { Legend.Key(name: $0, glyph: .line(ink, dash: dashes[$0] ?? [])) }
      blocks.append(Legend.Block(title: dashes.label, content: .keys(keys)))
    }
    if let sizes {
      let values = sizes.keys
      let step = zip(values.dropFirst(), values).map { $0 - $1 }.min() ?? 0
      let keys = zip(values, sizes.format.strings(values, step: step)).map { value, text in
        Legend.Key(name: text, glyph: .disc(radius: sizes.radius(value), ink))
      }
      blocks.append(Legend.Block(title: sizes.label, content: .keys(keys)))
    }
    return blocks.filter { if case .keys(let keys) = $0.content { !keys.isEmpty } else { true } }
  }

  /// Whether shapes or dashes stand for what colours stand for.
  private func merges(_ label: String, _ names: [String]) -> Bool {
    !names.isEmpty && !color.entries.isEmpty && label == domains.color.label
      && Set(names) == Set(color.entries.map(\.name))
  }

  private func colorBlock(_ mergesSymbols: Bool, _ mergesDashes: Bool) -> [Legend.Block] {
    let title = domains.color.label ?? ""
    if color.classes != nil, color.entries.isEmpty {
      var entries = domains.color.hasNumbers ? color.classEntries : []
      if domains.color.hasMissing { entries.append(("no value", color.missing)) }
      return [Legend.Block(title: title, content: .keys(entries.map { Legend.Key(name: $0, glyph: .square($1)) }))]
    }
    guard !color.entries.isEmpty else {
      guard domains.color.hasNumbers else { return [] }
      return [
        Legend.Block(
          title: title, content: .ramp(color, domains.color.format, missing: domains.color.hasMissing))
      ]
    }
    var keys = color.entries.map { entry in
      let round = color.round(of: entry.name)
      switch domains.color.symbol {
      case _ where mergesSymbols:
        return Legend.Key(name: entry.name, glyph: .symbol(symbols[entry.name] ?? .circle, entry.paint))
      case .line:
        let dash = mergesDashes ? dashes[entry.name] ?? [] : Stroke.dash(ofRound: round)
        return Legend.Key(name: entry.name, glyph: .line(entry.paint, dash: dash))
      case .dot: return Legend.Key(name: entry.name, glyph: .symbol(BasicChartSymbolShape.ofRound(round), entry.paint))
      case .square: return Legend.Key(name: entry.name, glyph: .square(entry.paint))
      }
    }
    if let (name, paint) = color.otherEntry { keys.append(Legend.Key(name: name, glyph: .square(paint))) }
    if domains.color.hasMissing { keys.append(Legend.Key(name: "no value", glyph: .square(color.missing))) }
    return [Legend.Block(title: title, content: .keys(keys))]
  }
}
