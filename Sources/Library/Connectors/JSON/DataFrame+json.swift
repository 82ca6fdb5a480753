public import Frames

extension DataFrame {
  /// Reads a file of JSON or JSON lines, plain or packed.
  ///
  /// The rows are a list of objects, objects one behind the other, or one of the layouts that pandas writes (`records`,
  /// `split`, `index`, `columns`); where one member of an object is a list of objects, those. A name that a row lacks
  /// and `null` are missing values. Objects in rows become columns with names such as `user.name`; lists stay JSON
  /// text. A column whose values are of different types is text; texts that are all dates are dates.
  /// - Parameters:
  ///   - columns: keep these only, in this order; all when nil.
  ///   - types: of columns by name; names that the file does not have are ignored.
  /// - Throws: ``TableReadingError`` with the line when the text is no JSON.
  public init(
    contentsOfJSONFile path: String, columns: [String]? = nil, types: [String: CSVType] = [:]
  ) throws(TableReadingError) {
    self = try TableFile.reading(path) { () throws(TableReadingError) in
      let (file, bytes): (FileBytes, Int)
      do throws(CSVReadingError) { (file, bytes) = try PackedFiles.contents(of: path) } catch {
        throw TableReadingError(error)
      }
      return (try DataFrame.json(file, columns, types), bytes)
    }
  }

  /// Reads bytes as ``init(contentsOfJSONFile:columns:types:)`` reads a file.
  public init(
    jsonData: [UInt8], columns: [String]? = nil, types: [String: CSVType] = [:]
  ) throws(TableReadingError) {
    self = try DataFrame.json(FileBytes(jsonData), columns, types)
  }

  private static func json(
    _ file: FileBytes, _ columns: [String]?, _ types: [String: CSVType]
  ) throws(TableReadingError) -> DataFrame {
    let (text, start, encoding): (FileBytes, Int, CSVDialect.Encoding)
    do throws(CSVReadingError) { (text, start, encoding) = try UnicodeText.text(file) } catch {
      throw TableReadingError(error)
    }
    defer { withExtendedLifetime(text) {} }
    var document = JSONDocument(
      UnsafeRawBufferPointer(rebasing: text.rawBuffer.dropFirst(start)), infersDates: true)
    var frame = try TableFile.choosing(columns, types, of: try document.frame())
    var remarks = document.remarks
    if encoding != .utf8 { remarks.append("The encoding was taken for \(encoding.rawValue).") }
    frame.note(CSVReadingReport(rows: frame.rowCount, remarks: remarks))
    return frame
  }
}
