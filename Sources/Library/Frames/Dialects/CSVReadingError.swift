/// Why a delimited file could not be read.
public struct CSVReadingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong.
  public enum Kind: Sendable, Equatable {
    /// The file could not be opened or read.
    case file
    /// The archive is damaged, or holds no one table.
    case archive
    /// The file holds no text: a picture, a workbook, a program.
    case binary
    /// There is nothing in the file.
    case empty
    /// An option does not fit the file or another option.
    case option
    /// In strict mode: the first thing that is not as it should be.
    case problem(CSVReadingReport.Problem.Kind)
  }

  /// What went wrong.
  public var kind: Kind
  /// Nil when bytes were read.
  public var path: String?
  /// From 1.
  public var line: Int?
  /// What went wrong, as a sentence.
  public var message: String
  /// What to do.
  public var hint: String?

  /// An error with its place and what to do about it.
  public init(kind: Kind, path: String? = nil, line: Int? = nil, message: String, hint: String? = nil) {
    self.kind = kind
    self.path = path
    self.line = line
    self.message = message
    self.hint = hint
  }

  /// The path and the line where they are known, then what went wrong and what to do.
  public var description: String {
    var text = ""
    switch (path, line) {
    case (let path?, let line?): text = "\(path):\(line): "
    case (let path?, nil): text = "\(path): "
    case (nil, let line?): text = "line \(line): "
    case (nil, nil): break
    }
    text += message
    if let hint { text += " " + hint }
    return text
  }
}
