import Charts
import Frames
import Summaries
import Testing

/// Recipes draw rows that are elsewhere as they draw those of a frame.
@Suite struct SourceRecipeTests {
  /// A frame that only answers, as a table on a server does.
  private struct Elsewhere: SummarySource {
    let frame: DataFrame
    var columnTypes: [(name: String, type: CSVType)] { frame.columnTypes }
    func evaluate(_ summaries: [Summary]) throws(DataSourceError) -> [SummaryResult] { try frame.evaluate(summaries) }
  }

  private let songs = RecipeExamples.songs

  private func expectSame(_ one: Chart, _ other: Chart, sourceLocation: SourceLocation = #_sourceLocation) {
    let (one, other) = (one.rendered(formats: [.svg]), other.rendered(formats: [.svg]))
    #expect(one[.svg] == other[.svg], sourceLocation: sourceLocation)
    #expect(one.alternativeText == other.alternativeText, sourceLocation: sourceLocation)
    #expect(one.warnings == other.warnings, sourceLocation: sourceLocation)
  }

  @Test func `A source is drawn as a frame is`() throws {
    let source = Elsewhere(frame: songs)
    expectSame(try .histogram(source, "Tempo"), .histogram(songs, "Tempo"))
    expectSame(try .histograms(source), .histograms(songs))
    expectSame(
      try .correlationMatrix(source, columns: ["Energy", "Tempo"], method: .spearman),
      .correlationMatrix(songs, columns: ["Energy", "Tempo"], method: .spearman))
    expectSame(try .boxPlot(source, "Energy", by: "Genre"), .boxPlot(songs, "Energy", by: "Genre"))
    expectSame(try .boxPlot(source, "Energy"), .boxPlot(songs, "Energy"))
    expectSame(try .rankedBars(source, countsOf: "Genre", top: 2), .rankedBars(songs, countsOf: "Genre", top: 2))
    expectSame(
      try .trends(source, x: "Year", y: ["Energy", "Loudness"]), .trends(songs, x: "Year", y: ["Energy", "Loudness"]))
    #expect(try Chart.bars(source, countsOf: "Genre", by: "Year").alternativeText.contains("Genre"))
    #expect(throws: DataSourceError.self) { try Chart.histogram(source, "Tmepo") }
  }
}
