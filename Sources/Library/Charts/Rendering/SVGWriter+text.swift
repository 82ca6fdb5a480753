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
      body.appendEscaped(text.string)
      body.append("</text>")
    }
    body.append("</g>\n")
  }
}
