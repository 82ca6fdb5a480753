import Execution
import Foundation
import Notebooks
import Runs
import Testing

/// Whatever is changed between two runs of real Swift: what the cache shows is what a run without it shows, and the files
/// that the notebook has written are the same.
///
/// `SONGBOOK_RANDOM_NOTEBOOKS` is how many notebooks are tried, `SONGBOOK_RANDOM_SEED` the number of the first.
@Suite struct RandomNotebookTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seeds = environment["SONGBOOK_RANDOM_NOTEBOOKS"].flatMap { Int($0) }.map { count in
    let first = environment["SONGBOOK_RANDOM_SEED"].flatMap { Int($0) } ?? 1
    return Array(first..<first + count)
  }
  /// Of the notebooks that every run of the tests tries, some once gave wrong results.
  private static let usualSeeds = [1, 40_064, 40_081]
  private static let steps = 5

  @Test(arguments: 0..<2) func cachedOutputsAreThoseOfARunWithoutTheCache(half: Int) async throws {
    var shown = 0
    var cached = 0
    var rounds = 0
    let seeds = Self.seeds ?? Self.usualSeeds
    for seed in stride(from: half, to: seeds.count, by: 2).map({ seeds[$0] }) {
      let bench = try Bench()
      let clean = try Bench()
      let programs = "/.songbook/cache/programs"
      let world = World(folder: bench.folder + "/world")
      try world.make()
      var author = RandomNotebook(seed: UInt64(seed), world: world.folder)
      var edits = "first"
      for step in 0..<Self.steps {
        if step > 0 {
          edits = (0...(step % 2)).map { _ in author.edit() }.joined(separator: ", ")
        }
        try world.arrange(for: author)
        let surroundings = "\(author.surroundings)"
        // Both begin in the same world.
        try world.keep()
        let again = try await bench.run(author.source) { $0.environment[RandomNotebook.variable] = surroundings }
        let files = try world.files()
        try world.exchange()
        // What both compile is compiled once.
        try Self.copyNewFiles(from: bench.folder + programs, to: clean.folder + programs)
        let whole = try await clean.run(author.source) {
          $0.usesCache = false
          $0.environment[RandomNotebook.variable] = surroundings
        }
        let expectedFiles = try world.files()
        try world.exchange()
        // Overlapping accesses of what is being changed end a program; then nothing is to be compared.
        if whole.run.status == .crashed, again.run.status == .crashed { break }
        guard whole.run.status == .ok else {
          Issue.record(
            "seed \(seed), step \(step): \(whole.run.status) \(whole.run.diagnostics) \(whole.run.problem.map { "\($0)" } ?? "")\n\(author.source)"
          )
          break
        }
        shown += again.run.cells.count { !$0.outputs.isEmpty }
        cached += again.run.cells.count { !$0.outputs.isEmpty && $0.status == .cached }
        rounds += again.plans.count
        let texts = again.run.cells.indices.map(again.run.shown)
        let expected = whole.run.cells.indices.map(whole.run.shown)
        guard again.run.status == .ok, texts == expected, files == expectedFiles else {
          let wrong = texts.indices.filter { texts[$0] != expected[$0] }
          let notebook = try bench.notebook(author.source)
          Issue.record(
            """
            seed \(seed), step \(step), after \(edits): \(again.run.status)
            \(wrong.map { "\(again.run.cells[$0].title ?? ""): \(texts[$0]), not \(expected[$0])" }.joined(separator: "\n"))
            \(files == expectedFiles ? "" : "files: \(files), not \(expectedFiles)")
            \(again.plans.map { $0.cells.compactMap { $0.explanation(in: notebook) }.joined(separator: "\n") }.joined(separator: "\nthen\n"))
            \(author.source)
            """)
          break
        }
      }
    }
    if shown > 50 {
      // A planner that runs everything is right, and of no use.
      #expect(cached * 5 > shown)
    }
    print("random notebooks: \(shown) shown, \(cached) of them from the cache, \(rounds) rounds")
  }

  private static func copyNewFiles(from folder: String, to other: String) throws {
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where !FileManager.default.fileExists(atPath: "\(other)/\(name)") {
      try FileManager.default.copyItem(atPath: "\(folder)/\(name)", toPath: "\(other)/\(name)")
    }
  }
}

/// The folder that a notebook reads and writes, and a second one in which the same is done over.
private struct World {
  let folder: String
  private var other: String { folder + ".other" }
  private var manager: FileManager { .default }

  init(folder: String) { self.folder = folder }

  func make() throws { try manager.createDirectory(atPath: folder + "/listed", withIntermediateDirectories: true) }

  func arrange(for author: RandomNotebook) throws {
    if (try? String(contentsOfFile: author.dataFile(), encoding: .utf8)) != "\(author.data)" {
      try "\(author.data)".write(toFile: author.dataFile(), atomically: true, encoding: .utf8)
    }
    for number in 0..<4 {
      let file = "\(author.listedFolder())/\(number)"
      if number >= author.listed {
        try? manager.removeItem(atPath: file)
      } else if !manager.fileExists(atPath: file) {
        try Data().write(to: URL(fileURLWithPath: file))
      }
    }
  }

  /// Copies the folder as it is.
  func keep() throws {
    try? manager.removeItem(atPath: other)
    try manager.copyItem(atPath: folder, toPath: other)
  }

  /// Puts the copy in the folder's place, and the folder in that of the copy.
  func exchange() throws {
    try manager.moveItem(atPath: folder, toPath: folder + ".moved")
    try manager.moveItem(atPath: other, toPath: folder)
    try manager.moveItem(atPath: folder + ".moved", toPath: other)
  }

  /// All files with what they hold.
  func files() throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try manager.subpathsOfDirectory(atPath: folder) {
      files[name] = (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
    }
    return files
  }
}
