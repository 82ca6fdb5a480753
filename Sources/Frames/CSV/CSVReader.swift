#if canImport(Glibc)
  import Glibc
#endif

/// Reads delimited files into frames.
struct CSVReader {
  var columns: [String]?
  var rows: Range<Int>?
  var types: [String: CSVType]
  var options: CSVReadingOptions

  func read(path: String) throws(CSVReadingError) -> DataFrame {
    let file = try CompressedFile.contents(path, member: options.memberName)
    var frame = try read(bytes: file.bytes)
    frame.readingReport?.path = path
    frame.readingReport?.member = file.member
    frame.readingReport?.bytes = file.bytesOnDisk
    FileReads.report(
      FileRead(path: path, bytes: file.bytesOnDisk, rows: frame.rowCount, report: frame.readingReport))
    return frame
  }

  func read(bytes: [UInt8]) throws(CSVReadingError) -> DataFrame {
    let delimiter = options.delimiter?.asciiValue ?? 44
    var records: [[String?]] = []
    var fields: [String?] = []
    var field: [UInt8] = []
    var quoted = false
    var inside = false
    func close() {
      fields.append(field.isEmpty && !quoted ? nil : String(decoding: field, as: UTF8.self))
      field = []
      quoted = false
    }
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if inside {
        if byte != 34 {
          field.append(byte)
        } else if position < bytes.count, bytes[position] == 34 {
          field.append(34)
          position += 1
        } else {
          inside = false
        }
      } else if byte == 34, field.isEmpty, !quoted {
        (inside, quoted) = (true, true)
      } else if byte == delimiter {
        close()
      } else if byte == 10 {
        if field.last == 13 { field.removeLast() }
        close()
        records.append(fields)
        fields = []
      } else {
        field.append(byte)
      }
    }
    if !fields.isEmpty || !field.isEmpty || quoted {
      close()
      records.append(fields)
    }
    guard let header = records.first else {
      throw CSVReadingError(kind: .empty, message: "There is nothing to read.")
    }
    let names = header.map { $0 ?? "" }
    let body = records.dropFirst()
    var result: [AnyColumn] = []
    for (number, name) in names.enumerated() where columns?.contains(name) ?? true {
      let texts = body.map { number < $0.count ? $0[number] : nil }
      let present = texts.compactMap { $0 }
      let type =
        types[name]
        ?? (present.allSatisfy { Int($0) != nil }
          ? .integer : present.allSatisfy { Double($0) != nil } ? .double : .string)
      switch type {
      case .integer: result.append(.integer(Column(name: name, contents: texts.map { $0.flatMap { Int($0) } })))
      case .double: result.append(.double(Column(name: name, contents: texts.map { $0.flatMap { Double($0) } })))
      case .boolean: result.append(.boolean(Column(name: name, contents: texts.map { $0.map { $0 == "true" } })))
      case .date: result.append(.date(Column(name: name, contents: texts.map { $0.flatMap { CalendarDate($0) } })))
      case .string: result.append(.string(Column(name: name, contents: texts)))
      }
    }
    var frame = DataFrame(columns: result)
    if let rows { frame = frame[rows: rows] }
    frame.readingReport = CSVReadingReport(bytes: bytes.count, rows: frame.rowCount)
    return frame
  }
}
