import Synchronization

/// What a run records about a table elsewhere: that it was opened, or a query with its answer.
public struct TableRead: Sendable, Equatable {
  /// Host, database and table, as reports show them.
  public var address: String
  /// The address as the analysis named it, with the user.
  public var source: String
  /// The server's version.
  public var version: String
  /// Rows of the table when it was opened.
  public var rows: Int
  /// What changes when the table's contents do.
  public var fingerprint: String
  /// What the server was asked; nil where the table was opened.
  public var query: String?
  /// How long the answer took.
  public var seconds: Double
  /// Whether the answer is the same however many threads and servers compute it.
  public var isExact: Bool
}

/// Reports each table that is opened and each query to a listener, so that a report can name its inputs.
public enum TableReads {
  private static let observers = Mutex<[String: @Sendable (TableRead) -> Void]>([:])

  /// From now on `body` is called after each table that is opened and each query.
  /// - Parameters:
  ///   - name: of the observer. Another of the same name is replaced.
  ///   - body: nil ends the observation.
  public static func observe(as name: String = "", _ body: (@Sendable (TableRead) -> Void)?) {
    observers.withLock { $0[name] = body }
  }

  static func report(_ read: TableRead) {
    let bodies = observers.withLock { Array($0.values) }
    for body in bodies { body(read) }
  }
}
