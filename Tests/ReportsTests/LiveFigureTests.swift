import Browser
import Foundation
import Notebooks
import Runs
import Songbook
import Testing

@testable import Reports

/// Figures that are asked in a browser say what the CSV file beside them says.
@Suite struct LiveFigureTests {
  private static let names = ["rock", "pop", "jazz", "folk", "metal", "punk"]

  /// Rows that no two charts' marks are mixed up in: each has values of its own.
  private static var songs: DataFrame {
    var frame = DataFrame()
    let rows = Array(0..<48)
    frame.append(column: Column(name: "Genre", contents: rows.map { names[$0 % 6] }))
    frame.append(column: Column(name: "Year", contents: rows.map { 1980 + $0 / 6 * 4 }))
    frame.append(column: Column(name: "Energy", contents: rows.map { Double(($0 * 29) % 48) / 48 + 0.013 }))
    frame.append(column: Column(name: "Loudness", contents: rows.map { -Double(($0 * 31 + 7) % 48) / 3 - 2.21 }))
    frame.append(column: Column(name: "Songs", contents: rows.map { 40 + ($0 * 37) % 997 }))
    return frame
  }

  private static func charts() throws -> [(name: String, chart: Chart)] {
    [
      ("bars", .rankedBars(songs, "Genre", "Songs")), ("scatter", .scatter(songs, x: "Energy", y: "Loudness")),
      ("boxes", .boxPlot(songs, "Loudness", by: "Genre")), ("histogram", .histogram(songs, "Loudness")),
      ("correlations", .correlationMatrix(songs, columns: ["Energy", "Loudness", "Songs"])),
      ("trends", .trends(songs, x: "Year", y: "Energy", by: "Genre", minimumCount: 1)),
      ("hexagons", .hexbin(songs, x: "Energy", y: "Loudness")),
      ("map", try .worldMap(.value("Country", ["FR", "Japan", "Brazil"]), .value("Genres", [3, 40, 11]))),
      ("treemap", .treemap(Hierarchy(songs, path: ["Genre"], value: "Songs"))),
    ]
  }

  /// A report with a figure for each chart.
  private static func page(of charts: [(name: String, chart: Chart)], frontMatter: String = "") throws -> [UInt8] {
    var source = frontMatter
    for (name, _) in charts { source += "// %% \(name)\n//| label: fig-\(name)\n0\n\n" }
    let notebook = Notebook.parse(source: source, path: "live.swift").notebook
    var run = Run(
      analysis: "live", path: "live.swift", id: "1", status: .ok,
      environment: Environment(songbook: "0.1.0", compiler: "Swift 6.3.1", operatingSystem: "Debian 12"))
    var files: [String: [UInt8]] = [:]
    for (cell, (name, chart)) in zip(notebook.cells, charts) {
      let scenes = [chart, chart.narrowed()].map { $0.scene(recordsTips: true) }
      let file = "figures/fig-\(name).live.json"
      files[file] = LiveDrawing(PageDrawing(scenes)).json
      var result = CellRun(
        index: cell.index, label: cell.label, title: cell.title, kind: cell.kind, startLine: cell.range.startLine,
        endLine: cell.range.endLine, status: .ok)
      result.outputs = [
        Output(
          kind: .figure, label: "fig-\(name)", alternativeText: scenes[0].alternativeText,
          representations: [Representation(mediaType: LiveDrawing.mediaType, file: file)],
          width: scenes[0].size.width, height: scenes[0].size.height)
      ]
      run.cells.append(result)
    }
    return HTMLReport(notebook: notebook, run: run, showsTimes: false).render { [files] path in
      guard let file = files[path] else { throw UnreadableFile(path: path) }
      return file
    }
  }

  @Test(.enabled(if: Browser.isThere, "needs Debian's chromium"), arguments: [1280, 390])
  func marksSayWhatTheDataSay(width: Int) throws {
    let charts = try Self.charts()
    let visit = try Browser.visit(Self.page(of: charts), width: width)
    #expect(visit.wrong.isEmpty, "\(visit.wrong.joined(separator: "\n"))")
    for (name, chart) in charts {
      let marks = try #require(visit.figures["fig-\(name)"])
      #expect(marks.count == 3)
      let rows = Self.rows(of: chart)
      for mark in marks {
        for (title, line) in Self.lines(of: mark) where !line.hasSuffix("no data") {
          #expect(rows.contains { Self.row($0, says: title, line) }, "\(name): \(mark.text) is not in the data")
        }
        #expect(mark.text.allSatisfy { mark.said.contains($0) }, "\(mark.text) was announced as \(mark.said)")
      }
    }
  }

  private struct Brushing: Decodable {
    struct Range: Decodable {
      var text: String
      var panels: [[Int]]
    }
    var ranges: [Range]
    var wrong: [String]
  }

