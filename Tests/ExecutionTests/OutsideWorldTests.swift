import Execution
import Foundation
import Notebooks
import Runs
import Testing

/// What a cell asks of the world outside decides what runs again.
@Suite struct OutsideWorldTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  private func shell(_ command: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // The shell changes to the folder: Foundation would change that of the whole test process for a moment.
    process.arguments = ["-c", "cd -- \"$0\" && eval \"$1\"", bench.folder, command]
    try process.run()
    process.waitUntilExit()
  }

  /// Runs, changes the world, and runs again: the cell shows what it would without a cache, and then nothing is stale.
  private func follows(
    _ body: String, change: (inout Runner.Configuration) throws -> Void = { _ in }, command: String = "",
    settles: Bool = true, at location: SourceLocation = #_sourceLocation
  ) async throws {
    let source = bench.script(body)
    let first = try await bench.run(source)
    #expect(first.run.status == .ok, "\(String(describing: first.run.problem))", sourceLocation: location)
    try shell(command)
    var configuration = try bench.configuration()
    try change(&configuration)
    let notebook = try bench.notebook(source)
    let second = try await Runner(configuration).run(notebook)
    configuration.usesCache = false
    let expected = try await Runner(configuration).run(notebook)
    #expect(bench.shown(second) == bench.shown(expected), sourceLocation: location)
    #expect(bench.shown(second) != bench.shown(first), sourceLocation: location)
    guard settles else { return }
    configuration.usesCache = true
    let same = try await Runner(configuration).run(notebook)
    #expect(same.plans.first?.running == [], sourceLocation: location)
  }

  @Test(arguments: [
    #"getenv("SB_TEST").map { String(cString: $0) } ?? "none""#,
    #"ProcessInfo.processInfo.environment["SB_TEST"] ?? "none""#,
    #"{ () -> String in var all = environ; while let one = all.pointee { let text = String(cString: one); if text.hasPrefix("SB_TEST=") { return text }; all += 1 }; return "none" }()"#,
    #"{ () -> String in var words = wordexp_t(); wordexp("x$SB_TEST", &words, 0); return String(cString: words.we_wordv[0]!) }()"#,
  ])
  func environmentVariables(expression: String) async throws {
    try await follows("// %% A\nlet value = \(expression)\nvalue\n", change: { $0.environment["SB_TEST"] = "two" })
  }

  /// Foundation reads these variables by ways of its own.
  @Test func foldersOfTheUser() async throws {
    for (name, variable) in [("cachesDirectory", "XDG_CACHE_HOME"), ("applicationSupportDirectory", "XDG_DATA_HOME")] {
      try await follows(
        "// %% A\nlet value = FileManager.default.urls(for: .\(name), in: .userDomainMask)[0].path\nvalue\n",
        change: { $0.environment[variable] = "/elsewhere" })
    }
  }

  @Test func anotherVariableIsNoInput() async throws {
    let source = bench.script(
      "// %% A\nlet value = getenv(\"SB_TEST\").map { String(cString: $0) } ?? \"none\"\nvalue\n")
    _ = try await bench.run(source)
    let second = try await bench.run(source, configure: { $0.environment["SB_OTHER"] = "1" })
    #expect(second.plans.first?.running == [])
  }

  @Test func valuesOfVariablesAreNotWrittenDown() async throws {
    let source = bench.script("// %% A\nlet value = getenv(\"SB_TEST\") != nil\nvalue\n")
    _ = try await bench.run(source, configure: { $0.environment["SB_TEST"] = "a-secret-of-mine" })
    for case let name as String in FileManager.default.enumerator(atPath: bench.folder)! {
      let bytes = FileManager.default.contents(atPath: bench.folder + "/" + name) ?? Data()
      #expect(bytes.firstRange(of: Data("a-secret-of-mine".utf8)) == nil, "\(name)")
    }
  }

  @Test func timeZone() async throws {
    try await follows(
      "// %% A\nvar time = 0\nlocaltime(&time).pointee.tm_hour\n", change: { $0.environment["TZ"] = "UTC-5" })
  }

  @Test(arguments: [
    #"FileManager.default.enumerator(atPath: "DATA")!.allObjects.count"#,
    #"FileManager.default.enumerator(at: URL(fileURLWithPath: "DATA"), includingPropertiesForKeys: nil)!.allObjects.count"#,
    #"try FileManager.default.subpathsOfDirectory(atPath: "DATA").sorted()"#,
    #"try FileManager.default.contentsOfDirectory(at: URL(fileURLWithPath: "DATA"), includingPropertiesForKeys: nil).count"#,
    #"{ () -> Int in var found = glob_t(); glob("DATA/*", 0, nil, &found); return Int(found.gl_pathc) }()"#,
    #"{ () -> Int32 in var names: UnsafeMutablePointer<UnsafeMutablePointer<dirent>?>?; return scandir("DATA", &names, nil, nil) }()"#,
    #"{ () -> Int in let folder = fdopendir(open("DATA", O_RDONLY))!; var count = 0; while readdir(folder) != nil { count += 1 }; closedir(folder); return count }()"#,
  ])
  func listings(expression: String) async throws {
    try bench.write("data/a.csv", "1")
    try await follows("// %% A\nlet value = \(expression)\nvalue\n", command: "touch data/b.csv")
  }

  @Test(arguments: [
    #"{ () -> String in freopen("DATA/a", "r", stdin); return readLine() ?? "" }()"#,
    #"{ () -> String in let file = open("DATA/a", O_RDONLY); return String(decoding: UnsafeRawBufferPointer(start: mmap(nil, 3, PROT_READ, MAP_PRIVATE, file, 0)!, count: 3), as: UTF8.self) }()"#,
    #"{ () -> String in let folder = open("DATA", O_RDONLY | O_DIRECTORY); var bytes = [UInt8](repeating: 0, count: 3); read(openat(folder, "a", O_RDONLY), &bytes, 3); return String(decoding: bytes, as: UTF8.self) }()"#,
    #"{ () -> String in let stream = InputStream(fileAtPath: "DATA/a")!; stream.open(); var bytes = [UInt8](repeating: 0, count: 3); stream.read(&bytes, maxLength: 3); return String(decoding: bytes, as: UTF8.self) }()"#,
    #"{ () -> String in let copy = "DATA/copy"; try? FileManager.default.removeItem(atPath: copy); try? FileManager.default.linkItem(atPath: "DATA/a", toPath: copy); return (try? String(contentsOfFile: copy, encoding: .utf8)) ?? "" }()"#,
  ])
  func contentsOnAnyRoad(expression: String) async throws {
    try bench.write("data/a", "one\n")
    try await follows("// %% A\nlet value = \(expression)\nvalue\n", command: "echo two > data/a", settles: false)
  }

  @Test func namesInAFolderComeSorted() async throws {
    for name in ["z", "b", "q", "a", "m"] { try bench.write("data/\(name)", "") }
    let body = """
      // %% A
      var names: [String] = []
      let folder = opendir("DATA")!
      while let entry = readdir(folder) {
        names.append(String(decoding: withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 } }, as: UTF8.self))
      }
      rewinddir(folder)
      names.append("\\(readdir(folder) != nil)")
      closedir(folder)
      names.joined(separator: " ")
      """
    #expect(bench.shown(try await bench.run(bench.script(body))) == [". .. a b m q z true"])
  }

  @Test(arguments: [
    (#"try FileManager.default.attributesOfItem(atPath: "DATA/a")[.size] as! Int"#, "echo longer > data/a"),
    (
      #"try "\(FileManager.default.attributesOfItem(atPath: "DATA/a")[.modificationDate]!)""#,
      "touch -d 2001-01-01 data/a"
    ),
    (#"FileManager.default.isExecutableFile(atPath: "DATA/a")"#, "chmod +x data/a"),
    (#"access("DATA/a", X_OK)"#, "chmod +x data/a"),
    (
      #"{ () -> Int in var found = glob_t(); glob("DATA/new", 0, nil, &found); return Int(found.gl_pathc) }()"#,
      "touch data/new"
    ),
    (#"FileManager.default.fileExists(atPath: "DATA/a")"#, "rm data/a"),
    (#"FileManager.default.fileExists(atPath: "DATA/new")"#, "touch data/new"),
    (#"try FileManager.default.destinationOfSymbolicLink(atPath: "DATA/l")"#, "ln -sfn b data/l"),
    (#"String(cString: realpath("DATA/l", nil)!).split(separator: "/").last!"#, "touch data/b; ln -sfn b data/l"),
    (#"{ () -> Int in var found = stat(); stat("DATA/a", &found); return found.st_size }()"#, "echo longer > data/a"),
    (#"{ () -> Int in var found = stat(); lstat("DATA/l", &found); return found.st_size }()"#, "ln -sfn longer data/l"),
    (
      #"{ () -> Int in var found = stat(); fstatat(AT_FDCWD, "DATA/a", &found, 0); return found.st_mtim.tv_sec }()"#,
      "touch -d 2001-01-01 data/a"
    ),
  ])
  func sizesKindsAndLinks(expression: String, command: String) async throws {
    try bench.write("data/a", "text")
    try shell("chmod 644 data/a; ln -s a data/l")
    try await follows("// %% A\nlet value = \(expression)\nvalue\n", command: command)
  }

  @Test func noPathIsExemptForItsName() async throws {
    let shared = "/dev/shm/songbook-test-\(getpid())"
    defer { unlink(shared) }
    for path in ["DATA/fonts/a.csv", "DATA/fontconfig/a.csv", shared] {
      let file = path.replacing("DATA", with: bench.folder + "/data")
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try "one".write(toFile: file, atomically: false, encoding: .utf8)
      try await follows(
        "// %% A\nlet value = try String(contentsOfFile: \"\(path)\", encoding: .utf8)\nvalue\n",
        command: "printf two > \(file)")
    }
  }

  /// Other programs, and calls that go past the C library, are not traced: such a cell runs every time.
  @Test(arguments: [
    #"{ () -> String in let pipe = popen("cat DATA/a", "r")!; defer { pclose(pipe) }; return readLine(pipe) }()"#,
    #"{ () -> String in system("cat DATA/a > DATA/b"); return readLine(fopen("DATA/b", "r")) }()"#,
    """
    try { () -> String in
      let process = Process(); process.executableURL = URL(fileURLWithPath: "/bin/cat"); process.arguments = ["DATA/a"]
      let pipe = Pipe(); process.standardOutput = pipe
      try process.run()
      return String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }()
    """,
    """
    { () -> String in
      if copied() == 0 { system("cat DATA/a > DATA/b"); _exit(0) }
      wait(nil)
      return readLine(fopen("DATA/b", "r"))
    }()
    """,
    """
    { () -> String in
      let opened = "DATA/a".withCString { kernel(openat, Int(AT_FDCWD), Int(bitPattern: $0), 0) }
      return readLine(fdopen(Int32(opened), "r"))
    }()
    """,
    """
    { () -> String in
      typealias Open = @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>) -> UnsafeMutablePointer<FILE>?
      return readLine(unsafeBitCast(dlsym(dlopen("libc.so.6", RTLD_LAZY), "fopen64"), to: Open.self)("DATA/a", "r"))
    }()
    """,
  ])
  func whatNobodySeesRunsEveryTime(expression: String) async throws {
    try bench.write("data/a", "one\n")
    try await follows(
      """
      // %% Reading
      @_silgen_name("fork") func copied() -> Int32
      #if arch(arm64)
      let openat = 56
      #else
      let openat = 257
      #endif
      @_silgen_name("syscall") func kernel(_ number: Int, _ first: Int, _ second: Int, _ third: Int) -> Int
      func readLine(_ stream: UnsafeMutablePointer<FILE>!) -> String {
        var line = [CChar](repeating: 0, count: 100)
        fgets(&line, 100, stream)
        return String(decoding: line.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self)
      }
      // %% A
      let value = \(expression)
      value

      """, command: "echo two > data/a", settles: false)
  }

  /// A program may add to a file that an earlier cell starts again.
  @Test func whatAProgramAddsToIsBegunAnew() async throws {
    try bench.write("data/a", "one\n")
    let source = bench.script(
      """
      // %% Begin
      _ = unlink("DATA/log")
      // %% Add
      system("cat DATA/a >> DATA/log")
      // %% Show
      try String(contentsOfFile: "DATA/log", encoding: .utf8)

      """)
    for text in ["one\n", "one\n", "two\n"] {
      try bench.write("data/a", text)
      #expect(bench.shown(try await bench.run(source)).last == text)
    }
  }

  @Test func theReasonSaysWhatNobodySees() async throws {
    let source = bench.script("// %% A\nsystem(\"true\")\n// %% B\n1\n")
    _ = try await bench.run(source)
    let plan = try #require(try await bench.run(source).plans.first)
    #expect(plan.running == [1])
    let explanation = plan.cells[1].explanation(in: try bench.notebook(source))
    #expect(explanation == "A: runs every time, because what another program does is not traced")
  }

  @Test func aPathThroughTheProcessCountsForWhereItLeads() async throws {
    try bench.write("data/a", "one")
    try await follows(
      "// %% A\nlet value = try String(contentsOfFile: \"/proc/self/rootDATA/a\", encoding: .utf8)\nvalue\n",
      command: "printf two > data/a")
  }

  /// What failed because nothing was there would succeed now.
  @Test(arguments: [
    ("unlink(\"DATA/a\")", "touch data/a"), ("rename(\"DATA/a\", \"DATA/b\")", "touch data/a"),
    ("mkdir(\"DATA/c\", 0o777)", "rmdir data/c"), ("symlink(\"x\", \"DATA/c\")", "rmdir data/c"),
    ("truncate(\"DATA/a\", 3)", "touch data/a"), ("chmod(\"DATA/a\", 0o600)", "touch data/a"),
  ])
  func whatFailedIsTriedAgain(call: String, command: String) async throws {
    try bench.write("data/x", "")
    try shell("mkdir data/c")
    let source = bench.script("// %% A\nlet value = \(call)\nvalue\n")
    let first = try await bench.run(source)
    #expect(bench.shown(first) == ["-1"])
    try shell(command)
    #expect(bench.shown(try await bench.run(source)) == ["0"])
  }

  @Test func aFileThatIsOnlyTouchedHasNotChanged() async throws {
    try bench.write("data/a.csv", "n\n1\n")
    let source = bench.script(
      "// %% A\nlet frame = try DataFrame(contentsOfCSVFile: \"DATA/a.csv\")\n"
        + "let text = try Data(contentsOf: URL(fileURLWithPath: \"DATA/a.csv\")).count\ntext\n"
        + "// %% Chart\nChart([1, 2]) { BarMark(x: .value(\"n\", $0), y: .value(\"name\", \"n\\($0)\")) }\n")
    _ = try await bench.run(source)
    try shell("touch -d 2001-01-01 data/a.csv")
    #expect(try await bench.run(source).plans.first?.running == [])
  }

  @Test func aFileThatIsMadeAnewEachTimeSettles() async throws {
    try bench.write("data/a", "one")
    let source = bench.script(
      "// %% A\ntry? FileManager.default.removeItem(atPath: \"DATA/b\"); "
        + "try FileManager.default.copyItem(atPath: \"DATA/a\", toPath: \"DATA/b\")\n")
    for _ in 0..<2 { _ = try await bench.run(source) }
    #expect(try await bench.run(source).plans.first?.running == [])
  }

  @Test func setsAndDictionariesHaveOneOrder() async throws {
    let body = "// %% A\nSet((1...12).map { \"genre \\($0)\" })\n// %% B\nDictionary(grouping: 1...30) { $0 % 7 }\n"
    let first = try await bench.run(bench.script(body), configure: { $0.usesCache = false })
    let second = try await bench.run(bench.script(body), configure: { $0.usesCache = false })
    #expect(bench.shown(first) == bench.shown(second))
  }

  @Test func fingerprintsDoNotTellWhereTheFolderLies() async throws {
    // Two folders below the working folder of this process would have different names: traces hold what is relative.
    let body = "// %% A\nlet value = getenv(\"HOME\") != nil\nvalue\n// %% B\n2\n"
    let first = try await bench.run(bench.script(body))
    let other = try await Bench().run(bench.script(body))
    #expect(first.run.cells.map(\.fingerprint) == other.run.cells.map(\.fingerprint))
  }

  @Test func theHashOfAnInputIsOfWhatWasRead() async throws {
    try bench.write("data/a.csv", "n\n1\n")
    let source = bench.script(
      "// %% A\nlet frame = try DataFrame(contentsOfCSVFile: \"DATA/a.csv\")\nframe[\"n\", Int.self].sum()\n"
        + "// %% B\nusleep(1_500_000)\n")
    let path = bench.folder + "/data/a.csv"
    let first = try await bench.run(
      source,
      progress: { event in
        guard case .cellStarted(cell: 2) = event else { return }
        try? "n\n2\n".write(toFile: path, atomically: false, encoding: .utf8)
      })
    #expect(first.run.inputs.map(\.sha256) == ["6ff2d84956e507dade83da732a88aa6fa02712d03af8c515633f674de9fd42bd"])
    #expect(first.run.cells[1].warnings.map(\.code) == ["input.changed"])
    let second = try await bench.run(source)
    #expect(bench.shown(second).first == "2")
    #expect(second.run.cells.flatMap(\.warnings) == [])
    #expect(second.run.inputs.map(\.sha256) != first.run.inputs.map(\.sha256))
  }

  private static let localedef = "/usr/bin/localedef"

  @Test(.enabled(if: access(localedef, X_OK) == 0 && access("/usr/share/i18n/locales/de_DE", R_OK) == 0))
  func numbersDoNotFollowTheLocale() async throws {
    try shell("mkdir locales; \(Self.localedef) -i de_DE -f UTF-8 \(bench.folder)/locales/de_DE.UTF-8")
    let body = """
      // %% Setting
      let isSet = setlocale(LC_ALL, "LOCALE") != nil
      isSet
      // %% Chart
      Chart([1.25, 2.5, 3.75]) { PointMark(x: .value("x", $0), y: .value("y", $0 * 0.1)) }
      // %% Table
      let frame: DataFrame = ["x": [1.25, 12345.5]]
      frame
      """
    var hashes: [[String?]] = []
    for locale in ["C", "de_DE.UTF-8"] {
      let run = try await bench.run(
        bench.script(body.replacing("LOCALE", with: locale)),
        configure: {
          $0.usesCache = false
          $0.environment["LOCPATH"] = bench.folder + "/locales"
        })
      #expect(bench.shown(run).first == "true")
      hashes.append(run.run.cells.flatMap(\.outputs).flatMap(\.representations).map { $0.sha256 ?? $0.text })
    }
    #expect(hashes[0].count > 6 && hashes[0] == hashes[1])
  }
}
