#if canImport(Glibc)
  import Glibc
#endif

/// Memory for much data that is written at once. Huge pages are asked for, which spares thousands of page faults.
struct LargeMemory {
  private static let hugePage = 2 << 20
  private static let page = 4 << 10

  let base: UnsafeMutableRawPointer

  init(byteCount: Int) {
    let isLarge = byteCount > LargeMemory.hugePage / 2
    let whole =
      isLarge ? (byteCount + LargeMemory.hugePage - 1) / LargeMemory.hugePage * LargeMemory.hugePage : byteCount
    base = .allocate(byteCount: max(1, whole), alignment: isLarge ? LargeMemory.hugePage : 16)
    LargeMemory.preferHugePages(base, byteCount: whole)
  }

  func deallocate() { base.deallocate() }

  /// Has the pages of a large piece of memory that has not been written yet be huge ones where that is possible.
  static func preferHugePages(_ base: UnsafeMutableRawPointer, byteCount: Int) {
    guard byteCount > hugePage / 2 else { return }
    let start = Int(bitPattern: base) & ~(page - 1)
    let end = (Int(bitPattern: base) + byteCount + page - 1) & ~(page - 1)
    // Only advice: where it is not taken, nothing is lost.
    _ = madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_HUGEPAGE)
  }
}