  @Test(.enabled(if: Browser.isThere, "needs Debian's chromium"))
  func aRangeOfAHistogramIsShownInTheOthers() throws {
    let names = ["Energy", "Loudness", "Songs"]
    let chart = Chart.histograms(Self.songs, columns: names, countLabel: "Rows")
    let found: Brushing = try Browser.answer(from: "brush.py", of: [try Self.page(of: [("linked", chart)])])
    #expect(found.wrong.isEmpty, "\(found.wrong.joined(separator: "\n"))")
    #expect(found.ranges.count == 5)
    for range in found.ranges {
      // `Energy 0.1 to 0.4: 14 of 48 rows, …`
      let name = try #require(names.first { range.text.hasPrefix($0) })
      let numbers = Self.numbers(in: range.text.replacing(":", with: " "))
      try #require(numbers.count >= 4)
      let (low, high, count) = (numbers[0], numbers[1], Int(numbers[2]))
      let values = Self.songs.doubles(name)
      let last = values.max() ?? 0
      let inside = values.filter { $0 >= low && ($0 < high || high >= last && $0 <= high) }.count
      #expect(count == inside && count > 0, "\(range.text)")
      for panel in range.panels { #expect(panel.reduce(0, +) == count, "\(range.text): \(panel)") }
    }
    // The range of one histogram is not spread over the others as all rows are.
    #expect(Set(found.ranges.map(\.panels)).count == found.ranges.count)
  }

  @Test(.enabled(if: Browser.isThere, "needs Debian's chromium"))
  func liveFiguresAreAccessibleAndFit() throws {
    let findings = try Browser.check(Self.page(of: Self.charts(), frontMatter: "// ---\n// thumbnails: true\n// ---\n"))
    #expect(findings.wrong.isEmpty, "\(findings.wrong.joined(separator: "\n"))")
  }

  @Test func aGalleryLeadsToEachChart() throws {
    let charts = try Self.charts()
    let page = String(
      decoding: try Self.page(of: charts, frontMatter: "// ---\n// thumbnails: true\n// ---\n"), as: UTF8.self)
    for (name, _) in charts {
      #expect(page.ranges(of: "<use href=\"#fig-\(name)-drawing\"").count == 1)
      #expect(page.ranges(of: " id=\"fig-\(name)-drawing\"").count == 1)
      #expect(page.ranges(of: "<a href=\"#fig-\(name)\">").count == 2, "in the contents and as a thumbnail")
    }
    #expect(!String(decoding: try Self.page(of: charts), as: UTF8.self).contains("<use href=\"#fig-"))
  }

  @Test func aPageWithTheSameFiguresIsTheSame() throws {
    let charts = try Self.charts()
    #expect(try Self.page(of: charts) == Self.page(of: charts))
  }

  @Test func aDrawingHasNeitherColoursNorStylesOfItsOwn() throws {
    for (name, chart) in try Self.charts() {
      let drawing = LiveDrawing(PageDrawing([chart.scene(recordsTips: true)]))
      for forbidden in ["style=", "<style", "<title", "#", "fill=\"rgb"] {
        #expect(!drawing.layouts[0].content.contains(forbidden), "\(forbidden) in \(name)")
      }
      #expect(drawing.layouts[0].tips?.isEmpty == false || drawing.layouts[0].content.contains("class=\"series"))
    }
  }

  // MARK: Reading

  /// The rows of the chart's CSV file.
  private static func rows(of chart: Chart) -> [[String]] {
    let text = String(decoding: CSVFormat().bytes(of: chart.dataTable), as: UTF8.self)
    return text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The lines of a tip, each with the title.
  private static func lines(of mark: Browser.Visit.Mark) -> [(String, String)] {
    guard mark.text.count > 1 else { return [("", mark.text[0])] }
    return mark.text.dropFirst().map { (mark.text[0], $0) }
  }

  /// Whether a row has all numbers that a tip says, as they are printed: to three digits.
  private static func row(_ row: [String], says title: String, _ line: String) -> Bool {
    let cells = row.compactMap { Double($0) }
    let said = numbers(in: title) + numbers(in: line)
    let hasNumbers = said.allSatisfy { number in
      cells.contains { abs($0 - number) <= max(abs(number) * 0.006, 0.0051) }
    }
    // A name is in the row: that of the bar, or the two of a correlation.
    let names = Self.names.filter { title.hasPrefix($0) || line.hasPrefix($0) }
    return hasNumbers && !said.isEmpty && names.allSatisfy { row.contains($0) }
  }

  private static func numbers(in text: String) -> [Double] {
    text.replacing("−", with: "-").replacing(",", with: "").split { " ()".contains($0) }.compactMap { Double($0) }
  }
}
