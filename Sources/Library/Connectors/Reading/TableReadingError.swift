public import Frames

/// Why a file could not be read as a table.
public struct TableReadingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong.
  public enum Kind: Sendable, Equatable {
    /// The file could not be opened or read, or no file has such a name.
    case file
    /// The contents are not what the format asks for: damaged, cut short or forged.
    case damaged
    /// The format allows for it and this reader does not: a nested column, an encryption.
    case unsupported
    /// A library of the system that the file needs is not installed.
    case library
    /// An option does not fit the file.
    case option
    /// What reading a delimited file says.
    case delimited(CSVReadingError.Kind)
  }

  /// What went wrong.
  public var kind: Kind
  /// The file; nil when bytes were read.
  public var path: String?
  /// Where in the file, such as `line 3` or `the column "x"`; nil when it is the whole.
  public var place: String?
  /// What went wrong, as a sentence.
  public var message: String
  /// What to do.
  public var hint: String?

  /// An error with its place and what to do about it.
  public init(kind: Kind, path: String? = nil, place: String? = nil, message: String, hint: String? = nil) {
    self.kind = kind
    self.path = path
    self.place = place
    self.message = message
    self.hint = hint
  }

  init(_ error: CSVReadingError) {
    self.init(
      kind: error.kind == .file ? .file : .delimited(error.kind), path: error.path,
      place: error.line.map { "line \($0)" }, message: error.message, hint: error.hint)
  }

  static func damaged(_ message: String, at place: String? = nil) -> TableReadingError {
    TableReadingError(
      kind: .damaged, place: place, message: message, hint: "Was the file copied or downloaded whole?")
  }

  /// The path and the place where they are known, then what went wrong and what to do.
  public var description: String {
    [path, place].compactMap { $0 }.map { $0 + ": " }.joined() + message + (hint.map { " " + $0 } ?? "")
  }
}
