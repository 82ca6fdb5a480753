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
}
