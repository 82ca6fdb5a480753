/// Writes the nodes of a scene as elements for a page.
///
/// Lengths have one decimal, a tenth of a point. The attribute `data-m` on a group says which tip its first child has;
/// the tips go on with the others. On a path of dots it lists the tips of the dots as differences, `3*12` for twelve
/// threes.
struct PageSVGWriter {
  var body = SVGBuffer()
  var palette: PagePalette
  var symbols: PageSymbols
  /// The lines whose values were written, in order.
  private(set) var series: [SceneSeries] = []
  /// Those of the first layout: what equals them is written without values.
  private let knownSeries: [SceneSeries]
  /// Whether what all layouts have alike stands in this one.
  private let isFirst: Bool
  private var imageCount = 0

  init(palette: PagePalette, symbols: PageSymbols, knownSeries: [SceneSeries]? = nil) {
    self.palette = palette
    self.symbols = symbols
    self.knownSeries = knownSeries ?? []
    isFirst = knownSeries == nil
  }

  mutating func write(_ nodes: [SceneNode]) {
    var index = 0
    while index < nodes.count {
      switch nodes[index] {
      case .shape(let first):
        let end = Self.endOfRun(in: nodes, from: index, first)
        write(nodes[index..<end], first)
        index = end
      case .text(let first):
        var end = index + 1
        while end < nodes.count, case .text(let next) = nodes[end], next.style == first.style,
          next.anchor == first.anchor
        { end += 1 }
        write(nodes[index..<end], style: first.style, anchor: first.anchor)
        index = end
      case .points(let cloud):
        write(cloud)
        index += 1
      case .image(let image):
        write(image)
        index += 1
      case .group(let group):
        write(group)
        index += 1
      case .target(.area):
        var end = index + 1
        while end < nodes.count, case .target(.area(_, let tip)) = nodes[end],
          case .target(.area(_, let last)) = nodes[end - 1], tip == last + 1
        { end += 1 }
        writeAreas(nodes[index..<end])
        index = end
      case .target(.series(let series)):
        write(series)
        index += 1
      case .target(.grid(let grid)):
        write(grid)
        index += 1
      case .target(.link(let link)):
        write(link)
        index += 1
      }
    }
  }

  /// Neighbours that look alike share one group; with tips they have to follow each other.
  private static func endOfRun(in nodes: [SceneNode], from start: Int, _ first: SceneShape) -> Int {
    var end = start + 1
    while end < nodes.count, case .shape(let next) = nodes[end], next.fill == first.fill, next.stroke == first.stroke,
      next.tip == first.tip.map({ $0 + end - start })
    { end += 1 }
    return end
  }

  private mutating func write(_ group: SceneGroup) {
    let isNamed = ["marks", "legend", "labels"].contains(group.name)
    if isNamed { body.append("<g class=\"\(group.name)\">") }
    if let clip = group.clip {
      // A drawing inside the drawing cuts what leaves it, without a clip path that would need a name.
      body.append("<svg x=\"")
      body.append(tenths: clip.x)
      body.append("\" y=\"")
      body.append(tenths: clip.y)
      body.append("\" width=\"")
      body.append(tenths: clip.width)
      body.append("\" height=\"")
      body.append(tenths: clip.height)
      body.append("\" viewBox=\"")
      for (index, number) in [clip.x, clip.y, clip.width, clip.height].enumerated() {
        if index > 0 { body.append(" ") }
        body.append(tenths: number)
      }
      body.append("\">")
    }
    write(group.nodes)
    if group.clip != nil { body.append("</svg>") }
    if isNamed { body.append("</g>\n") }
  }
}

extension PageSVGWriter {
  private mutating func write(_ nodes: ArraySlice<SceneNode>, _ first: SceneShape) {
    let shapes = nodes.compactMap { node in if case .shape(let shape) = node { shape } else { nil } }
    guard first.fill != nil || first.stroke != nil else { return }
    let joins = first.tip == nil && shapes.count > 1 && Self.canBeOnePath(shapes)
    let isAlone = shapes.count == 1 || joins
    func attributes(_ writer: inout PageSVGWriter) {
      writer.appendLook(fill: first.fill, stroke: first.stroke)
      if first.fill != nil, shapes.contains(where: \.hasHoles) { writer.body.append(" fill-rule=\"evenodd\"") }
    }
    if isAlone {
      body.append(shapes[0].isCircle ? "<circle" : "<path")
      attributes(&self)
      if let tip = first.tip { body.append(" data-m=\"\(tip)\"") }
      if case .circle(let center, let radius) = shapes[0].outline {
        append(center, radius)
      } else {
        var data = PathData()
        for shape in shapes { data.append(shape.outline) }
        body.append(" d=\"")
        body.bytes += data.bytes
        body.append("\"")
      }
      body.append("/>")
    } else {
      body.append("<g")
      attributes(&self)
      if let tip = first.tip { body.append(" data-m=\"\(tip)\"") }
      body.append(">")
      for shape in shapes { writeElement(shape.outline) }
      body.append("</g>")
    }
    body.append("\n")
  }

