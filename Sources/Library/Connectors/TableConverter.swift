public import Frames

/// Why a file could not be converted.
public enum TableConversionError: Error, Sendable, Equatable, CustomStringConvertible {
  case reading(TableReadingError)
  case delimited(CSVConversionError)
  case writing(FileWritingError)
  case excel(ExcelWritingError)

  /// What went wrong, as a sentence with the path where it is known.
  public var description: String {
    switch self {
    case .reading(let error): error.description
    case .delimited(let error): error.description
    case .writing(let error): error.description
    case .excel(let error): error.description
    }
  }
}

/// Turns a table in any file that can be read into a file of the kind that its name's ending tells.
///
/// Of delimited files no value is changed, see ``CSVConverter``. Files of other kinds have types, which are kept.
public struct TableConverter: Sendable {
  /// How delimited files are to be read; what is nil is found out.
  public var options: CSVReadingOptions
  /// The sheet of a workbook; the first that is not hidden when nil.
  public var sheet: String?
  /// The widths of the columns of a file that has them at fixed places; nil for files of other kinds.
  public var widths: [Int]?

  /// A converter that finds out what the options leave open.
  public init(options: CSVReadingOptions = CSVReadingOptions(), sheet: String? = nil, widths: [Int]? = nil) {
    self.options = options
    self.sheet = sheet
    self.widths = widths
  }

  /// - Parameters:
  ///   - input: a file, a pattern of several, or `-` for standard input.
  ///   - output: its ending is one of those that ``TableFormats`` knows, or `xlsx`.
  /// - Returns: what was found in the input, and its problems.
  @discardableResult
  public func convert(_ input: String, to output: String) throws(TableConversionError) -> CSVReadingReport {
    let isExcel = output.lowercased().hasSuffix(".xlsx")
    let format = CSVConverter(options: options).format(of: output)
    guard isExcel || format != nil else { throw .delimited(.unknownFormat(path: output)) }
    let frame: DataFrame
    do throws(TableReadingError) {
      frame = input == "-" ? try standardInput() : try read(input)
    } catch {
      // Of nothing nothing comes.
      guard error.kind == .delimited(.empty), error.hint == nil else { throw .reading(error) }
      frame = DataFrame()
    }
    if let format {
      do { try frame.write(to: output, format: format) } catch { throw .writing(error) }
    } else {
      do { try frame.writeExcel(to: output) } catch { throw .excel(error) }
    }
    var report = frame.readingReport ?? CSVReadingReport(rows: frame.rowCount)
    report.path = input
    return report
  }

  private func standardInput() throws(TableReadingError) -> DataFrame {
    let input = try StandardInput()
    do { return try read(input.path) } catch {
      var error = error
      error.path = "-"
      throw error
    }
  }

  private func read(_ path: String) throws(TableReadingError) -> DataFrame {
    if let widths { return try DataFrame(contentsOfFixedWidthFile: path, widths: widths, encoding: options.encoding) }
    if let sheet { return try DataFrame(contentsOfExcelFile: path, sheet: sheet) }
    // Texts stay as they are: `007` is no number.
    return try DataFrame(contentsOf: path, options: CSVConverter(options: options).options)
  }
}
