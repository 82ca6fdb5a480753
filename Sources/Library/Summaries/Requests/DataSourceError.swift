import Statistics

/// Why a summary, a table elsewhere or a database gave no answer.
public struct DataSourceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong.
  public enum Kind: Sendable, Equatable {
    /// A column is not there, or is of another type.
    case column
    /// The source cannot compute what is asked for.
    case unsupported
    /// The address is not one.
    case address
    /// There is no server, or the connection broke.
    case connection
    /// The server refused the user or the password.
    case refused
    /// The server answered with an error; its own code where it has one.
    case server(code: Int?)
    /// The answer is not what the protocol asks for.
    case damaged
    /// A limit of time or memory was reached.
    case limit
    /// A library or a driver is not installed.
    case library
  }

  /// What went wrong.
  public var kind: Kind
  /// The host, the table or the column; nil where that is not known.
  public var place: String?
  /// What went wrong, as a sentence.
  public var message: String
  /// What to do.
  public var hint: String?

  /// An error with its place and what to do about it.
  public init(kind: Kind, place: String? = nil, message: String, hint: String? = nil) {
    self.kind = kind
    self.place = place
    self.message = message
    self.hint = hint
  }

  /// A column that a table does not have.
  package static func noColumn(_ name: String, among names: [String]) -> DataSourceError {
    let near = NearestName.of(name, among: names).map { "Did you mean \"\($0)\"? " } ?? ""
    let all = names.prefix(30).joined(separator: ", ") + (names.count > 30 ? ", ..." : "")
    return DataSourceError(
      kind: .column, message: "There is no column \"\(name)\".", hint: "\(near)The columns are: \(all).")
  }

  /// The place where it is known, then what went wrong and what to do.
  public var description: String {
    (place.map { $0 + ": " } ?? "") + message + (hint.map { " " + $0 } ?? "")
  }
}
