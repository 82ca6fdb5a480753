import Foundation
import Notebooks
import Runs

@testable import Reports

/// A report with everything in it: a run that got as far as its eighth code cell.
enum SampleReport {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Sample")

  static func file(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: path)))
  }

  static func notebook() throws -> Notebook {
    let source = String(decoding: try file("exploration.swift"), as: UTF8.self)
    return Notebook.parse(source: source, path: "analyses/exploration.swift").notebook
  }

  /// - Parameter others: contents in place of those of files.
  static func render(
    showsTimes: Bool = true, carriesFiles: Bool = true, replacing others: [String: String] = [:]
  ) throws -> [UInt8] {
    let notebook = try notebook()
    var report = HTMLReport(notebook: notebook, run: run(of: notebook), showsTimes: showsTimes)
    report.carriesFiles = carriesFiles
    return report.render { path in
      try others[path].map { Array($0.utf8) } ?? file(path)
    }
  }

  static func run(of notebook: Notebook) -> Run {
    var seconds = 0.0009
    let cells = notebook.cells.map { cell in
      var run = CellRun(
        index: cell.index, label: cell.label, title: cell.title, kind: cell.kind, startLine: cell.range.startLine,
        endLine: cell.range.endLine, status: .ok)
      if cell.kind == .code {
        seconds *= 2.7
        run.seconds = seconds
        run.peakMemory = 61_000_000 + Int(seconds * 1_000_000)
      }
      switch cell.title ?? "" {
      case "Load":
        run.status = .cached
        run.outputs = [headlines]
        run.warnings = [
          Diagnostic(
            warning: "csv.raggedRow", message: "3 rows of sample.csv.gz have too few fields.",
            hint: "Lines 17, 212 and 9,004.")
        ]
      case "Energy": run.outputs = [figure("fig-energy", caption: cell.options.figureCaption, width: 680, height: 300)]
      case "Genres": run.outputs = [genres(caption: cell.options.tableCaption)]
      case "Summary": run.outputs = printed
      case "Trends":
        run.outputs = [
          figure("fig-trends", caption: "Mean energy by decade.", width: 320, height: 220),
          figure("fig-trends-acousticness", caption: "Mean acousticness by decade.", width: 320, height: 220),
        ]
      case "Views":
        run.outputs = [
          figure("fig-views-energy", files: "fig-trends", caption: "Energy again.", width: 320, height: 220),
          figure(
            "fig-views-acousticness", files: "fig-trends-acousticness", caption: "Acousticness again.", width: 320,
            height: 220),
        ]
      case "Decades":
        run.status = .crashed
        run.problem = Diagnostic(
          cellError: "Fatal error: Index out of range", line: cell.bodyStartLine,
          sourceLine: "let first = decades[decades.count]", signal: "SIGILL",
          backtrace: ["top level at exploration.swift:\(cell.bodyStartLine)"],
          hint: "The last index of an array is one less than its count.")
      case "Countries": run.status = .notRun
      default: if cell.hasInterpolation { run.status = .notRun }
      }
      if run.status == .notRun {
        run.seconds = nil
        run.peakMemory = nil
      }
      return run
    }
    return Run(
      analysis: "exploration", path: "analyses/exploration.swift", id: "20261122-170403-4be1", status: .crashed,
      parameters: [
        ParameterValue(name: "songsFile", value: "\"data/sample.csv.gz\"", origin: .script),
        ParameterValue(name: "minimumSongs", value: "80", origin: .commandLine),
      ],
      inputs: [
        Input(
          path: "data/sample.csv.gz", bytes: 688_123,
          sha256: "9f2c1b7ad0c94f5be4b2d3f07a7c1e2e0d5a3c4b6f8e9a0b1c2d3e4f5a6b41aa", rows: 12_041)
      ],
      environment: Environment(
        songbook: "0.1.0", compiler: "Swift 6.3.1", operatingSystem: "Debian 12",
        commit: "4be1c0d2a9f87e6543210fedcba9876543210abc", isDirty: false),
      cells: cells,
      metrics: [Metric(name: "songs read", value: 12_041, unit: "songs", better: .higher)],
      startedAt: "2026-11-22T17:04:03Z", seconds: 1.84, compileSeconds: 0.41)
  }

  private static func figure(_ label: String, files: String? = nil, caption: String?, width: Double, height: Double)
    -> Output
  {
    let stem = "figures/" + (files ?? label)
    return Output(
      kind: .figure, label: label, caption: caption,
      alternativeText: "A chart of made-up numbers, drawn for the sample report. "
        + String(repeating: "It goes on describing itself for longer than a reader of images wants to hear. ", count: 3),
      representations: [
        Representation(mediaType: "image/png", variant: .light, file: stem + ".png"),
        Representation(mediaType: "image/png", variant: .dark, file: stem + "-dark.png"),
        Representation(mediaType: "application/pdf", file: stem + ".pdf"),
        Representation(mediaType: "image/svg+xml", file: stem + ".svg"),
        Representation(mediaType: "image/svg+xml", variant: .narrow, file: stem + ".svg"),
        Representation(mediaType: "text/csv", file: stem + ".csv"),
      ].filter { $0.variant != .narrow || width > 430 }, width: width, height: height)
  }

  private static let headlines = Output(
    kind: .metrics,
    metrics: [
      Headline(value: "12,041", label: "songs"), Headline(value: "240", label: "genres"),
      Headline(value: "42.0 %", label: "found by artist", note: "+1.3"),
      Headline(value: "17×", label: "better than chance"),
    ])

  static let hostileName = "</script><img src=x onerror=\"document.title='broken'\">"

  private static func genres(caption: String?) -> Output {
    let names = ["ambient", "bluegrass", "春の歌", "أغنية الربيع", hostileName, "k-pop", "r&b", "trap"]
    let rows = names.enumerated().map { index, name -> [TableContent.Cell] in
      let energy = Double(index * 37 % 100) / 100
      return [
        TableContent.Cell(text: name),
        TableContent.Cell(text: "\(1_000 + index * 1_371)", number: Double(1_000 + index * 1_371)),
        index == 3
          ? TableContent.Cell(text: nil)
          : TableContent.Cell(text: "\(90 + index * 7).5", number: 90.5 + Double(index * 7)),
        // Beyond the edge of a telephone, where the word for it must not widen the page.
        index == 6
          ? TableContent.Cell(text: nil)
          : TableContent.Cell(
            text: index == 5 ? "−0.12" : "0.\(11 + index)", number: index == 5 ? -0.1234 : Double(11 + index) / 100),
        TableContent.Cell(text: "\(index * 37 % 100) %", number: energy),
      ]
    }
    return Output(
      kind: .table, label: "tbl-genres", caption: caption,
      representations: [Representation(mediaType: "text/csv", file: "tables/tbl-genres.csv")],
      table: TableContent(
        columns: [
          TableContent.Column(name: "Genre", kind: .text), TableContent.Column(name: "Songs", kind: .number),
          TableContent.Column(name: "Tempo", kind: .number),
          TableContent.Column(name: "Loudness with energy", kind: .number),
          TableContent.Column(name: "Energy", kind: .bar),
        ], rows: rows, totalRows: 240))
  }

  private static let printed = [
    Output(
      kind: .stream,
      representations: [
        Representation(mediaType: "text/plain", text: "read 12041 songs\n", stream: "stdout", totalBytes: 17)
      ]),
    Output(
      kind: .stream,
      representations: [
        Representation(
          mediaType: "text/plain", file: "streams/cell-7.stderr.txt",
          text: "10 %\r50 %\r100 %\n\u{1B}[31mslow\u{1B}[0m " + hostileName + "\n", stream: "stderr",
          totalBytes: 1_000_000_000)
      ]),
    Output(
      kind: .value,
      representations: [Representation(mediaType: "text/plain", text: "Summary(rows: 12041, columns: 17)")]),
    Output(
      kind: .artifact, label: "genres.json",
      representations: [Representation(mediaType: "application/json", text: "[\"ambient\"]", totalBytes: 11)]),
  ]
}
