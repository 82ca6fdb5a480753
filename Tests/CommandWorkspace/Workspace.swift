public import Foundation

/// A temporary folder in which tests run the built command. It is removed with the object.
public final class Workspace: Sendable {
  /// How a command ended and what it wrote.
  public struct Outcome: Sendable {
    public var exitCode: Int32
    public var output: String
    public var errors: String
  }

  /// The folder.
  public let folder: URL

  /// The folder that holds the executables under test.
  public static let products: URL = {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  }()

  /// Has a process run `songbook` in a folder. A shell changes to it: Foundation would change the folder of the whole
  /// test process for a moment, under the feet of other tests.
  public static func prepare(_ process: Process, _ arguments: [String], in folder: URL) {
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let songbook = products.appendingPathComponent("songbook").path
    process.arguments = ["-c", "cd -- \"$0\" && exec \"$@\"", folder.path, songbook] + arguments
  }

  /// Makes the folder, with `analyses/` in it.
  public init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("songbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("analyses"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file; the name is a path in the folder.
  public func write(_ name: String, _ text: String) throws {
    try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  /// Reads a file; the name is a path in the folder.
  public func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// Whether a file or folder exists; the name is a path in the folder.
  public func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
  }

  /// Runs the command `songbook` in the folder and waits for its end.
  /// - Parameter environment: variables beside those of the test.
  @discardableResult
  public func songbook(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try songbook(arguments, environment: environment)
  }

  /// Runs the command `songbook` with a list of arguments.
  @discardableResult
  public func songbook(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let process = Process()
    Workspace.prepare(process, arguments, in: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (output, errors) = (folder.appendingPathComponent(".stdout"), folder.appendingPathComponent(".stderr"))
    for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      exitCode: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
