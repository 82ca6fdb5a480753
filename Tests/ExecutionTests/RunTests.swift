import Execution
import Foundation
import Runs
import Testing

/// What a run that comes to its end tells.
@Suite struct RunTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  @Test func cellsRunInOrderAndShowTheirValues() async throws {
    let finished = try await bench.run(
      """
      import Songbook
      // %% Numbers
      let count = 323_651
      print("before")
      display(count)
      print("after")
      count / 2
      // %% [markdown]
      // Of \\(count) songs \\(0.4203, format: .percent) are \\("*loud* <b>"); no `\\(escape)` here.
      // %% Left out
      //| eval: false
      print("never")
      // %% Told
      metric("accuracy", 0.42, better: .higher)
      Headlines(.init(count, "songs"))
      """)
    let run = finished.run
    #expect(run.status == .ok)
    #expect(run.exitStatus.code == 0)
    #expect(run.statuses == [.ok, .ok, .ok, .skipped, .ok])
    #expect(run.shown(1) == ["stdout: before\n", "value: 323651", "stdout: after\n", "value: 161825"])
    let markdown = try #require(run.cells[2].outputs.first?.representations.first?.text)
    #expect(markdown.hasPrefix("Of 323,651 songs 42"))
    #expect(markdown.contains("\\*loud\\* &lt;b&gt;"))
    #expect(markdown.contains("`\\(escape)`"))
    #expect(run.metrics == [Metric(name: "accuracy", value: 0.42, better: .higher)])
    #expect(run.cells[4].outputs.first?.metrics?.first?.label == "songs")
    #expect(run.cells[1].seconds ?? -1 >= 0)
    #expect(run.cells[1].peakMemory ?? 0 > 1_000_000)
    #expect(run.environment.compiler.hasPrefix("Swift version"))
    #expect(try Run(json: run.json()) == run)
  }

  @Test func parametersReplaceTheirLiterals() async throws {
    let source = """
      import Songbook
      // %% Parameters tags=["parameters"]
      /// Least number of songs.
      let minimum = 50
      // %%
      minimum / 2
      """
    let given = ParameterValue(name: "minimum", value: "80", origin: .commandLine)
    let run = try await bench.run(source, parameters: [given]).run
    #expect(run.shown(2) == ["value: 40"])
    #expect(run.parameters.first == given)
  }

  @Test func aCellMayFailWhenItSaysSo() async throws {
    let run = try await bench.run(
      """
      import Songbook
      struct Missing: Error {}
      // %%
      //| error: true
      throw Missing()
      // %%
      print("on")
      """
    ).run
    #expect(run.status == .ok)
    #expect(run.statuses == [.ok, .failed, .ok])
    #expect(run.cells[1].problem?.line == 5)
    #expect(run.cells[1].problem?.message.contains("Missing") == true)
  }

  @Test func printingVeryMuchIsCappedAndWholeOnDisk() async throws {
    let finished = try await bench.run(
      """
      import Songbook
      let line = String(repeating: "x", count: 999_999)
      for _ in 0..<200 { print(line) }
      // %%
      print("next")
      """)
    let output = try #require(finished.run.cells[0].outputs.first?.representations.first)
    #expect(finished.run.status == .ok)
    #expect(output.totalBytes == 200_000_000)
    #expect(output.text?.utf8.count ?? .max <= 20_000)
    let file = finished.folder.directory + "/" + (try #require(output.file))
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int == 200_000_000)
    #expect(finished.run.shown(1) == ["stdout: next\n"])
  }

  @Test func inputsAndArtifactsAreTold() async throws {
    let path = bench.folder + "/songs.csv"
    try "Name,Tempo\nA,120\nB,90\n".write(toFile: path, atomically: true, encoding: .utf8)
    let finished = try await bench.run(
      """
      import Songbook
      let songs = try DataFrame(contentsOfCSVFile: "\(path)")
      artifact("songs.txt", "two songs")
      artifact("../songs.txt", "elsewhere")
      """)
    let input = try #require(finished.run.inputs.first)
    #expect(input.rows == 2 && input.bytes == 22)
    #expect(input.sha256 == "413ef65f871787dbed049402ee5fa1fc8387bc62b291afbfcd6bc2564a60e7c6")
    let files = finished.run.cells[0].outputs.compactMap(\.representations.first?.file)
    #expect(files == ["artifacts/songs.txt", "artifacts/..-songs.txt"])
    #expect(try String(decoding: finished.folder.file(files[0]), as: UTF8.self) == "two songs")
  }

  @Test func theSameInputsGiveTheSameBytes() async throws {
    let source = """
      import Songbook
      print("printed")
      artifact("numbers.txt", "1 2 3")
      Headlines(.init(3, "numbers"))
      """
    let one = try await bench.run(source) { $0.sourceDate = 1_700_000_000 }
    let two = try await bench.run(source) { $0.sourceDate = 1_700_000_000 }
    #expect(one.folder.directory != two.folder.directory)
    #expect(try one.run.json() == two.run.json())
    #expect(one.run.startedAt == nil && one.run.seconds == nil && one.run.cells[0].seconds == nil)
    #expect(try one.folder.file("artifacts/numbers.txt") == two.folder.file("artifacts/numbers.txt"))
  }

  @Test func twoRunsAtOnceDoNotMeet() async throws {
    async let one = bench.run("import Songbook\nartifact(\"a.txt\", \"one\")\n\"one\"")
    async let two = bench.run("import Songbook\nartifact(\"a.txt\", \"two\")\n\"two\"")
    let runs = try await (one, two)
    #expect(runs.0.run.shown(0).last == "value: one" && runs.1.run.shown(0).last == "value: two")
    #expect(try runs.0.folder.file("artifacts/a.txt") == Array("one".utf8))
    #expect(try runs.1.folder.file("artifacts/a.txt") == Array("two".utf8))
    #expect(runs.0.run.id != runs.1.run.id)
  }
}
