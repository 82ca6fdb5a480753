/// Texts of a column that wait for their codes.
///
/// The index in which they are looked up is larger than the processor's caches. When many are looked up together, all
/// its memory that is needed is on its way at the same time.
struct PendingTexts {
  private struct Text {
    /// Points into the chunk that is being parsed.
    let bytes: UnsafeBufferPointer<UInt8>
    let hash: UInt64
    let row: Int
    var entry: UInt64 = 0
  }

  private static let most = 32
  private var texts: [Text] = []

  var isFull: Bool { texts.count >= PendingTexts.most }

  @inline(__always)
  mutating func append(_ text: UnsafeBufferPointer<UInt8>, row: Int) {
    texts.append(Text(bytes: text, hash: TextIndex.hash(text), row: row))
  }

  /// Calls `body` with each text's row and code.
  /// - Returns: the code of the text that was appended last, nil when none was waiting.
  mutating func resolve(in index: UnsafeMutablePointer<TextIndex>, _ body: (Int, Int32) -> Void) -> Int32? {
    for position in texts.indices { texts[position].entry = index.pointee.firstEntry(hash: texts[position].hash) }
    var last: Int32?
    for text in texts {
      let code = index.pointee.insert(text.bytes, hash: text.hash)
      body(text.row, code)
      last = code
    }
    texts.removeAll(keepingCapacity: true)
    return last
  }
}
