extension SVGWriter {
  mutating func write(_ nodes: [SceneNode]) {
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
      case .target: index += 1
      }
    }
  }

  mutating func write(_ group: SceneGroup) {
    body.append("<g")
    if let clip = group.clip { appendClip(clip) }
    body.append(" data-part=\"")
    body.appendEscaped(group.name)
    body.append("\">\n")
    write(group.nodes)
    body.append("</g>\n")
  }

  /// Writes the clip path before the element that is being opened, and the reference into it.
  mutating func appendClip(_ clip: Rect) {
    let name = "\(Self.identifier)-k\(clips)"
    clips += 1
    body.bytes.removeLast(2)
    body.append("<clipPath id=\"\(name)\">")
    write(.rect(clip, cornerRadius: 0))
    body.append("</clipPath>\n<g clip-path=\"url(#\(name))\"")
  }
}

extension SVGWriter {
  mutating func appendLook(fill: Paint?, stroke: Stroke?) {
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

  mutating func write(_ outline: SceneShape.Outline) {
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
}

extension SVGWriter {
  mutating func write(_ nodes: ArraySlice<SceneNode>, style: TextStyle, anchor: TextAnchor) {
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
      body.append(text)
      body.append("</text>")
    }
    body.append("</g>\n")
  }
}

extension SVGWriter {
  mutating func write(_ cloud: SceneDots) {
    body.append("<g")
    appendClip(cloud.clip)
    body.append(">")
    writeDots(of: cloud)
    body.append("</g>\n")
  }

  /// A dot is a line without length and with round ends: the shortest way to write one.
  private mutating func writeDots(of cloud: SceneDots) {
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
}

extension SVGWriter {
  /// One image for each paper, of which the style sheet shows one; or one for both.
  mutating func writeImages(_ files: [(appearance: Appearance, png: [UInt8])], in frame: Rect) {
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
