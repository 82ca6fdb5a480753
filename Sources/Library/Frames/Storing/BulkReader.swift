import Synchronization

/// Gives back the arrays that a ``BulkWriter`` wrote: of one written once, one array for all that shared it.
///
/// The bytes have to be those that were written, which the one who keeps them has to make sure of: any bits are taken
/// for the elements they were. That no array reaches beyond their end is checked here.
public final class BulkReader: Sendable {
  private struct Key: Hashable {
    var place: BulkPlace
    var type: ObjectIdentifier
  }

  private let bytes: [UInt8]
  private let start: Int
  private let arrays = Mutex<[Key: any Sendable]>([:])

  /// - Parameter start: where in `bytes` the writer's begin.
  public init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    self.start = start
  }

  /// Nil when no such array can stand there.
  func array<Element: BitwiseCopyable & Sendable>(_ type: Element.Type, at place: BulkPlace) -> [Element]? {
    let key = Key(place: place, type: ObjectIdentifier(type))
    if let known = arrays.withLock({ $0[key] }) as? [Element] { return known }
    let (size, overflow) = place.count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard place.count >= 0, place.offset >= 0, !overflow, start <= bytes.count, place.offset <= bytes.count - start,
      size <= bytes.count - start - place.offset
    else { return nil }
    let array = bytes.withUnsafeBytes { source in
      [Element](unsafeUninitializedCapacity: place.count) { target, count in
        let from = source[(start + place.offset)..<(start + place.offset + size)]
        UnsafeMutableRawBufferPointer(target).copyMemory(from: UnsafeRawBufferPointer(rebasing: from))
        count = place.count
      }
    }
    arrays.withLock { $0[key] = array }
    return array
  }
}
