/// Whole numbers that are packed in runs of equal ones and in groups of few bits each (Parquet's RLE/bit-packing
/// hybrid).
struct PackedNumbers {
  private var reader: ByteReader
  private let width: Int

  /// - Parameter width: bits of a number, 0 to 32.
  init(_ bytes: UnsafeRawBufferPointer, width: Int) throws(TableReadingError) {
    guard (0...32).contains(width) else { throw .damaged("Numbers have too many bits.") }
    reader = ByteReader(bytes)
    self.width = width
  }

  /// Unpacks numbers.
  /// - Returns: the largest.
  mutating func unpack(
    _ count: Int, into target: UnsafeMutablePointer<UInt32>
  ) throws(TableReadingError) -> UInt32 {
    var done = 0
    var largest: UInt32 = 0
    if width == 0 {
      target.initialize(repeating: 0, count: count)
      return 0
    }
    while done < count {
      let head = try reader.variableNumber()
      if head & 1 == 0 {
        var value: UInt32 = 0
        for place in 0..<(width + 7) / 8 { value |= UInt32(try reader.byte()) << UInt32(place * 8) }
        let length = Int(min(head >> 1, UInt64(count - done)))
        guard length > 0 else { throw .damaged("A run of numbers is empty.") }
        (target + done).initialize(repeating: value, count: length)
        largest = max(largest, value)
        done += length
      } else {
        let groups = head >> 1
        guard groups > 0 else { throw .damaged("A run of numbers is empty.") }
        let length = groups > UInt64((count - done + 7) / 8) ? count - done : min(Int(groups) * 8, count - done)
        // The last group of a page may be cut short.
        let whole = groups > UInt64(reader.remaining) ? reader.remaining : min(Int(groups) * width, reader.remaining)
        let bytes = try reader.take(whole)
        guard bytes.count >= (length * width + 7) / 8 else { throw .damaged("A run of numbers is cut short.") }
        largest = max(largest, PackedNumbers.unpack(bytes, width, length, target + done))
        done += length
      }
    }
    return largest
  }

  /// Whether all so many numbers are this one, told by a single run; nothing is read.
  func areAll(_ value: UInt32, count: Int) -> Bool {
    var ahead = self
    guard width > 0, width <= 8, let head = try? ahead.reader.variableNumber(), head & 1 == 0,
      head >> 1 >= UInt64(count), let byte = try? ahead.reader.byte()
    else { return false }
    return UInt32(byte) == value
  }

  /// Numbers of equally many bits, the lowest bit first.
  private static func unpack(
    _ bytes: UnsafeRawBufferPointer, _ width: Int, _ count: Int, _ target: UnsafeMutablePointer<UInt32>
  ) -> UInt32 {
    let base = bytes.baseAddress!
    let mask = UInt64(1) << UInt64(width) - 1
    // Eight bytes are loaded for each number; those near the end are gathered byte by byte.
    let safe = bytes.count >= 8 ? min(count, ((bytes.count - 8) * 8) / width + 1) : 0
    var largest: UInt32 = 0
    var bit = 0
    for number in 0..<safe {
      let word = base.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
      let value = UInt32(truncatingIfNeeded: word &>> UInt64(bit & 7) & mask)
      target[number] = value
      largest = max(largest, value)
      bit &+= width
    }
    for number in safe..<max(safe, count) {
      var word: UInt64 = 0
      for place in 0..<8 where bit >> 3 + place < bytes.count {
        word |= UInt64(bytes[bit >> 3 + place]) << UInt64(place * 8)
      }
      let value = UInt32(truncatingIfNeeded: word >> UInt64(bit & 7) & mask)
      target[number] = value
      largest = max(largest, value)
      bit += width
    }
    return largest
  }

  /// How many bits numbers up to this one need.
  static func width(upTo largest: Int) -> Int { Int.bitWidth - largest.leadingZeroBitCount }
}

/// Whole numbers stored as the differences between them, in blocks (Parquet's DELTA_BINARY_PACKED).
enum DeltaNumbers {
  /// Unpacks all numbers.
  /// - Parameters:
  ///   - reader: is left behind the numbers.
  ///   - most: how many there may be.
  ///   - areNarrow: the numbers have 32 bits and wrap there.
  static func unpack(
    _ reader: inout ByteReader, most: Int, areNarrow: Bool
  ) throws(TableReadingError) -> [Int64] {
    let damaged = TableReadingError.damaged("Numbers stored as differences are not told rightly.")
    let (blockSize, parts) = (try reader.variableNumber(), try reader.variableNumber())
    let total = try reader.variableNumber()
    var last = try reader.zigzagNumber()
    guard (1...1 << 20).contains(blockSize), (1...512).contains(parts), blockSize % parts == 0,
      blockSize / parts % 8 == 0,
      total <= UInt64(most)
    else { throw damaged }
    let (count, partSize) = (Int(total), Int(blockSize / parts))
    var numbers: [Int64] = []
    if count == 0 { return [] }
    numbers.reserveCapacity(count)
    numbers.append(areNarrow ? Int64(Int32(truncatingIfNeeded: last)) : last)
    while numbers.count < count {
      let smallest = try reader.zigzagNumber()
      let widths = Array(try reader.take(Int(parts)))
      for width in widths where numbers.count < count {
        guard width <= 64 else { throw damaged }
        let size = partSize * Int(width) / 8
        // Some writers leave out the end of the last part.
        let bytes = try reader.take(min(size, reader.remaining))
        let wanted = min(partSize, count - numbers.count)
        guard bytes.count * 8 >= wanted * Int(width) else { throw damaged }
        for number in 0..<wanted {
          let difference = width == 0 ? 0 : bits(bytes, from: number * Int(width), Int(width))
          last = last &+ smallest &+ Int64(bitPattern: difference)
          if areNarrow { last = Int64(Int32(truncatingIfNeeded: last)) }
          numbers.append(last)
        }
      }
    }
    return numbers
  }

  @inline(__always)
  private static func bits(_ bytes: UnsafeRawBufferPointer, from bit: Int, _ width: Int) -> UInt64 {
    let (start, shift) = (bit >> 3, UInt64(bit & 7))
    var word: UInt64 = 0
    if start + 8 <= bytes.count {
      word = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self) >> shift
    } else {
      for place in start..<bytes.count { word |= UInt64(bytes[place]) << UInt64((place - start) * 8) }
      word >>= shift
    }
    if Int(shift) + width > 64, start + 8 < bytes.count { word |= UInt64(bytes[start + 8]) << (64 - shift) }
    return width == 64 ? word : word & (1 << UInt64(width) - 1)
  }
}
