// What Swift needs of a C library, over the memory of a WebAssembly module: blocks of powers of two, with a list of free
// ones for each size. The page lets the module go with all its memory, so that nothing is given back.

@_extern(c, "llvm.wasm.memory.grow.i32") func growMemory(_ memory: Int32, _ pages: Int32) -> Int32

/// Where the next new block begins, and where the memory ends.
nonisolated(unsafe) private var (top, end): (UInt, UInt) = (0, 0)
/// The first free block of each size; a free block holds the address of the next.
nonisolated(unsafe) private var free:
  (
    UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt,
    UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt, UInt
  ) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

/// Before each block stand 16 bytes, the first of which say its size.
private let head: UInt = 16

private func list(_ size: Int) -> UnsafeMutablePointer<UInt> {
  withUnsafeMutableBytes(of: &free) { $0.baseAddress!.assumingMemoryBound(to: UInt.self) + size }
}

@_cdecl("posix_memalign")
public func takeBlock(_ result: UnsafeMutablePointer<UInt>, _ alignment: UInt, _ count: UInt) -> Int32 {
  let size = 32 - (max(count, 16) + head - 1).leadingZeroBitCount
  let known = list(size).pointee
  if known != 0 {
    list(size).pointee = UnsafePointer<UInt>(bitPattern: known)!.pointee
    result.pointee = known
    return 0
  }
  let whole = UInt(1) << UInt(size)
  if end - top < whole {
    let pages = Int32(truncatingIfNeeded: max(whole >> 16 + 1, 16))
    let old = growMemory(0, pages)
    if old < 0 { return 12 }
    let start = UInt(UInt32(bitPattern: old)) << 16
    if start != end { top = start }
    end = start + UInt(UInt32(bitPattern: pages)) << 16
  }
  UnsafeMutablePointer<Int>(bitPattern: top)!.pointee = size
  result.pointee = top + head
  top += whole
  return 0
}

@_cdecl("__wrap_free")
public func freeBlock(_ block: UInt) {
  guard block != 0 else { return }
  let size = UnsafePointer<Int>(bitPattern: block - head)!.pointee
  UnsafeMutablePointer<UInt>(bitPattern: block)!.pointee = list(size).pointee
  list(size).pointee = block
}
