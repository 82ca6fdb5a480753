import Synchronization

/// A file that was read as a table.
public struct FileRead: Sendable, Equatable {
  /// Where the file is.
  public var path: String
  /// Bytes on disk.
  public var bytes: Int
  /// Rows of the table.
  public var rows: Int
  /// How the file is written and what is wrong with it; nil for other than delimited files.
  public var report: CSVReadingReport?

  /// A file with its size and number of rows.
  public init(path: String, bytes: Int, rows: Int, report: CSVReadingReport? = nil) {
    self.path = path
    self.bytes = bytes
    self.rows = rows
    self.report = report
  }
}

/// Reports each file that is read as a table to a listener, so that a report can name its inputs.
public enum FileReads {
  private static let observers = Mutex<[String: @Sendable (FileRead) -> Void]>([:])

  /// From now on `body` is called after each file read, on the thread that read it.
  /// - Parameters:
  ///   - name: of the observer. Another of the same name is replaced.
  ///   - body: nil ends the observation.
  public static func observe(as name: String = "", _ body: (@Sendable (FileRead) -> Void)?) {
    observers.withLock { $0[name] = body }
  }

  /// Calls all observers.
  public static func report(_ read: FileRead) {
    let bodies = observers.withLock { Array($0.values) }
    for body in bodies { body(read) }
  }
}
