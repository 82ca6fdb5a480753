import Frames

/// Values of a column as they are stored, read from the bytes of a page.
struct ParquetValues {
  let column: ParquetColumn
  let encoding: Int
  let bytes: UnsafeRawBufferPointer

  /// The numbers by which the format names the ways to store values.
  enum Encoding {
    static let plain = 0
    static let plainDictionary = 2
    static let runs = 3
    static let differences = 5
    static let lengthDifferences = 6
    static let sharedBeginnings = 7
    static let dictionary = 8
    static let splitBytes = 9
  }

  private var unknown: TableReadingError {
    TableReadingError(kind: .unsupported, message: "Its values are stored in a way that is not known (\(encoding)).")
  }

  private var tooFew: TableReadingError { .damaged("A page holds fewer values than it tells.") }

  /// Whole numbers, or the bits of `Double`, of a column of numbers.
  func words(_ count: Int, into target: UnsafeMutablePointer<Int64>) throws(TableReadingError) {
    switch column.physical {
    case .bytes, .fixedBytes: return try wordsOfBytes(count, into: target)
    case .boolean: throw unknown
    default: break
    }
    let size = column.physical == .int96 ? 12 : column.physical == .int32 || column.physical == .float ? 4 : 8
    switch encoding {
    case Encoding.plain, Encoding.plainDictionary:
      guard bytes.count / size >= count else { throw tooFew }
      if count > 0 { try plainWords(bytes.baseAddress!, count, target) }
    case Encoding.splitBytes:
      let joined = try joinedBytes(count, size)
      var failure: TableReadingError?
      joined.withUnsafeBytes { joined in
        do throws(TableReadingError) { if count > 0 { try plainWords(joined.baseAddress!, count, target) } } catch {
          failure = error
        }
      }
      if let failure { throw failure }
    case Encoding.differences:
      guard column.physical == .int32 || column.physical == .int64 else { throw unknown }
      var reader = ByteReader(bytes)
      let numbers = try DeltaNumbers.unpack(&reader, most: count, areNarrow: column.physical == .int32)
      guard numbers.count == count else { throw tooFew }
      let isUnsigned = column.meaning == .integer(isSigned: false) && column.physical == .int32
      for number in 0..<count { target[number] = isUnsigned ? numbers[number] & 0xFFFF_FFFF : numbers[number] }
    default: throw unknown
    }
  }

  private func plainWords(
    _ base: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutablePointer<Int64>
  ) throws(TableReadingError) {
    switch column.physical {
    case .int64, .double: UnsafeMutableRawPointer(target).copyMemory(from: base, byteCount: count * 8)
    case .int32:
      if column.meaning == .integer(isSigned: false) {
        for number in 0..<count {
          target[number] = Int64(base.loadUnaligned(fromByteOffset: number &* 4, as: UInt32.self))
        }
      } else {
        for number in 0..<count {
          target[number] = Int64(base.loadUnaligned(fromByteOffset: number &* 4, as: Int32.self))
        }
      }
    case .float:
      for number in 0..<count {
        let value = base.loadUnaligned(fromByteOffset: number &* 4, as: Float.self)
        target[number] = Int64(bitPattern: Double(value).bitPattern)
      }
    case .int96:
      for number in 0..<count {
        let nanoseconds = base.loadUnaligned(fromByteOffset: number * 12, as: Int64.self)
        let day = Int64(base.loadUnaligned(fromByteOffset: number * 12 + 8, as: UInt32.self)) - 2_440_588
        let (start, overflows) = day.multipliedReportingOverflow(by: 86_400_000_000_000)
        let (sum, alsoOverflows) = start.addingReportingOverflow(nanoseconds)
        guard !overflows, !alsoOverflows else {
          throw TableReadingError(kind: .unsupported, message: "A moment lies before 1678 or after 2261.")
        }
        target[number] = sum
      }
    case .boolean, .bytes, .fixedBytes: throw unknown
    }
  }

  /// Decimal numbers and half numbers that are stored as bytes.
  private func wordsOfBytes(_ count: Int, into target: UnsafeMutablePointer<Int64>) throws(TableReadingError) {
    let texts = try texts(count)
    try texts.withBytes { (bytes) throws(TableReadingError) in
      for number in 0..<count {
        let value = UnsafeRawBufferPointer(rebasing: bytes[texts.bounds[number]])
        switch column.meaning {
        case .halfNumber:
          let bits = UInt16(value[0]) | UInt16(value[1]) << 8
          target[number] = Int64(bitPattern: HalfNumber.double(bits).bitPattern)
        case .decimal(let scale):
          target[number] = Int64(bitPattern: DecimalValue.double(value, scale: scale).bitPattern)
        default: throw unknown
        }
      }
    }
  }

  /// Truth values, a byte for each.
  func booleans(_ count: Int, into target: UnsafeMutablePointer<Bool>) throws(TableReadingError) {
    guard column.physical == .boolean else { throw unknown }
    switch encoding {
    case Encoding.plain:
      guard bytes.count >= (count + 7) / 8 else { throw tooFew }
      for number in 0..<count { target[number] = bytes[number >> 3] >> UInt8(number & 7) & 1 != 0 }
    case Encoding.runs:
      var reader = ByteReader(bytes)
      let length = Int(try reader.number(UInt32.self))
      var numbers = try PackedNumbers(try reader.take(length), width: 1)
      let values = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
      defer { values.deallocate() }
      _ = try numbers.unpack(count, into: values)
      for number in 0..<count { target[number] = values[number] & 1 != 0 }
    default: throw unknown
    }
  }

