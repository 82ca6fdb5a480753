/// A place where a label may stand.
public struct LabelPlace: Hashable, Sendable {
  /// Where the anchor stands.
  public var point: Point
  /// Which part of the line stands at the point.
  public var anchor: TextAnchor
  /// Which height of the line stands at the point.
  public var baseline: TextBaseline

  /// A place for a label, by default with its middle at the point.
  public init(_ point: Point, anchor: TextAnchor = .middle, baseline: TextBaseline = .middle) {
    self.point = point
    self.anchor = anchor
    self.baseline = baseline
  }
}

extension SceneBuilder {
  /// Adds a label at the first of several places where it lies on no other label, or leaves it out and counts it for a
  /// warning.
  /// - Parameters:
  ///   - bounds: What the label has to stay within: it is moved there as far as it reaches beyond. Nil for the whole
  ///     drawing.
  ///   - marks: What the label should not hide: places where it does come last.
  ///   - isOptional: Whether a label that has no place is left out without a warning.
  public mutating func label(
    _ string: String, style: TextStyle, at places: [LabelPlace], within bounds: Rect? = nil,
    keepingOff marks: [Rect] = [],
    isOptional: Bool = false
  ) {
    guard !string.isEmpty else { return }
    let limits = bounds ?? canvas.inset(by: 2)
    var (string, metrics) = (string, measure(string, style))
    if metrics.width + 2 > limits.width {
      warn(
        RenderWarning(
          .shortenedLabel, "The label “\(string)” was shortened.", hint: "Give the chart more width, or a shorter text."
        ))
      string = shortened(string, to: limits.width - 4, style)
      metrics = measure(string, style)
    }
    var spots: [(position: Point, anchor: TextAnchor, box: Rect)] = []
    for place in places {
      var position = place.point
      switch place.baseline {
      case .alphabetic: break
      case .middle: position.y += style.size * 0.364
      case .top: position.y += style.size * 0.728
      }
      let left =
        place.anchor == .start
        ? position.x : place.anchor == .middle ? position.x - metrics.width / 2 : position.x - metrics.width
      let box = Rect(
        x: left - 1, y: position.y + min(metrics.inkTop, -style.size * 0.72) - 0.5, width: metrics.width + 2,
        height: max(metrics.inkBottom, 0) - min(metrics.inkTop, -style.size * 0.72) + 1)
      guard box.width <= limits.width, box.height <= limits.height else { continue }
      let moveX = max(limits.minX - box.minX, 0) + min(limits.maxX - box.maxX, 0)
      let moveY = max(limits.minY - box.minY, 0) + min(limits.maxY - box.maxY, 0)
      spots.append(
        (
          Point(x: position.x + moveX, y: position.y + moveY), place.anchor,
          Rect(x: box.x + moveX, y: box.y + moveY, width: box.width, height: box.height)
        ))
    }
    let clear = marks.isEmpty ? [] : spots.filter { spot in !marks.contains { spot.box.intersects($0) } }
    for spot in clear + spots where takeRoom(for: spot.box) {
      unclippedText(string, at: spot.position, anchor: spot.anchor, style: style)
      return
    }
    if !isOptional { omittedLabels += 1 }
  }
}
