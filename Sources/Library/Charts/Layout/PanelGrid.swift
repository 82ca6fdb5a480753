/// The plots of a chart in rows and columns, with their axes.
struct PanelGrid {
  let layout: ChartLayout
  private let left: Double
  private let right: Double
  private let top: Double
  let columns: Int
  private let rows: Int
  private(set) var plotWidth = 0.0
  private(set) var plotHeight = 0.0
  private var leftExtent = 0.0
  private var bottomExtent = 0.0
  var rightExtent = 0.0
  private var startExtent = 0.0
  private(set) var isTooSmall = false
  /// Whether what layers write beside the plot goes below it.
  private var hasKeyBelow = false

  let theme: Theme
  let settings: ChartSettings
  var isCartesian: Bool { layout.merged.coordinates == .cartesian }
  private var hasTitles: Bool { layout.panels.contains { $0.title != nil } }
  private var titleHeight: Double { hasTitles ? theme.lineHeight(theme.labelSize) + 6 : 0 }
  var sharesX: Bool { settings.sharesX }
  var sharesY: Bool { settings.sharesY }
  /// Labels at the end of one panel's axis and at the start of the next one's do not meet.
  private var gapX: Double { max(14, rightExtent + 8 + (sharesY ? startExtent : 0)) }
  private let gapY = 12.0

  /// - Parameter room: the height for plots, their titles and axes, and a key below them; nil where none is given.
  init(layout: ChartLayout, left: Double, right: Double, top: Double, room: Double?) {
    self.layout = layout
    theme = layout.theme
    settings = layout.settings
    self.left = left
    self.right = right
    self.top = top
    let count = max(layout.panels.count, 1)
    let natural = count <= 3 ? count : count == 4 ? 2 : count <= 9 ? 3 : 4
    // As many as leave each panel room for a few ticks and names, and those without axes for names on both sides.
    let least = layout.merged.coordinates == .free ? 200.0 : 150
    let most = max(1, Int((right - left + 14) / least))
    let asked = layout.settings.facetColumns ?? min(natural, most)
    columns = min(max(layout.settings.isForTelephone ? min(asked, most) : asked, 1), count)
    rows = (count + columns - 1) / columns
    hasKeyBelow = putsKeyBelow(room: layout.settings.isForTelephone ? nil : room)
  }

  // MARK: Sizes

  /// Below everything that belongs to the plots.
  var bottom: Double {
    top + Double(rows) * (titleHeight + plotHeight + (sharesX ? 0 : bottomExtent)) + Double(rows - 1) * gapY
      + (sharesX ? bottomExtent : 0)
  }

  var plotRight: Double { area(of: columns - 1).maxX }

  /// Whether a key beside the plot would take too much of its width, and one below leaves it more, where the height is
  /// given.
  private func putsKeyBelow(room: Double?) -> Bool {
    let width = right - left
    guard layout.merged.linesBelow != nil, layout.panels.count == 1, widestTrailing > width * 0.36 else { return false }
    guard let room else { return true }
    let aspect = settings.aspectRatio ?? layout.merged.aspectRatio
    // Axes and their numbers take their part of both.
    let axes = (width: theme.labelSize * 3, height: theme.labelSize * 2)
    func size(_ width: Double, _ height: Double) -> Double {
      let (width, height) = (max(width - axes.width, 0), max(height - axes.height, 0))
      return aspect.map { min(width, height * $0) } ?? width * height
    }
    return size(width, room - linesHeight) >= size(width - trailing(widest: widestTrailing), room)
  }

  private var linesHeight: Double {
    Double(layout.merged.linesBelow ?? 0) * (theme.labelSize * 1.5).rounded() + 8
  }

  /// What a key below the plot takes.
  var keyHeight: Double { hasKeyBelow ? linesHeight : 0 }

  var keyArea: Rect? {
    hasKeyBelow
      ? Rect(x: left, y: bottom + layout.xTitleHeight + 8, width: right - left, height: keyHeight - 8) : nil
  }

  func area(of panel: Int) -> Rect {
    let (row, column) = (panel / columns, panel % columns)
    let cellLeft = left + (sharesY ? leftExtent : Double(column + 1) * leftExtent)
    let cellTop =
      top + titleHeight + Double(row) * (titleHeight + plotHeight + gapY + (sharesX ? 0 : bottomExtent))
    return Rect(
      x: cellLeft + Double(column) * (plotWidth + gapX), y: cellTop, width: plotWidth, height: plotHeight)
  }

  /// Finds how large the plots can be.
  /// - Parameter height: For plots, their titles and axes; nil for what suits the data.
  mutating func solve(height: Double?) {
    rightExtent =
      max(layout.namesLineEnds ? lineEndWidth + LineEndLabels.gap : 0, trailingWidth) + layout.merged.roomBeside
    let endLabels = rightExtent
    leftExtent = isCartesian ? 40 : 0
    bottomExtent = isCartesian ? 20 : 0
    let rounds = 4
    for round in 1...rounds {
      setPlotSize(height: height)
      guard isCartesian else { continue }
      // Ticks may change from round to round: what the last one finds is added to what the others did.
      if round < rounds {
        leftExtent = 0
        bottomExtent = 0
        rightExtent = endLabels
        startExtent = 0
      }
      for panel in layout.panels.indices {
        let (x, y) = guides(for: panel, in: area(of: panel))
        if settings.y.visibility != .hidden { leftExtent = max(leftExtent, y.extent) }
        if let secondary = layout.secondaryY {
          let scale = scales(for: panel, in: area(of: panel)).y
          rightExtent = max(rightExtent, secondary.extent(of: scale, builder: layout.builder))
        }
        guard settings.x.visibility != .hidden else { continue }
        bottomExtent = max(bottomExtent, x.extent)
        leftExtent = max(leftExtent, x.overflowStart)
        startExtent = max(startExtent, x.overflowStart)
        rightExtent = max(rightExtent, x.overflowEnd)
      }
    }
    setPlotSize(height: height)
  }

