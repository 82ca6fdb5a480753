import Foundation
import Runs
import Testing

@testable import Comparisons

@Suite struct ComparisonTests {
  /// A picture of 2 by 1 pixels: white, and white or black.
  private func png(isDark: Bool) throws -> [UInt8] {
    let dark = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGP4//8/AwMDAA74Av7Ji4P1AAAAAElFTkSuQmCC"
    let white = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAC0lEQVR4nGP4DwYAFPIF+6QNfF4AAAAASUVORK5CYII="
    return Array(try #require(Data(base64Encoded: isDark ? dark : white)))
  }

  @Test func figuresAreComparedByTheirDataFirst() throws {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    let before =
      "Year,Genre,Energy\n" + (1960..<1966).flatMap { ["\($0),Pop,0.5", "\($0),Rock,0.7"] }.joined(separator: "\n")
    let after = before.replacingOccurrences(of: "1964,Rock,0.7", with: "1964,Rock,0.4")
    old.add(cell: "fig-energy", outputs: [try old.figure("fig-energy", csv: before, png: try png(isDark: false))])
    new.add(cell: "fig-energy", outputs: [try new.figure("fig-energy", csv: after, png: try png(isDark: true))])
    let figure = try #require(Comparison(try old.recorded(), try new.recorded()).changedFigures.first)
    #expect(figure.data?.keyColumns == ["Genre", "Year"] || figure.data?.keyColumns == ["Year", "Genre"])
    let series = try #require(figure.series.first)
    #expect(series.name == "Rock")
    #expect(series.column == "Energy")
    #expect(series.pointCount == 6)
    #expect(abs(series.meanDifference + 0.05) < 1e-12)
    #expect(abs(series.largestDifference + 0.3) < 1e-12)
    #expect(figure.picture?.changedShare == 0.5)
  }

  @Test func figuresWithDrawingsOfBothRunsAnswer() throws {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    func drawing(_ songs: Int) -> LiveDrawing {
      LiveDrawing(
        colors: [LiveDrawing.Colors(light: "#000000", dark: "#ffffff")],
        layouts: [
          LiveDrawing.Layout(
            width: 640, height: 400, content: "<path class=\"f0\" data-m=\"0\" d=\"M0 0h\(songs)v9h-\(songs)z\"/>",
            tips: "\tSongs\nrock\t\(songs)")
        ])
    }
    func figure(_ run: MadeUpRun, _ songs: Int) throws -> Output {
      try run.figure(
        "fig-songs", csv: "Genre,Songs\nrock,\(songs)", png: try png(isDark: songs > 50), live: drawing(songs))
    }
    old.add(cell: "fig-songs", outputs: [try figure(old, 40)])
    new.add(cell: "fig-songs", outputs: [try figure(new, 60)])
    let (before, after) = (try old.recorded(), try new.recorded())
    let page = String(
      decoding: ComparisonPage(Comparison(before, after), old: before, new: after).bytes, as: UTF8.self)
    #expect(page.ranges(of: "<div class=\"plot p0\">").count == 2)
    #expect(page.contains("data-tips=\"\tSongs\nrock\t40\"") && page.contains("data-tips=\"\tSongs\nrock\t60\""))
    #expect(page.contains("twinOf=") && !page.contains("data:image/png"))
  }

  @Test func equalRunsAreTheSame() throws {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    for folder in [old, new] {
      folder.add(metric: "accuracy", 0.5)
      folder.add(cell: nil, title: "T", outputs: [try folder.table(nil, csv: "a,b\nx,1\n")])
      folder.run.seconds = folder === old ? 1 : 2
    }
    let result = Comparison(try old.recorded(), try new.recorded())
    #expect(result.verdict == .same)
    #expect(result.differences.isEmpty)
    #expect(result.seconds == Pair(1, 2))
  }

  @Test func codeParametersInputsAndTextsAreTold() throws {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    old.run.parameters = [.init(name: "trees", value: "100", origin: .script)]
    new.run.parameters = [.init(name: "trees", value: "300", origin: .commandLine)]
    old.run.inputs = [.init(path: "data/old.csv", bytes: 10, sha256: "aa", rows: 2)]
    new.run.inputs = [.init(path: "data/new.csv", bytes: 12, sha256: "bb", rows: 3)]
    let printed = { (text: String) in
      Output(kind: .stream, representations: [Representation(mediaType: "text/plain", text: text, stream: "stdout")])
    }
    old.add(cell: nil, title: "Grow", outputs: [printed("one\ntwo\n")])
    new.add(cell: nil, title: "Grow", outputs: [printed("one\n2\n")])
    let result = Comparison(
      try old.recorded(source: "// %% Grow\nprint(trees)\n"), try new.recorded(source: "// %% Grow\nprint(trees + 1)\n")
    )
    #expect(result.parameters == [ValueChange(name: "trees", old: "100", new: "300")])
    #expect(result.inputs.map(\.path) == ["data/new.csv"])
    #expect(result.inputs.first?.old?.rows == 2)
    let cell = try #require(result.changedCells.first)
    #expect(cell.code?.addedCount == 1)
    #expect(cell.texts.map(\.kind) == ["stdout"])
    #expect(Set(result.differences.map(\.name)) == ["code/Grow", "parameters/trees", "inputs/data/new.csv"])
    #expect(result.verdict == .changed)
  }

  @Test func aFolderWithoutARunIsRefused() {
    let failure = #expect(throws: RunFailure.self) { try RunFolder(contentsOf: "/nowhere/at/all") }
    #expect(failure?.message.contains("/nowhere/at/all") == true)
  }

  @Test func formatsTellTheSameStory() throws {
    let old = MadeUpRun(id: "a"), new = MadeUpRun(id: "b")
    old.add(metric: "accuracy/r&b <hot>", 0.5)
    new.add(metric: "accuracy/r&b <hot>", 0.4)
    old.add(cell: "tbl-x", outputs: [try old.table("tbl-x", csv: "k,v\na|b,1\nc,2\n")])
    new.add(cell: "tbl-x", outputs: [try new.table("tbl-x", csv: "k,v\na|b,3\nc,2\n")])
    let result = Comparison(try old.recorded(), try new.recorded())
    let outcomes = Gate(rules: [try GateRule("accuracy/*: worse")]).outcomes(of: result)

    let text = ComparisonText(result, outcomes: outcomes).text
    #expect(text.contains("0.5 → 0.4 (−0.1, −20%)  worse"))
    #expect(text.contains("tbl-x") && text.contains("most: a|b, v 1 → 3 (+2)"))

    let markdown = ComparisonMarkdown(result, outcomes: outcomes).text
    #expect(markdown.contains("| a\\|b | v | 1 | 3 | +2 |"))
    #expect(markdown.contains("- ❌ `accuracy/*: worse`"))

    let json = try JSONEncoder().encode(ComparisonJSON(result, outcomes: outcomes))
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    let metrics = try #require((object["metrics"] as? [String: [String: [String: Any]]])?.values.first)
    let metric = try #require(metrics["accuracy/r&b <hot>"])
    #expect(metric["old"] as? Double == 0.5)
    #expect(abs(try #require(metric["diff"] as? Double) + 0.1) < 1e-12)

    let junit = JUnitReport([.init(result, outcomes: outcomes)]).text
    #expect(junit.contains("failures=\"1\""))
    #expect(junit.contains("accuracy/r&amp;b &lt;hot&gt;: 0.5 → 0.4"))
    #expect(XMLCheck.isWellFormed(junit))
  }
}

/// Names that are made to be read as something else: by a terminal, by Markdown, by HTML.
@Suite struct HostileNameTests {
  static let name = "a`b``c|d\r\n## e <b>\u{1B}[31m\u{202E}\u{9B}2J\u{7}$x$ *y*"

