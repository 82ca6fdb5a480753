/// Densities on each other, each a line over a thin area.
struct DensityLayer: ChartLayer, Codable {
  var groups: GroupDistributions

  func contribute(to domains: inout ChartDomains) {
    domains.x.label = groups.label
    domains.x.hasGrid = false
    domains.x.isNice = false
    domains.y.label = "Density"
    domains.y.includesZero = true
    domains.y.hasBaseline = true
    domains.y.isNice = false
    groups.includeBounds(in: &domains.x)
    domains.color.label = groups.groupLabel
    for row in groups.rows {
      if groups.groupLabel != nil { domains.color.include(name: row.name) }
      guard let density = row.density else { continue }
      for place in density.x { domains.x.include(place) }
    }
    if groups.peak > 0 {
      domains.y.include(0)
      domains.y.include(groups.peak * 1.04)
    }
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    if groups.rows.isEmpty { scene.warn(RenderWarning(.noData, "\(groups.label) has no values.")) }
    groups.warnAboutDensities(on: &scene)
    guard case .continuous(let x) = plot.x, case .continuous(let y) = plot.y else { return }
    let floor = y.position(max(0, y.lower))
    func paint(_ row: GroupDistribution) -> Paint {
      groups.groupLabel == nil ? plot.color.accent : plot.color.paint(for: row.name)
    }
    let curves = groups.rows.compactMap { row in
      row.density.map { (row, zip($0.x, $0.density).map { Point(x: x.position($0), y: y.position($1)) }) }
    }
    let opacity = curves.count < 2 ? 0.35 : curves.count < 4 ? 0.16 : 0.1
    for (row, points) in curves {
      guard let first = points.first, let last = points.last else { continue }
      let feet = [Point(x: last.x, y: floor), Point(x: first.x, y: floor)]
      scene.fill(Path(through: points + feet, closed: true), paint(row).opacity(opacity))
    }
    for (row, points) in curves {
      guard let first = points.first, let last = points.last else { continue }
      // Upright ends say that the curve stops with the values, not with the paper.
      let feet = [Point(x: first.x, y: floor)] + points + [Point(x: last.x, y: floor)]
      scene.stroke(Path(through: feet), Stroke(paint(row), width: 1.75, cap: .round))
    }
  }

  // MARK: Words and numbers

  func describe(in plot: Plot) -> LayerDescription {
    var findings = groups.findings
    for row in groups.rows.prefix(6) {
      guard let density = row.density else { continue }
      let bandwidth = NumberFormat.automatic.string(density.bandwidth)
      findings.append(
        groups.groupLabel == nil
          ? "Densest around \(row.peakText); kernels of bandwidth \(bandwidth)\(groups.boundsWords)."
          : "\(row.name) is densest around \(row.peakText).")
    }
    return LayerDescription(kind: "Density of \(groups.label)\(groups.byWords)", findings: findings)
  }

  var data: [DataPart] { [groups.densities] }
}

extension GroupDistribution {
  /// Where the density is highest, in words.
  var peakText: String {
    guard let density, let most = density.density.max(), let place = density.density.firstIndex(of: most) else {
      return "–"
    }
    return NumberFormat.automatic.string(density.x[place])
  }
}
