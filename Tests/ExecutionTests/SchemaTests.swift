import Execution
import Foundation
import Runs
import Testing

/// The manifest is as its JSON Schema says, checked by other people's validator: the Python package `jsonschema`.
@Suite struct SchemaTests {
  static let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources/Tool/Runs/Values/run.schema.json").standardizedFileURL.path

  /// The validator's exit code and words; nil where it is not installed.
  private func check(_ manifest: String) throws -> (code: Int32, words: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import json, sys
      try: from jsonschema import Draft202012Validator as Validator
      except ImportError: sys.exit(77)
      schema, manifest = (json.load(open(path)) for path in sys.argv[1:])
      Validator.check_schema(schema)
      errors = [f"{list(error.path)}: {error.message}" for error in Validator(schema).iter_errors(manifest)]
      print("\\n".join(errors))
      sys.exit(1 if errors else 0)
      """, Self.schema, manifest,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let words = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 77 ? nil : (process.terminationStatus, words)
  }

  @Test func manifestsOfGoodAndBadRunsAreValid() async throws {
    let bench = try Bench()
    try "n\n1\n2,3\n".write(toFile: bench.folder + "/n.csv", atomically: true, encoding: .utf8)
    let script = """
      import Songbook
      // %% Parameters tags=["parameters"]
      let few = 3
      // %% All
      //| label: fig-all
      //| fig-cap: All.
      let table = try DataFrame(contentsOfCSVFile: "\(bench.folder)/n.csv")
      metric("share", 0.0 / 0.0, unit: "%", better: .higher)
      metric("accuracy", 0.648, interval: 0.58...0.71, better: .higher)
      let answers = DataFrame(columns: [
        Column(name: "Question", contents: ["a", "b", "c"]).eraseToAnyColumn(),
        Column(name: "Subject", contents: ["x", "y", "y"]).eraseToAnyColumn(),
        Column(name: "Right", values: [1, 0, 1]).eraseToAnyColumn(),
      ])
      let outcomes = try RowOutcomes("answers", answers, key: "Question", group: "Subject")
      try metric("right", meanOf: "Right", in: outcomes, better: .higher)
      try metric("right/y", meanOf: "Right", in: outcomes, where: ("Subject", "y"), better: .higher)
      warn("Look.", hint: "There.")
      artifact("a.txt", "a")
      print("printed")
      display(table)
      display(Headlines(.init(few, "things", note: "few")))
      display(Chart([1, 2]) { BarMark(x: .value("n", $0), y: .value("name", "n\\($0)")) })
      // %% Bad
      func fail() { fatalError("bad") }
      var unused = 1
      fail()
      // %% [markdown]
      // \\(few)
      """
    let good = try await bench.run(script.replacing("fatalError(\"bad\")", with: ""))
    let bad = try await bench.run(script)
    let refused = try await bench.run("import Songbook\nlet a: Int = \"b\"")
    #expect(good.run.status == .ok && bad.run.status == .crashed && refused.run.status == .notCompiled)
    // What the rows came to is in the manifest once, however many metrics sum them up.
    let rows = good.run.metrics.first { $0.name == "right/y" }?.rows
    #expect(rows?.artifact == "answers-rows.csv.gz" && rows?.slice?.value == "y")
    #expect(good.run.cells.flatMap(\.outputs).count { $0.label == "answers-rows.csv.gz" } == 1)
    #expect(good.run.metrics.first { $0.name == "accuracy" }?.interval?.upper == 0.71)
    for (name, run) in [("good", good.run), ("bad", bad.run), ("refused", refused.run)] {
      let path = "\(bench.folder)/\(name).json"
      try Data(run.json()).write(to: URL(fileURLWithPath: path))
      guard let result = try check(path) else { return }
      #expect(result.code == 0, "\(name): \(result.words)")
    }
    // The schema says something: a manifest with an unknown status is refused.
    let wrong = bench.folder + "/wrong.json"
    let text = String(decoding: try good.run.json(), as: UTF8.self)
    try text.replacing("\"schema\" : \"songbook-run/1\"", with: "\"schema\" : \"songbook-run/0\"")
      .write(toFile: wrong, atomically: true, encoding: .utf8)
    if let result = try check(wrong) { #expect(result.code == 1) }
  }
}
