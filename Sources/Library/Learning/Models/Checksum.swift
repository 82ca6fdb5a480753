/// XXH64 (Yann Collet's xxHash, 64 bits): tells damage from what was written, at the speed of memory. It is no
/// protection from forgery.
enum Checksum {
  private static let primes: [UInt64] = [
    0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63, 0x27D4_EB2F_1656_67C5,
  ]

  static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    let (first, second, third, fourth, fifth) = (primes[0], primes[1], primes[2], primes[3], primes[4])
    func word(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
      rotated(lane &+ input &* second, by: 31) &* first
    }
    var offset = 0
    var hash: UInt64
    if bytes.count >= 32 {
      var one = seed &+ first &+ second
      var two = seed &+ second
      var three = seed
      var four = seed &- first
      while offset + 32 <= bytes.count {
        one = round(one, word(offset))
        two = round(two, word(offset + 8))
        three = round(three, word(offset + 16))
        four = round(four, word(offset + 24))
        offset += 32
      }
      hash = rotated(one, by: 1) &+ rotated(two, by: 7) &+ rotated(three, by: 12) &+ rotated(four, by: 18)
      for lane in [one, two, three, four] { hash = (hash ^ round(0, lane)) &* first &+ fourth }
    } else {
      hash = seed &+ fifth
    }
    hash &+= UInt64(bytes.count)
    while offset + 8 <= bytes.count {
      hash = rotated(hash ^ round(0, word(offset)), by: 27) &* first &+ fourth
      offset += 8
    }
    if offset + 4 <= bytes.count {
      let half = UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      hash = rotated(hash ^ (half &* first), by: 23) &* second &+ third
      offset += 4
    }
    while offset < bytes.count {
      hash = rotated(hash ^ (UInt64(bytes[offset]) &* fifth), by: 11) &* first
      offset += 1
    }
    hash = (hash ^ (hash >> 33)) &* second
    hash = (hash ^ (hash >> 29)) &* third
    return hash ^ (hash >> 32)
  }

  private static func rotated(_ value: UInt64, by count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
}
