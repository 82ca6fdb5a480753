import Foundation
import Testing

@testable import Watching

/// Whichever way an editor saves, the file's name is found; files beside it are not.
@Suite struct FileChangesTests {
  private let folder: String

  init() throws {
    let made = FileManager.default.temporaryDirectory.appendingPathComponent("songbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    folder = made.resolvingSymlinksInPath().path
    try "one".write(toFile: folder + "/script.swift", atomically: false, encoding: .utf8)
    try "one".write(toFile: folder + "/other.swift", atomically: false, encoding: .utf8)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  @Test func savingInPlaceByRenameAndByMakingAnewAreAllTold() throws {
    defer { remove() }
    let script = folder + "/script.swift"
    let changes = try #require(FileChanges())
    changes.watch([script])
    #expect(changes.take() == [])
    try "two".write(toFile: script, atomically: false, encoding: .utf8)
    #expect(changes.take() == [script])
    try "three".write(toFile: script, atomically: true, encoding: .utf8)
    #expect(changes.take() == [script])
    try FileManager.default.removeItem(atPath: script)
    #expect(changes.take() == [script])
    try "four".write(toFile: script, atomically: false, encoding: .utf8)
    #expect(changes.take() == [script])
    try "two".write(toFile: folder + "/other.swift", atomically: false, encoding: .utf8)
    #expect(changes.take() == [])
  }

  @Test func aFileThatIsNotThereYetIsTold() throws {
    defer { remove() }
    let changes = try #require(FileChanges())
    changes.watch([folder + "/songs.zip", folder + "/nowhere/songs.zip"])
    try "data".write(toFile: folder + "/songs.zip", atomically: true, encoding: .utf8)
    #expect(changes.take() == [folder + "/songs.zip"])
  }

  @Test func ofAFolderAllThatIsInIt() throws {
    defer { remove() }
    let changes = try #require(FileChanges())
    changes.watch([folder + "/"])
    try "new".write(toFile: folder + "/new.csv", atomically: false, encoding: .utf8)
    #expect(changes.take() == [folder + "/"])
  }

  @Test func whatALinkLeadsToIsWatched() throws {
    defer { remove() }
    let elsewhere = folder + "/elsewhere"
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
    try "one".write(toFile: elsewhere + "/real.swift", atomically: false, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link.swift", withDestinationPath: "elsewhere/real.swift")
    let changes = try #require(FileChanges())
    changes.watch([folder + "/link.swift"])
    try "two".write(toFile: elsewhere + "/real.swift", atomically: false, encoding: .utf8)
    #expect(changes.take() == [elsewhere + "/real.swift"])
  }

  @Test func whatWasSavedBeforeItWasWatchedIsTold() throws {
    defer { remove() }
    let changes = try #require(FileChanges())
    let other = folder + "/other.swift"
    changes.watch([other])
    let moment = FileChanges.now
    #expect(changes.watch([folder + "/script.swift", other], since: moment + 1) == [])
    changes.watch([other])
    try "two".write(toFile: folder + "/script.swift", atomically: true, encoding: .utf8)
    try "two".write(toFile: other, atomically: true, encoding: .utf8)
    #expect(changes.watch([folder + "/script.swift", other], since: moment) == [folder + "/script.swift"])
    #expect(changes.take().contains(other))
  }

  /// A folder that is moved away and made again is another folder under the same name, as is one above it.
  @Test(arguments: ["", "/project", "/project/analyses"])
  func aFolderThatIsMadeAnewIsFollowed(_ moved: String) throws {
    defer { remove() }
    let files = FileManager.default
    let script = folder + "/in/project/analyses/script.swift"
    func write(_ text: String) throws {
      try files.createDirectory(
        atPath: (script as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try text.write(toFile: script, atomically: false, encoding: .utf8)
    }
    try write("one")
    let changes = try #require(FileChanges())
    changes.watch([script])
    #expect(changes.take() == [])
    for round in 0..<3 {
      try files.moveItem(atPath: folder + "/in" + moved, toPath: folder + "/away-\(round)")
      #expect(changes.take() == [script])
      try write("two")
      #expect(changes.take() == [script])
      try write("three")
      #expect(changes.take() == [script])
      #expect(changes.take() == [])
    }
    try files.removeItem(atPath: folder + "/in" + moved)
    #expect(changes.take() == [script])
    try write("four")
    #expect(changes.take() == [script])
  }

  @Test func whatIsWatchedNoMoreIsNotTold() throws {
    defer { remove() }
    let changes = try #require(FileChanges())
    changes.watch([folder + "/script.swift"])
    changes.watch([])
    try "two".write(toFile: folder + "/script.swift", atomically: true, encoding: .utf8)
    #expect(changes.take() == [])
  }
}
