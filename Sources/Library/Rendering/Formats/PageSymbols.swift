/// Pictures of crowded dots for a page, each once for all layouts of a chart.
///
/// A picture of density is in greys, which a filter for each paper turns into colours; one in many colours is there for
/// each paper.
struct PageSymbols {
  /// What shows a picture: elements with these attributes, of which the page's style shows those of its paper.
  struct Picture {
    var name: String
    var isFiltered: Bool
  }

  private(set) var text = ""
  private var pictures: [Picture] = []

  /// The picture at a number in the order of drawing; that of the first layout serves the others, stretched.
  mutating func picture(_ image: SceneImage, number: Int) -> Picture {
    if number < pictures.count { return pictures[number] }
    let picture = written(image)
    pictures.append(picture)
    return picture
  }

  /// Finer than a pixel of most screens, as the page draws it larger than it is.
  private static let scale = 1.0

  private mutating func written(_ image: SceneImage) -> Picture {
    // Between two pixels of a ramp stand paints between theirs; not so among the colours of a mixture.
    let isRamp = if case .density? = image.dots { true } else { false }
    let image = image.dots?.image(scale: Self.scale) ?? image
    let isFiltered = isRamp && image.paints.allSatisfy { $0.light.alpha == $0.dark.alpha }
    let name = Self.name(of: image)
    if isFiltered {
      let last = Double(max(image.paints.count - 1, 1))
      var gray = image
      gray.paints = image.paints.enumerated().map { index, paint in
        let level = Double(index) / last
        return Paint(Color(red: level, green: level, blue: level, alpha: paint.light.alpha))
      }
      append(gray, appearances: [.light], names: [name])
      for appearance in Appearance.allCases {
        appendFilter(name + "-\(appearance.rawValue)", image.paints.map { $0[appearance] })
      }
    } else {
      append(image, appearances: Appearance.allCases, names: Appearance.allCases.map { name + "-" + $0.rawValue })
    }
    return Picture(name: name, isFiltered: isFiltered)
  }

  private mutating func append(_ image: SceneImage, appearances: [Appearance], names: [String]) {
    let files = PNGEncoder(scale: Double(image.width) / image.frame.width).encode(image, appearances: appearances)
    for (name, file) in zip(names, files) {
      var symbol = SVGBuffer()
      symbol.append(
        "<symbol id=\"\(name)\" viewBox=\"0 0 \(image.width) \(image.height)\" preserveAspectRatio=\"none\">")
      symbol.append("<image width=\"\(image.width)\" height=\"\(image.height)\" href=\"data:image/png;base64,")
      symbol.appendBase64(file)
      symbol.append("\"/></symbol>\n")
      text += String(decoding: symbol.bytes, as: UTF8.self)
    }
  }

  /// Looks a grey up in the colours.
  private mutating func appendFilter(_ name: String, _ colors: [Color]) {
    var filter = SVGBuffer()
    filter.append(
      "<filter id=\"\(name)\" x=\"0\" y=\"0\" width=\"1\" height=\"1\" color-interpolation-filters=\"sRGB\">")
    filter.append("<feComponentTransfer>")
    for (letter, component) in [("R", \Color.red), ("G", \Color.green), ("B", \Color.blue)] {
      filter.append("<feFunc\(letter) type=\"table\" tableValues=\"")
      for (index, color) in colors.enumerated() {
        if index > 0 { filter.append(" ") }
        filter.append(color[keyPath: component])
      }
      filter.append("\"/>")
    }
    filter.append("</feComponentTransfer></filter>\n")
    text += String(decoding: filter.bytes, as: UTF8.self)
  }

  /// FNV-1a over the pixels.
  private static func name(of image: SceneImage) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in image.pixels { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "d" + String(hash, radix: 36)
  }
}
