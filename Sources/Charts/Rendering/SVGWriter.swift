/// Writes a scene as SVG: real text, title and description, colours that follow light and dark paper.
///
/// Identifiers are made from the content, so the same scene gives the same bytes and two charts in one page do not collide.
struct SVGWriter {
  private var body = SVGBuffer()
  private var paints: [Paint: Int] = [:]
  private var orderedPaints: [Paint] = []
  private var clips = 0
  private var hasImages = false

  static func svg(_ scene: Scene) -> [UInt8] {
    var writer = SVGWriter()
    return writer.write(scene)
  }

  private mutating func write(_ scene: Scene) -> [UInt8] {
    body.append("<rect")
    appendPaint("fill", scene.paper)
    body.append(" width=\"100%\" height=\"100%\"/>\n")
    write(scene.nodes)
    var words = SVGBuffer()
    words.append("<title id=\"\(Self.identifier)-t\">")
    words.appendEscaped(scene.title)
    words.append("</title>\n<desc id=\"\(Self.identifier)-d\">")
    words.appendEscaped(scene.alternativeText)
    words.append("</desc>\n")
    let identifier = Self.identifier(of: words.bytes + body.bytes)

    var file = SVGBuffer()
    file.append("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(Self.identifier)\" viewBox=\"0 0 ")
    file.append(scene.size.width)
    file.append(" ")
    file.append(scene.size.height)
    file.append("\" width=\"")
    file.append(scene.size.width)
    file.append("\" height=\"")
    file.append(scene.size.height)
    file.append(
      "\" role=\"img\" aria-labelledby=\"\(Self.identifier)-t \(Self.identifier)-d\" font-family=\"")
    file.appendEscaped(scene.fontFamily.replacing("\"", with: "'"))
    file.append("\">\n")
    file.bytes += words.bytes
    file.append(style())
    file.bytes += body.bytes
    file.append("</svg>\n")
    return file.replacing(Self.identifier, with: identifier)
  }

  /// Stands for the identifier until the content, and with it the identifier, is known. No text contains it: control characters are left out.
  private static let identifier = "\u{1}"

  /// FNV-1a over the content.
  private static func identifier(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "c" + String(hash, radix: 36)
  }

  /// Colours as custom properties that change with the paper; attributes hold the light ones for viewers without style sheets.
  private func style() -> String {
    func list(_ appearance: Appearance) -> String {
      orderedPaints.enumerated().map { "--p\($0):\($1[appearance].hexadecimal)" }.joined(separator: ";")
    }
    let id = "#" + Self.identifier
    var text = "<style>\(id){\(list(.light))}"
    text += "@media(prefers-color-scheme:dark){\(id){\(list(.dark))}}"
    for index in orderedPaints.indices {
      // Viewers that do not know custom properties skip the second declaration and keep the first.
      let color = orderedPaints[index].light.hexadecimal
      text += "\(id) .f\(index){fill:\(color);fill:var(--p\(index))}"
      text += "\(id) .s\(index){stroke:\(color);stroke:var(--p\(index))}"
    }
    if hasImages {
      text += "\(id) .dark{display:none}@media(prefers-color-scheme:dark){\(id) .light{display:none}"
      text += "\(id) .dark{display:inline}}"
    }
    return text + "</style>\n"
  }

  private mutating func index(of paint: Paint) -> Int {
    var opaque = paint
    opaque.light.alpha = 1
    opaque.dark.alpha = 1
    if let known = paints[opaque] { return known }
    paints[opaque] = orderedPaints.count
    orderedPaints.append(opaque)
    return orderedPaints.count - 1
  }

  /// Writes the colour on light paper, and the class that follows the paper.
  private mutating func appendPaint(_ property: String, _ paint: Paint, writesClass: Bool = true) {
    let index = index(of: paint)
    if writesClass { body.append(" class=\"\(property == "fill" ? "f" : "s")\(index)\"") }
    body.append(" \(property)=\"\(paint.light.hexadecimal)\"")
    if paint.light.alpha < 1 {
      body.append(" \(property)-opacity=\"")
      body.append(paint.light.alpha)
      body.append("\"")
    }
  }
}

// MARK: - Nodes

