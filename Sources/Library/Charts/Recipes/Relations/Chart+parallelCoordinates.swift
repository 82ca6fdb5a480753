public import Frames
import Statistics

extension Chart {
  /// Rows as lines over several upright axes, each with its own scale.
  ///
  /// Lines of a group have its colour. Beyond 300 rows, evenly chosen ones are drawn and the foot of the chart says so.
  /// - Parameters:
  ///   - frame: The rows.
  ///   - columns: Two or more numeric columns, from left to right.
  ///   - group: The column that colours stand for; nil for one colour.
  ///   - top: No more groups than this, those of most rows; rows of others are left out.
  /// - Precondition: The frame has the columns.
  public static func parallelCoordinates(
    _ frame: DataFrame, columns: [String], by group: String? = nil, top: Int = 6
  ) -> Chart {
    let names = group.map { PlottableColumn(names: frame[$0]) }
    var shown: [Int]
    var used: [String] = []
    if let names {
      var counts = [Int](repeating: 0, count: names.names.count)
      for code in names.numbers where !code.isNaN { counts[Int(code)] += 1 }
      let kept = Set(names.names.indices.filter { counts[$0] > 0 }.largest(max(1, top)) { counts[$0] })
      used = names.names.indices.filter(kept.contains).map { names.names[$0] }
      shown = names.numbers.indices.filter { !names.numbers[$0].isNaN && kept.contains(Int(names.numbers[$0])) }
    } else {
      shown = Array(0..<(columns.first.map { frame[$0].count } ?? 0))
    }
    let all = shown.count
    let limit = ParallelCoordinatesLayer.maximumRows
    if all > limit { shown = (0..<limit).map { shown[$0 * all / limit] } }
    let axes = columns.map { column in
      let numbers = PlottableColumn(frame[column]).numbers
      return ParallelCoordinatesLayer.Axis(name: column, values: shown.map { numbers[$0] })
    }
    let chart = Chart(
      ParallelCoordinatesLayer(
        axes: axes, groupLabel: group, groups: used,
        groupOfRow: names.map { names in shown.map { names.name(at: $0) ?? "" } } ?? []))
    return all > limit
      ? chart.caption(
        "\(NumberFormat.count(limit, "row")) of \(NumberFormat.count(all, "row")) are drawn, evenly chosen.")
      : chart
  }
}

/// Lines over upright axes.
struct ParallelCoordinatesLayer: ChartLayer, Codable {
  struct Axis: Codable {
    var name: String
    /// One for each row; NaN where missing.
    var values: [Double]

    var finite: [Double] { values.finiteValues }
  }

  static let maximumRows = 300

  var axes: [Axis]
  var groupLabel: String?
  var groups: [String]
  /// The group of each row; empty without groups.
  var groupOfRow: [String]

  private var rowCount: Int { axes.first?.values.count ?? 0 }

  func contribute(to domains: inout ChartDomains) {
    domains.coordinates = .free
    domains.aspectRatio = 1.9
    domains.color.label = groupLabel
    domains.color.symbol = .line
    for group in groups { domains.color.include(name: group) }
    domains.labelsLineEnds = false
  }

