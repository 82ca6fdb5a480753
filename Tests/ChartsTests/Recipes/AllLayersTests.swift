import Foundation
import Frames
import Testing

@testable import Charts

/// A chart that was encoded and decoded is drawn as it would have been.
@Suite struct ChartCodingTests {
  private static func copy(_ chart: Chart) throws -> Chart {
    let bulk = BulkWriter()
    let encoder = JSONEncoder()
    encoder.userInfo[.bulkWriter] = bulk
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "NaN")
    let words = try encoder.encode(chart)
    let decoder = JSONDecoder()
    decoder.userInfo[.bulkReader] = BulkReader(bulk.bytes)
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "NaN")
    return try decoder.decode(Chart.self, from: words)
  }

  @Test func everyRecipeIsDrawnTheSame() throws {
    for (name, chart) in try RecipeExamples.all() {
      let drawn = chart.rendered(formats: [.svg]), again = try Self.copy(chart).rendered(formats: [.svg])
      #expect(drawn[.svg] == again[.svg], "\(name)")
      #expect(drawn.alternativeText == again.alternativeText, "\(name)")
    }
  }

  @Test func whatAChartAsksForIsKept() throws {
    let chart = Chart([3.0, 1, 2]) {
      BarMark(x: .value("n", $0), y: .value("name", "row \($0)"))
        .foregroundStyle(by: .value("kind", $0 > 1 ? "large" : "small")).annotation("here")
    }
    .title("Title").subtitle("Subtitle").caption("Caption").frame(width: 400, height: 300)
    .chartXAxis { AxisMarks(format: .percent, values: .stride(by: 1)) { AxisValueLabel() } }
    #expect(try Self.copy(chart).rendered(formats: [.svg])[.svg] == chart.rendered(formats: [.svg])[.svg])
  }

  private struct OwnLayer: ChartLayer {
    func contribute(to domains: inout ChartDomains) {}
    func draw(in plot: Plot, on scene: inout SceneBuilder) {}
  }

  @Test func layersOfOthersAreRefused() {
    #expect(throws: EncodingError.self) { try Self.copy(Chart(OwnLayer())) }
  }
}
