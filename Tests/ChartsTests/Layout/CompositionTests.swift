import Frames
import Testing

@testable import Charts

/// Second axes, insets, marginals and formulas: what stands beside or inside a plot.
@Suite struct CompositionTests {
  private static let line = Chart {
    LinePlot(x: .value("Day", [1.0, 2, 3, 4]), y: .value("Temperature in °C", [0.0, 10, 20, 15]))
  }

  @Test func aSecondaryAxisSaysTheSameValues() {
    let chart = Self.line.chartYSecondaryAxis("in °F", multipliedBy: 1.8, plus: 32)
    let scene = chart.scene(theme: .pinned)
    #expect(scene.texts.contains { $0.string == "in °F ↑" })
    // 50 °F stand where 10 °C do.
    let left = scene.texts.first { $0.string == "10" && $0.anchor == .end }
    let right = scene.texts.first { $0.string == "50" && $0.anchor == .start && $0.position.x > 500 }
    #expect(left != nil && abs((left?.position.y ?? 0) - (right?.position.y ?? 99)) < 0.01)
    #expect(scene.alternativeText.contains("The axis at the right, “in °F”, has the same values in another unit."))
    #expect(scene.warnings.isEmpty)
  }

  @Test func aSecondaryAxisThatCannotBeIsTold() {
    let names = Chart { BarPlot(x: .value("Songs", [1.0, 2]), y: .value("Genre", ["a", "b"])) }
    for chart in [
      names.chartYSecondaryAxis("in °F", multipliedBy: 2), Self.line.chartYSecondaryAxis("none", multipliedBy: 0),
      Self.line.chartYScale(type: .log).chartYSecondaryAxis("in °F", multipliedBy: 1.8, plus: 32),
    ] {
      let scene = chart.scene(theme: .pinned)
      #expect(scene.warnings.contains { $0.message.hasPrefix("The secondary axis is left out") })
      #expect(!scene.alternativeText.contains("axis at the right"))
    }
  }

  /// Bars that would lie level on a narrow drawing stand where they have a second axis.
  @Test func aSecondaryAxisStaysOnNarrowDrawings() {
    let names = (0..<9).map { "a rather long name \($0)" }
    let chart = Chart { BarPlot(x: .value("Name", names), y: .value("Songs", names.indices.map { $0 + 1 })) }
      .chartYSecondaryAxis("Share", multipliedBy: 0.1).narrowed()
    let scene = chart.scene(theme: .pinned)
    #expect(scene.texts.contains { $0.string == "Share ↑" })
    #expect(!scene.warnings.contains { $0.message.hasPrefix("The secondary axis") })
  }

