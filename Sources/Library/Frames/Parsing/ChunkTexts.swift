import Synchronization

/// The texts of each column that one thread has met so far, in whatever chunks.
///
/// @unchecked: one thread at a time adds to them; when all chunks are parsed they are only read.
final class ChunkTexts: @unchecked Sendable {
  let columns: UnsafeMutableBufferPointer<TextIndex>

  init(columnCount: Int) {
    columns = .allocate(capacity: columnCount)
    columns.initialize(repeating: TextIndex())
  }

  deinit {
    columns.deinitialize()
    columns.deallocate()
  }

  /// Lends texts to the threads that parse the chunks of a file, so that there are only as many as threads.
  final class Lender: Sendable {
    private let idle = Mutex<[ChunkTexts]>([])
    private let columnCount: Int

    init(columnCount: Int) { self.columnCount = columnCount }

    func lend<Result>(_ body: (ChunkTexts) -> Result) -> Result {
      let texts = idle.withLock { $0.popLast() } ?? ChunkTexts(columnCount: columnCount)
      defer { idle.withLock { $0.append(texts) } }
      return body(texts)
    }
  }
}
