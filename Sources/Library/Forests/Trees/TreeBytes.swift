/// Bytes that do not change: a tree's own, or a part of a mapped file that stays mapped as long as this lives.
///
/// @unchecked: the bytes are written before the value is handed on and never after.
final class TreeBytes: @unchecked Sendable {
  let base: UnsafeRawPointer
  let count: Int
  /// What keeps borrowed bytes alive; nil when they are our own.
  private let owner: AnyObject?

  /// Bytes of our own, 8-byte aligned, which `fill` writes.
  init(count: Int, _ fill: (UnsafeMutableRawPointer) -> Void) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(count, 8), alignment: 8)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    fill(memory)
    base = UnsafeRawPointer(memory)
    self.count = count
    owner = nil
  }

  init(borrowing bytes: UnsafeRawBufferPointer, from owner: AnyObject) {
    base = bytes.baseAddress!
    count = bytes.count
    self.owner = owner
  }

  deinit {
    if owner == nil { base.deallocate() }
  }
}
