import Foundation
import Runs
import Testing

@testable import Execution

/// What a cell prints is told while it runs.
@Suite final class PrintedTailTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "songbook-tail-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(
      at: folder.appending(path: "streams"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func print(_ text: String, _ number: Int = 1, _ stream: String = "stdout") throws {
    let path = folder.appending(path: PrintedFiles.path(number, stream)).path()
    let before = (try? Data(contentsOf: URL(filePath: path))) ?? Data()
    try (before + Data(text.utf8)).write(to: URL(filePath: path))
  }

  private func output(_ number: Int) -> Output {
    Output(
      kind: .stream,
      representations: [
        Representation(mediaType: "text/plain", file: PrintedFiles.path(number, "stdout"), stream: "stdout")
      ])
  }

  @Test func linesComeWhenTheyAreWhole() throws {
    var tail = PrintedTail(directory: folder.path(), limit: 1000)
    tail.begin()
    #expect(tail.take() == [])
    try print("one\ntw")
    #expect(tail.take() == [PrintedLines(lines: ["one"], isError: false)])
    #expect(tail.take() == [])
    try print("o\n10 %\r20 %\n")
    try print("wrong\n", 1, "stderr")
    #expect(
      tail.take() == [
        PrintedLines(lines: ["two", "20 %"], isError: false), PrintedLines(lines: ["wrong"], isError: true),
      ])
    try print("no end")
    #expect(tail.take() == [])
    #expect(tail.take(isLast: true) == [PrintedLines(lines: ["no end"], isError: false)])
  }

  /// What stands in files behind those that are announced may be another cell's.
  @Test func filesFollowEachOtherAsTheyAreAnnounced() throws {
    var tail = PrintedTail(directory: folder.path(), limit: 1000)
    tail.begin()
    try print("first", 1)
    try print("second\n", 2)
    #expect(tail.take() == [])
    #expect(tail.take(announced: output(1)) == [PrintedLines(lines: ["first"], isError: false)])
    tail.begin()
    #expect(tail.take(announced: output(2)) == [PrintedLines(lines: ["second"], isError: false)])
    #expect(tail.take(announced: output(2)) == [])
    #expect(tail.take(announced: Output(kind: .figure)) == [])
  }

  @Test func floodsAreCut() throws {
    var tail = PrintedTail(directory: folder.path(), limit: 20)
    tail.begin()
    try print(String(repeating: "0123456\n", count: 100))
    #expect(tail.take() == [PrintedLines(lines: ["0123456", "0123456"], isError: false, isCut: true)])
    try print("more\n")
    #expect(tail.take() == [])
    #expect(tail.take(announced: output(1)) == [])
    tail.begin()
    try print("next\n", 2)
    #expect(tail.take() == [PrintedLines(lines: ["next"], isError: false)])
    // A line without an end is cut as well.
    try print(String(repeating: "x", count: 1000), 2)
    #expect(tail.take().map(\.isCut) == [true])
  }
}
