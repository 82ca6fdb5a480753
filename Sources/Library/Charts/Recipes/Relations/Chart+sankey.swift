public import Frames

extension Chart {
  /// How much goes from each name to each other, as bands as wide as their amounts.
  ///
  /// Names stand in columns, each to the right of all it receives from; names of the last column have nowhere to go.
  /// - Parameters:
  ///   - sources: Where each amount comes from.
  ///   - targets: Where it goes to.
  ///   - amounts: Positive numbers; several rows of one pair add up. Rows without a name or a positive amount are left
  ///     out with a warning, and so are those that would lead round in a circle.
  ///   - format: How amounts are written.
  public static func sankey(
    from sources: PlottableColumn, to targets: PlottableColumn, amounts: PlottableColumn,
    format: NumberFormat = .automatic
  ) -> Chart {
    var links: [SankeyLayer.Link] = []
    var index: [String: [String: Int]] = [:]
    var unusable = 0
    for row in amounts.numbers.indices {
      let amount = amounts.numbers[row]
      guard let source = sources.name(at: row), let target = targets.name(at: row), amount.isFinite, amount > 0 else {
        unusable += 1
        continue
      }
      if let known = index[source]?[target] {
        links[known].amount += amount
      } else {
        index[source, default: [:]][target] = links.count
        links.append(.init(source: source, target: target, amount: amount))
      }
    }
    return Chart(
      SankeyLayer(
        label: amounts.label, sourceLabel: sources.label, targetLabel: targets.label, links: links, format: format,
        unusable: unusable))
  }

  /// Amounts between the names of two columns of a frame.
  /// - Precondition: The frame has the columns.
  public static func sankey(
    _ frame: DataFrame, from source: String, to target: String, amount: String, format: NumberFormat = .automatic
  ) -> Chart {
    sankey(
      from: PlottableColumn(names: frame[source]), to: PlottableColumn(names: frame[target]),
      amounts: PlottableColumn(frame[amount]), format: format)
  }
}

/// Names in columns with bands between them.
struct SankeyLayer: ChartLayer, Codable {
  struct Link: Codable {
    var source: String
    var target: String
    var amount: Double
  }

  var label: String
  var sourceLabel: String
  var targetLabel: String
  var links: [Link]
  var format: NumberFormat
  /// Rows without a name or a positive amount.
  var unusable: Int

  /// A name with its place.
  private struct Node {
    var name: String
    var column: Int
    var incoming = 0.0
    var outgoing = 0.0
    var size: Double { max(incoming, outgoing) }
  }

