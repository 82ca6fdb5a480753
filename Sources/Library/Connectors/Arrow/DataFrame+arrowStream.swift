import CArrow
public import Frames

extension DataFrame {
  /// Takes the rows of an `ArrowArrayStream`, the structure of Arrow's C stream interface that databases and other
  /// libraries hand out, and releases it.
  ///
  /// Types become those of columns as with Parquet; lists become texts such as `[1, 2]`, which a remark of the frame's
  /// ``DataFrame/readingReport`` tells.
  /// - Parameters:
  ///   - stream: a pointer to the structure.
  ///   - isCancelled: asked before each batch; the reading ends with an error when it says so.
  /// - Throws: ``TableReadingError`` when the stream fails, or a column holds what is not read.
  public init(
    arrow stream: UnsafeMutableRawPointer, isCancelled: () -> Bool = { false }
  ) throws(TableReadingError) {
    let stream = stream.assumingMemoryBound(to: ArrowArrayStream.self)
    defer { stream.pointee.release?(stream) }
    func check(_ code: Int32?) throws(TableReadingError) {
      guard code != 0 else { return }
      let text = stream.pointee.get_last_error?(stream).map { String(cString: $0) }
      throw TableReadingError(kind: .file, message: text ?? "The stream failed with error \(code ?? -1).")
    }
    var schema = ArrowSchema()
    try check(stream.pointee.get_schema?(stream, &schema))
    defer { schema.release?(&schema) }
    var importer = ArrowImport()
    var parts: [DataFrame] = []
    while true {
      if isCancelled() { throw TableReadingError(kind: .file, message: "The query was cancelled.") }
      var batch = ArrowArray()
      try check(stream.pointee.get_next?(stream, &batch))
      guard batch.release != nil else { break }
      defer { batch.release?(&batch) }
      let columns = try importer.columns(schema, batch)
      let names = TableFile.distinctNames(columns.map(\.name))
      parts.append(
        DataFrame(columns: zip(columns, names).map { $0.renamed($1) }, rows: Int(batch.length)))
    }
    if parts.isEmpty {
      var empty = ArrowArray()
      let children = UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>.allocate(capacity: Int(schema.n_children))
      let none = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
      none.initialize(to: ArrowArray())
      defer {
        children.deallocate()
        none.deallocate()
      }
      for number in 0..<Int(schema.n_children) { children[number] = none }
      empty.n_children = schema.n_children
      empty.children = children
      let columns = try importer.columns(schema, empty)
      let names = TableFile.distinctNames(columns.map(\.name))
      parts = [DataFrame(columns: zip(columns, names).map { $0.renamed($1) }, rows: 0)]
    }
    self = parts.count == 1 ? parts[0] : FrameUnion(parts).frame
    note(CSVReadingReport(rows: rowCount, remarks: Array(Set(importer.remarks)).sorted()))
  }
}
