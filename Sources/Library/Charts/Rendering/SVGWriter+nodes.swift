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