  private mutating func writeElement(_ outline: SceneShape.Outline) {
    if case .circle(let center, let radius) = outline {
      body.append("<circle")
      append(center, radius)
    } else {
      var data = PathData()
      data.append(outline)
      body.append("<path d=\"")
      body.bytes += data.bytes
      body.append("\"")
    }
    body.append("/>")
  }

  private mutating func append(_ center: Point, _ radius: Double) {
    body.append(" cx=\"")
    body.append(tenths: center.x)
    body.append("\" cy=\"")
    body.append(tenths: center.y)
    body.append("\" r=\"")
    body.append(radius)
    body.append("\"")
  }

  /// Whether shapes of one look may be one path: nothing shows where they lie on each other.
  private static func canBeOnePath(_ shapes: [SceneShape]) -> Bool {
    if shapes.contains(where: \.isCircle) { return false }
    guard let first = shapes.first else { return false }
    if let stroke = first.stroke {
      return first.fill == nil && stroke.paint.light.alpha == 1 && stroke.paint.dark.alpha == 1
    }
    guard let fill = first.fill, fill.light.alpha == 1, fill.dark.alpha == 1 else { return false }
    return shapes.allSatisfy { if case .rect = $0.outline { true } else { false } }
  }

  mutating func appendLook(fill: Paint?, stroke: Stroke?) {
    var classes: [String] = []
    if let fill { classes.append("f\(palette.index(of: fill))") }
    if let stroke { classes.append("s\(palette.index(of: stroke.paint))") }
    body.append(" class=\"\(classes.joined(separator: " "))\"")
    if let fill { appendOpacity("fill", fill) } else { body.append(" fill=\"none\"") }
    guard let stroke else { return }
    appendOpacity("stroke", stroke.paint)
    if stroke.width != 1 {
      body.append(" stroke-width=\"")
      body.append(stroke.width)
      body.append("\"")
    }
    if stroke.cap == .round { body.append(" stroke-linecap=\"round\"") }
    guard !stroke.dash.isEmpty else { return }
    body.append(" stroke-dasharray=\"")
    for (index, length) in stroke.dash.enumerated() {
      if index > 0 { body.append(" ") }
      body.append(length)
    }
    body.append("\"")
  }

  private mutating func appendOpacity(_ property: String, _ paint: Paint) {
    guard let opacity = PagePalette.opacity(of: paint), opacity < 1 else { return }
    body.append(" \(property)-opacity=\"")
    body.append(opacity)
    body.append("\"")
  }
}

extension PageSVGWriter {
  /// Longer texts have the length that was measured, whatever the font of the reader.
  private static let shortLength = 48.0

  private mutating func write(_ nodes: ArraySlice<SceneNode>, style: TextStyle, anchor: TextAnchor) {
    body.append("<g class=\"f\(palette.index(of: style.paint))")
    if style.halo != nil { body.append(" halo") }
    if style.tabularFigures { body.append(" tabular") }
    body.append("\" font-size=\"")
    body.append(style.size)
    body.append("\"")
    if style.weight != .regular { body.append(" font-weight=\"\(style.weight.rawValue)\"") }
    if anchor != .start { body.append(" text-anchor=\"\(anchor.rawValue)\"") }
    body.append(">")
    for case .text(let text) in nodes {
      body.append("<text x=\"")
      body.append(tenths: text.position.x)
      body.append("\" y=\"")
      body.append(tenths: text.position.y)
      body.append("\"")
      if text.rotation != 0 {
        body.append(" transform=\"rotate(")
        body.append(text.rotation)
        body.append(" ", text.position)
        body.append(")\"")
      }
      if text.metrics.width > Self.shortLength {
        body.append(" textLength=\"")
        body.append(tenths: text.metrics.width)
        body.append("\" lengthAdjust=\"spacingAndGlyphs\"")
      }
      if let halo = style.halo { body.append(" class=\"s\(palette.index(of: halo))\"") }
      if let key = text.key { body.append(" data-k=\"\(palette.index(of: key))\"") }
      body.append(">")
      body.append(text)
      body.append("</text>")
    }
    body.append("</g>\n")
  }
}

