#if canImport(Glibc)
  import Glibc
#endif

/// Finds a text's number in a pool, and gives it one when it is new: an open-addressing hash table over the pool's texts.
struct TextIndex: Sendable {
  private(set) var pool: TextPool
  /// A slot holds the upper half of a text's hash and its number plus one; 0 is an empty slot. At most half of the slots are taken.
  private var slots: [UInt64]

  init() {
    pool = TextPool()
    slots = [UInt64](repeating: 0, count: 64)
  }

  init(_ pool: TextPool) {
    self.pool = pool
    slots = []
    rebuild(slotCount: TextIndex.slotCount(for: pool.count))
  }

  private static func slotCount(for texts: Int) -> Int {
    var size = 64
    while size < texts * 2 + 2 { size *= 2 }
    return size
  }

  /// The text's number, nil when the pool does not hold it.
  func number(of text: UnsafeBufferPointer<UInt8>) -> Int32? {
    let hash = TextIndex.hash(text)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      let number = Int(UInt32(truncatingIfNeeded: entry)) - 1
      if entry >> 32 == hash >> 32, pool.withUTF8(number, { TextIndex.equal($0, text) }) { return Int32(number) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The text's number; a text not seen before goes into the pool.
  @inline(__always)
  mutating func insert(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = TextIndex.hash(text)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      let number = Int(UInt32(truncatingIfNeeded: entry)) - 1
      if entry >> 32 == hash >> 32, pool.withUTF8(number, { TextIndex.equal($0, text) }) { return Int32(number) }
      slot = (slot + 1) & mask
    }
    let number = pool.count
    pool.append(text)
    slots[slot] = (hash >> 32) << 32 | UInt64(number + 1)
    if pool.count * 2 > slots.count { rebuild(slotCount: slots.count * 4) }
    return Int32(number)
  }

  private mutating func rebuild(slotCount: Int) {
    var fresh = [UInt64](repeating: 0, count: slotCount)
    let mask = slotCount - 1
    for number in 0..<pool.count {
      let hash = pool.withUTF8(number) { TextIndex.hash($0) }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while fresh[slot] != 0 { slot = (slot + 1) & mask }
      fresh[slot] = (hash >> 32) << 32 | UInt64(number + 1)
    }
    slots = fresh
  }

  @inline(__always)
  static func equal(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    guard one.count > 0 else { return true }
    return memcmp(one.baseAddress!, other.baseAddress!, one.count) == 0
  }

  /// Eight bytes at a time, folded by a 64 x 64 -> 128 bit product. Not seeded: numbers given depend only on the order of texts.
  @inline(__always)
  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let count = text.count
    var state = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15 ^ 0xA076_1D64_78BD_642F
    guard let base = text.baseAddress.map(UnsafeRawPointer.init), count > 0 else { return mixed(state, 0) }
    var position = 0
    while position + 8 <= count {
      state = mixed(state, base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    if position < count {
      var tail: UInt64 = 0
      // Reads never leave the text: the last eight bytes overlap those before, a shorter text is gathered byte by byte.
      if count >= 8 {
        tail = base.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      } else {
        for offset in position..<count { tail = tail << 8 | UInt64(text[offset]) }
      }
      state = mixed(state, tail)
    }
    return mixed(state, 0xE703_7ED1_A0B4_28DB)
  }

  @inline(__always)
  private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word ^ 0x8EBC_6AF0_9C88_C6E3).multipliedFullWidth(by: 0x5899_65CC_7537_4CC3 ^ (state &>> 32))
    return product.high ^ product.low
  }
}
