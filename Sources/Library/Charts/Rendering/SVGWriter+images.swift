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
