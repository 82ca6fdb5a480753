import Comparisons
import Foundation
import Frames
import Runs

/// A run on disk, made up for a test and removed with it.
final class MadeUpRun {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("songbook-\(UUID().uuidString)").path
  var run: Run

  init(id: String, status: Run.Status = .ok) {
    run = Run(
      analysis: "hierarchy", path: "analyses/hierarchy.swift", id: id, status: status,
      environment: Environment(songbook: "0.1.0", compiler: "Swift 6.3.1", operatingSystem: "Linux"))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func add(metric name: String, _ value: Double, better: Metric.Direction = .higher) {
    run.metrics.append(Metric(name: name, value: value, better: better))
  }

  func add(
    cell label: String?, title: String? = nil, status: CellRun.Status = .ok, outputs: [Output] = []
  ) {
    run.cells.append(
      CellRun(
        index: run.cells.count, label: label, title: title, kind: .code, startLine: 1, endLine: 2, status: status,
        outputs: outputs))
  }

  /// A metric with the rows that it sums up: songs of some artists, right or wrong.
  func add(
    metric name: String, rows: [(key: String, artist: String, genre: String, predicted: String)],
    label: String = "level-1-rows.csv.gz", better: Metric.Direction = .higher
  ) throws {
    let frame = DataFrame(columns: [
      .string(Column(name: "Song", contents: rows.map(\.key))),
      .string(Column(name: "Artist", contents: rows.map(\.artist))),
      .string(Column(name: "Class", contents: rows.map(\.genre))),
      .string(Column(name: "Predicted", contents: rows.map(\.predicted))),
      .integer(Column(name: "Right", values: rows.map { $0.genre == $0.predicted ? 1 : 0 })),
    ])
    let file = "artifacts/\(label)"
    try write(GzipFile.packed(CSVFormat().bytes(of: frame)), to: file)
    let form = Representation(mediaType: "application/gzip", file: file)
    add(cell: nil, outputs: [Output(kind: .artifact, label: label, representations: [form])])
    let right = rows.count { $0.genre == $0.predicted }
    run.metrics.append(
      Metric(
        name: name, value: Double(right) / Double(rows.count), better: better,
        rows: Metric.Rows(
          artifact: label, key: "Song", group: "Artist", actual: "Class", predicted: "Predicted", column: "Right")))
  }

  /// A table with its values in a file.
  func table(_ label: String?, csv: String, stem: String? = nil) throws -> Output {
    let file = "tables/\(stem ?? label ?? "table").csv"
    try write(Array(csv.utf8), to: file)
    return Output(kind: .table, label: label, representations: [Representation(mediaType: "text/csv", file: file)])
  }

  func figure(_ label: String, csv: String, png: [UInt8], live: LiveDrawing? = nil) throws -> Output {
    try write(Array(csv.utf8), to: "figures/\(label).csv")
    try write(png, to: "figures/\(label).png")
    var output = Output(
      kind: .figure, label: label,
      representations: [
        Representation(mediaType: "image/png", variant: .light, file: "figures/\(label).png"),
        Representation(mediaType: "text/csv", file: "figures/\(label).csv"),
      ])
    if let live {
      try write(live.json, to: "figures/\(label).live.json")
      output.representations.append(
        Representation(mediaType: LiveDrawing.mediaType, file: "figures/\(label).live.json"))
    }
    return output
  }

  func write(_ bytes: [UInt8], to file: String) throws {
    let url = URL(fileURLWithPath: path).appendingPathComponent(file)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// The run as it is read back from its folder.
  func recorded(source: String? = nil) throws -> RunFolder {
    try write(Array(try run.json()), to: "run.json")
    if let source { try write(Array(source.utf8), to: "source.swift") }
    return try RunFolder(contentsOf: path)
  }
}
