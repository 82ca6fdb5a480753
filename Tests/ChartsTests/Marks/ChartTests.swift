import Charts
import Frames
import Testing

@Suite struct ChartTests {
  @Test func marksOfOneLookShareTheirColumns() {
    let chart = Chart(0..<100) { n in
      LineMark(x: .value("x", n), y: .value("y", n))
      PointMark(x: .value("x", n), y: .value("y", n))
    }
    let clouds = chart.scene(theme: .pinned).clouds
    #expect(clouds.map(\.xs.count) == [100])
  }

  @Test func theDataTableHoldsWhatIsDrawn() {
    let chart = Chart([("pop", 3.0), ("rock", 2.5)]) { name, songs in
      BarMark(x: .value("Songs", songs), y: .value("Genre", name))
    }
    #expect(chart.dataTable.columnNames == ["Songs", "Genre"])
    #expect(chart.dataTable.doubles("Songs") == [3, 2.5])
  }

  @Test func alternativeTextHasTheNumbersOfTheData() {
    let chart = Chart([("pop", 3.0), ("rock", 2.5)]) { name, songs in
      BarMark(x: .value("Songs", songs), y: .value("Genre", name))
    }
    #expect(
      chart.alternativeText
        == "Bar chart of Songs by Genre. 2 bars. Largest: pop with 3. Smallest: rock with 2.5.")
    let own = chart.alternativeText("My words")
    #expect(own.scene(theme: .pinned).alternativeText == "My words")
  }

  @Test func missingValuesAreTold() {
    let chart = Chart { PointPlot(x: .value("x", [1.0, .nan, 3]), y: .value("y", [1.0, 2, .infinity])) }
    #expect(chart.scene(theme: .pinned).warnings.contains { $0.code == .unusableValues && $0.message.hasPrefix("2 ") })
  }
}
