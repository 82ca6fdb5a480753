#if canImport(Glibc)
  import Glibc
#endif

/// Draws a scene: adds shapes and texts, measures texts, gathers warnings.
public struct SceneBuilder {
  /// Ink, paper and type.
  public let theme: Theme
  /// What was drawn, in order.
  public private(set) var nodes: [SceneNode] = []
  /// Warnings for the author of the chart.
  public private(set) var warnings: [RenderWarning] = []
  private(set) var lineEnds: [LineEnd] = []
  /// Labels drawn within a clipped group, which go behind it; nil outside of one.
  private var unclippedLabels: [SceneNode]?
  /// The whole drawing, once its size is known.
  var canvas = Rect(x: 0, y: 0, width: 100_000, height: 100_000)
  /// Where labels of the data stand, so that they keep off each other.
  private var labelRooms: [Rect] = []
  /// Labels of the data that found no free place.
  var omittedLabels = 0
  private let setter: TextSetter
  private var missingFonts: Set<String> = []
  /// Whether marks answer in a page; where they do not, their texts are not made.
  let recordsTips: Bool
  /// What marks are, in the order in which they were drawn.
  var tips: [Tip] = []
  /// What the shapes are that are being drawn.
  var currentTip: Int?
  /// The title of the panel that is being drawn, where there are several: tips say it.
  var panel: String?
  /// Places of the panel that answer.
  var targets: [SceneTarget] = []

  /// Between a plot and the texts at its right.
  static let trailingGap = 12.0

  struct LineEnd {
    var name: String
    var point: Point
    var paint: Paint
  }

  init(theme: Theme, recordsTips: Bool = false) {
    self.theme = theme
    self.recordsTips = recordsTips
    setter = TextSetter(family: theme.fontFamily)
  }

  // MARK: Shapes

  private mutating func append(_ shape: SceneShape) {
    var shape = shape
    shape.tip = currentTip
    nodes.append(.shape(shape))
  }

  mutating func append(_ target: SceneTarget) { nodes.append(.target(target)) }

  /// Fills an outline by the even-odd rule.
  public mutating func fill(_ path: Path, _ paint: Paint) {
    if !path.isEmpty { append(SceneShape(.path(path), fill: paint)) }
  }

  /// Draws a line along an outline.
  public mutating func stroke(_ path: Path, _ stroke: Stroke) {
    if !path.isEmpty { append(SceneShape(.path(path), stroke: stroke)) }
  }

  /// A line that may stand on marks of any colour: a rim of paper keeps it apart from them.
  mutating func strokeWithRim(_ path: Path, _ stroke: Stroke) {
    self.stroke(path, Stroke(theme.paper.opacity(0.7), width: stroke.width + 2, cap: stroke.cap))
    self.stroke(path, stroke)
  }

  /// Fills an outline and draws a line along it.
  public mutating func path(_ path: Path, fill: Paint?, stroke: Stroke?) {
    if !path.isEmpty { append(SceneShape(.path(path), fill: fill, stroke: stroke)) }
  }

  /// A straight line.
  public mutating func line(from start: Point, to end: Point, _ stroke: Stroke) {
    var path = Path()
    path.addLine(from: start, to: end)
    self.stroke(path, stroke)
  }

  /// An upright rectangle, perhaps with round corners of a radius in points.
  public mutating func rectangle(_ rect: Rect, fill: Paint?, stroke: Stroke? = nil, cornerRadius: Double = 0) {
    append(SceneShape(.rect(rect, cornerRadius: cornerRadius), fill: fill, stroke: stroke))
  }

  /// A circle of a radius in points.
  public mutating func circle(_ center: Point, radius: Double, fill: Paint?, stroke: Stroke? = nil) {
    append(SceneShape(.circle(center: center, radius: radius), fill: fill, stroke: stroke))
  }

  /// Many dots at once; a large cloud becomes an image where dots would be too many.
  public mutating func points(_ cloud: SceneDots) {
    if cloud.xs.count > SceneDots.imageThreshold {
      var image = DotMixture(cloud).image
      image.dots = .mixture(cloud)
      nodes.append(.image(image))
    } else if !cloud.xs.isEmpty {
      nodes.append(.points(cloud))
    }
  }

