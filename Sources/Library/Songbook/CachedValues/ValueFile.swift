import FoundationEssentials
import Frames
import Runs

/// A value in a file, for a later run: JSON, and behind it the long arrays of numbers as they are in memory.
///
/// The file begins with 8 bytes that say what it is and the length of the JSON in 8 bytes, little-endian. It is read on
/// the machine that wrote it only, after its hash was checked.
enum ValueFile {
  private static let signature = Array("SBValue1".utf8)
  private static let headerLength = 16

  enum Failure: Error { case notAValue }

  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let bulk = BulkWriter()
    let encoder = JSONEncoder.forRuns
    // Equal values are equal bytes.
    encoder.outputFormatting = .sortedKeys
    encoder.userInfo[.bulkWriter] = bulk
    let json = try encoder.encode([value])
    var bytes = signature
    withUnsafeBytes(of: UInt64(json.count).littleEndian) { bytes += $0 }
    bytes += json
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