  /// Pieces of bytes.
  struct Texts {
    /// Bytes that were put together; nil when the pieces lie in the page.
    var own: [UInt8]?
    var page: UnsafeRawBufferPointer
    var bounds: [Range<Int>]

    func withBytes(_ body: (UnsafeRawBufferPointer) throws(TableReadingError) -> Void) throws(TableReadingError) {
      guard let own else { return try body(page) }
      var failure: TableReadingError?
      own.withUnsafeBytes { bytes in
        do throws(TableReadingError) { try body(bytes) } catch { failure = error }
      }
      if let failure { throw failure }
    }
  }

  func texts(_ count: Int) throws(TableReadingError) -> Texts {
    let length = column.length
    switch (column.physical, encoding) {
    case (.bytes, Encoding.plain), (.bytes, Encoding.plainDictionary):
      guard bytes.count / 4 >= count else { throw tooFew }
      let bounds = try plainBounds(count)
      return Texts(page: bytes, bounds: bounds)
    case (.fixedBytes, Encoding.plain), (.fixedBytes, Encoding.plainDictionary):
      guard bytes.count / length >= count else { throw tooFew }
      return Texts(page: bytes, bounds: (0..<count).map { $0 * length..<($0 + 1) * length })
    case (.fixedBytes, Encoding.splitBytes):
      return Texts(
        own: try joinedBytes(count, length), page: bytes, bounds: (0..<count).map { $0 * length..<($0 + 1) * length })
    case (.bytes, Encoding.lengthDifferences):
      var reader = ByteReader(bytes)
      let lengths = try DeltaNumbers.unpack(&reader, most: count, areNarrow: true)
      guard lengths.count == count else { throw tooFew }
      return Texts(page: bytes, bounds: try bounds(lengths, from: reader.position))
    case (.bytes, Encoding.sharedBeginnings), (.fixedBytes, Encoding.sharedBeginnings):
      return try sharedBeginnings(count)
    default: throw unknown
    }
  }

  private func plainBounds(_ count: Int) throws(TableReadingError) -> [Range<Int>] {
    var isWhole = true
    let bounds = [Range<Int>](unsafeUninitializedCapacity: count) { buffer, filled in
      var position = 0
      while filled < count {
        guard position + 4 <= bytes.count else { break }
        let length = Int(bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
        position += 4
        guard length <= bytes.count - position else { break }
        buffer.initializeElement(at: filled, to: position..<position + length)
        position += length
        filled += 1
      }
      isWhole = filled == count
    }
    guard isWhole else { throw tooFew }
    return bounds
  }

  private func bounds(_ lengths: [Int64], from start: Int) throws(TableReadingError) -> [Range<Int>] {
    var position = start
    var bounds: [Range<Int>] = []
    bounds.reserveCapacity(lengths.count)
    for length in lengths {
      guard length >= 0, length <= Int64(bytes.count - position) else { throw tooFew }
      bounds.append(position..<position + Int(length))
      position += Int(length)
    }
    return bounds
  }

  /// Each value as what it shares with the one before and the rest of it.
  private func sharedBeginnings(_ count: Int) throws(TableReadingError) -> Texts {
    var reader = ByteReader(bytes)
    let shared = try DeltaNumbers.unpack(&reader, most: count, areNarrow: true)
    let lengths = try DeltaNumbers.unpack(&reader, most: count, areNarrow: true)
    guard shared.count == count, lengths.count == count else { throw tooFew }
    let rests = try bounds(lengths, from: reader.position)
    var own: [UInt8] = []
    var bounds: [Range<Int>] = []
    var last = 0..<0
    for number in 0..<count {
      let length = Int(shared[number])
      guard length >= 0, length <= last.count else {
        throw .damaged("A value shares more with the one before than there is.")
      }
      guard own.count < Int(Int32.max) - length else { throw .damaged("The values of a page are impossibly long.") }
      let start = own.count
      own.append(contentsOf: own[last.lowerBound..<last.lowerBound + length])
      own.append(contentsOf: bytes[rests[number]])
      last = start..<own.count
      if column.physical == .fixedBytes, last.count != column.length { throw tooFew }
      bounds.append(last)
    }
    return Texts(own: own, page: bytes, bounds: bounds)
  }

  /// Values whose first bytes stand together, then the second ones, and so on.
  private func joinedBytes(_ count: Int, _ size: Int) throws(TableReadingError) -> [UInt8] {
    guard bytes.count / size >= count else { throw tooFew }
    // Values that are missing may have their places in the page.
    let stride = bytes.count / size
    return [UInt8](unsafeUninitializedCapacity: count * size) { buffer, filled in
      for part in 0..<size {
        for number in 0..<count { buffer[number &* size &+ part] = bytes[part &* stride &+ number] }
      }
      filled = count * size
    }
  }
}
