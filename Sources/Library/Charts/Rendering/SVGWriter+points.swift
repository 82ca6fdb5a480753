extension SVGWriter {
  mutating func write(_ cloud: PointCloud) {
    body.append("<g")
    appendClip(cloud.clip)
    body.append(">")
    writeDots(of: cloud)
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
}
