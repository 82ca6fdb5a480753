import FoundationEssentials
public import Runs

/// The data of a widget as its script in the page reads them.
///
/// Eight bytes `SBWIDGET`, the header's length as four bytes and four zeros, the header as JSON, then arrays of numbers,
/// each from a multiple of 8 bytes on; all numbers are little-endian. The header names each array with its type, where it
/// starts and how many numbers it has.
public struct WidgetPack: Sendable {
  /// Which script reads it.
  public let kind: WidgetKind
  /// The whole file.
  public let bytes: [UInt8]

  /// Numbers of a type that JavaScript has arrays of.
  enum Numbers {
    case bytes([UInt8])
    case words([UInt16])
    case integers([UInt32])
    case floats([Float])

    fileprivate var typeName: String {
      switch self {
      case .bytes: "u8"
      case .words: "u16"
      case .integers: "u32"
      case .floats: "f32"
      }
    }

    fileprivate var count: Int {
      switch self {
      case .bytes(let values): values.count
      case .words(let values): values.count
      case .integers(let values): values.count
      case .floats(let values): values.count
      }
    }

    fileprivate func append(to bytes: inout [UInt8]) {
      switch self {
      case .bytes(let values): bytes += values
      case .words(let values): values.withUnsafeBytes { bytes += $0 }
      case .integers(let values): values.withUnsafeBytes { bytes += $0 }
      case .floats(let values): values.withUnsafeBytes { bytes += $0 }
      }
    }

    /// The narrowest whole numbers that hold these.
    static func fitting(_ values: [Int], below limit: Int) -> Numbers {
      if limit <= 1 << 8 { return .bytes(values.map { UInt8($0) }) }
      if limit <= 1 << 16 { return .words(values.map { UInt16($0) }) }
      return .integers(values.map { UInt32($0) })
    }
  }

  private struct Place: Encodable {
    var type: String
    var start: Int
    var count: Int
  }

  private struct Header<Content: Encodable>: Encodable {
    var content: Content
    var arrays: [String: Place]
  }

  /// - Parameters:
  ///   - content: what the script gets as an object; it has no number that is not finite.
  ///   - arrays: what it gets as arrays, by name.
  init(_ kind: WidgetKind, content: some Encodable, arrays: [(name: String, numbers: Numbers)]) {
    var data: [UInt8] = []
    var places: [String: Place] = [:]
    for (name, numbers) in arrays {
      data += [UInt8](repeating: 0, count: -data.count & 7)
      places[name] = Place(type: numbers.typeName, start: data.count, count: numbers.count)
      numbers.append(to: &data)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let header = (try? encoder.encode(Header(content: content, arrays: places))).map(Array.init) ?? []
    var bytes = Array("SBWIDGET".utf8)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes += $0 }
    bytes += header
    bytes += [UInt8](repeating: UInt8(ascii: " "), count: -bytes.count & 7)
    self.kind = kind
    self.bytes = bytes + data
  }
}
