import Digests
import Foundation
import Runs
import Testing

@Suite struct FilesTests {
  let folder = TemporaryFolder()

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 1_000_000])
  func filesAreReadAsTheyWereWritten(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let path = folder.path + "/a"
    try Files.write(bytes, to: path)
    #expect(try Files.read(path) == bytes)
    #expect(try Files.readRegularFile(path) == bytes)
    #expect(try Files.read(path, first: 10) == Array(bytes.prefix(10)))
    #expect(try Files.read(path, last: 10) == Array(bytes.suffix(10)))
    #expect(Files.size(path) == count)
    #expect(FileDigest.sha256(of: path) == FileDigest.sha256(bytes))
    try Files.replace(path, with: [1])
    #expect(try Files.read(path) == [1])
    #expect(Files.names(in: folder.path) == ["a"])
  }

  @Test func filesWithoutASizeAreReadWhole() throws {
    #expect(try String(decoding: Files.read("/proc/self/status"), as: UTF8.self).contains("VmHWM:"))
  }

  @Test func onlyRegularFilesAreServed() throws {
    try Files.write([1], to: folder.path + "/file")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: folder.path + "/file")
    mkfifo(folder.path + "/pipe", 0o600)
    for name in ["link", "pipe", "none", "."] {
      #expect(throws: RunFailure.self) { try Files.readRegularFile(folder.path + "/" + name) }
    }
    #expect(throws: RunFailure.self) { try Files.read(folder.path) }
  }

  /// The pipe has no writer: opening it to read would block the test run for good. A time limit would count the wait for a free thread as well.
  @Test func pipesAreNotWaitedFor() {
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    #expect(throws: RunFailure.self) { try Files.read(pipe) }
    #expect(throws: RunFailure.self) { try Files.read(pipe, last: 10) }
    #expect(throws: RunFailure.self) { try Files.copy(pipe, to: folder.path + "/copy") }
    #expect(throws: RunFailure.self) { try Files.copy("/dev/zero", to: folder.path + "/copy") }
    #expect(FileDigest.sha256(of: pipe) == nil)
    #expect(!Files.exists(folder.path + "/copy"))
  }

  @Test func whatCouldNotBeDoneIsSaidWithTheReason() {
    let failure = #expect(throws: RunFailure.self) { try Files.write([], to: "/no/such/folder/file") }
    #expect(failure?.message == "/no/such/folder/file could not be written: No such file or directory")
    #expect(failure?.hint == nil)
    #expect(Files.failure("It could not be written", ENOSPC).hint == "Make room on the disk, or choose another folder.")
  }

  @Test func exchangingAndMoving() throws {
    let (one, other) = (folder.path + "/one", folder.path + "/other")
    for path in [one, other] {
      try Files.makeDirectory(path + "/inside")
      try Files.write(Array(path.utf8), to: path + "/inside/name")
    }
    try Files.exchange(one, with: other)
    #expect(try Files.read(one + "/inside/name") == Array(other.utf8))
    try Files.exchange(one, with: folder.path + "/third")
    #expect(!Files.exists(one))
    try Files.link(folder.path + "/third", to: folder.path + "/linked")
    #expect(try Files.read(folder.path + "/linked/inside/name") == Array(other.utf8))
    Files.remove(other)
    #expect(Files.names(in: folder.path) == ["linked", "third"])
  }

  @Test func aLockIsHeldOnce() throws {
    var lock = FolderLock(folder.path)
    #expect(lock != nil)
    #expect(FolderLock(folder.path) == nil)
    lock = nil
    #expect(FolderLock(folder.path) != nil)
    #expect(FolderLock(folder.path + "/none") == nil)
  }

  @Test func digestsAgreeWithTheStandard() {
    // FIPS 180-2, appendix B.1
    #expect(
      FileDigest.sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(FileDigest.digest(of: Array("abc".utf8)).prefix(2) == [0xBA, 0x78])
    #expect(FileDigest.sha256(of: "/no/such/file") == nil)
  }
}