  /// Adds a finished drawing.
  mutating func add(_ nodes: [SceneNode]) { self.nodes += nodes }

  /// A picture in its place.
  public mutating func image(_ image: SceneImage) {
    nodes.append(.image(image))
  }

  /// Draws into a named group, clipped to a rectangle if there is one. Labels of the data are never cut by it.
  public mutating func group(_ name: String, clip: Rect? = nil, _ draw: (inout SceneBuilder) -> Void) {
    let (outer, outerLabels) = (nodes, unclippedLabels)
    nodes = []
    if clip != nil { unclippedLabels = [] }
    draw(&self)
    let (inner, labels) = (nodes, unclippedLabels ?? [])
    nodes = outer
    if !inner.isEmpty { nodes.append(.group(SceneGroup(name: name, clip: clip, nodes: inner))) }
    guard clip != nil else { return }
    unclippedLabels = outerLabels
    if outerLabels != nil {
      unclippedLabels?.append(contentsOf: labels)
    } else if !labels.isEmpty {
      nodes.append(.group(SceneGroup(name: "labels", clip: nil, nodes: labels)))
    }
  }

  /// Adds a label of the data, outside of what clips its mark.
  mutating func unclippedText(_ string: String, at point: Point, anchor: TextAnchor, style: TextStyle) {
    let before = nodes.count
    text(string, at: point, anchor: anchor, style: style)
    guard unclippedLabels != nil, nodes.count > before, let node = nodes.popLast() else { return }
    unclippedLabels?.append(node)
  }

  /// Names a series at the end of its line; the layout keeps such names apart, and the last position given for a name
  /// holds.
  public mutating func lineEnd(_ name: String, at point: Point, paint: Paint) {
    lineEnds.removeAll { $0.name == name }
    lineEnds.append(LineEnd(name: name, point: point, paint: paint))
  }

  /// Takes a place for a label, unless another label has a part of it.
  mutating func takeRoom(for box: Rect) -> Bool {
    if labelRooms.contains(where: box.intersects) { return false }
    labelRooms.append(box)
    return true
  }

  /// Begins a panel: its labels do not meet those of another.
  mutating func forgetLabels() { labelRooms.removeAll() }

  mutating func takeLineEnds() -> [LineEnd] {
    defer { lineEnds = [] }
    return lineEnds
  }

  // MARK: Text

  /// Adds a line of text. `baseline` says which line of it stands at the point.
  /// - Parameters:
  ///   - rotation: Degrees clockwise about the point.
  ///   - key: The paint of the marks that the text names, as in a legend.
  public mutating func text(
    _ string: String, at point: Point, anchor: TextAnchor = .start, baseline: TextBaseline = .alphabetic,
    style: TextStyle, rotation: Double = 0, key: Paint? = nil
  ) {
    guard !string.isEmpty else { return }
    let metrics = measure(string, style)
    checkFonts(string, style, metrics)
    let drop =
      switch baseline {
      case .alphabetic: 0.0
      // Capital letters of the families in use are 0.72 to 0.73 of the size.
      case .middle: style.size * 0.364
      case .top: style.size * 0.728
      }
    // Down is where the letters stand, however the line is turned.
    let angle = rotation * .pi / 180
    let position = Point(x: point.x - drop * sin(angle), y: point.y + drop * cos(angle))
    var text = SceneText(
      string: string.drawable, position: position, anchor: anchor, style: style, rotation: rotation,
      metrics: metrics)
    text.key = key
    nodes.append(.text(text))
  }

  /// The measures of a line of text, in points.
  public func measure(_ string: String, _ style: TextStyle) -> TextMetrics {
    setter.metrics(of: string.drawable, style: style)
  }

  /// How far a line of text advances, in points.
  public func width(_ string: String, _ style: TextStyle) -> Double { measure(string, style).width }

