import Execution
import Foundation
import Runs
import Testing

/// Work that one cell starts and that goes on while others run.
@Suite struct BackgroundWorkTests {
  let bench: Bench
  init() throws { bench = try Bench() }

  /// The second cell only waits; nothing in it tells what for.
  private static func source(_ start: String, show: String = "got") -> String {
    """
    import Foundation
    import Songbook
    // %% State
    nonisolated(unsafe) var got = "none"
    // %% Start
    \(start)
    // %% Wait
    usleep(900_000)
    print("waited")
    // %% Show
    \(show)
    """
  }

  private static func starts(_ file: String) -> [String] {
    let work = "usleep(50_000); got = (try? String(contentsOfFile: \"\(file)\", encoding: .utf8)) ?? \"gone\""
    return [
      "let thread = Thread { \(work) }\nthread.start()", "DispatchQueue.global().async { \(work) }",
      "let operations = OperationQueue()\noperations.addOperation { \(work) }", "_ = Task.detached { \(work) }",
      "func start() { Thread.detachNewThread { \(work) } }\nstart()",
    ]
  }

  @Test(arguments: 0..<5) func whatWaitsRunsWithWhatItWaitsFor(way: Int) async throws {
    let file = bench.folder + "/data.txt"
    let start = Self.starts(file)[way]
    func run(_ data: String, show: String = "got") async throws -> RunResult {
      try data.write(toFile: file, atomically: true, encoding: .utf8)
      let finished = try await bench.run(Self.source(start, show: show))
      #expect(finished.run.status == .ok, "\(finished.run.diagnostics)")
      return finished
    }
    let first = try await run("one")
    #expect(first.run.shown(4) == ["value: one"])
    // The file is read while the second cell waits.
    #expect(try await run("two").run.shown(4) == ["value: two"])
    #expect(try await run("two").run.statuses.allSatisfy { $0 == .cached })
    #expect(try await run("two", show: "got + \"!\"").run.shown(4) == ["value: two!"])
    let other = start.replacing("50_000", with: "40_000").replacing(
      "encoding: .utf8)) ??", with: "encoding: .utf8)).map { $0 + $0 } ??")
    try "two".write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try await bench.run(Self.source(other)).run.shown(4) == ["value: twotwo"])
  }

  /// Threads that a statement waits for itself are its own affair.
  @Test func whatEndsWithItsStatementNeedsNothing() async throws {
    func source(_ shown: String) -> String {
      """
      import Foundation
      import Songbook
      // %% First
      print("first")
      let values = [1, 2, 3]
      // %% Together
      nonisolated(unsafe) var sums = [0, 0, 0, 0, 0, 0, 0, 0]
      func add() { DispatchQueue.concurrentPerform(iterations: 8) { _ = sums[$0] } }
      add()
      // %% Show
      \(shown)
      """
    }
    _ = try await bench.run(source("values.count"))
    let again = try await bench.run(source("values.count + 1"))
    #expect(again.run.statuses.prefix(3).allSatisfy { $0 == .cached })
    #expect(again.run.cells[1].seconds == nil && again.run.cells[2].seconds == nil)
    #expect(again.run.shown(3) == ["value: 4"])
  }
}