extension SVGWriter {
  private mutating func write(_ nodes: [SceneNode]) {
    var index = 0
    while index < nodes.count {
      switch nodes[index] {
      case .shape(let first):
        // Neighbours that look alike share one group that says how.
        var end = index + 1
        while end < nodes.count, case .shape(let next) = nodes[end], next.fill == first.fill,
          next.stroke == first.stroke
        { end += 1 }
        body.append("<g")
        appendLook(fill: first.fill, stroke: first.stroke)
        body.append(">")
        for node in nodes[index..<end] {
          if case .shape(let shape) = node { write(shape.outline) }
        }
        body.append("</g>\n")
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
        let files = PNGEncoder(scale: Double(image.width) / image.frame.width)
          .encode(image, appearances: Appearance.allCases)
        writeImages(zip(Appearance.allCases, files).map { ($0, $1) }, in: image.frame)
        index += 1
      case .group(let group):
        write(group)
        index += 1
      }
    }
  }

  private mutating func write(_ group: SceneGroup) {
    body.append("<g")
    if let clip = group.clip { appendClip(clip) }
    body.append(" data-part=\"")
    body.appendEscaped(group.name)
    body.append("\">\n")
    write(group.nodes)
    body.append("</g>\n")
  }

  /// Writes the clip path before the element that is being opened, and the reference into it.
  private mutating func appendClip(_ clip: Rect) {
    let name = "\(Self.identifier)-k\(clips)"
    clips += 1
    body.bytes.removeLast(2)
    body.append("<clipPath id=\"\(name)\">")
    write(.rect(clip, cornerRadius: 0))
    body.append("</clipPath>\n<g clip-path=\"url(#\(name))\"")
  }

  private mutating func appendLook(fill: Paint?, stroke: Stroke?) {
    var classes: [String] = []
    if let fill { classes.append("f\(index(of: fill))") }
    if let stroke { classes.append("s\(index(of: stroke.paint))") }
    if !classes.isEmpty { body.append(" class=\"\(classes.joined(separator: " "))\"") }
    if let fill {
      appendPaint("fill", fill, writesClass: false)
      body.append(" fill-rule=\"evenodd\"")
    } else {
      body.append(" fill=\"none\"")
    }
    guard let stroke else { return }
    appendPaint("stroke", stroke.paint, writesClass: false)
    body.append(" stroke-width=\"")
    body.append(stroke.width)
    body.append("\" stroke-linejoin=\"round\"")
    if stroke.cap == .round { body.append(" stroke-linecap=\"round\"") }
    if !stroke.dash.isEmpty {
      body.append(" stroke-dasharray=\"")
      for length in stroke.dash {
        body.append(length)
        body.append(" ")
      }
      body.append("\"")
    }
  }

  private mutating func write(_ outline: SceneShape.Outline) {
    switch outline {
    case .rect(let rect, let cornerRadius):
      body.append("<rect x=\"")
      body.append(rect.x)
      body.append("\" y=\"")
      body.append(rect.y)
      body.append("\" width=\"")
      body.append(rect.width)
      body.append("\" height=\"")
      body.append(rect.height)
      if cornerRadius > 0 {
        body.append("\" rx=\"")
        body.append(min(cornerRadius, rect.width / 2, rect.height / 2))
      }
      body.append("\"/>")
    case .circle(let center, let radius):
      body.append("<circle cx=\"")
      body.append(center.x)
      body.append("\" cy=\"")
      body.append(center.y)
      body.append("\" r=\"")
      body.append(radius)
      body.append("\"/>")
    case .path(let path):
      body.append("<path d=\"")
      for element in path.elements {
        switch element {
        case .move(let point): body.append("M", point)
        case .line(let point): body.append("L", point)
        case .curve(let end, let control1, let control2):
          body.append("C", control1)
          body.append(" ", control2)
          body.append(" ", end)
        case .close: body.append("Z")
        }
      }
      body.append("\"/>")
    }
  }

