#if canImport(Glibc)
  import Glibc
#endif

extension MarkLayer {
  private struct Sector {
    var row: Int
    /// Radians clockwise from three o'clock.
    var start: Double
    var end: Double
    var share: Double
    /// The share as text.
    var percent = ""
    var middle: Double { (start + end) / 2 }
  }

  /// Sectors from twelve o'clock, clockwise, in the order of the rows. Values below zero are no parts of a whole.
  private var sectors: [Sector] {
    guard let angle = channels.angle else { return [] }
    // Halved first, so that the largest numbers have a sum.
    let parts = angle.numbers.map { $0.isFinite && $0 > 0 ? $0 / Double(max(count, 1)) : 0 }
    let total = parts.reduce(0, +)
    guard total > 0 else { return [] }
    var start = -Double.pi / 2
    var sectors = parts.indices.compactMap { row -> Sector? in
      let share = parts[row] / total
      guard share > 0 else { return nil }
      defer { start += share * 2 * .pi }
      return Sector(row: row, start: start, end: start + share * 2 * .pi, share: share)
    }
    // All with as many decimals.
    let areWhole = sectors.allSatisfy { abs($0.share * 100 - ($0.share * 100).rounded()) < 1e-9 }
    for index in sectors.indices {
      sectors[index].percent = NumberFormat.fixed(sectors[index].share * 100, decimals: areWhole ? 0 : 1) + "%"
    }
    return sectors
  }

  private var negatives: Int { channels.angle?.numbers.count { $0 < 0 } ?? 0 }

  /// What stands beside a sector.
  private func label(_ sector: Sector) -> String {
    guard let name = color?.groupName(at: sector.row) else { return sector.percent }
    return "\(name) \(sector.percent)"
  }