  /// Formulas in legends and annotations are drawn; tips and headings of data read them.
  @Test func formulasAreDrawnWhereverAnAuthorWrites() {
    let alpha = #"Rate $\alpha_1$"#
    let chart = Chart([("p", 1.0), ("q", 2)]) { name, v in
      PointMark(x: .value("X", v), y: .value("Y", v)).foregroundStyle(by: .value(alpha, name))
        .annotation(#"$x^{2}$ here"#)
    }
    let scene = chart.scene(theme: .pinned)
    let drawn = scene.texts.filter { $0.runs != nil }
    #expect(drawn.contains { $0.string == alpha } && drawn.contains { $0.string == #"$x^{2}$ here"# })
    #expect(scene.texts.contains { $0.readString == "Rate α₁" })
    #expect(chart.dataTable.columns.map(\.name).contains("Rate α₁"))
    let bars = Chart([("p", 1.0), ("q", 2)]) { name, v in
      BarMark(x: .value("N", name), y: .value("Y", v)).annotation(position: .top, #"$\sigma^2$"#)
    }
    #expect(bars.scene(theme: .pinned).texts.contains { $0.readString == "σ²" })
    let svg = String(decoding: chart.rendered(formats: [.svg])[.svg] ?? [], as: UTF8.self)
    #expect(!svg.contains("\\alpha"))
    var builder = SceneBuilder(theme: .pinned, recordsTips: true)
    builder.answering(Tip(#"$x^2$"#, [Tip.Value(alpha, "3")])) { _ in }
    #expect(builder.tips == [Tip("x²", [Tip.Value("Rate α₁", "3")])])
  }

  /// Titles of panels and columns are what an author writes; a name from the data is a formula from end to end or none.
  @Test func formulasStandInTitlesOfPanelsAndInNamesThatAreNothingElse() throws {
    let square = #"Loss $x^2$"#
    let grid = Chart.grid([(square, Self.line), ("Other", Self.line)])
    #expect(grid.scene(theme: .pinned).texts.contains { $0.string == square && $0.runs != nil })
    #expect(Set(grid.dataTable["Panel", String.self].compactMap { $0 }) == ["Loss x²", "Other"])
    let names = [#"$\alpha = 0.1$"#, "US$_2010 to US$_2020", "$$", "$x", "a $x^2$"]
    let lines = Chart(names.indices.flatMap { [(names[$0], 0.0, Double($0)), (names[$0], 1, Double($0 * $0))] }) {
      LineMark(x: .value("X", $0.1), y: .value("Y", $0.2)).foregroundStyle(by: .value("Name", $0.0))
    }
    let bars = Chart(BarPlot(x: .value("N", names), y: .value("Y", [1.0, 2, 3, 4, 5]))).frame(width: 900)
    let dots = PointPlot(x: .value("X", [1.0, 2, 3, 4, 5]), y: .value("Y", [1.0, 2, 3, 4, 5]))
    let legend = Chart(dots.foregroundStyle(by: .value("Name", names)))
    for chart in [lines, legend] {
      let texts = chart.scene(theme: .pinned).texts.filter { names.contains($0.string) }
      #expect(Set(texts.map(\.string)) == Set(names))
      for text in texts { #expect((text.runs != nil) == (text.string == names[0]), "\(text.string)") }
    }
    #expect(bars.scene(theme: .pinned).texts.contains { $0.readString == "α = 0.1" })
    let panels = PointPlot(x: .value("X", [1.0, 2]), y: .value("Y", [1.0, 2]))
      .facet(by: .value("Name", [names[1], names[0]]))
    let titles = Chart(panels).scene(theme: .pinned).texts.filter { names.contains($0.string) }
    #expect(titles.map { $0.runs != nil } == [false, true])
    let words = lines.alternativeText
    #expect(words.contains("α = 0.1 begins"))
    for name in names.dropFirst() { #expect(words.contains(name), "\(name) in \(words)") }
    let tips = bars.scene(theme: .pinned, recordsTips: true).tips.map(\.title)
    #expect(tips == ["α = 0.1"] + names.dropFirst())
    let axes = DataFrame(columns: [
      Column(name: square, values: [1.0, 2]).eraseToAnyColumn(),
      Column(name: "Y", values: [2.0, 3]).eraseToAnyColumn(),
    ])
    let slopes = Chart.slopeChart(.value("N", ["a"]), before: .value(square, [1.0]), after: .value("B", [2.0]))
    let parallel = Chart.parallelCoordinates(axes, columns: [square, "Y"])
    for chart in [parallel, slopes, .correlationMatrix(axes.correlation()), .histograms(axes)] {
      #expect(chart.scene(theme: .pinned).texts.contains { $0.string == square && $0.runs != nil })
    }
  }

  @Test func anInsetStandsWhereNothingIs() {
    let dots = Chart {
      PointPlot(x: .value("X", [0.0, 0.1, 0.2, 0.9, 1]), y: .value("Y", [0.0, 0.1, 0.9, 0.9, 1]))
    }
    let inset = Chart { BarPlot(x: .value("Name", ["p", "q"]), y: .value("Count", [2.0, 5])) }
    let scene = dots.inset(inset).scene(theme: .pinned)
    func frame(_ scene: Scene) -> Rect? {
      for case .group(let group) in scene.nodes where group.name == "inset" {
        if case .shape(let shape) = group.nodes.first, case .rect(let rect, _) = shape.outline { return rect }
      }
      return nil
    }
    // Only the lower right corner is free.
    #expect((frame(scene)?.minX ?? 0) > 320 && (frame(scene)?.minY ?? 0) > 150)
    #expect(scene.warnings.isEmpty)
    #expect(scene.alternativeText.contains("Inset: Bar chart of Count by Name. 2 bars. Largest: q with 5."))
    let covered = dots.inset(inset, placement: .topTrailing).scene(theme: .pinned)
    #expect(covered.warnings.map(\.message) == ["The inset lies on marks of the chart."])
    let table = dots.inset(inset).dataTable
    #expect(table.rowCount == 7)
    #expect(Set(table["Part", String.self].compactMap { $0 }) == ["Points", "Inset: Bars"])
  }

  @Test func marginalsCountTheRowsThatAreDrawn() throws {
    let x = PlottableColumn.value("X", [1.0, 2, 2, 3, .nan])
    let y = PlottableColumn.value("Y", [5.0, 5, 7, .nan, 9])
    let chart = Chart.jointPlot(x: x, y: y, bins: .count(2))
    let table = chart.dataTable
    let bins = table.filter(on: "Part", oneOf: ["Bins of X", "Bins of Y"])
    #expect(bins.doubles("Count").reduce(0, +) == 6)
    #expect(chart.alternativeText.contains("Above: the histogram of X, whose fullest bin"))
    let grouped = Chart.jointPlot(x: x, y: y, by: .value("Group", ["a", "a", "b", "b", "b"]))
    #expect(grouped.alternativeText.contains("the density of X in each of 2 groups"))
  }

  @Test func capsStandAcrossTheEndsOfIntervals() {
    func count(_ chart: Chart) -> Int {
      chart.scene(theme: .pinned).shapes.reduce(0) { count, shape in
        guard case .path(let path) = shape.outline, shape.stroke?.width == 1.5 else { return count }
        return count + path.elements.count
      }
    }
    let rules = RulePlot(x: .value("X", ["a", "b"]), yStart: .value("Low", [1.0, 2]), yEnd: .value("High", [3.0, 4]))
    #expect(count(Chart { rules }) == 4)
    #expect(count(Chart { rules.endCaps() }) == 12)
    #expect(Chart { rules.endCaps() }.alternativeText == "2 intervals from Low to High, between 1 and 4.")
  }

  @Test func formulasInTitlesAreReadInDescriptions() {
    let chart = Self.line.title("Fit with $R^2 = 0.9$").chartYAxisLabel("Loss in $10^{-3}$")
    let drawn = chart.rendered(formats: [.svg, .png(.light), .pdf], theme: .pinned)
    #expect(drawn.alternativeText.hasPrefix("Fit with R² = 0.9."))
    let svg = String(decoding: drawn[.svg] ?? [], as: UTF8.self)
    #expect(svg.contains("<tspan font-size=\"7.7\" dy=\"-3.96\">−3</tspan>"))
    #expect(!svg.contains("$"))
    let unknown = Self.line.title("$\\aleph_0$").scene(theme: .pinned)
    #expect(unknown.warnings.map(\.code) == [.unknownNotation])
  }
}
