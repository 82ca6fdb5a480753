import Foundation

/// Debian's Chromium without a network, driven by the scripts beside this file.
public enum Browser {
  /// Whether it is installed.
  public static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")

  /// What `check.py` finds out about a page.
  public struct Findings: Decodable, Sendable {
    /// A table after a click on a column's name, and after another.
    public struct Sorted: Decodable, Sendable {
      public var down: [String]
      public var up: [String]
      public var state: String
    }
    /// The page where scripts are switched off.
    public struct WithoutScript: Decodable, Sendable {
      public var text: String
      public var height: Int
    }
    public var wrong: [String]
    public var sorted: Sorted?
    public var current: String?
    public var title: String
    public var withoutScript: WithoutScript
  }

  /// Opens a page in light and dark, wide and narrow, on screen and on paper.
  public static func check(_ page: [UInt8]) throws -> Findings { try answer(from: "check.py", of: [page]) }

  /// What `visit.py` reads off the figures of a page.
  public struct Visit: Decodable, Sendable {
    /// What a mark says: its title and its values, a line each, and the sentence that is announced.
    public struct Mark: Decodable, Sendable {
      public var text: [String]
      public var said: String
    }
    public var figures: [String: [Mark]]
    public var wrong: [String]
  }

  /// Goes to three marks of each figure by keys, by mouse and by touch.
  public static func visit(_ page: [UInt8], width: Int) throws -> Visit {
    try answer(from: "visit.py", of: [page], "\(width)")
  }

  /// What a script beside this file prints about pages.
  public static func answer<Answer: Decodable>(
    from script: String, of pages: [[UInt8]], _ arguments: String...
  ) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "songbook-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try pages.enumerated().map { number, page in
      let file = folder.appending(path: "\(number).html")
      try Data(page).write(to: file)
      return file.path()
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: script)
    process.arguments = ["python3", script.path()] + files + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let json = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Answer.self, from: json)
  }
}
