import Statistics

/// Reads delimited files into frames.
struct CSVReader: Sendable {
  /// The columns that are asked for; all when nil.
  var wanted: [String]?
  var rows: Range<Int>?
  var types: [String: CSVType]
  var options: CSVReadingOptions
  /// About how much of a file is parsed at once.
  var chunkBytes = 2 << 20
  /// Whether records with doubtful quotes are read in other ways too, see ``RecordSplitter/QuoteReading``.
  var repairsQuotes = true

  init(columns: [String]?, rows: Range<Int>?, types: [String: CSVType], options: CSVReadingOptions) {
    wanted = columns
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
        if archive.lacksChecksum {
          frame.readingReport?.remarks.append("The file was packed without a checksum: damage to it may go unnoticed.")
        }
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
    try checkText(file.buffer)
    let marked = DecodedText.markedEncoding(file.buffer)
    let encoding = options.encoding ?? marked?.encoding ?? .utf8
    let markLength = marked.map { $0.encoding == encoding ? $0.markLength : 0 } ?? 0
    let text = UnsafeBufferPointer(rebasing: file.buffer.dropFirst(markLength))
    var frame: DataFrame?
    if encoding == .utf8 {
      frame = try parse(text, encoding: .utf8, hasByteOrderMark: markLength > 0)
    }
    if frame == nil {
      var source = Source()
      var likely = encoding
      if options.encoding == nil, marked == nil {
        likely = EncodingGuess.likelyEncoding(text)
        if likely != .utf8 { source.remarks.append("The encoding was taken for \(likely.rawValue).") }
      }
      let decoded = try DecodedText(text, encoding: likely)
      source.decoded = decoded
      frame = try parse(decoded.bytes.buffer, encoding: likely, hasByteOrderMark: markLength > 0, source)
      withExtendedLifetime(decoded.bytes) {}
    }
    withExtendedLifetime(file) {}
    return frame!
  }

  /// What is no text is refused, unless its encoding is told.
  func checkText(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVReadingError) {
    guard options.encoding == nil, let what = BinaryContent.name(bytes) else { return }
    throw CSVReadingError(
      kind: .binary, message: "This is \(what), and no delimited text.",
      hint: what.contains("Parquet") || what.contains("Arrow")
        ? "Read it with `DataFrame(contentsOf:)`." : "If it is text after all, name its `encoding`.")
  }

  /// - Parameters:
  ///   - text: UTF-8 with padding behind it.
  ///   - source: what `text` was made from.
  /// - Returns: nil when the text is not UTF-8.
  private func parse(
    _ text: UnsafeBufferPointer<UInt8>, encoding: CSVDialect.Encoding, hasByteOrderMark: Bool,
    _ source: Source = Source()
  ) throws(CSVReadingError) -> DataFrame? {
    var sample = try FileLayout.sample(text, isWhole: true, options, repairsQuotes: repairsQuotes)
    sample.dialect.encoding = encoding
    sample.dialect.hasByteOrderMark = hasByteOrderMark
    if Punctuation(sample.dialect).isPlain, !sample.hasRepairs {
      let layout = try FileLayout(
        text, isWhole: true, options, dialect: sample.dialect, of: sample, plan: plans)
      if UTF8Check.firstError(UnsafeBufferPointer(rebasing: text.prefix(layout.dataStart))) != nil { return nil }
      guard let chunks = chunks(text, layout) else { return nil }
      let isDoubtful = chunks.contains(where: \.hasDoubtfulQuotes) || chunks.last?.endsInQuotes ?? false
      if !repairsQuotes || !isDoubtful { return try frame(chunks, text, layout, source) }
    }
    if UTF8Check.firstError(text) != nil { return nil }
    var source = source
    let plain = PlainText(
      text, sample.dialect, width: sample.width, repairsQuotes: repairsQuotes,
      maximumProblems: max(options.isStrict ? 1 : 0, options.maximumProblems))
    source.plain = plain
    var dialect = PlainText.dialect
    dialect.headerRows = sample.dialect.headerRows
    sample.isOneColumn = false
    let layout = try FileLayout(plain.bytes.buffer, isWhole: true, options, dialect: dialect, of: sample, plan: plans)
    let chunks = self.chunks(plain.bytes.buffer, layout) ?? []
    defer { withExtendedLifetime(plain.bytes) {} }
    return try frame(chunks, plain.bytes.buffer, layout, source)
  }

  private func frame(
    _ chunks: [ParsedChunk], _ text: UnsafeBufferPointer<UInt8>, _ layout: FileLayout, _ source: Source
  ) throws(CSVReadingError) -> DataFrame? {
    var (chunks, layout) = (chunks, layout)
    if options.keepsExtraFields, let widest = chunks.map(\.mostFields).max(), widest > layout.plans.count {
      layout.widen(to: widest)
      chunks = self.chunks(text, layout) ?? chunks
    }
    return try frame(ChunkMerge(chunks), layout, source) { again in ChunkMerge(self.chunks(text, again) ?? []) }
  }

  /// Where the rows that are wanted end.
  private func end(_ text: UnsafeBufferPointer<UInt8>, _ layout: FileLayout) -> Int {
    guard let rows, layout.plans.count > 0 else { return text.count }
    var splitter = RecordSplitter(text, layout.marks, from: layout.dataStart)
    var count = 0
    while count < rows.upperBound, let record = splitter.next() {
      if layout.plans.count == 1 || !record.isBlank { count += 1 }
    }
    return splitter.position
  }

  /// The chunks of a text in its order; nil when it is not UTF-8.
  private func chunks(_ text: UnsafeBufferPointer<UInt8>, _ layout: FileLayout) -> [ParsedChunk]? {
    nonisolated(unsafe) let text = UnsafeBufferPointer(rebasing: text.prefix(end(text, layout)))
    let ranges = ChunkBoundaries.ranges(text, from: layout.dataStart, layout.marks, chunkBytes: chunkBytes)
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
