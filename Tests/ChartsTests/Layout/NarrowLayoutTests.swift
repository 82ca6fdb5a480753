import Charts
import Testing

/// Layouts for telephones.
@Suite struct NarrowLayoutTests {
  private func texts(_ chart: Chart) -> [String] { chart.scene(theme: .pinned).texts.map(\.string) }

  @Test func theWidthIsThatOfATelephoneAndHeightsShrinkLess() {
    let chart = Chart([1, 2]) { n in PointMark(x: .value("x", n), y: .value("y", n)) }
    #expect(chart.narrowed().scene(theme: .pinned).size.width == Chart.narrowWidth)
    let asked = chart.frame(width: 700, height: 400).narrowed().scene(theme: .pinned).size
    #expect(asked.width == Chart.narrowWidth && asked.height == 300)
    let panels = Chart.histogram(RecipeExamples.songs, "Energy", by: "Genre").frame(width: 640, height: 200)
    #expect(panels.narrowed().scene(theme: .pinned).size.height > 200)
  }

  @Test func panelsGoIntoFewerColumns() throws {
    func columns(_ chart: Chart, _ titles: [String]) -> Int {
      Set(chart.scene(theme: .pinned).texts.filter { titles.contains($0.string) }.map { $0.position.x.rounded() }).count
    }
    let names = ["Energy", "Loudness", "Acousticness", "Tempo"]
    let histograms = Chart.histograms(RecipeExamples.songs, columns: names).chartFacets(columns: 4)
    #expect(columns(histograms, names) == 4)
    #expect(columns(histograms.narrowed(), names) == 2)
    let genres = Array(RecipeExamples.genres.prefix(2))
    let radars = Chart.radarProfiles(
      RecipeExamples.songs, by: "Genre", columns: ["Energy", "Loudness", "Acousticness"], groups: genres)
    #expect(columns(radars, genres) == 2 && columns(radars.narrowed(), genres) == 1)
  }

  @Test func keysOfCurvesStandBelow() throws {
    let chart = Chart.rocCurves(RecipeExamples.curves(5))
    for (chart, isBelow) in [(chart, false), (chart.narrowed(), true)] {
      let scene = chart.scene(theme: .pinned)
      let key = try #require(scene.texts.first { $0.string == "Macro average" })
      let axis = try #require(scene.texts.first { $0.string.hasPrefix("False positive rate") })
      #expect((key.position.y > axis.position.y) == isBelow)
      #expect(!scene.texts.contains { $0.string.hasSuffix("…") })
      #expect(scene.warnings.isEmpty)
    }
    let calibration = Chart.calibration(["Forest": RecipeExamples.reliability(seed: 5)]).narrowed()
    let scene = calibration.scene(theme: .pinned)
    let name = try #require(scene.texts.first { $0.string == "Forest" })
    #expect(try name.position.y > #require(scene.texts.first { $0.string.hasPrefix("Predicted") }).position.y)
  }

  @Test func coefficientsAreStillWrittenIntoTheirCells() {
    let columns = ["Energy", "Loudness", "Acousticness", "Tempo", "Year"]
    for order in [Chart.CorrelationOrder.asGiven, .clustered] {
      let chart = Chart.correlationMatrix(RecipeExamples.songs, columns: columns, order: order)
      #expect(
        texts(chart.narrowed()).count {
          Double($0.trimmingPrefix { "<>".contains($0) }.replacing("\u{2212}", with: "-")) != nil
        } >= 10)
    }
  }

  @Test func mediansOfNarrowPanelsAreNumbersAloneOrNothing() {
    let chart = Chart.histograms(RecipeExamples.songs, columns: ["Energy", "Loudness", "Acousticness", "Tempo"])
    let scene = chart.chartFacets(columns: 4).frame(width: 330).scene(theme: .pinned)
    #expect(!scene.texts.contains { $0.string.hasPrefix("median") })
    #expect(texts(chart).count { $0.hasPrefix("median") } == 4)
  }
}
