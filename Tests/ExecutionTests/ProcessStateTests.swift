import Execution
import Foundation
import Testing

/// What statements leave in the process decides what runs again: its environment, its folder, its random numbers, the
/// files that it keeps open.
@Suite struct ProcessStateTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  /// After an edit the last cell shows what it would without a cache.
  private func follows(
    _ body: String, edit: (String, String), at location: SourceLocation = #_sourceLocation
  ) async throws {
    let (source, edited) = (bench.script(body), bench.script(body.replacing(edit.0, with: edit.1)))
    #expect(source != edited, sourceLocation: location)
    _ = try await bench.run(source)
    let second = try await bench.run(edited)
    let expected = try await bench.run(edited, configure: { $0.usesCache = false })
    #expect(expected.run.status == .ok, "\(String(describing: expected.run.problem))", sourceLocation: location)
    #expect(bench.shown(second).last == bench.shown(expected).last, sourceLocation: location)
    #expect(try await bench.run(edited).plans.first?.running == [], sourceLocation: location)
  }

  @Test(arguments: [
    (#"setenv("SB_X", "1", 1)"#, #"getenv("SB_X").map { String(cString: $0) } ?? "none""#, #""1""#, #""2""#),
    (#"chdir("/usr")"#, "FileManager.default.currentDirectoryPath", "/usr", "/etc"),
    (
      #"FileManager.default.changeCurrentDirectoryPath("/usr")"#, "FileManager.default.currentDirectoryPath", "/usr",
      "/etc"
    ),
    ("srand48(1)", "drand48()", "48(1)", "48(2)"),
    ("srand(1)", "rand()", "(1)", "(2)"),
    (#"_ = setlocale(LC_ALL, "C")"#, "String(cString: setlocale(LC_ALL, nil))", #""C""#, #""C.utf8""#),
    (#"UserDefaults.standard.set(1, forKey: "k")"#, #"UserDefaults.standard.integer(forKey: "k")"#, "(1", "(2"),
    ("_ = umask(0o022)", "umask(0)", "022", "077"),
    (
      #"NSTimeZone.default = TimeZone(identifier: "Asia/Tokyo")!"#,
      "Calendar.current.component(.hour, from: Date(timeIntervalSince1970: 0))", "Asia/Tokyo", "Asia/Dubai"
    ),
    (#"ProcessInfo.processInfo.processName = "one""#, "ProcessInfo.processInfo.processName", "one", "two"),
  ])
  func processState(writes: String, reads: String, old: String, new: String) async throws {
    // The writer is edited, as a cell's last expression and not as its last; in a method; the reader is edited.
    try await follows("// %% A\n\(writes)\n// %% B\n\(reads)\n", edit: (old, new))
    try await follows("// %% A2\n\(writes)\nprint(1)\n// %% B\n\(reads)\n", edit: (old, new))
    try await follows(
      "// %% A3\nstruct Writer { func write() { \(writes) } }\nlet writer = Writer()\n"
        + "// %% C\nwriter.write()\n// %% B\n\(reads)\n", edit: (old, new))
    try await follows("// %% A4\n\(writes)\n// %% B\n\(reads)\n", edit: ("// %% B\n", "// %% B\nprint(2)\n"))
    try await follows("// %% A5\n\(writes)\n// %% B\n\(reads)\n", edit: (writes, "print(3)"))
  }

  @Test func drawsFollowEarlierDraws() async throws {
    try await follows(
      "// %% A\nsrandom(3)\n// %% B\nfor _ in 0..<5 { _ = random() }\n// %% C\nrandom()\n", edit: ("0..<5", "0..<6"))
    try await follows("// %% A2\nsrandom(3)\n// %% C\nrandom()\n", edit: ("// %% C", "// %% B\n_ = random()\n// %% C"))
    try await follows(
      "// %% [markdown] A3\n// It is \\(4).\n// It is \\(random()).\n// %% C\nprint(0)\nrandom()\n",
      edit: ("print(0)", "print(1)"))
  }

  @Test func partsOfATextFollowEarlierParts() async throws {
    let body = """
      // %% A
      enum Parts {
        static func begin() { strtok(strdup("a,b,c,d,e")!, ",") }
        static func next() -> String { String(cString: strtok(nil, ",")) }
      }
      // %% Begin
      Parts.begin()
      // %% B
      for _ in 0..<1 { print(Parts.next()) }
      // %% C
      Parts.next()

      """
    try await follows(body, edit: ("0..<1", "0..<2"))
    try await follows(body.replacing("a,b", with: "z,y"), edit: ("// %% C\n", "// %% C\nprint(1)\n"))
  }

  /// Files that stay open: what is done with them names no file.
  @Test func filesThatStayOpenFollow() async throws {
    try bench.write("data/in", "abcdefghijkl")
    let reading = """
      // %% A
      enum File {
        static var number: Int32 = -1
        static func begin(_ path: String) { number = open(path, O_RDONLY) }
        static func take(_ count: Int) -> String {
          var bytes = [UInt8](repeating: 0, count: count)
          return String(decoding: bytes.prefix(max(0, read(number, &bytes, count))), as: UTF8.self)
        }
      }
      // %% Open
      File.begin("DATA/in")
      // %% B
      let first = File.take(2)
      // %% C
      File.take(3)

      """
    try await follows(reading, edit: ("take(2)", "take(4)"))
    try await follows(reading.replacing("%% A", with: "%% A2"), edit: ("// %% C\n", "// %% C\nprint(1)\n"))
    let stream = reading.replacing("Int32 = -1", with: "UnsafeMutablePointer<FILE>?").replacing(
      "open(path, O_RDONLY)", with: "fopen(path, \"r\")"
    ).replacing("read(number, &bytes, count)", with: "fread(&bytes, 1, count, number!)")
    try await follows(stream, edit: ("take(2)", "take(4)"))
    try await follows(stream.replacing("%% A", with: "%% A2"), edit: ("// %% C\n", "// %% C\nprint(1)\n"))
    let kept = reading.replacing("enum File", with: "let other = 1\nenum File").replacing(
      "// %% Open\nFile.begin(\"DATA/in\")",
      with: "// %% Open\n//| cache: true\nlet opened = open(\"DATA/in\", O_RDONLY)\nFile.number = opened")
    try await follows(kept, edit: ("// %% C\n", "// %% C\nprint(1)\n"))
    let writing = """
      // %% Open
      let out = fopen("DATA/out", "w")!
      struct Log { func put(_ text: String) { fputs(text, out); fflush(out) } }
      let log = Log()
      // %% B
      log.put("hello")
      // %% C
      try String(contentsOfFile: "DATA/out", encoding: .utf8)

      """
    for (old, new) in [("hello", "goodbye"), ("// %% C\n", "// %% C\nprint(1)\n")] {
      _ = try await bench.run(bench.script(writing))
      let second = try await bench.run(bench.script(writing.replacing(old, with: new)))
      #expect(bench.shown(second).last == (old == "hello" ? "goodbye" : "hello"))
    }
    let shared = """
      // %% A
      let name = "/songbook-test-\(getpid())"
      enum Shared { static var number: Int32 = -1 }
      Shared.number = shm_open(name, O_RDWR | O_CREAT | O_TRUNC, 0o600)
      ftruncate(Shared.number, 8)
      // %% B
      let put = { (x: Int) in var x = x; pwrite(Shared.number, &x, 8, 0) }
      _ = put(65)
      // %% C
      var seen = 0
      let again = shm_open(name, O_RDONLY, 0)
      pread(again, &seen, 8, 0)
      shm_unlink(name)
      seen

      """
    _ = try await bench.run(bench.script(shared))
    #expect(bench.shown(try await bench.run(bench.script(shared.replacing("(65)", with: "(66)")))).last == "66")
  }

  @Test func aFileThatIsClosedAgainLeavesNothing() async throws {
    try bench.write("data/in", "abc")
    let source = bench.script(
      """
      // %% A
      let first = { let stream = fopen("DATA/in", "r")!; defer { _ = fclose(stream) }; return fgetc(stream) }()
      // %% B
      let second = { let number = open("DATA/in", O_RDONLY); defer { _ = close(number) }; return number > 2 }()
      // %% C
      1 + 1

      """)
    _ = try await bench.run(source)
    let second = try await bench.run(source.replacing("return fgetc(stream)", with: "return 1 + fgetc(stream)"))
    #expect(second.run.cells.filter { $0.seconds != nil }.compactMap(\.title) == ["A"])
  }

  @Test func whatDrawsNothingDoesNotFollow() async throws {
    let body = "// %% A\nsrand(1)\n// %% B\nlet drawn = rand()\n// %% C\n1 + 1\n"
    _ = try await bench.run(bench.script(body))
    let second = try await bench.run(bench.script(body.replacing("srand(1)", with: "srand(2)")))
    #expect(second.run.cells.filter { $0.seconds != nil }.compactMap(\.title) == ["A", "B"])
  }
}
