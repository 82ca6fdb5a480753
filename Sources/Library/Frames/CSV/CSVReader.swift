import Statistics

/// Reads delimited files into frames.
struct CSVReader: Sendable {
  var columns: [String]?
  var rows: Range<Int>?
  var types: [String: CSVType]
  var options: CSVReadingOptions
  /// About how much of a file is parsed at once.
  var chunkBytes = 2 << 20

  init(columns: [String]?, rows: Range<Int>?, types: [String: CSVType], options: CSVReadingOptions) {
    self.columns = columns
    self.rows = rows
    self.types = types
    self.options = options
  }

  func read(path: String) throws(CSVReadingError) -> DataFrame {
    do {
      var frame: DataFrame
      let bytes: Int
      if let archive = try ArchiveStream(path: path, member: options.memberName) {
        frame = try StreamedReader(self).read(archive)
        frame.readingReport?.member = archive.member
        bytes = archive.bytesOnDisk
      } else {
        let file = try CSVReader.bytes(of: path)
        frame = try read(file)
        bytes = file.count
      }
      frame.readingReport?.path = path
      frame.readingReport?.bytes = bytes
      FileReads.report(FileRead(path: path, bytes: bytes, rows: frame.rowCount, report: frame.readingReport))
      return frame
    } catch {
      var error = error
      error.path = path
      throw error
    }
  }

  private static func bytes(of path: String) throws(CSVReadingError) -> FileBytes {
    do {
      return try FileBytes(path: path)
    } catch {
      throw CSVReadingError(kind: .file, path: path, message: error.message + ".")
    }
  }

  func read(bytes: [UInt8]) throws(CSVReadingError) -> DataFrame { try read(FileBytes(bytes)) }

  /// The text's bytes in whatever encoding, in one piece.
  func read(_ file: FileBytes) throws(CSVReadingError) -> DataFrame {
    let marked = DecodedText.markedEncoding(file.buffer)
    let encoding = options.encoding ?? marked?.encoding ?? .utf8
    let markLength = marked.map { $0.encoding == encoding ? $0.markLength : 0 } ?? 0
    let text = UnsafeBufferPointer(rebasing: file.buffer.dropFirst(markLength))
    var frame: DataFrame?
    if encoding == .utf8 {
      frame = try parse(text, encoding: .utf8, hasByteOrderMark: markLength > 0)
    }
    if frame == nil {
      let isCertain = options.encoding != nil || marked != nil
      let likely = isCertain ? encoding : DecodedText.likelyEncoding(text)
      let decoded = DecodedText(text, encoding: likely)
      frame = try parse(decoded.bytes.buffer, encoding: likely, hasByteOrderMark: markLength > 0, decoded)
      withExtendedLifetime(decoded.bytes) {}
    }
    withExtendedLifetime(file) {}
    return frame!
  }

  /// - Parameters:
  ///   - text: UTF-8 with padding behind it.
  ///   - decoded: what was broken when `text` was made from another encoding.
  /// - Returns: nil when the text is not UTF-8.
  private func parse(
    _ text: UnsafeBufferPointer<UInt8>, encoding: CSVDialect.Encoding, hasByteOrderMark: Bool,
    _ decoded: DecodedText? = nil
  ) throws(CSVReadingError) -> DataFrame? {
    var layout = try FileLayout(
      text, isWhole: true, options, encoding: encoding, hasByteOrderMark: hasByteOrderMark, plan: plans)
    if UTF8Check.firstError(UnsafeBufferPointer(rebasing: text.prefix(layout.dataStart))) != nil { return nil }
    let body = UnsafeBufferPointer(rebasing: text.prefix(end(text, layout)))
    guard var chunks = chunks(body, layout) else { return nil }
    if options.keepsExtraFields, let widest = chunks.map(\.mostFields).max(), widest > layout.plans.count {
      layout.widen(to: widest)
      chunks = self.chunks(body, layout) ?? chunks
    }
    return try frame(ChunkMerge(chunks), layout, decoded) { misfits in
      ChunkMerge(self.chunks(body, layout.with(misfits)) ?? [])
    }
  }

  /// Where the rows that are wanted end.
  private func end(_ text: UnsafeBufferPointer<UInt8>, _ layout: FileLayout) -> Int {
    guard let rows, layout.plans.count > 0 else { return text.count }
    var splitter = RecordSplitter(text, Punctuation(layout.dialect), from: layout.dataStart)
    var count = 0
    while count < rows.upperBound, let record = splitter.next() {
      if layout.plans.count == 1 || !record.isBlank { count += 1 }
    }
    return splitter.position
  }

  /// The chunks of a text in its order; nil when it is not UTF-8.
  private func chunks(_ text: UnsafeBufferPointer<UInt8>, _ layout: FileLayout) -> [ParsedChunk]? {
    let ranges = ChunkBoundaries.ranges(
      text, from: layout.dataStart, Punctuation(layout.dialect), chunkBytes: chunkBytes)
    nonisolated(unsafe) let text = text
    let texts = ChunkTexts.Lender(columnCount: layout.plans.count)
    func parse(_ range: Range<Int>) -> ParsedChunk? {
      self.parse(UnsafeBufferPointer(rebasing: text[range]), layout, texts)
    }
    let parsed = Parallel.map(ranges.count, work: text.count) { parse(ranges[$0]) }
    var chunks: [ParsedChunk] = []
    var next = 0
    while next < ranges.count {
      guard var chunk = parsed[next] else { return nil }
      var last = next
      var step = 1
      // The first chunk starts at a record, and each that ends outside quotes has the next one start at a record too.
      while chunk.endsInQuotes, last < ranges.count - 1 {
        last = min(last + step, ranges.count - 1)
        step *= 2
        guard let longer = parse(ranges[next].lowerBound..<ranges[last].upperBound) else { return nil }
        chunk = longer
      }
      chunks.append(chunk)
      next = last + 1
    }
    return chunks
  }

  /// - Parameter text: starts at a record.
  /// - Returns: nil when the text is not UTF-8.
  func parse(
    _ text: UnsafeBufferPointer<UInt8>, _ layout: FileLayout, _ texts: ChunkTexts.Lender
  ) -> ParsedChunk? {
    if UTF8Check.firstError(text) != nil { return nil }
    return texts.lend { texts in
      var parser = ChunkParser(text, layout, texts, maximumProblems: options.isStrict ? 1 : options.maximumProblems)
      parser.parse()
      return parser.chunk
    }
  }
}
