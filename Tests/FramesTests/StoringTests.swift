import Foundation
import Frames
import Testing

/// Frames encode as words, and beside an encoder as bulk, and come back the same either way.
@Suite struct StoringTests {
  private static let frame: DataFrame = [
    "n": [1, nil, -3], "x": [0.5, 2, nil], "t": ["a", nil, "ä\u{0}"], "b": [true, nil, false],
    "d": [CalendarDate(year: 1999), nil, CalendarDate(year: 2000, month: 2, day: 29)], "empty": [nil, nil, nil],
  ]

  private static func written(_ value: some Encodable, with bulk: BulkWriter? = nil) throws -> Data {
    let encoder = JSONEncoder()
    encoder.userInfo[.bulkWriter] = bulk
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "NaN")
    return try encoder.encode(value)
  }

  private static func read<Value: Decodable>(
    _ type: Value.Type, from words: Data, with bulk: BulkReader? = nil
  ) throws -> Value {
    let decoder = JSONDecoder()
    decoder.userInfo[.bulkReader] = bulk
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "NaN")
    return try decoder.decode(type, from: words)
  }

  @Test func framesComeBackFromWords() throws {
    let words = try Self.written(Self.frame)
    let frame = try Self.read(DataFrame.self, from: words)
    #expect(frame == Self.frame)
    #expect(frame.columns.map(\.type) == [.integer, .double, .string, .boolean, .date, .integer])
  }

  @Test func framesComeBackFromBulk() throws {
    let bulk = BulkWriter()
    let words = try Self.written([Self.frame, Self.frame], with: bulk)
    let single = BulkWriter()
    _ = try Self.written(Self.frame, with: single)
    // All but which rows are missing, which is stored each time.
    #expect(bulk.bytes.count < single.bytes.count * 3 / 2)
    let frames = try Self.read([DataFrame].self, from: words, with: BulkReader([9, 9, 9] + bulk.bytes, from: 3))
    #expect(frames == [Self.frame, Self.frame])
  }

  @Test func aFrameThatIsStillBeingAppendedToComesBack() throws {
    var column = Column<String>(name: "t", contents: ["a", nil, "b"])
    column.append("c")
    let frame = DataFrame(columns: [column.eraseToAnyColumn()])
    let bulk = BulkWriter()
    let words = try Self.written(frame, with: bulk)
    #expect(try Self.read(DataFrame.self, from: words, with: BulkReader(bulk.bytes)) == frame)
  }

  /// Cut anywhere, the bytes give an error or the same frame, and never a crash.
  @Test func bytesThatAreCutAreRefused() throws {
    let bulk = BulkWriter()
    let words = try Self.written(Self.frame, with: bulk)
    for length in 0..<bulk.bytes.count {
      let reader = BulkReader(Array(bulk.bytes.prefix(length)))
      #expect(throws: DecodingError.self) { try Self.read(DataFrame.self, from: words, with: reader) }
    }
  }

  @Test(arguments: [
    #"{"rowCount":2,"columns":[{"type":"integer","column":{"name":"n","values":{"values":[1]}}}]}"#,
    #"{"rowCount":1,"columns":[{"type":"integer","column":{"name":"n","values":{"values":[1],"missingRows":[4]}}}]}"#,
    #"{"rowCount":1,"columns":[{"type":"string","column":{"name":"n","values":{"codes":[3],"texts":[],"offsets":[0]}}}]}"#,
    #"{"rowCount":1,"columns":[{"type":"string","column":{"name":"n","values":{"codes":[0],"texts":[97],"offsets":[0,9]}}}]}"#,
  ])
  func wordsThatMakeNoFrameAreRefused(words: String) {
    #expect(throws: DecodingError.self) { try Self.read(DataFrame.self, from: Data(words.utf8)) }
  }
}
