extension SceneBuilder {
  /// Draws shapes that are one mark, which a page tells the reader about.
  mutating func answering(_ tip: @autoclosure () -> Tip, _ draw: (inout SceneBuilder) -> Void) {
    guard recordsTips else { return draw(&self) }
    let outer = currentTip
    currentTip = add(tip())
    draw(&self)
    currentTip = outer
  }

  /// A place that stands for a mark: where several are drawn as one shape, or are too thin to be hit.
  mutating func target(_ area: Rect, _ tip: @autoclosure () -> Tip) {
    guard recordsTips, let tip = add(tip()) else { return }
    targets.append(.area(area, tip: tip))
  }

  /// The values along a line: one for each point, as printed.
  mutating func series(
    _ name: String, _ paint: Paint, in area: Rect, _ points: @autoclosure () -> [Point],
    places: @autoclosure () -> [String], values: @autoclosure () -> [String]
  ) {
    guard recordsTips else { return }
    let points = points()
    guard !points.isEmpty else { return }
    let name = MathText.plain(panel.map { name.hasPrefix($0) ? name : "\($0): \(name)" } ?? name)
    targets.append(
      .series(SceneSeries(name: name, paint: paint, area: area, points: points, places: places(), values: values())))
  }

  /// How many dots of a crowd lie at each place.
  mutating func grid(_ grid: @autoclosure () -> SceneGrid) {
    if recordsTips { targets.append(.grid(grid())) }
  }

  /// A histogram that is tied to others.
  mutating func link(_ link: @autoclosure () -> SceneLink) {
    if recordsTips { targets.append(.link(link())) }
  }

  /// Dots of which each is a mark.
  mutating func points(_ cloud: SceneDots, tips: @autoclosure () -> [Tip]) {
    guard recordsTips, cloud.xs.count <= SceneDots.imageThreshold else { return points(cloud) }
    var cloud = cloud
    cloud.firstTip = self.tips.count
    let tips = tips().map { inPanel($0).readable }
    precondition(tips.count == cloud.xs.count, "\(tips.count) tips are not those of \(cloud.xs.count) dots.")
    self.tips += tips
    points(cloud)
  }

  /// Puts the targets of a panel over what it has drawn.
  mutating func placeTargets() {
    guard !targets.isEmpty else { return }
    let placed = targets
    targets = []
    group("targets") { scene in
      for target in placed { scene.append(target) }
    }
  }

  /// A tip that says in which of several panels its mark is, unless its title does.
  private func inPanel(_ tip: Tip) -> Tip {
    guard let panel, !tip.title.hasPrefix(panel) else { return tip }
    var tip = tip
    tip.title = tip.title.isEmpty ? panel : "\(panel): \(tip.title)"
    return tip
  }

  /// The index of a tip; nil for one without anything to read.
  private mutating func add(_ tip: Tip) -> Int? {
    guard !tip.isEmpty else { return nil }
    tips.append(inPanel(tip).readable)
    return tips.count - 1
  }
}

extension Tip {
  /// A tip without formulas: it has one size and height of letters.
  fileprivate var readable: Tip {
    guard ([title] + values.map(\.label)).contains(where: MathText.isNeeded) else { return self }
    return Tip(MathText.plain(title), values.map { Value(MathText.plain($0.label), $0.text) })
  }
}