  /// The links that lead to no circle, the first ones first, and the names in their columns.
  private var graph: (nodes: [Node], links: [Link], circular: Int) {
    var names: [String] = []
    var known: Set<String> = []
    var kept: [Link] = []
    var targets: [String: [String]] = [:]
    func leads(from start: String, to goal: String) -> Bool {
      var waiting = [start]
      var seen: Set<String> = []
      while let name = waiting.popLast() {
        if name == goal { return true }
        if seen.insert(name).inserted { waiting += targets[name] ?? [] }
      }
      return false
    }
    for link in links {
      if leads(from: link.target, to: link.source) { continue }
      targets[link.source, default: []].append(link.target)
      kept.append(link)
      for name in [link.source, link.target] where known.insert(name).inserted { names.append(name) }
    }
    var columns: [String: Int] = [:]
    // The longest way from a name that receives nothing; as many rounds as there are names.
    for _ in names {
      var isDone = true
      for link in kept where (columns[link.target] ?? 0) <= (columns[link.source] ?? 0) {
        columns[link.target] = (columns[link.source] ?? 0) + 1
        isDone = false
      }
      if isDone { break }
    }
    var nodes = names.map { Node(name: $0, column: columns[$0] ?? 0) }
    let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    for link in kept {
      nodes[index[link.source]!].outgoing += link.amount
      nodes[index[link.target]!].incoming += link.amount
    }
    return (nodes, kept, links.count - kept.count)
  }

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    let graph = graph
    let columns = Dictionary(grouping: graph.nodes, by: \.column).values.map(\.count).max() ?? 1
    domains.aspectRatio = (domains.isNarrow ? domains.width - 20 : 620) / max(220, Double(columns) * 34)
    domains.labelsLineEnds = false
    domains.color.label = sourceLabel
    domains.color.wantsLegend = false
    for node in graph.nodes where node.column == 0 { domains.color.include(name: node.name, weight: node.size) }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    let theme = plot.theme
    let (nodes, links, circular) = graph
    if unusable > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.count(unusable, "row")) without \(sourceLabel), \(targetLabel) or a positive \(label) left out."
        ))
    }
    if circular > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues, "\(NumberFormat.count(circular, "pair")) would lead round in a circle and are left out.",
          hint: "Give names of each step names of their own."))
    }
    guard !nodes.isEmpty else {
      scene.warn(RenderWarning(.noData, "\(label) has no values."))
      scene.text("No data", at: plot.area.center, anchor: .middle, baseline: .middle, style: theme.subtitleStyle)
      return
    }
    let last = nodes.map(\.column).max() ?? 0
    let width = 12.0
    let gap = 10.0
    let columns = (0...last).map { column in nodes.indices.filter { nodes[$0].column == column } }
    // One scale for all columns, so that a band is as wide at both ends.
    let scales = columns.filter { !$0.isEmpty }.map { column -> Double in
      let amount = column.reduce(0.0) { $0 + nodes[$1].size }
      return (plot.area.height - gap * Double(column.count - 1)) / amount
    }
    let scale = scales.min() ?? 1
    let index = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1.name, $0) })
    // Names of the first and the last step stand outside of the bands, as far as these leave room.
    let style = theme.labelStyle.with(paint: theme.ink(0.9), halo: theme.paper)
    let texts = format.strings(nodes.map(\.size), step: 0)
    func nameText(_ node: Int) -> String { "\(nodes[node].name)  \(texts[node])" }
    func widest(_ column: Int) -> Double {
      min(columns[column].map { scene.width(nameText($0), style) }.max() ?? 0, plot.area.width * 0.26) + 6
    }
    let (before, after) = last == 0 ? (0, 0) : (widest(0), widest(last))
    func x(_ column: Int) -> Double {
      let length = plot.area.width - width - before - after
      return plot.area.minX + before + (last == 0 ? 0 : length * Double(column) / Double(last))
    }
    var top = [Double](repeating: 0, count: nodes.count)
    for (number, column) in columns.enumerated() {
      // Names near what they receive from: by the middle of their sources, weighted with the amounts.
      func place(_ node: Int) -> Double {
        var (sum, weighted) = (0.0, 0.0)
        for link in links where link.target == nodes[node].name {
          let source = index[link.source]!
          let middle = top[source] + nodes[source].size * scale / 2
          sum += link.amount
          weighted += middle * link.amount
        }
        return sum > 0 ? weighted / sum : 0
      }
      let places = column.map { (node: $0, place: number == 0 ? 0 : place($0)) }
      let order = places.sorted { ($0.place, $0.node) < ($1.place, $1.node) }.map(\.node)
      let amount = order.reduce(0.0) { $0 + nodes[$1].size }
      let height = amount * scale + gap * Double(max(order.count - 1, 0))
      var y = plot.area.minY + (plot.area.height - height) / 2
      for node in order {
        top[node] = y
        y += nodes[node].size * scale + gap
      }
    }
    // Names have the colours that they have in the other charts of a report.
    func paint(_ node: Int) -> Paint {
      nodes[node].column == 0 ? plot.color.paint(for: nodes[node].name) : theme.ink(0.55)
    }
    var (left, right) = (top, top)
    func ends(_ link: Link) -> (Double, Double) { (top[index[link.source]!], top[index[link.target]!]) }
    for link in links.sorted(by: { ends($0) < ends($1) }) {
      let (source, target) = (index[link.source]!, index[link.target]!)
      let thickness = max(link.amount * scale, 0.75)
      let (start, end) = (x(nodes[source].column) + width, x(nodes[target].column))
      let middle = (start + end) / 2
      let (from, to) = (right[source], left[target])
      right[source] += link.amount * scale
      left[target] += link.amount * scale
      var band = Path()
      band.move(to: Point(x: start, y: from))
      band.curve(to: Point(x: end, y: to), control1: Point(x: middle, y: from), control2: Point(x: middle, y: to))
      band.line(to: Point(x: end, y: to + thickness))
      band.curve(
        to: Point(x: start, y: from + thickness), control1: Point(x: middle, y: to + thickness),
        control2: Point(x: middle, y: from + thickness))
      band.close()
      let tip = Tip("\(link.source) to \(link.target)", [Tip.Value(label, format.string(link.amount))])
      scene.answering(tip) { $0.fill(band, paint(source).opacity(0.4)) }
    }
    for (number, node) in nodes.enumerated() {
      let rect = Rect(x: x(node.column), y: top[number], width: width, height: max(node.size * scale, 0.75))
      scene.answering(Tip(node.name, [Tip.Value(label, texts[number])])) { $0.rectangle(rect, fill: paint(number)) }
      let isFirst = node.column == 0 && last > 0
      let room =
        last == 0
        ? plot.area.width - width
        : isFirst ? before - 6 : node.column == last ? after - 6 : x(1) - x(0) - width - 12
      scene.text(
        scene.shortened(nameText(number), to: room, style),
        at: Point(x: isFirst ? rect.minX - 6 : rect.maxX + 6, y: rect.midY), anchor: isFirst ? .end : .start,
        baseline: .middle, style: style)
    }
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind = "Flows of \(label) from \(sourceLabel) to \(targetLabel)"
    let graph = graph
    guard let largest = graph.links.max(by: { $0.amount < $1.amount }) else {
      return LayerDescription(kind: kind, findings: ["There are no values."])
    }
    return LayerDescription(
      kind: kind,
      findings: [
        "\(NumberFormat.count(graph.links.count, "flow")) between \(NumberFormat.count(graph.nodes.count, "name")).",
        "Largest: "
          + Extremes(graph.links.map(\.amount)).names(
            graph.links.map { "from \($0.source) to \($0.target)" }, at: largest.amount)
          + " with \(format.string(largest.amount)).",
      ])
  }

  var data: [DataPart] {
    [
      DataPart(
        "Flows",
        [
          .value(sourceLabel, links.map(\.source)), .value(targetLabel, links.map(\.target)),
          .value(label, links.map(\.amount)),
        ])
    ]
  }
}
