import Synchronization

/// Collects the long arrays of values that are being encoded, so that they stand beside the encoder's text as they
/// stand in memory.
///
///     let bulk = BulkWriter()
///     encoder.userInfo[.bulkWriter] = bulk
///     let words = try encoder.encode(frame)     // tells where in `bulk.bytes` each array stands
///
/// An array that several values share is written once.
public final class BulkWriter: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    /// Where an array stands that was written, by where it is in memory.
    var places: [UInt: (place: BulkPlace, byteCount: Int)] = [:]
    /// Keeps what was written in memory, so that no other array can come to its address.
    var written: [any Sendable] = []
  }

  private let state = Mutex(State())

  /// Nothing written.
  public init() {}

  /// All that was written.
  public var bytes: [UInt8] { state.withLock { $0.bytes } }

  func write<Element: BitwiseCopyable & Sendable>(_ array: [Element]) -> BulkPlace {
    state.withLock { state in
      array.withUnsafeBytes { source in
        guard let address = source.baseAddress, !source.isEmpty else { return BulkPlace(offset: 0, count: array.count) }
        let key = UInt(bitPattern: address)
        if let known = state.places[key], known.byteCount == source.count { return known.place }
        let padding = -state.bytes.count & (BulkPlace.alignment - 1)
        state.bytes.append(contentsOf: repeatElement(0, count: padding))
        let place = BulkPlace(offset: state.bytes.count, count: array.count)
        state.bytes.append(contentsOf: source)
        state.places[key] = (place, source.count)
        state.written.append(array)
        return place
      }
    }
  }
}

/// Where an array stands among bytes, and how many elements it has.
struct BulkPlace: Codable, Sendable, Hashable {
  static let alignment = 16

  var offset: Int
  var count: Int
}

extension CodingUserInfoKey {
  /// A ``BulkWriter``; without one long arrays are encoded element by element.
  public static let bulkWriter = CodingUserInfoKey(rawValue: "songbook.bulk.writer")!
  /// The ``BulkReader`` of what a ``BulkWriter`` wrote.
  public static let bulkReader = CodingUserInfoKey(rawValue: "songbook.bulk.reader")!
}