  private mutating func write(_ nodes: ArraySlice<SceneNode>, style: TextStyle, anchor: TextAnchor) {
    body.append("<g")
    appendPaint("fill", style.paint)
    body.append(" font-size=\"")
    body.append(style.size)
    body.append("\"")
    if style.weight != .regular { body.append(" font-weight=\"\(style.weight.rawValue)\"") }
    if anchor != .start { body.append(" text-anchor=\"\(anchor.rawValue)\"") }
    if style.tabularFigures { body.append(" style=\"font-variant-numeric:tabular-nums\"") }
    body.append(">")
    for node in nodes {
      guard case .text(let text) = node else { continue }
      body.append("<text x=\"")
      body.append(text.position.x)
      body.append("\" y=\"")
      body.append(text.position.y)
      body.append("\"")
      if text.rotation != 0 {
        body.append(" transform=\"rotate(")
        body.append(text.rotation)
        body.append(" ", text.position)
        body.append(")\"")
      }
      if let halo = style.halo {
        let index = index(of: halo)
        body.append(" class=\"s\(index)\" stroke=\"\(halo.light.hexadecimal)\" paint-order=\"stroke\" stroke-width=\"")
        body.append(SceneText.haloWidth)
        body.append("\" stroke-linejoin=\"round\"")
      }
      body.append(">")
      body.appendEscaped(text.string)
      body.append("</text>")
    }
    body.append("</g>\n")
  }

  private mutating func write(_ cloud: PointCloud) {
    body.append("<g")
    appendClip(cloud.clip)
    body.append(">")
    if cloud.xs.count > PointCloud.imageThreshold {
      writeImages(of: cloud)
    } else {
      writeDots(of: cloud)
    }
    body.append("</g>\n")
  }

  /// A dot is a line without length and with round ends: the shortest way to write one.
  private mutating func writeDots(of cloud: PointCloud) {
    guard let first = cloud.paints.first else { return }
    body.append("<g fill=\"none\" stroke-linecap=\"round\" stroke-width=\"")
    body.append(cloud.radius * 2)
    body.append("\"")
    appendPaint("stroke", first)
    body.append(">")
    let classes = cloud.paints.map { " class=\"s\(index(of: $0))\"" }
    for dot in cloud.xs.indices {
      let color = cloud.colors.isEmpty ? 0 : Int(cloud.colors[dot])
      let center = Point(x: cloud.xs[dot], y: cloud.ys[dot])
      if let halo = cloud.halo {
        body.append("<path")
        appendPaint("stroke", halo.paint)
        body.append(" stroke-width=\"")
        body.append((cloud.radius + halo.width) * 2)
        body.append("\" d=\"")
        body.append("M", center)
        body.append("h0\"/>")
      }
      body.append("<path")
      // The group has the first paint; the paints of a cloud have one opacity.
      if color > 0 { body.append(classes[color]) }
      body.append(" d=\"")
      body.append("M", center)
      body.append("h0\"/>")
    }
    body.append("</g>")
  }

  private mutating func writeImages(of cloud: PointCloud) {
    let scale = 2.0
    let oneColor = cloud.paints.allSatisfy { $0.light == $0.dark }
    var frame = Rect(x: cloud.clip.x, y: cloud.clip.y, width: 0, height: 0)
    let files = (oneColor ? [.light] : Appearance.allCases).map { appearance in
      let image = PixelImage(cloud: cloud, appearance: appearance, scale: scale)
      frame.width = Double(image.width) / scale
      frame.height = Double(image.height) / scale
      return (appearance, PNGEncoder(scale: scale).encode(image))
    }
    writeImages(files, in: frame)
  }

  /// One image for each paper, of which the style sheet shows one; or one for both.
  private mutating func writeImages(_ files: [(appearance: Appearance, png: [UInt8])], in frame: Rect) {
    hasImages = hasImages || files.count > 1
    for (appearance, png) in files {
      body.append("<image")
      if files.count > 1 { body.append(" class=\"\(appearance.rawValue)\"") }
      // Viewers without style sheets show the light one only.
      if appearance == .dark { body.append(" display=\"none\"") }
      body.append(" x=\"")
      body.append(frame.x)
      body.append("\" y=\"")
      body.append(frame.y)
      body.append("\" width=\"")
      body.append(frame.width)
      body.append("\" height=\"")
      body.append(frame.height)
      body.append("\" href=\"data:image/png;base64,")
      body.appendBase64(png)
      body.append("\"/>\n")
    }
  }
}
