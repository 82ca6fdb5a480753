import Dispatch
import Synchronization

/// Reads a packed file: one thread unpacks it block by block, all parse the blocks that are ready.
///
/// Blocks end behind line ends outside quotes, as far as quotes tell. Where that does not hold, where the text is not
/// UTF-8 and where only some rows are wanted, the file is unpacked into memory as a whole and read like a plain one.
struct StreamedReader {
  private let reader: CSVReader
  /// How much is unpacked at once.
  private let blockBytes: Int

  init(_ reader: CSVReader) {
    self.reader = reader
    blockBytes = max(1 << 12, reader.chunkBytes)
  }

  func read(_ archive: ArchiveStream) throws(CSVReadingError) -> DataFrame {
    let first = Block(capacity: blockBytes)
    try first.fill(from: archive)
    try reader.checkText(first.text)
    let marked = DecodedText.markedEncoding(first.text)
    let encoding = reader.options.encoding ?? marked?.encoding ?? .utf8
    guard !first.isLast, encoding == .utf8, reader.rows == nil else { return try readWhole(archive) }
    let mark = marked?.markLength ?? 0
    let text = UnsafeBufferPointer(rebasing: first.text.dropFirst(mark))
    var sample = try FileLayout.sample(
      text, isWhole: false, reader.options, repairsQuotes: reader.repairsQuotes)
    guard Punctuation(sample.dialect).isPlain, !sample.hasRepairs else { return try readWhole(archive) }
    sample.dialect.hasByteOrderMark = mark > 0
    let layout = try FileLayout(
      text, isWhole: false, reader.options, dialect: sample.dialect, of: sample, plan: reader.plans)
    let head = UnsafeBufferPointer(rebasing: text.prefix(layout.dataStart))
    guard layout.dataStart < text.count, UTF8Check.firstError(head) == nil else { return try readWhole(archive) }
    first.start = mark + layout.dataStart

    let pipeline = Pipeline(reader, layout, archive, blockBytes: blockBytes)
    guard let chunks = try pipeline.run(first) else { return try readWhole(archive) }
    // Quotes that do not come out, further fields and guesses that did not hold need the text again.
    let isDoubtful = chunks.contains(where: \.hasDoubtfulQuotes) || chunks.last?.endsInQuotes ?? false
    let needsMore = reader.options.keepsExtraFields && chunks.contains { $0.mostFields > layout.plans.count }
    guard !needsMore, !(isDoubtful && reader.repairsQuotes),
      let frame = try reader.frame(ChunkMerge(chunks), layout, reread: nil)
    else { return try readWhole(archive) }
    return frame
  }

  private func readWhole(_ archive: ArchiveStream) throws(CSVReadingError) -> DataFrame {
    try reader.read(archive.reopened().contents())
  }
}

/// A piece of the text.
///
/// @unchecked: handed from one thread to another, never used by two.
private final class Block: @unchecked Sendable {
  private var memory: UnsafeMutableBufferPointer<UInt8>
  private var count = 0
  /// Where the text to parse starts and ends.
  var start = 0
  var end = 0
  var number = 0
  private(set) var isLast = false

  init(capacity: Int) { memory = .allocate(capacity: capacity + FileBytes.padding) }

  deinit { memory.deallocate() }

  var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: memory[..<count]) }
  var parsed: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: memory[start..<end]) }
  private var room: Int { memory.count - FileBytes.padding }

  func fill(from archive: ArchiveStream) throws(CSVReadingError) {
    let wanted = room - count
    let length = try archive.read(into: UnsafeMutableBufferPointer(rebasing: memory[count..<room]))
    count += length
    isLast = length < wanted
    UnsafeMutableBufferPointer(rebasing: memory[count..<count + FileBytes.padding]).update(repeating: 0)
  }

  func grow() {
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: room * 2 + FileBytes.padding)
    _ = larger.update(fromContentsOf: memory[..<count])
    memory.deallocate()
    memory = larger
  }

  /// Sets the end behind the last record; false when no record ends in the block.
  func cut(_ marks: Punctuation) -> Bool {
    if isLast {
      end = count
      return true
    }
    guard let length = ChunkBoundaries.lastCut(UnsafeBufferPointer(rebasing: memory[start..<count]), marks) else {
      return false
    }
    end = start + length
    return true
  }

  /// Starts again with what another block left over.
  func begin(with rest: Block) {
    let left = rest.memory[rest.end..<rest.count]
    while room < left.count * 2 { grow() }
    count = left.count
    start = 0
    _ = memory.update(fromContentsOf: left)
  }
}

