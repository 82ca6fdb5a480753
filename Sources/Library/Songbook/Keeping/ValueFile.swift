import FoundationEssentials
import Frames
import Runs

/// A value in a file, for a later run: its words as JSON, and behind them the long arrays of numbers as they stand in memory.
///
/// The file begins with 8 bytes that tell what it is and 8 that tell how long the JSON is, little-endian. It stays on the machine that wrote it, and
/// whoever reads it has checked that it is whole.
enum ValueFile {
  private static let signature = Array("SBValue1".utf8)
  private static let headerLength = 16

  enum Failure: Error { case notAValue }

  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let bulk = BulkWriter()
    let encoder = JSONEncoder.forRuns
    encoder.userInfo[.bulkWriter] = bulk
    let words = try encoder.encode([value])
    var bytes = signature
    withUnsafeBytes(of: UInt64(words.count).littleEndian) { bytes += $0 }
    bytes += words
    bytes += [UInt8](repeating: 0, count: -bytes.count & (headerLength - 1))
    return bytes + bulk.bytes
  }

  static func value<Value: Decodable>(_ type: Value.Type, in bytes: [UInt8]) throws -> Value {
    guard bytes.count >= headerLength, bytes.starts(with: signature) else { throw Failure.notAValue }
    let length = bytes[8..<headerLength].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= bytes.count - headerLength else { throw Failure.notAValue }
    let end = headerLength + Int(length)
    let decoder = JSONDecoder.forRuns
    decoder.userInfo[.bulkReader] = BulkReader(bytes, from: end + (-end & (headerLength - 1)))
    guard let value = try decoder.decode([Value].self, from: Data(bytes[headerLength..<end])).first else {
      throw Failure.notAValue
    }
    return value
  }
}