extension PageSVGWriter {
  /// A dot is a line without length. Dots of one look are a few paths, so that crowds of clear dots are darker.
  private static let interleavedPaths = 6

  private mutating func write(_ cloud: SceneDots) {
    if let halo = cloud.halo {
      // Each dot has its rim over the dots before it.
      let shapes = cloud.xs.indices.map { dot -> SceneNode in
        let paint = cloud.paints[cloud.colors.isEmpty ? 0 : Int(cloud.colors[dot])]
        let center = Point(x: cloud.xs[dot], y: cloud.ys[dot])
        var shape = SceneShape(
          .circle(center: center, radius: cloud.radius + halo.width / 2), fill: paint,
          stroke: Stroke(halo.paint, width: halo.width))
        shape.tip = cloud.firstTip.map { $0 + dot }
        return .shape(shape)
      }
      return write(cloud.clipped(shapes))
    }
    var paths: [[Int]] = []
    var indices: [Int: Int] = [:]
    for dot in cloud.xs.indices {
      let color = cloud.colors.isEmpty ? 0 : Int(cloud.colors[dot])
      let key = dot % Self.interleavedPaths * 256 + color
      if let path = indices[key] {
        paths[path].append(dot)
      } else {
        indices[key] = paths.count
        paths.append([dot])
      }
    }
    body.append("<g class=\"dots\" fill=\"none\" stroke-linecap=\"round\" stroke-width=\"")
    body.append(cloud.radius * 2)
    body.append("\">")
    for dots in paths {
      let paint = cloud.paints[cloud.colors.isEmpty ? 0 : Int(cloud.colors[dots[0]])]
      body.append("<path class=\"s\(palette.index(of: paint))\"")
      appendOpacity("stroke", paint)
      if let first = cloud.firstTip {
        var numbers = dots.map { first + $0 }
        for index in numbers.indices.dropFirst().reversed() { numbers[index] -= numbers[index - 1] }
        body.append(" data-m=\"\(Self.runs(numbers))\"")
      }
      body.append(" d=\"")
      for dot in dots {
        body.append("M")
        body.append(tenths: cloud.xs[dot])
        body.append(" ")
        body.append(tenths: cloud.ys[dot])
        body.append("h0")
      }
      body.append("\"/>")
    }
    body.append("</g>\n")
  }

  /// Numbers with `n*k` for k equal ones.
  static func runs(_ numbers: [Int], radix: Int = 10) -> String {
    var parts: [String] = []
    var index = 0
    while index < numbers.count {
      let end = numbers[index...].firstIndex { $0 != numbers[index] } ?? numbers.count
      let number = String(numbers[index], radix: radix)
      parts.append(end - index > 1 ? "\(number)*\(end - index)" : number)
      index = end
    }
    return parts.joined(separator: " ")
  }

  private mutating func write(_ image: SceneImage) {
    let picture = symbols.picture(image, number: imageCount)
    imageCount += 1
    for appearance in Appearance.allCases {
      let name = picture.isFiltered ? picture.name : picture.name + "-" + appearance.rawValue
      body.append("<use class=\"on-\(appearance.rawValue)\" href=\"#\(name)\"")
      if picture.isFiltered { body.append(" filter=\"url(#\(picture.name)-\(appearance.rawValue))\"") }
      for (name, number) in [
        ("x", image.frame.x), ("y", image.frame.y), ("width", image.frame.width), ("height", image.frame.height),
      ] {
        body.append(" \(name)=\"")
        body.append(tenths: number)
        body.append("\"")
      }
      body.append("/>")
    }
    body.append("\n")
  }
}

extension PageSVGWriter {
  private mutating func writeAreas(_ nodes: ArraySlice<SceneNode>) {
    guard case .target(.area(_, let tip))? = nodes.first else { return }
    body.append("<g class=\"hit\" data-m=\"\(tip)\">")
    for case .target(.area(let rect, _)) in nodes { writeElement(.rect(rect, cornerRadius: 0)) }
    body.append("</g>\n")
  }