/// One producer of blocks, who parses too when enough are waiting, and parsers on the other cores.
///
/// @unchecked: the archive and the block being filled belong to the producer's thread; all else that is shared is
/// behind the lock.
private final class Pipeline: @unchecked Sendable {
  private struct State {
    var waiting: [Block] = []
    var free: [Block] = []
    var isFinished = false
    var chunks: [Int: ParsedChunk] = [:]
    var needsWhole = false
  }

  private let reader: CSVReader
  private let layout: FileLayout
  private let texts: ChunkTexts.Lender
  private let archive: ArchiveStream
  private let blockBytes: Int
  private let marks: Punctuation
  private let state = Mutex(State())
  private let ready = DispatchSemaphore(value: 0)
  private var failure: CSVReadingError?

  init(_ reader: CSVReader, _ layout: FileLayout, _ archive: ArchiveStream, blockBytes: Int) {
    self.reader = reader
    self.layout = layout
    texts = ChunkTexts.Lender(columnCount: layout.plans.count)
    self.archive = archive
    self.blockBytes = blockBytes
    marks = layout.marks
  }

  /// The chunks in order; nil when the blocks could not be parsed one by one.
  func run(_ first: Block) throws(CSVReadingError) -> [ParsedChunk]? {
    // The first iteration starts first: also on one thread alone the blocks are made before anybody waits for them.
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      if part == 0 { produce(first) } else { consume() }
    }
    if let failure { throw failure }
    return state.withLock { state in
      guard !state.needsWhole else { return nil }
      let chunks = (0..<state.chunks.count).map { state.chunks[$0]! }
      return chunks.dropLast().contains(where: \.endsInQuotes) ? nil : chunks
    }
  }

  private func produce(_ first: Block) {
    var block = first
    var number = 0
    defer {
      state.withLock { $0.isFinished = true }
      ready.signal()
      while parseNext() {}
    }
    while true {
      while !block.cut(marks) {
        block.grow()
        guard fill(block) else { return }
      }
      block.number = number
      number += 1
      let isLast = block.isLast
      let following = isLast ? nil : nextBlock(after: block)
      // From here on the block belongs to who parses it.
      let waiting = state.withLock { state in
        state.waiting.append(block)
        return state.needsWhole ? -1 : state.waiting.count
      }
      ready.signal()
      guard let following, waiting >= 0 else { return }
      if waiting >= 4 { _ = parseNext() }
      guard fill(following) else { return }
      block = following
    }
  }

  private func nextBlock(after block: Block) -> Block {
    let next = state.withLock { $0.free.popLast() } ?? Block(capacity: blockBytes)
    next.begin(with: block)
    return next
  }

  private func fill(_ block: Block) -> Bool {
    do {
      try block.fill(from: archive)
      return true
    } catch {
      failure = error
      return false
    }
  }

  private func consume() {
    while true {
      ready.wait()
      if parseNext() { continue }
      if state.withLock({ $0.isFinished && $0.waiting.isEmpty }) { return }
    }
  }

  /// Parses the block that has waited longest; false when none waits.
  private func parseNext() -> Bool {
    guard let block = state.withLock({ $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }) else { return false }
    let chunk = reader.parse(block.parsed, layout, texts)
    state.withLock { state in
      state.chunks[block.number] = chunk
      if chunk == nil { state.needsWhole = true }
      state.free.append(block)
    }
    return true
  }
}
