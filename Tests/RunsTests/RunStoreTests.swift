import Digests
import Foundation
import Runs
import Testing

/// Reports are replaced in one step, and the last good one is never lost.
@Suite struct RunStoreTests {
  let folder = TemporaryFolder()

  private func finished(_ mark: String) throws -> RunFolder {
    let directory = folder.path + "/work-\(mark)"
    try FileManager.default.createDirectory(atPath: directory + "/figures", withIntermediateDirectories: true)
    try mark.write(toFile: directory + "/figures/\(mark).svg", atomically: true, encoding: .utf8)
    let environment = Environment(songbook: "1", compiler: "Swift", operatingSystem: "Linux")
    let run = Run(analysis: "study", path: "study.swift", id: mark, status: .ok, environment: environment)
    return RunFolder(run: run, directory: directory)
  }

  private func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  @Test func aReportTakesTheLastOnesPlace() throws {
    let store = RunStore(directory: folder.path + "/reports")
    #expect(store.latest("study") == nil)
    let place = try store.publish(finished("one"), source: "", page: Array("page one".utf8))
    try "mine".write(toFile: place + "/notes.txt", atomically: true, encoding: .utf8)
    try store.publish(finished("two"), source: "", page: Array("page two".utf8))
    #expect(store.latest("study")?.id == "two")
    #expect(text(place + "/index.html") == "page two")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place + "/figures") == ["two.svg"])
    #expect(text(place + "/notes.txt") == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.directory) == ["study"])
    #expect(store.runs(of: "study").map(\.run.id) == ["two", "one"])
    #expect(text(place + "/runs/one/index.html") == "page one" && text(place + "/runs/one/figures/one.svg") == "one")
    #expect(store.run("o", of: "study")?.directory == place + "/runs/one")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/work-two"))
  }

