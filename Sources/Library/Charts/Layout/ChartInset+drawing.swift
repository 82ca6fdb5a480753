extension Chart {
  /// A small chart in a corner of this one's plot, on paper of its own.
  ///
  /// Marks that it would cover are told in a warning. Its numbers are in the data of this chart, its description at the
  /// end of this one's.
  /// - Parameters:
  ///   - chart: What is drawn; its own frame is left out of account.
  ///   - placement: The corner; by default that with the fewest marks.
  ///   - width: The part of the plot's width that it takes, from 0.1 to 1.
  ///   - height: The part of the plot's height, from 0.1 to 1.
  public func inset(
    _ chart: Chart, placement: InsetPlacement = .automatic, width: Double = 0.4, height: Double = 0.45
  ) -> Chart {
    with {
      $0.insets.append(
        ChartInset(
          chart: chart, placement: placement, width: min(max(width, 0.1), 1), height: min(max(height, 0.1), 1)))
    }
  }
}

extension ChartInset {
  /// The places in the order in which they are tried.
  private func places(in area: Rect) -> [Rect] {
    // As small as a plot with its axes can be.
    let size = Size(
      width: min(max(area.width * width, 130), area.width), height: min(max(area.height * height, 96), area.height))
    let gap = min(8, (area.width - size.width) / 2, (area.height - size.height) / 2)
    func rect(_ isRight: Bool, _ isBottom: Bool) -> Rect {
      Rect(
        x: isRight ? area.maxX - size.width - gap : area.minX + gap,
        y: isBottom ? area.maxY - size.height - gap : area.minY + gap, width: size.width, height: size.height)
    }
    return switch placement {
    case .automatic: [rect(true, false), rect(false, false), rect(true, true), rect(false, true)]
    case .topTrailing: [rect(true, false)]
    case .topLeading: [rect(false, false)]
    case .bottomTrailing: [rect(true, true)]
    case .bottomLeading: [rect(false, true)]
    }
  }

  /// Draws the chart over what stands in its corner; returns what it shows.
  func draw(in area: Rect, on scene: inout SceneBuilder) -> String {
    let counted = places(in: area).map { (rect: $0, marks: scene.nodes.markCount(in: $0)) }
    guard let place = counted.min(by: { $0.marks < $1.marks }) else { return "" }
    var inner = chart
    inner.settings.margin = 6
    (inner.settings.width, inner.settings.height) = (nil, nil)
    var layout = ChartLayout(
      inner, theme: scene.theme, size: Size(width: place.rect.width, height: place.rect.height))
    let (drawing, descriptions) = layout.scene()
    let text = AlternativeText(inner, descriptions: descriptions).text
    scene.group("inset") { scene in
      scene.rectangle(place.rect, fill: scene.theme.paper, stroke: Stroke(scene.theme.ink(0.35), width: 0.75))
      scene.add(drawing.nodes.moved(by: Point(x: place.rect.x, y: place.rect.y)))
    }
    if place.marks > 0 {
      scene.warn(
        RenderWarning(
          .coveredMarks, "The inset lies on marks of the chart.",
          hint: "Choose another corner, a smaller inset, or scales that reach further."))
    }
    for warning in drawing.warnings {
      scene.warn(RenderWarning(warning.code, "In the inset: " + warning.message, hint: warning.hint))
    }
    return "Inset: \(text)"
  }
}
