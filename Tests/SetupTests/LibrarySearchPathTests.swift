import Foundation
import Runs
import Testing

@testable import Setup

@Suite struct LibrarySearchPathTests {
  /// The program that runs the tests was linked with a search path.
  private let program = FileManager.default.contents(atPath: "/proc/self/exe").map(Array.init) ?? []

  @Test func isTakenOutAndNothingElse() throws {
    var changed = program
    try LibrarySearchPath.remove(from: &changed, of: "program")
    #expect(changed.count == program.count && changed != program)
    // One entry of 16 bytes is gone: a second time there is nothing to do.
    let once = changed
    try LibrarySearchPath.remove(from: &changed, of: "program")
    #expect(changed == once)
  }

  @Test func otherFilesAreRefused() {
    var text = Array("#!/bin/sh\n".utf8)
    #expect(throws: RunFailure.self) { try LibrarySearchPath.remove(from: &text, of: "script") }
  }

  @Test(arguments: [64, 100, 500, 4000, 100_000]) func whatIsCutOffIsNotReadBeyondItsEnd(count: Int) {
    var part = Array(program.prefix(count))
    try? LibrarySearchPath.remove(from: &part, of: "program")
    #expect(part.count == count)
  }
}