  @Test func aReportThatIsTakenInLeavesOtherFiles() throws {
    let other = RunStore(directory: folder.path + "/other")
    let taken = try other.publish(finished("new"), source: "new", page: Array("new page".utf8))
    let store = RunStore(directory: folder.path + "/reports")
    let place = try store.publish(finished("old"), source: "", page: Array("old page".utf8))
    try "mine".write(toFile: place + "/notes.txt", atomically: true, encoding: .utf8)
    try store.adopt(taken, as: "study")
    #expect(store.latest("study")?.id == "new" && text(place + "/index.html") == "new page")
    #expect(text(place + "/notes.txt") == "mine")
    #expect(text(taken + "/index.html") == "new page")
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.directory) == ["study"])
  }

  /// A run that shows a file of these contents; the file may hold other contents by now.
  private func showing(_ contents: String, _ mark: String) throws -> RunFolder {
    var made = try finished(mark)
    try contents.write(toFile: made.directory + "/figures/same.svg", atomically: true, encoding: .utf8)
    let hash = FileDigest.sha256(of: made.directory + "/figures/same.svg")
    let form = Representation(mediaType: "image/svg+xml", file: "figures/same.svg", sha256: hash)
    made.run.cells = [
      CellRun(
        index: 0, kind: .code, startLine: 1, endLine: 1, status: .ok,
        outputs: [Output(kind: .figure, representations: [form])])
    ]
    return made
  }

  @Test func soManyRunsAreKept() throws {
    let store = RunStore(directory: folder.path + "/reports", keptRuns: 3)
    for number in 1...5 { try store.publish(finished("run\(number)"), source: "", page: []) }
    #expect(store.runs(of: "study").map(\.run.id) == ["run5", "run4", "run3"])
  }

  @Test func whatIsEditedInOneReportStaysAsItWasInAllOthers() throws {
    let store = RunStore(directory: folder.path + "/reports")
    func edit(_ path: String) throws {
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.write(contentsOf: Data("EDITED".utf8))
    }
    for mark in ["one", "two"] { try store.publish(showing("contents", mark), source: "", page: []) }
    let place = store.folder(of: "study")
    try edit(place + "/figures/same.svg")
    try store.publish(showing("contents", "three"), source: "", page: [])
    #expect(text(place + "/figures/same.svg") == "contents")
    #expect(text(place + "/runs/two/figures/same.svg") == "EDITEDts")
    #expect(text(place + "/runs/one/figures/same.svg") == "contents")
    try edit(place + "/runs/one/figures/same.svg")
    #expect(text(place + "/figures/same.svg") == "contents")
  }

  @Test func anIdThatIsNoNameIsNotMadeAPath() throws {
    let store = RunStore(directory: folder.path + "/reports")
    for id in ["../../outside", "..", ".", "", ".hidden", "a/b", "x\u{0}y"] {
      var made = try finished("mark")
      made.run.id = id
      try store.publish(made, source: "", page: [])
      try store.publish(finished("next"), source: "", page: [])
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/outside"))
      #expect(store.runs(of: "study").map(\.run.id).allSatisfy { $0 == "next" })
    }
  }

  @Test func theReportOfAnotherAnalysisIsKnown() throws {
    let store = RunStore(directory: folder.path + "/reports")
    let (one, two) = (folder.path + "/one/study.swift", folder.path + "/two/study.swift")
    for path in [one, two] {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try "".write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(store.otherOwner(ofReportOf: "study", at: two) == nil)
    var made = try finished("mark")
    made.run.path = one
    try store.publish(made, source: "", page: [])
    #expect(store.otherOwner(ofReportOf: "study", at: one) == nil)
    #expect(store.otherOwner(ofReportOf: "study", at: folder.path + "/two/../one/study.swift") == nil)
    #expect(store.otherOwner(ofReportOf: "study", at: two) == one)
    // The file has moved.
    try FileManager.default.removeItem(atPath: one)
    #expect(store.otherOwner(ofReportOf: "study", at: two) == nil)
  }

  /// Whatever a killed run has left beside the reports is put right by the next one.
  @Test func whatAKilledRunLeftIsPutRight() throws {
    let store = RunStore(directory: folder.path + "/reports")
    let place = try store.publish(finished("one"), source: "", page: [])
    try store.publish(finished("two"), source: "", page: [])
    let left = store.directory + "/.study-abcdef"
    try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: place + "/runs", toPath: left + "/runs")
    OwnedFolder.mark(left)
    try store.publish(finished("three"), source: "", page: [])
    #expect(store.runs(of: "study").map(\.run.id) == ["three", "two", "one"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.directory) == ["study"])
  }

  /// Names alone do not show whose a folder is.
  @Test func whatIsNotSongbooksIsLeftAlone() throws {
    let store = RunStore(directory: folder.path + "/reports", keptRuns: 2)
    let place = try store.publish(finished("run1"), source: "", page: [])
    try store.publish(finished("run2"), source: "", page: [])
    let foreign = [
      store.directory + "/.study-abcdef", store.directory + "/.study-ABC123", place + "/runs/mine",
      place + "/runs/.kept",
    ]
    for folder in foreign {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try "mine".write(toFile: folder + "/thesis.txt", atomically: true, encoding: .utf8)
    }
    for name in ["run3", "run4", "run5"] { try store.publish(finished(name), source: "", page: []) }
    for folder in foreign { #expect(text(folder + "/thesis.txt") == "mine") }
    #expect(store.runs(of: "study").map(\.run.id) == ["run5", "run4"])
  }

  @Test func aManifestOfAnotherProgramIsNotReplaced() throws {
    let store = RunStore(directory: folder.path + "/reports")
    let place = store.folder(of: "study")
    try FileManager.default.createDirectory(atPath: place + "/figures", withIntermediateDirectories: true)
    try "{\"schema\": \"other\"}".write(toFile: place + "/run.json", atomically: true, encoding: .utf8)
    try "mine".write(toFile: place + "/figures/mine.png", atomically: true, encoding: .utf8)
    #expect(throws: RunFailure.self) { try store.publish(finished("one"), source: "", page: []) }
    #expect(text(place + "/figures/mine.png") == "mine")
  }

  /// Wherever a link stands in the way, what it leads to is not written, replaced or removed.
  @Test(arguments: ["reports", "reports/study", "reports/study/runs"], ["folder", "file", "nothing"])
  func linksAreRefused(_ place: String, _ target: String) throws {
    let store = RunStore(directory: folder.path + "/reports")
    if place.hasSuffix("runs") { try store.publish(finished("one"), source: "", page: []) }
    let elsewhere = folder.path + "/elsewhere"
    if target == "folder" {
      try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
      try "mine".write(toFile: elsewhere + "/thesis.txt", atomically: true, encoding: .utf8)
    } else if target == "file" {
      try "mine".write(toFile: elsewhere, atomically: true, encoding: .utf8)
    }
    let link = folder.path + "/" + place
    try FileManager.default.createDirectory(
      atPath: (link as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: elsewhere)
    let failure = #expect(throws: RunFailure.self) { try store.publish(finished("two"), source: "", page: []) }
    #expect(failure?.message.contains("symbolic link") == true)
    #expect(text(elsewhere + (target == "folder" ? "/thesis.txt" : "")) == (target == "nothing" ? nil : "mine"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == elsewhere)
    if target == "folder" { #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere) == ["thesis.txt"]) }
  }

  @Test func aFolderThatHoldsSomethingElseIsLeftAlone() throws {
    let store = RunStore(directory: folder.path + "/reports")
    let place = store.folder(of: "study")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try "mine".write(toFile: place + "/thesis.txt", atomically: true, encoding: .utf8)
    #expect(throws: RunFailure.self) { try store.publish(finished("one"), source: "", page: []) }
    #expect(text(place + "/thesis.txt") == "mine")
  }

  /// In a process of its own: no file may grow beyond 100 kB there, so that writing the page fails as on a full disk.
  @Test func aFullDiskLeavesTheLastGoodReport() async {
    await #expect(processExitsWith: .success) {
      let suite = RunStoreTests()
      let store = RunStore(directory: suite.folder.path + "/reports")
      let place = try store.publish(suite.finished("good"), source: "", page: Array("good page".utf8))
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let failure = #expect(throws: RunFailure.self) {
        try store.publish(suite.finished("bad"), source: "", page: [UInt8](repeating: 0x20, count: 1_000_000))
      }
      try #require(failure?.message.contains("could not be written") == true)
      try #require(store.latest("study")?.id == "good")
      try #require(suite.text(place + "/index.html") == "good page")
      try #require(try FileManager.default.contentsOfDirectory(atPath: store.directory) == ["study"])
    }
  }
}
