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

  /// By whatever call: both streams stand in the order in which they were written to.
  @Test func streamsKeepTheirOrder() async throws {
    let run = try await bench.run(
      """
      import Foundation
      import Songbook
      // %% Both
      for i in 1...3 { print("out", i); fputs("err \\(i)\\n", stderr) }
      // %% By other calls
      FileHandle.standardError.write(Data("a\\n".utf8))
      print("b")
      write(2, "c\\n", 2)
      debugPrint("d", terminator: "")
      FileHandle.standardError.write(Data("e".utf8))
      putchar(0x66)
      perror("g")
      // %% Children
      system("echo one; echo two >&2")
      print("three")
      system("echo four >&2")
      _ = fputs("five", stderr)
      // %% Closed
      print("kept")
      close(1)
      print("lost")
      // %% Open again
      print("more")
      // %% Crash
      fputs("before\\n", stderr)
      print("last")
      fatalError("end")
      """
    ) { $0.usesCache = false }.run
    #expect(
      run.shown(1) == [
        "stdout: out 1\n", "stderr: err 1\n", "stdout: out 2\n", "stderr: err 2\n", "stdout: out 3\n",
        "stderr: err 3\n",
      ])
    let other = run.shown(2).joined()
    #expect(other.hasPrefix("stderr: a\nstdout: b\nstderr: c\nstdout: \"d\"stderr: estdout: fstderr: g: "), "\(other)")
    // Of what one child writes, the two streams stand one after the other.
    #expect(run.shown(3) == ["stdout: one\n", "stderr: two\n", "stdout: three\n", "stderr: four\nfive"])
    #expect(run.cells[4].warnings.map(\.code) == ["stream.closed"])
    #expect(run.shown(5) == ["stdout: more\n"])
    #expect(run.shown(6) == ["stderr: before\n", "stdout: last\n"])
    #expect(run.problem?.message == "Fatal error: end")
    #expect(run.status == .crashed)
  }

  @Test func whatWasPrintedIntoRemovedFilesIsToldToBeLost() async throws {
    let run = try await bench.run(
      """
      import Foundation
      import Songbook
      // %% Removal
      try FileManager.default.removeItem(atPath: "\(bench.folder)/.songbook")
      print("gone")
      // %% Nothing
      let x = 1
      """
    ) { $0.usesCache = false }.run
    #expect(run.cells[1].warnings.map(\.code) == ["stream.lost"])
  }

  @Test func aFloodOfChangesIsBounded() async throws {
    let finished = try await bench.run(
      """
      import Foundation
      import Songbook
      for i in 0..<100_000 { print(i % 10); fputs("-\\n", stderr) }
      // %% Few
      for i in 0..<2_000 { print(i % 10); fputs("-\\n", stderr) }
      """)
    #expect(finished.run.status == .ok)
    let outputs = finished.run.cells[0].outputs
    #expect(outputs.map(\.representations.count) == [1, 1])
    #expect(outputs.compactMap(\.representations.first?.totalBytes) == [200_000, 200_000])
    let few = finished.run.cells[1].outputs.compactMap { $0.representations.first }
    #expect((100...202).contains(few.count))
    for stream in ["stdout", "stderr"] {
      #expect(few.filter { $0.stream == stream }.compactMap(\.text).joined().utf8.count == 4_000)
    }
    #expect(FileManager.default.subpaths(atPath: finished.folder.directory + "/streams")?.count == 2)
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
