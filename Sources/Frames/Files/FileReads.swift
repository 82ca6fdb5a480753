import Synchronization

/// A file that was read as a table.
public struct FileRead: Sendable, Equatable {
  public var path: String
  /// Bytes on disk.
  public var bytes: Int
  public var rows: Int
  public var report: CSVReadingReport?

  public init(path: String, bytes: Int, rows: Int, report: CSVReadingReport? = nil) {
    self.path = path
    self.bytes = bytes
    self.rows = rows
    self.report = report
  }
}

/// Tells who wants to know of each file that is read as a table, so that a report can name its inputs.
public enum FileReads {
  private static let observer = Mutex<(@Sendable (FileRead) -> Void)?>(nil)

  /// From now on `body` is called after each file read, on the thread that read it. It replaces an earlier observer; nil ends it.
  public static func observe(_ body: (@Sendable (FileRead) -> Void)?) {
    observer.withLock { $0 = body }
  }

  public static func report(_ read: FileRead) {
    let body = observer.withLock { $0 }
    body?(read)
  }
}
