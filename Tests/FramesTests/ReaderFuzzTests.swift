import Testing

@testable import Frames

/// Random tables in random dialects with random damage: nothing crashes, no record is lost, and how the text is cut into chunks makes no difference.
@Suite struct ReaderFuzz {
  private static let letters: [UInt8] = Array("ab1,.;\t|'\"\\\n\r é-2".utf8) + [0xFF, 0x00]

  private static func table(_ generator: inout SeededGenerator, delimiter: UInt8, quote: UInt8) -> [UInt8] {
    let columns = Int.random(in: 1...5, using: &generator)
    let lineEnd: [UInt8] = [[10], [13, 10]][Int.random(in: 0...1, using: &generator)]
    var bytes: [UInt8] = []
    for row in 0..<Int.random(in: 1...40, using: &generator) {
      for column in 0..<columns {
        if column > 0 { bytes.append(delimiter) }
        switch Int.random(in: 0...5, using: &generator) {
        case 0: break
        case 1: bytes += Array("\(Double.random(in: -100...100, using: &generator))".utf8)
        case 2: bytes += Array("\(Int.random(in: -9...9_999, using: &generator))".utf8)
        case 3:
          bytes.append(quote)
          for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let byte = letters[Int.random(in: 0..<letters.count - 2, using: &generator)]
            bytes += byte == quote ? [quote, quote] : [byte]
          }
          bytes.append(quote)
        default: bytes += Array("text \(row)".utf8)
        }
      }
      bytes += lineEnd
    }
    return bytes
  }

  private static func damaged(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 0...4, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let letter = letters[Int.random(in: 0..<letters.count, using: &generator)]
      switch Int.random(in: 0...3, using: &generator) {
      case 0: bytes[place] = letter
      case 1: bytes.insert(letter, at: place)
      case 2: bytes.remove(at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + 9))
      }
    }
    return bytes
  }

  /// Records of a text, counted by a machine of three states that knows nothing of the reader.
  private static func recordCount(_ bytes: [UInt8], delimiter: UInt8, quote: UInt8) -> Int {
    enum State { case fieldStart, plain, quoted }
    var state = State.fieldStart
    var records = 0
    var isOpen = false
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      isOpen = true
      switch state {
      case .quoted:
        if byte == quote {
          if position + 1 < bytes.count, bytes[position + 1] == quote { position += 1 } else { state = .plain }
        }
      case .fieldStart where byte == quote: state = .quoted
      case .fieldStart, .plain:
        state = .plain
        if byte == delimiter { state = .fieldStart }
        if byte == 10 {
          records += 1
          state = .fieldStart
          isOpen = false
        }
      }
      position += 1
    }
    return records + (isOpen ? 1 : 0)
  }

  @Test(arguments: 0..<40)
  func noRecordIsLost(round: Int) throws {
    var generator = SeededGenerator(seed: UInt64(round) &* 7_919 &+ 1)
    for _ in 0..<8 {
      let delimiter = Array(",;\t|".utf8)[Int.random(in: 0..<4, using: &generator)]
      let quote = Array("\"'".utf8)[Int.random(in: 0..<2, using: &generator)]
      let bytes = Self.damaged(Self.table(&generator, delimiter: delimiter, quote: quote), &generator)
      guard !bytes.isEmpty, !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { continue }
      var options = CSVReadingOptions(
        delimiter: String(Unicode.Scalar(delimiter)), quote: Character(Unicode.Scalar(quote)), lineEnd: .lf,
        encoding: .utf8, skippedLines: 0, headerRows: 0)
      options.escape = options.quote
      let whole = try Self.read(bytes, options, chunkBytes: 1 << 20)
      let report = try #require(whole.readingReport)
      let repaired = try bytes.withUnsafeBufferPointer { try DecodedText($0, encoding: .utf8) }.bytes
      let records = Self.recordCount(Array(repaired.buffer), delimiter: delimiter, quote: quote)
      #expect(whole.rowCount + report.blankLines == records, "\(bytes)")
      for chunkBytes in [5, 40] {
        let cut = try Self.read(bytes, options, chunkBytes: chunkBytes)
        #expect(cut == whole, "chunks of \(chunkBytes): \(bytes)")
        #expect(cut.readingReport?.problemCounts == report.problemCounts)
        #expect(cut.readingReport?.problems == report.problems)
      }
      try Self.expectNoCharacterIsLost(bytes, repaired: Array(repaired.buffer), options)
    }
  }

  private static func read(
    _ bytes: [UInt8], _ options: CSVReadingOptions, chunkBytes: Int, repairsQuotes: Bool = false
  ) throws -> DataFrame {
    var reader = CSVReader(columns: nil, rows: nil, types: [:], options: options)
    reader.chunkBytes = chunkBytes
    reader.repairsQuotes = repairsQuotes
    return try reader.read(bytes: bytes)
  }

  /// Where quotes are repaired, how many records there are is a matter of reading; but every letter and digit of the
  /// text stands in some field, also then.
  private static func expectNoCharacterIsLost(
    _ bytes: [UInt8], repaired: [UInt8], _ options: CSVReadingOptions
  ) throws {
    var options = options
    options.keepsExtraFields = true
    options.infersTypes = false
    options.textNilEncodings = [""]
    func letters(_ bytes: some Sequence<UInt8>) -> [UInt8] {
      bytes.filter { $0 >= 0x80 || ($0 | 32) &- 97 < 26 || $0 &- 48 < 10 }.sorted()
    }
    for chunkBytes in [20, 1 << 20] {
      let frame = try Self.read(bytes, options, chunkBytes: chunkBytes, repairsQuotes: true)
      let texts = frame.columns.flatMap { column in column.texts.compactMap { $0 } }
      #expect(letters(texts.joined().utf8) == letters(repaired), "\(bytes)")
    }
  }

  @Test(arguments: 0..<20)
  func guessingNeverCrashes(round: Int) {
    var generator = SeededGenerator(seed: UInt64(round) &* 104_729 &+ 3)
    for _ in 0..<15 {
      let bytes = Self.damaged(Self.table(&generator, delimiter: 59, quote: 34), &generator)
      do {
        let frame = try DataFrame(csvData: bytes)
        #expect(frame.columns.allSatisfy { $0.count == frame.rowCount })
      } catch {
        #expect(error.kind == .empty || error.kind == .binary)
      }
    }
  }

  @Test func rowsAskedForAreThoseOfTheWhole() throws {
    let frame = Samples.songs(rows: 500, seed: 3)
    let bytes = frame.csvRepresentation()
    let types: [String: CSVType] = ["Name": .string, "Genre": .string, "Energy": .double, "Key": .integer]
    for range in [0..<1, 10..<20, 490..<600, 499..<500] {
      let part = try DataFrame(csvData: bytes, columns: ["Key", "Name"], rows: range, types: types)
      #expect(part == frame.selecting(columnNames: "Key", "Name")[rows: range])
    }
  }
}
