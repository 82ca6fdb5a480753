/// Finds a text's number in a pool, and gives it one when it is new: an open-addressing hash table over the pool's
/// texts.
struct TextIndex: Sendable {
  private(set) var pool: TextPool
  /// A slot holds the upper half of a text's hash and its number plus one; 0 is an empty slot. At most half of the
  /// slots are taken.
  private var slots: [UInt64]
  /// What is left of a hash, or of what a slot holds, when it is shifted right by this is the slot where the search
  /// begins.
  private var shift: UInt64

  init() { self.init(capacity: 0) }

  /// An empty index with room for so many texts.
  init(capacity: Int) {
    pool = TextPool()
    let bits = UInt64(max(6, Int.bitWidth - (capacity * 2 + 1).leadingZeroBitCount))
    slots = [UInt64](repeating: 0, count: 1 << bits)
    shift = 64 - bits
  }

  init(_ pool: TextPool) {
    self.init(capacity: pool.count)
    self.pool = pool
    for number in 0..<pool.count { insert(pool.withUTF8(number) { TextIndex.entry(TextIndex.hash($0), number) }) }
  }

  private static func entry(_ hash: UInt64, _ number: Int) -> UInt64 { hash & ~0xFFFF_FFFF | UInt64(number + 1) }

  /// Puts an entry into the first slot that is free.
  private mutating func insert(_ entry: UInt64) {
    var slot = Int(truncatingIfNeeded: entry &>> shift)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = entry
  }

  /// The text's number, nil when the pool does not hold it.
  func number(of text: UnsafeBufferPointer<UInt8>) -> Int32? {
    let hash = TextIndex.hash(text)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash &>> shift)
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
  mutating func insert(_ text: UnsafeBufferPointer<UInt8>) -> Int32 { insert(text, hash: TextIndex.hash(text)) }

  /// What stands where the search for a text of this hash begins. Asking for it brings the place into the processor's
  /// cache.
  @inline(__always)
  func firstEntry(hash: UInt64) -> UInt64 { slots[Int(truncatingIfNeeded: hash &>> shift)] }

  @inline(__always)
  mutating func insert(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int32 {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash &>> shift)
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      let number = Int(UInt32(truncatingIfNeeded: entry)) - 1
      if entry >> 32 == hash >> 32, pool.withUTF8(number, { TextIndex.equal($0, text) }) { return Int32(number) }
      slot = (slot + 1) & mask
    }
    let number = pool.count
    pool.append(text)
    slots[slot] = TextIndex.entry(hash, number)
    if pool.count * 2 > slots.count { grow() }
    return Int32(number)
  }

  private mutating func grow() {
    let entries = slots
    slots = [UInt64](repeating: 0, count: entries.count * 4)
    shift -= 2
    for entry in entries where entry != 0 { insert(entry) }
  }

  @inline(__always)
  static func equal(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    let count = one.count
    guard count == other.count else { return false }
    guard count > 0 else { return true }
    let (left, right) = (UnsafeRawPointer(one.baseAddress!), UnsafeRawPointer(other.baseAddress!))
    func word(_ text: UnsafeRawPointer, _ offset: Int) -> UInt64 {
      text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    guard count >= 8 else { return (0..<count).allSatisfy { one[$0] == other[$0] } }
    // The last eight bytes overlap those before.
    var offset = 0
    while offset + 8 < count {
      if word(left, offset) != word(right, offset) { return false }
      offset += 8
    }
    return word(left, count - 8) == word(right, count - 8)
  }

  /// Eight bytes at a time, folded by a 64 x 64 -> 128 bit product. Not seeded: numbers given depend only on the order
  /// of texts.
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
