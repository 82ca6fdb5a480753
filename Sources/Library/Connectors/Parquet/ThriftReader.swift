/// Reads Thrift's compact protocol, in which Parquet writes its metadata.
struct ThriftReader {
  var bytes: ByteReader
  private static let deepest = 32

  init(_ bytes: ByteReader) { self.bytes = bytes }

  enum Kind {
    static let yes: UInt8 = 1
    static let no: UInt8 = 2
    static let byte: UInt8 = 3
    static let binary: UInt8 = 8
    static let list: UInt8 = 9
    static let set: UInt8 = 10
    static let map: UInt8 = 11
    static let structure: UInt8 = 12
  }

  /// Reads a structure: `body` is called for each field and tells whether it has read it; other fields are skipped.
  mutating func structure(
    _ body: (_ field: Int, _ kind: UInt8, inout ThriftReader) throws(TableReadingError) -> Bool
  ) throws(TableReadingError) {
    var field = 0
    while true {
      let head = try bytes.byte()
      if head == 0 { return }
      let kind = head & 15
      if head >> 4 == 0 {
        field = Int(truncatingIfNeeded: try bytes.zigzagNumber())
      } else {
        field += Int(head >> 4)
      }
      if try !body(field, kind, &self) { try skip(kind) }
    }
  }

  mutating func integer(_ kind: UInt8) throws(TableReadingError) -> Int {
    switch kind {
    case Kind.byte: return Int(Int8(bitPattern: try bytes.byte()))
    case 4...6: return Int(try bytes.zigzagNumber())
    default: throw .damaged("A number is wanted in the file's metadata.")
    }
  }

  func boolean(_ kind: UInt8) throws(TableReadingError) -> Bool {
    guard kind == Kind.yes || kind == Kind.no else {
      throw .damaged("A truth value is wanted in the file's metadata.")
    }
    return kind == Kind.yes
  }

  mutating func binary(_ kind: UInt8) throws(TableReadingError) -> UnsafeRawBufferPointer {
    guard kind == Kind.binary else { throw .damaged("A text is wanted in the file's metadata.") }
    return try bytes.take(try size())
  }

  mutating func text(_ kind: UInt8) throws(TableReadingError) -> String {
    String(decoding: try binary(kind), as: UTF8.self)
  }

  /// Calls `body` for each element of a list.
  mutating func list(
    _ kind: UInt8, _ body: (_ kind: UInt8, inout ThriftReader) throws(TableReadingError) -> Void
  ) throws(TableReadingError) {
    guard kind == Kind.list || kind == Kind.set else {
      throw .damaged("A list is wanted in the file's metadata.")
    }
    let head = try bytes.byte()
    let count = head >> 4 == 15 ? try size() : Int(head >> 4)
    // Each element takes a byte at least.
    guard count <= bytes.remaining else { throw .damaged("A list goes on beyond the end of the file.") }
    for _ in 0..<count { try body(head & 15, &self) }
  }

  private mutating func size() throws(TableReadingError) -> Int {
    guard let size = Int(exactly: try bytes.variableNumber()) else { throw .damaged("The file ends too early.") }
    return size
  }

  mutating func skip(_ kind: UInt8, depth: Int = 0) throws(TableReadingError) {
    guard depth < ThriftReader.deepest else { throw .damaged("The file's metadata is nested too deeply.") }
    switch kind {
    case Kind.yes, Kind.no: return
    case Kind.byte: try bytes.skip(1)
    case 4...6: _ = try bytes.variableNumber()
    case 7: try bytes.skip(8)
    case Kind.binary: try bytes.skip(try size())
    case Kind.list, Kind.set:
      let head = try bytes.byte()
      let count = head >> 4 == 15 ? try size() : Int(head >> 4)
      guard count <= bytes.remaining else { throw .damaged("A list goes on beyond the end of the file.") }
      for _ in 0..<count { try skipElement(head & 15, depth) }
    case Kind.map:
      let count = try size()
      if count == 0 { return }
      let kinds = try bytes.byte()
      guard count <= bytes.remaining else { throw .damaged("A list goes on beyond the end of the file.") }
      for _ in 0..<count {
        try skipElement(kinds >> 4, depth)
        try skipElement(kinds & 15, depth)
      }
    case Kind.structure:
      while true {
        let head = try bytes.byte()
        if head == 0 { return }
        if head >> 4 == 0 { _ = try bytes.variableNumber() }
        try skip(head & 15, depth: depth + 1)
      }
    default: throw .damaged("The file's metadata has a part of an unknown kind.")
    }
  }

  /// Truth values in lists take a byte.
  private mutating func skipElement(_ kind: UInt8, _ depth: Int) throws(TableReadingError) {
    if kind == Kind.yes || kind == Kind.no { try bytes.skip(1) } else { try skip(kind, depth: depth + 1) }
  }
}