  func drawSectors(in plot: Plot, on scene: inout SceneBuilder) {
    let sectors = sectors
    if negatives > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues,
          "\(NumberFormat.count(negatives, "value below zero is", "values below zero are")) no part of a whole."))
    }
    guard !sectors.isEmpty else {
      let style = plot.theme.subtitleStyle.with(paint: plot.theme.ink(0.65))
      scene.text("No data", at: plot.area.center, anchor: .middle, baseline: .middle, style: style)
      scene.warn(RenderWarning(.noData, "There are no values to draw."))
      return
    }
    let style = plot.theme.labelStyle
    let widest = sectors.map { scene.width(label($0), style) }.max() ?? 0
    func outer(beside: Double) -> Double {
      let beside = min(beside, plot.area.width * 0.32)
      let room = min(plot.area.height - 2 * (style.size + 6), plot.area.width - 2 * beside) / 2
      return max(radius(style: self.style.outerRadius, of: room) ?? room, 4)
    }
    // Names that would be in each other's way stand in columns farther out.
    let areApart = namesStandApart(sectors, radius: outer(beside: widest + 12), style)
    let outer = outer(beside: widest + (areApart ? 12 : 22))
    let inner = min(radius(style: self.style.innerRadius, of: outer) ?? 0, outer - 1)
    let center = plot.area.center
    for sector in sectors {
      let gap = self.style.angularInset ?? (sectors.count > 1 ? 1 : 0)
      var tip: Tip {
        var tip = self.tip(at: sector.row, in: plot)
        tip.values.append(Tip.Value("Share", sector.percent))
        return tip
      }
      scene.answering(tip) {
        $0.fill(outline(sector, center, inner: inner, outer: outer, gap: gap), fill(at: sector.row, in: plot))
      }
    }
    for sector in sectors where !annotations.isEmpty && !annotations[sector.row].isEmpty {
      let ink = style.with(paint: fill(at: sector.row, in: plot).readableInk).withMathematics
      let middle = (inner + outer) / 2
      guard sector.share * 2 * .pi * middle > scene.width(annotations[sector.row], ink) else { continue }
      scene.label(
        annotations[sector.row], style: ink, at: [LabelPlace(point(center, middle, sector.middle))], isOptional: true)
    }
    drawNames(sectors, center, radius: outer, areApart: areApart, in: plot, on: &scene)
    drawTotal(center, radius: inner, in: plot, on: &scene)
  }

  /// The sum of counts, in the middle of a ring. A sum of shares would mean nothing.
  private func drawTotal(_ center: Point, radius: Double, in plot: Plot, on scene: inout SceneBuilder) {
    guard let angle = channels.angle else { return }
    let parts = angle.numbers.filter { $0.isFinite && $0 > 0 }
    let total = parts.reduce(0, +)
    guard parts.count > 1, total != 100, total < 1e15, parts.allSatisfy({ $0 == $0.rounded() }) else { return }
    let (number, label) = (plot.theme.titleStyle, plot.theme.labelStyle)
    let text = NumberFormat.fixed(total, decimals: 0)
    let widest = max(scene.width(text, number), scene.width(angle.label, label))
    guard widest <= 1.5 * radius, number.size + label.size <= radius else { return }
    scene.text(text, at: Point(x: center.x, y: center.y - 1), anchor: .middle, style: number)
    scene.text(angle.label, at: Point(x: center.x, y: center.y + 5), anchor: .middle, baseline: .top, style: label)
  }

  private func radius(style: MarkDimension?, of room: Double) -> Double? {
    switch style ?? .automatic {
    case .automatic: nil
    case .ratio(let ratio): min(max(room * ratio, 0), room)
    case .inset(let inset): max(room - inset, 0)
    case .fixed(let points): min(max(points, 0), room)
    }
  }

  private func point(_ center: Point, _ radius: Double, _ angle: Double) -> Point {
    Point(x: center.x + radius * cos(angle), y: center.y + radius * sin(angle))
  }

  /// The gap has the same width at both radii, so its angle is larger at the inner one.
  private func outline(_ sector: Sector, _ center: Point, inner: Double, outer: Double, gap: Double) -> Path {
    var path = Path()
    let whole = sector.share > 0.9999
    func inset(_ radius: Double) -> Double {
      whole || radius <= 0 ? 0 : min(gap / 2 / radius, (sector.end - sector.start) / 2 * 0.9)
    }
    path.addArc(
      center: center, radius: outer, from: sector.start + inset(outer), to: sector.end - inset(outer))
    if whole {
      path.close()
      if inner > 0 { path.addCircle(center: center, radius: inner) }
      return path
    }
    if inner > 0 {
      path.addArc(
        center: center, radius: inner, from: sector.end - inset(inner), to: sector.start + inset(inner), connected: true
      )
    } else {
      path.line(to: center)
    }
    path.close()
    return path
  }

  /// How far out a name begins that stands at a height above or below the centre, so that the disc does not touch it.
  private func reach(_ radius: Double, height: Double, _ style: TextStyle) -> Double {
    let height = max(abs(height) - style.size * 0.5, 0)
    return max((radius + 6) * (radius + 6) - height * height, 0).squareRoot()
  }

  /// Whether each name can stand at its sector, without a line.
  private func namesStandApart(_ sectors: [Sector], radius: Double, _ style: TextStyle) -> Bool {
    let center = Point(x: 0, y: 0)
    return [true, false].allSatisfy { isRight in
      let places = sectors.filter { (cos($0.middle) >= 0) == isRight }.map { point(center, radius + 10, $0.middle) }
      let heights = places.map(\.y).sorted()
      return zip(heights.dropFirst(), heights).allSatisfy { $0 - $1 >= style.size * 1.3 }
        && places.allSatisfy { reach(radius, height: $0.y, style) - abs($0.x) <= style.size * 2 }
    }
  }

  /// Names around the disc: each at its sector, or in two columns with a line to each; those that have no room are put
  /// together.
  private func drawNames(
    _ sectors: [Sector], _ center: Point, radius: Double, areApart: Bool, in plot: Plot, on scene: inout SceneBuilder
  ) {
    let style = plot.theme.labelStyle
    let distance = style.size * 1.3
    let most = max(1, Int(plot.area.height / distance))
    for isRight in [true, false] {
      var side = sectors.filter { (cos($0.middle) >= 0) == isRight }
      if side.count > most {
        scene.omittedLabels += side.count - most
        side = side.sorted { ($1.share, $0.row) < ($0.share, $1.row) }.prefix(most).map { $0 }
      }
      side.sort { point(center, radius, $0.middle).y < point(center, radius, $1.middle).y }
      let wanted = side.map { point(center, radius + 10, $0.middle).y }
      let places = LineEndLabels.separated(
        wanted, distance: distance, from: plot.area.minY + style.size * 0.5, to: plot.area.maxY - style.size * 0.5)
      let direction: Double = isRight ? 1 : -1
      for (sector, y) in zip(side, places) {
        let elbow = point(center, radius + 10, sector.middle)
        var x = center.x + direction * (radius + 18)
        if areApart {
          x = center.x + direction * max(reach(radius, height: y - center.y, style), abs(elbow.x - center.x))
        } else {
          let path = [point(center, radius + 2, sector.middle), elbow, Point(x: x - direction * 4, y: y)]
          scene.stroke(Path(through: path), Stroke(plot.theme.ink(0.35), width: 0.75))
        }
        let room = isRight ? plot.area.maxX - x : x - plot.area.minX
        scene.text(
          scene.shortened(label(sector), to: room, style), at: Point(x: x, y: y),
          anchor: isRight ? .start : .end, baseline: .middle, style: style)
      }
    }
  }

  func describeSectors() -> LayerDescription {
    let label = channels.angle?.label ?? "parts"
    let kind = "Sectors of \(label)" + (color.map { " by \($0.label)" } ?? "")
    let parts = sectors
    guard !parts.isEmpty else { return LayerDescription(kind: kind, findings: ["There are no values."]) }
    let names = parts.map { color?.groupName(at: $0.row) ?? "part \($0.row + 1)" }
    var findings = ["\(NumberFormat.count(parts.count, "part"))."]
    findings += Extremes(parts.map(\.share)).sentences(names, format: .percent)
    let others = (channels.angle?.numbers.count { !($0 > 0) || !$0.isFinite }) ?? 0
    if others > 0 { findings.append("\(NumberFormat.count(others, "row")) without a value above zero not drawn.") }
    return LayerDescription(kind: kind, findings: findings)
  }
}