  private mutating func setPlotSize(height: Double?) {
    let gaps = Double(columns - 1) * gapX + rightExtent
    let extents = leftExtent * (sharesY ? 1 : Double(columns))
    plotWidth = (right - left - gaps - extents) / Double(columns)
    let aspect = settings.aspectRatio ?? layout.merged.aspectRatio
    if let height {
      let used =
        Double(rows) * titleHeight + Double(rows - 1) * gapY + bottomExtent * (sharesX ? 1 : Double(rows))
      plotHeight = (height - used) / Double(rows)
      if let aspect { plotWidth = min(plotWidth, plotHeight * aspect) }
    } else if let aspect {
      plotWidth = min(plotWidth, layout.merged.maximumHeight * aspect)
      plotHeight = plotWidth / aspect
    } else {
      plotHeight = naturalHeight
    }
    if let aspect { plotHeight = min(plotHeight, plotWidth / aspect) }
    isTooSmall = plotWidth < 40 || plotHeight < 20
    plotWidth = max(plotWidth, 8)
    plotHeight = max(plotHeight, 8)
  }

  private var naturalHeight: Double {
    let categories = sharesY ? layout.merged.y.names.count : layout.domains.map { $0.y.names.count }.max() ?? 0
    let shown = settings.y.names?.count ?? categories
    if shown > 0 {
      let isMatrix = layout.merged.y.isMatrix
      let least = shown <= 45 && namesWrap ? 30.0 : 0
      let step = max(layout.merged.y.rowHeight ?? (rows > 1 || shown > 45 ? 16 : isMatrix ? 26 : 22), least)
      return min(max((Double(shown) + layout.merged.y.headroom) * step, 44), 6_000)
    }
    if layout.panels.count > 1 { return min(max(plotWidth * 0.62, 84), 320) }
    let height = max(400 - top - bottomExtent - 24, 180)
    // Discs are as high as they are wide.
    return isCartesian ? height : min(height, max(plotWidth * 0.9, 180))
  }

  /// The most that labels beside the plots may take.
  private var roomLeft: Double { (right - left) * (columns > 1 ? 0.25 : 0.35) }

  /// Whether names beside the plots are so long that they stand on two lines.
  private var namesWrap: Bool {
    let names = settings.y.names ?? layout.merged.y.names
    let style = theme.labelStyle
    return names.contains { layout.builder.width($0, style.forName($0)) > roomLeft }
  }

  private var lineEndWidth: Double {
    let style = theme.labelStyle.with(weight: .medium)
    let widest = layout.color.entries.map { layout.builder.width($0.name, style.forName($0.name)) }.max() ?? 0
    return min(widest + 2, (right - left) * 0.3)
  }

  /// Room for what layers write at the right of the plot.
  private var trailingWidth: Double {
    let widest = widestTrailing
    return widest == 0 || hasKeyBelow ? 0 : trailing(widest: widest)
  }

  private func trailing(widest: Double) -> Double {
    min(widest + SceneBuilder.trailingGap, (right - left) * (layout.merged.linesBelow == nil ? 0.4 : 0.5))
  }

  private var widestTrailing: Double {
    layout.merged.trailingLabels.map { layout.builder.width($0, theme.numberStyle) }.max() ?? 0
  }

  /// Whether the y scale can be said in the unit of the secondary axis.
  var hasSecondaryAxis: Bool {
    layout.secondaryY.map { !$0.ticks(of: scales(for: 0, in: area(of: 0)).y).isEmpty } ?? false
  }

  // MARK: Scales and guides

  func scales(for panel: Int, in area: Rect) -> (x: PositionScale, y: PositionScale) {
    let domain = layout.domains[panel]
    let x = sharesX ? layout.merged.x : domain.x
    let y = sharesY ? layout.merged.y : domain.y
    let style = theme.numberStyle
    let builder = layout.builder
    let isDownward = !(settings.y.names ?? y.names).isEmpty
    return (
      PositionScale(
        x, settings: settings.x, from: area.minX, to: area.maxX,
        tickCount: max(AxisGuide.tickCount(.bottom, length: area.width), 5)
      ) { builder.width($0, style) + 8 },
      PositionScale(
        y, settings: settings.y, from: isDownward ? area.minY : area.maxY, to: isDownward ? area.maxY : area.minY,
        tickCount: max(AxisGuide.tickCount(.left, length: area.height), 4)
      ) { _ in style.size + 7 }
    )
  }

  func guides(for panel: Int, in area: Rect) -> (x: AxisGuide, y: AxisGuide) {
    let (x, y) = scales(for: panel, in: area)
    let domain = layout.domains[panel]
    let xGuide = AxisGuide(
      .bottom, scale: x, domain: sharesX ? layout.merged.x : domain.x, settings: settings.x, room: 140,
      builder: layout.builder)
    var ySettings = settings.y
    // One unit is as long on both axes: so are their steps.
    if layout.merged.aspectRatio == 1, ySettings.values == .automatic, x.hasSameDomain(as: y), xGuide.step > 0 {
      ySettings.values = .stride(by: xGuide.step)
    }
    let yGuide = AxisGuide(
      .left, scale: y, domain: sharesY ? layout.merged.y : domain.y, settings: ySettings, room: roomLeft,
      builder: layout.builder)
    return (xGuide, yGuide)
  }
}
