/// Why a file could not be converted.
public enum CSVConversionError: Error, Sendable, Equatable, CustomStringConvertible {
  case reading(CSVReadingError)
  case writing(FileWritingError)
  /// The output's name has no known ending.
  case unknownFormat(path: String)

  /// What went wrong, as a sentence with the path where it is known.
  public var description: String {
    switch self {
    case .reading(let error): error.description
    case .writing(let error): error.description
    case .unknownFormat(let path):
      "\(path): the name does not tell the format. Let it end in .csv, .tsv, .json, .jsonl, .xlsx, .md, .html, .tex or .txt (and .gz, .xz or .zst to pack it)."
    }
  }
}

/// Turns any delimited file into a clean one: RFC 4180 in UTF-8, or what the ending of the output's name says.
///
/// No value is changed: everything stays text, `007` stays `007`. Rows of unequal length are filled up; fields beyond
/// the header's get columns of their own. A header is written also where none was found; none where the options say
/// that there is none and the output is delimited too.
public struct CSVConverter: Sendable {
  /// How the input is to be read; what is nil is found out.
  public var options: CSVReadingOptions

  /// A converter that reads as these options say, but infers no types and keeps fields beyond the header's.
  public init(options: CSVReadingOptions = CSVReadingOptions()) {
    self.options = options
    self.options.infersTypes = false
    self.options.keepsExtraFields = true
    self.options.textNilEncodings = [""]
  }

  /// - Returns: what was found in the input, and its problems.
  @discardableResult
  public func convert(_ input: String, to output: String) throws(CSVConversionError) -> CSVReadingReport {
    guard let format = format(of: output) else { throw .unknownFormat(path: output) }
    let frame: DataFrame
    do {
      frame = try DataFrame(contentsOfCSVFile: input, options: options)
    } catch {
      // Of nothing nothing comes.
      guard error.kind == .empty, error.hint == nil else { throw .reading(error) }
      frame = DataFrame()
    }
    do { try frame.write(to: output, format: format) } catch { throw .writing(error) }
    return frame.readingReport ?? CSVReadingReport(path: input, rows: frame.rowCount)
  }

  /// How the output is written; nil for an unknown ending.
  public func format(of output: String) -> (any TableFormat)? {
    let format = CSVConverter.format(of: output)
    guard options.headerRows == 0, var delimited = format as? CSVFormat else { return format }
    delimited.writesHeader = false
    return delimited
  }

  /// The format that a file's ending stands for, endings of packed files left aside; nil for an unknown one.
  public static func format(of path: String) -> (any TableFormat)? {
    var parts = (path.split(separator: "/").last ?? "").split(separator: ".")
    if let last = parts.last, ["gz", "xz", "zst"].contains(last) { parts.removeLast() }
    return parts.last.flatMap { TableFormats.format(pathExtension: String($0)) }
  }
}