  private mutating func write(_ series: SceneSeries) {
    let number = self.series.count
    self.series.append(series)
    body.append("<g class=\"series f\(palette.index(of: series.paint))\" data-plot=\"")
    append(series.area)
    body.append("\" data-x=\"")
    for (index, point) in series.points.enumerated() {
      if index > 0 { body.append(" ") }
      body.append(tenths: point.x)
    }
    body.append("\" data-y=\"")
    for (index, point) in series.points.enumerated() {
      if index > 0 { body.append(" ") }
      body.append(tenths: point.y)
    }
    body.append("\"")
    let known = number < knownSeries.count ? knownSeries[number] : nil
    if known?.name != series.name || known?.places != series.places || known?.values != series.values {
      body.append(" data-s=\"")
      body.appendEscaped(TipText.clean(series.name))
      // Lines of one plot mostly have the same places.
      if number == 0 || self.series[number - 1].places != series.places {
        body.append("\" data-p=\"")
        append(texts: series.places)
      }
      body.append("\" data-v=\"")
      append(texts: series.values)
      body.append("\"")
    }
    body.append("/>\n")
  }

  private mutating func write(_ grid: SceneGrid) {
    body.append("<g class=\"grid\" data-plot=\"")
    append(grid.area)
    for (letter, axis) in [("x", grid.x), ("y", grid.y)] {
      body.append("\" data-\(letter)=\"")
      append(texts: [MathText.plain(axis.label)] + axis.edges)
    }
    body.append("\" data-n=\"\(Self.runs(grid.counts))\"/>\n")
  }

  private mutating func write(_ link: SceneLink) {
    body.append("<g class=\"link f\(palette.index(of: link.paint))\" data-i=\"\(link.number)\" data-plot=\"")
    append(link.area)
    body.append("\" data-x=\"")
    for (index, position) in link.positions.enumerated() {
      if index > 0 { body.append(" ") }
      body.append(tenths: position)
    }
    body.append("\" data-y=\"")
    body.append(tenths: link.floor)
    // As a whole number: heights are small parts of a point for each row.
    body.append(" \(Int((link.unit * 1e9).rounded()))\"")
    if isFirst {
      body.append(" data-s=\"")
      body.appendEscaped(TipText.clean(MathText.plain(link.name)))
      body.append("\" data-c=\"")
      body.appendEscaped(TipText.clean(MathText.plain(link.countName)))
      body.append("\" data-e=\"")
      append(texts: link.edges)
      body.append("\" data-n=\"\(Self.runs(link.counts))\" data-w=\"\(Self.runs(link.widths))\"")
      if let tables = link.tables {
        body.append(" data-tables=\"\(tables.map { Self.runs($0, radix: 36) }.joined(separator: ","))\"")
      }
    }
    body.append("/>\n")
  }

  private mutating func append(_ area: Rect) {
    for (index, number) in [area.minX, area.minY, area.maxX, area.maxY].enumerated() {
      if index > 0 { body.append(" ") }
      body.append(tenths: number)
    }
  }

  private mutating func append(texts: [String]) {
    for (index, text) in texts.enumerated() {
      if index > 0 { body.append("\t") }
      body.appendEscaped(TipText.clean(text))
    }
  }
}

extension SceneShape {
  fileprivate var isCircle: Bool { if case .circle = outline { true } else { false } }

  /// Whether the even-odd rule matters.
  fileprivate var hasHoles: Bool {
    guard case .path(let path) = outline else { return false }
    var moves = 0
    for element in path.elements {
      if case .move = element { moves += 1 }
    }
    return moves > 1
  }
}

extension SceneDots {
  /// Nodes as the cloud's clip leaves them: as they are where it cuts none.
  fileprivate func clipped(_ nodes: [SceneNode]) -> [SceneNode] {
    let reach = radius + (halo?.width ?? 0)
    let isInside = xs.indices.allSatisfy {
      xs[$0] - reach >= clip.minX - 1 && xs[$0] + reach <= clip.maxX + 1 && ys[$0] - reach >= clip.minY - 1
        && ys[$0] + reach <= clip.maxY + 1
    }
    return isInside ? nodes : [.group(SceneGroup(name: "dots", clip: clip, nodes: nodes))]
  }
}