  func draw(in plot: Plot, on scene: inout SceneBuilder) {
    let theme = plot.theme
    guard axes.count > 1, axes.contains(where: { !$0.finite.isEmpty }) else {
      scene.warn(RenderWarning(.noData, "Parallel coordinates need two columns with numbers."))
      scene.text("No data", at: plot.area.center, anchor: .middle, baseline: .middle, style: theme.subtitleStyle)
      return
    }
    let style = theme.captionStyle
    let header = theme.labelSize * 2
    let side = min(40, plot.area.width * 0.08)
    let (top, bottom) = (plot.area.minY + header + style.size, plot.area.maxY - style.size * 1.6)
    let step = (plot.area.width - 2 * side) / Double(axes.count - 1)
    let scales = axes.map { axis -> ContinuousScale in
      let finite = axis.finite
      return ContinuousScale(
        lower: finite.min() ?? 0, upper: finite.max() ?? 1, rangeStart: bottom, rangeEnd: top)
    }
    func x(_ axis: Int) -> Double { plot.area.minX + side + Double(axis) * step }
    let opacity = rowCount > 150 ? 0.3 : rowCount > 40 ? 0.45 : 0.8
    var broken = 0
    for row in 0..<rowCount {
      let paint = groupOfRow.isEmpty ? plot.color.accent : plot.color.paint(for: groupOfRow[row])
      // A line is broken where a row has no value.
      var points: [Point] = []
      var isBroken = false
      func end() {
        scene.answering(tip(ofRow: row)) { scene in
          if points.count > 1 {
            scene.stroke(Path(through: points), Stroke(paint.opacity(opacity), width: 1))
          } else if let point = points.first {
            scene.circle(point, radius: 1.75, fill: paint.opacity(opacity))
          }
        }
        points = []
      }
      for (index, axis) in axes.enumerated() {
        if axis.values[row].isFinite {
          points.append(Point(x: x(index), y: scales[index].position(axis.values[row])))
        } else {
          isBroken = true
          end()
        }
      }
      end()
      if isBroken { broken += 1 }
    }
    for (index, axis) in axes.enumerated() {
      scene.line(from: Point(x: x(index), y: top), to: Point(x: x(index), y: bottom), theme.baseline)
      let anchor: TextAnchor = index == 0 ? .start : index == axes.count - 1 ? .end : .middle
      let start = index == 0 ? plot.area.minX : index == axes.count - 1 ? plot.area.maxX : x(index)
      let title = theme.panelTitleStyle.withMathematics
      scene.text(
        scene.shortened(axis.name, to: step * 0.92, title), at: Point(x: start, y: plot.area.minY), anchor: anchor,
        baseline: .top, style: title)
      guard !axis.finite.isEmpty else { continue }
      let ends = NumberFormat.automatic.strings([scales[index].lower, scales[index].upper], step: 0)
      scene.text(ends[1], at: Point(x: x(index), y: top - 4), anchor: .middle, style: style)
      scene.text(ends[0], at: Point(x: x(index), y: bottom + 4), anchor: .middle, baseline: .top, style: style)
    }
    if broken > 0 {
      scene.warn(
        RenderWarning(
          .unusableValues, "\(NumberFormat.count(broken, "row")) without a value on some axis: their lines are broken.")
      )
    }
  }

  private func tip(ofRow row: Int) -> Tip {
    Tip(
      groupOfRow.isEmpty ? "" : groupOfRow[row],
      axes.map { Tip.Value($0.name, NumberFormat.automatic.string($0.values[row])) })
  }

  // MARK: Description and data

  func describe(in plot: Plot) -> LayerDescription {
    let kind =
      "Parallel coordinates of \(axes.map(\.name).joined(separator: ", "))" + (groupLabel.map { " by \($0)" } ?? "")
    guard rowCount > 0 else { return LayerDescription(kind: kind, findings: ["There are no values."]) }
    let number = NumberFormat.automatic
    let ranges = axes.prefix(6).compactMap { axis -> String? in
      guard let low = axis.finite.min(), let high = axis.finite.max() else { return "\(axis.name) has no values" }
      let texts = number.compared([low, high])
      return low == high ? "\(axis.name) \(texts[0]) for all" : "\(axis.name) from \(texts[0]) to \(texts[1])"
    }
    return LayerDescription(
      kind: kind, findings: ["\(NumberFormat.count(rowCount, "line")).", ranges.joined(separator: "; ") + "."])
  }

  var data: [DataPart] {
    var columns = axes.map { PlottableColumn.value($0.name, $0.values) }
    if let groupLabel { columns.insert(.value(groupLabel, groupOfRow), at: 0) }
    return [DataPart("Lines", columns)]
  }
}