  /// The text, cut and ended with an ellipsis where it is wider than `width`.
  public func shortened(_ string: String, to width: Double, _ style: TextStyle) -> String {
    if self.width(string, style) <= width { return string }
    if style.hasMathematics, MathText.isNeeded(for: string) {
      // A formula that is cut is none: what is left of it is read from left to right.
      return shortened(MathText.plain(string), to: width, style)
    }
    let characters = Array(string)
    var (fits, tooLong) = (0, characters.count)
    while tooLong - fits > 1 {
      let middle = (fits + tooLong) / 2
      if self.width(String(characters[..<middle]) + "…", style) <= width { fits = middle } else { tooLong = middle }
    }
    var kept = String(characters[..<fits])
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// The texts, shortened so that different ones stay different where that can be: those that begin alike keep their
  /// ends.
  public func shortened(_ strings: [String], to width: Double, _ style: TextStyle) -> [String] {
    var results = strings.map { shortened($0, to: width, style) }
    guard results != strings else { return results }
    let groups = Dictionary(grouping: strings.indices.filter { results[$0] != strings[$0] }) { results[$0] }
    for indices in groups.values where indices.count > 1 {
      for index in indices { results[index] = shortenedInside(strings[index], to: width, style) }
    }
    return results
  }

  /// The text, with an ellipsis in its middle where it is wider than `width`.
  private func shortenedInside(_ string: String, to width: Double, _ style: TextStyle) -> String {
    let characters = Array(string)
    var kept = characters.count - 1
    while kept > 1 {
      let tail = kept / 2
      let text = String(characters[..<(kept - tail)]) + "…" + String(characters[(characters.count - tail)...])
      if self.width(text, style) <= width { return text }
      kept -= 1
    }
    return "…"
  }

  /// Lines no wider than `width`, broken at spaces and behind hyphens; words that are wider by themselves are
  /// shortened.
  public func wrapped(_ string: String, to width: Double, _ style: TextStyle, maximumLines: Int = 4) -> [String] {
    var lines: [String] = []
    var current = ""
    func trimmed(_ text: String) -> String {
      var text = Substring(text)
      while text.last == " " { text.removeLast() }
      return String(text)
    }
    for piece in Self.pieces(of: string, keepingFormulas: style.hasMathematics) {
      let longer = current + piece
      if current.isEmpty || self.width(trimmed(longer), style) <= width {
        current = longer
      } else if lines.count == maximumLines - 1 {
        // All that is left goes on the last line, which is then shortened.
        current = longer
      } else {
        lines.append(trimmed(current))
        current = piece
      }
    }
    lines.append(trimmed(current))
    return lines.map { shortened($0, to: width, style) }
  }

  /// Words with the space or hyphen behind them; formulas are not broken.
  private static func pieces(of string: String, keepingFormulas: Bool) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var isInside = false
    // Where the dollar signs are no pairs, words are words.
    let hasFormulas =
      keepingFormulas && MathText.isNeeded(for: string) && !MathText(string).runs.contains { $0.text.contains("$") }
    for character in string.drawable {
      piece.append(character)
      if hasFormulas, character == "$" { isInside.toggle() }
      if isInside { continue }
      if character == " " || character == "-" || character == "/" {
        pieces.append(piece)
        piece = ""
      }
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }

  // MARK: Warnings

  /// Adds a warning, unless there is the same already.
  public mutating func warn(_ warning: RenderWarning) {
    if !warnings.contains(warning) { warnings.append(warning) }
  }

  private mutating func checkFonts(_ string: String, _ style: TextStyle, _ metrics: TextMetrics) {
    if style.hasMathematics, MathText.isNeeded(for: string), let command = MathText(string).unknownCommands.first {
      warn(
        RenderWarning(
          .unknownNotation,
          "“\(string)” has the command \(command), which is not known, and is drawn as it is written.",
          hint: "Write \\$ for a dollar sign, and a Unicode character for a sign that has no command here."))
    }
    guard metrics.missingGlyphs > 0 else { return }
    let missing = string.unicodeScalars.map { String($0) }.filter { measure($0, style).missingGlyphs > 0 }
    let package = FontPackage.package(for: missing.joined())
    guard missingFonts.insert(package ?? "").inserted else { return }
    warn(
      RenderWarning(
        .missingFont, "No installed font has all characters of “\(string)”.",
        hint: package.map { "Install the Debian package \($0), then run `fc-cache -f`." }
          ?? "The character stands for nothing outside one font; take it out, or put a word in its place."))
  }
}
