import Frames
import Statistics
import Testing

@testable import Charts

/// Densities and violins of values that come again and again.
@Suite struct DensityTests {
  private let counts = PlottableColumn.value("Children", (0..<1000).map { Double($0 % 5) })

  private func area(_ chart: Chart, _ column: String) throws -> Double {
    let rows = chart.dataTable
    let points = zip(rows.doubles(column), rows.doubles("Density")).filter { $0.isFinite && $1.isFinite }
    return zip(points, points.dropFirst()).reduce(0) { $0 + ($1.1.0 - $1.0.0) * ($1.0.1 + $1.1.1) / 2 }
  }

  @Test func countsHaveEqualBars() throws {
    for chart in [Chart.density(counts), .violin(counts)] {
      #expect(abs(try area(chart, "Children") - 1) < 1e-9)
      #expect(chart.dataTable.doubles("Density").filter(\.isFinite).allSatisfy { $0 == 0.2 })
      #expect(
        chart.scene(theme: .pinned).texts.contains {
          $0.string == "Children comes in steps of 1: each bar is the share of one value."
        })
    }
    let text = Chart.density(counts).scene(theme: .pinned).alternativeText
    #expect(text.contains("Most frequent: 0, 1, 2, 3 and 4 alike; a bar for each step of 1."))
    let fills = Chart.density(counts).scene(theme: .pinned).shapes(in: "marks").filter { $0.fill != nil }
    #expect(fills.count == 5 && Set(fills.compactMap { $0.bounds.map { ($0.height * 100).rounded() } }).count == 1)
  }

  @Test func theCurveOverBarsHasTheirHeight() throws {
    let chart = Chart.histogram(counts, showsDensity: true)
    let table = chart.dataTable
    let curve = zip(table.doubles("Children"), table.doubles("Count")).filter { $0.0.isFinite }.map(\.1)
    #expect(!curve.isEmpty && curve.allSatisfy { abs($0 - 200) < 1e-9 })
  }

  @Test func boundsLeaveValuesOutOfBarsToo() throws {
    let chart = Chart.density(counts, bounds: .range(1...3))
    #expect(abs(try area(chart, "Children") - 1) < 1e-9)
    #expect(chart.dataTable.doubles("Children").first == 0.5 && chart.dataTable.doubles("Children").last == 3.5)
  }

  @Test func groupsHaveTheStepsOfAll() throws {
    let values = (0..<300).map { Double($0 % 3) }
    let chart = Chart.violin(.value("V", values), by: .value("G", (0..<300).map { $0 % 2 == 0 ? "even" : "odd" }))
    let densities = chart.dataTable.doubles("Density").filter(\.isFinite)
    #expect(densities.count == 12 && densities.allSatisfy { abs($0 - 1.0 / 3) < 1e-9 })
  }
}
