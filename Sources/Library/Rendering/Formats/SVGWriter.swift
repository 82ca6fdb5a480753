/// Writes a scene as SVG: real text, title and description, colours that follow light and dark paper.
///
/// Identifiers are made from the content, so the same scene gives the same bytes and two charts in one page do not
/// collide.
struct SVGWriter {
  var body = SVGBuffer()
  private var paints: [Paint: Int] = [:]
  private var orderedPaints: [Paint] = []
  var clips = 0
  var hasImages = false

  static func svg(_ scene: Scene) -> [UInt8] {
    var writer = SVGWriter()
    return writer.write(scene)
  }

  private mutating func write(_ scene: Scene) -> [UInt8] {
    body.append("<rect")
    appendPaint("fill", scene.paper)
    body.append(" width=\"100%\" height=\"100%\"/>\n")
    write(scene.nodes)
    var description = SVGBuffer()
    description.append("<title id=\"\(Self.identifier)-t\">")
    description.appendEscaped(scene.title)
    description.append("</title>\n<desc id=\"\(Self.identifier)-d\">")
    description.appendEscaped(scene.alternativeText)
    description.append("</desc>\n")
    let identifier = Self.identifier(of: description.bytes + body.bytes)

    var file = SVGBuffer()
    file.append("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"\(Self.identifier)\" viewBox=\"0 0 ")
    file.append(scene.size.width)
    file.append(" ")
    file.append(scene.size.height)
    let (scale, unit) = (scene.printScale ?? 1, scene.printScale == nil ? "" : "pt")
    file.append("\" width=\"")
    file.append(scene.size.width * scale)
    file.append("\(unit)\" height=\"")
    file.append(scene.size.height * scale)
    file.append(unit)
    file.append(
      "\" role=\"img\" aria-labelledby=\"\(Self.identifier)-t \(Self.identifier)-d\" font-family=\"")
    file.appendEscaped(scene.fontFamily.replacing("\"", with: "'"))
    // Names are shown letter by letter: no arrow for "->".
    file.append("\" style=\"font-variant-ligatures:none\">\n")
    file.bytes += description.bytes
    file.append(style())
    file.bytes += body.bytes
    file.append("</svg>\n")
    return file.replacing(Self.identifier, with: identifier)
  }

  /// Stands for the identifier until the content, and with it the identifier, is known. No text contains it: control
  /// characters are left out.
  static let identifier = "\u{1}"

  /// FNV-1a over the content.
  private static func identifier(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "c" + String(hash, radix: 36)
  }

  /// Colours as custom properties that change with the paper; attributes hold the light ones for viewers without style
  /// sheets.
  private func style() -> String {
    func list(_ appearance: Appearance) -> String {
      orderedPaints.enumerated().map { index, paint in
        let color = "--p\(index):\(paint[appearance].hexadecimal)"
        return Self.opacityChanges(paint) ? color + ";--o\(index):\(Self.opacity(paint[appearance]))" : color
      }.joined(separator: ";")
    }
    let id = "#" + Self.identifier
    var text = "<style>\(id){\(list(.light))}"
    text += "@media(prefers-color-scheme:dark){\(id){\(list(.dark))}}"
    for (index, paint) in orderedPaints.enumerated() {
      // Viewers that do not know custom properties skip the second declaration and keep the first.
      let color = paint.light.hexadecimal
      for (letter, property) in [("f", "fill"), ("s", "stroke")] {
        text += "\(id) .\(letter)\(index){\(property):\(color);\(property):var(--p\(index))"
        if Self.opacityChanges(paint) { text += ";\(property)-opacity:var(--o\(index))" }
        text += "}"
      }
    }
    if hasImages {
      text += "\(id) .dark{display:none}@media(prefers-color-scheme:dark){\(id) .light{display:none}"
      text += "\(id) .dark{display:inline}}"
    }
    return text + "</style>\n"
  }

  /// Whether more light comes through on one paper than on the other.
  private static func opacityChanges(_ paint: Paint) -> Bool { opacity(paint.light) != opacity(paint.dark) }

  private static func opacity(_ color: Color) -> String {
    var number = SVGBuffer()
    number.append(color.alpha)
    return String(decoding: number.bytes, as: UTF8.self)
  }

  /// Paints that differ in opacity alone share their colours, unless the opacity follows the paper.
  private func indexed(_ paint: Paint) -> Paint {
    guard !Self.opacityChanges(paint) else { return paint }
    var opaque = paint
    opaque.light.alpha = 1
    opaque.dark.alpha = 1
    return opaque
  }

  mutating func index(of paint: Paint) -> Int {
    let paint = indexed(paint)
    if let known = paints[paint] { return known }
    paints[paint] = orderedPaints.count
    orderedPaints.append(paint)
    return orderedPaints.count - 1
  }

  /// Writes the colour on light paper, and the class that follows the paper.
  mutating func appendPaint(_ property: String, _ paint: Paint, writesClass: Bool = true) {
    let index = index(of: paint)
    if writesClass { body.append(" class=\"\(property == "fill" ? "f" : "s")\(index)\"") }
    body.append(" \(property)=\"\(paint.light.hexadecimal)\"")
    if paint.light.alpha < 1 { body.append(" \(property)-opacity=\"\(Self.opacity(paint.light))\"") }
  }
}