  private func comparison() throws -> (Comparison, [GateOutcome]) {
    let old = MadeUpRun(id: "a\u{1B}"), new = MadeUpRun(id: "b`\n")
    for (run, value) in [(old, 1.0), (new, 2.0)] {
      run.run.analysis = Self.name
      run.add(metric: Self.name, value, better: .lower)
      run.add(cell: nil, title: Self.name, status: value == 1 ? .ok : .failed)
      run.run.parameters = [ParameterValue(name: Self.name, value: "\(value)" + Self.name, origin: .script)]
      run.run.inputs = [Input(path: Self.name, bytes: 1, sha256: "\(value)")]
    }
    let csv = "k`|,v\na`|\u{1B}\u{202E},1\nc,2\n"
    old.add(cell: Self.name, outputs: [try old.table(Self.name, csv: csv, stem: "t")])
    new.add(cell: Self.name, outputs: [try new.table(Self.name, csv: csv.replacing("1\n", with: "3\n"), stem: "t")])
    let result = Comparison(try old.recorded(), try new.recorded())
    return (result, Gate(rules: [try GateRule("*: worse"), try GateRule("*\u{1B}`*: added")]).outcomes(of: result))
  }

  private func isNeutral(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || (scalar.value >= 32 && !(127..<160).contains(scalar.value) && !scalar.turnsDirection)
    }
  }

  @Test func staysANameInTextAndMarkdown() throws {
    let (result, outcomes) = try comparison()
    let text = ComparisonText(result, outcomes: outcomes).text
    #expect(isNeutral(text))
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("## e") })
    let markdown = ComparisonMarkdown(result, outcomes: outcomes).text
    #expect(isNeutral(markdown))
    let lines = markdown.split(separator: "\n")
    #expect(!lines.contains { $0.hasPrefix("## e") })
    #expect(markdown.contains("| ``` a`b``c\\|d"), "\(markdown)")
    // Each row of a table has as many cells as its head.
    let widths = lines.split { !$0.hasPrefix("|") }.map { rows in
      Set(rows.map { $0.replacing("\\|", with: "").count { $0 == "|" } }).count
    }
    #expect(widths == [1, 1])
  }
}

/// Whether every tag that opens also closes.
enum XMLCheck {
  static func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = []
    for match in text.matches(of: /<(\/?)([a-z]+)[^<>]*?(\/?)>/) {
      if match.1 == "/" {
        guard open.popLast() == match.2 else { return false }
      } else if match.3.isEmpty {
        open.append(match.2)
      }
    }
    return open.isEmpty
  }
}
