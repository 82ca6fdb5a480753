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
