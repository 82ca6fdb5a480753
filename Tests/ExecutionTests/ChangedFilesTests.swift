import Execution
import Foundation
import Runs
import Testing

/// A statement that runs in two rounds of a run finds the files that it found the first time.
@Suite struct ChangedFilesTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
    try bench.write("data/log.txt", "first\n")
    try bench.write("data/count.txt", "4")
    try bench.write("data/old.txt", "old")
    try FileManager.default.createSymbolicLink(
      atPath: bench.folder + "/data/link.txt", withDestinationPath: "count.txt")
    try FileManager.default.createDirectory(atPath: bench.folder + "/data/empty", withIntermediateDirectories: false)
  }

  /// The cell behind the mistake runs in a second round, and needs what the first cell made again.
  private func source(_ statements: String) -> String {
    bench.script(
      """
      // %% Change
      func change() -> Int {
        \(statements)
      }
      let changed = change()
      // %% Mistake
      let frame: DataFrame = ["x": [1]]
      _ = frame["y"]
      // %% Behind
      changed
      """)
  }

  @Test(arguments: [
    (
      """
      let log = fopen("DATA/log.txt", "a")!
        fputs("line\\n", log)
        fclose(log)
        return 1
      """, "log.txt: first\nline\n"
    ),
    (
      """
      let count = Int(try! String(contentsOfFile: "DATA/link.txt", encoding: .utf8))!
        let file = fopen("DATA/link.txt", "w")!
        fputs("\\(count + 1)", file)
        fclose(file)
        return count
      """, "count.txt: 5"
    ),
    (
      """
      rename("DATA/old.txt", "DATA/new.txt")
        rmdir("DATA/empty")
        mkdir("DATA/made", 0o777)
        try! "x".write(toFile: "DATA/made/inside.txt", atomically: true, encoding: .utf8)
        return try! FileManager.default.contentsOfDirectory(atPath: "DATA").count
      """, "new.txt: old"
    ),
  ])
  func aSecondRoundFindsWhatTheFirstFound(statements: String, file: String) async throws {
    let finished = try await bench.run(source(statements))
    #expect(finished.plans.count == 2)
    #expect(finished.run.statuses.last == .ok)
    let parts = file.split(separator: ": ", maxSplits: 1)
    let data = bench.folder + "/data/"
    #expect(try String(contentsOfFile: data + parts[0], encoding: .utf8) == String(parts[1]))
    // What both rounds returned is the same.
    #expect(Files.names(in: finished.folder.directory).contains("before") == false)
    if parts[0] == "new.txt" {
      #expect(!FileManager.default.fileExists(atPath: data + "old.txt"))
      #expect(!FileManager.default.fileExists(atPath: data + "empty"))
      #expect(FileManager.default.fileExists(atPath: data + "made/inside.txt"))
      // log, count, link, new and made.
      #expect(finished.run.shown(3).joined().contains("5"))
    }
    if parts[0] == "count.txt" { #expect(finished.run.shown(3).joined().contains("4")) }
  }
}
