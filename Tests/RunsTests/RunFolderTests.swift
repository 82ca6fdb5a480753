import Glibc
import Runs
import Testing

@Suite struct RunFolderTests {
  let folder = TemporaryFolder()

  private func written() throws -> RunFolder {
    let environment = Environment(songbook: "1", compiler: "Swift", operatingSystem: "Linux")
    var run = Run(analysis: "study", path: "study.swift", id: "one", status: .ok, environment: environment)
    let table = Representation(mediaType: "text/csv", file: "tables/tbl-a.csv")
    run.cells = [
      CellRun(
        index: 0, kind: .code, startLine: 1, endLine: 1, status: .ok,
        outputs: [Output(kind: .table, representations: [table])])
    ]
    run.metrics = [Metric(name: "m", value: -.infinity)]
    try Files.makeDirectory(folder.path + "/tables")
    try Files.write(Array("n\n1\n".utf8), to: folder.path + "/tables/tbl-a.csv")
    try Files.write(run.json(), to: folder.path + "/run.json")
    return RunFolder(run: run, directory: folder.path)
  }

  @Test func aRunIsReadFromItsFolderOrItsManifest() throws {
    let written = try written()
    for path in [folder.path, folder.path + "/run.json"] {
      let read = try RunFolder(contentsOf: path)
      #expect(read.run == written.run)
      #expect(read.directory == folder.path)
      #expect(read.manifest == folder.path + "/run.json")
      #expect(read.source == nil)
    }
  }

  @Test func loadedFilesOutliveTheFolder() throws {
    let written = try written()
    try Files.write(Array("let a = 1".utf8), to: "\(folder.path)/\(Run.sourceFile)")
    let loaded = written.loadingFiles()
    written.discard()
    #expect(try loaded.file("tables/tbl-a.csv") == Array("n\n1\n".utf8))
    #expect(loaded.source == "let a = 1")
    #expect(throws: RunFailure.self) { try written.file("tables/tbl-a.csv") }
  }

  @Test func whatIsNoRunIsSaid() throws {
    let missing = #expect(throws: RunFailure.self) { try RunFolder(contentsOf: "/nowhere/at/all") }
    #expect(missing?.message == "There is no run at /nowhere/at/all")
    try Files.write(Array("{}".utf8), to: folder.path + "/run.json")
    let other = #expect(throws: RunFailure.self) { try RunFolder(contentsOf: folder.path) }
    #expect(other?.message.contains("is no run of Songbook") == true)
  }

  @Test func nothingOutsideTheFolderIsRead() throws {
    let written = try written()
    let outside = TemporaryFolder()
    try Files.write(Array("secret".utf8), to: outside.path + "/a.csv")
    symlink(outside.path + "/a.csv", folder.path + "/tables/link.csv")
    symlink(outside.path, folder.path + "/linked")
    mkfifo(folder.path + "/tables/pipe.csv", 0o666)
    let up = String(repeating: "../", count: 20) + outside.path.dropFirst() + "/a.csv"
    for path in [
      outside.path + "/a.csv", up, "tables/" + up, "tables/link.csv", "linked/a.csv", "tables/pipe.csv", "tables",
      "tables/../tables/tbl-a.csv", "./tables/tbl-a.csv", "tables//tbl-a.csv", "tables/tbl-a.csv\u{0}.png", "", ".",
    ] {
      #expect(throws: RunFailure.self, "\(path)") { try written.file(path) }
    }
    #expect(try written.file("tables/tbl-a.csv") == Array("n\n1\n".utf8))
  }

  @Test func aManifestThatIsNoFileIsSaidAndNotWaitedFor() throws {
    mkfifo(folder.path + "/run.json", 0o666)
    let failure = #expect(throws: RunFailure.self) { try RunFolder(contentsOf: folder.path) }
    #expect(failure?.message == "\(folder.path)/run.json is not a regular file")
    #expect(throws: RunFailure.self) { try RunFolder(contentsOf: "/dev/zero") }
  }

  @Test(arguments: [
    (#""seconds" : 1"#, #""seconds" : 1e999"#), (#""seconds" : 1"#, #""seconds" : "1""#),
    (#""bytes" : 4"#, #""bytes" : 99999999999999999999"#), (#""bytes" : 4"#, #""bytes" : 4.5"#),
    (#""cells" : ["#, #""cells" : {"a" : ["#), (#""status" : "ok""#, #""status" : "fine""#),
    (#""metrics" : ["#, String(repeating: "[", count: 100_000) + #""metrics" : ["#),
  ])
  func aManifestThatCannotBeIsSaid(right: String, wrong: String) throws {
    var written = try written()
    written.run.seconds = 1
    written.run.inputs = [Input(path: "a.csv", bytes: 4, sha256: "")]
    let text = String(decoding: try written.run.json(), as: UTF8.self)
    #expect(text.contains(right))
    try Files.write(Array(text.replacing(right, with: wrong, maxReplacements: 1).utf8), to: written.manifest)
    #expect(throws: RunFailure.self) { try RunFolder(contentsOf: folder.path) }
  }
}
