import Frames

/// Reads the values of one column in one group of rows into the cells of a column.
struct ParquetChunkReader {
  let column: ParquetColumn
  let cell: CellKind
  /// What was found so far.
  private(set) var piece = ReadPiece()

  private var days = CalendarDays()
  private let levels = PageMemory()
  private let scattered = PageMemory()
  private let raw = PageMemory()
  private let indices = PageMemory()
  private let dictionary = PageMemory()
  private var dictionaryCount = 0
  private var dictionaryDates: [Int] = []

  init(_ column: ParquetColumn) {
    self.column = column
    cell = column.cell
  }

  /// Reads so many rows; of a column of lists so many entries, and with each what it says of its list.
  mutating func read(
    _ pages: ParquetPages, rows: Int, into cells: UnsafeMutableRawPointer
  ) throws(TableReadingError) {
    var pages = pages
    var done = 0
    while done < rows, let page = try pages.next() {
      if page.head.kind == .dictionary {
        try readDictionary(page)
      } else {
        guard page.head.valueCount <= rows - done else { throw .damaged("The pages hold more values than rows.") }
        try readData(page, from: done, into: cells + done * cell.stride)
        done += page.head.valueCount
      }
    }
    guard done == rows else { throw .damaged("The pages hold fewer values than rows.") }
    if cell == .text { try piece.checkTexts() }
  }

  private mutating func readDictionary(_ page: ParquetPages.Page) throws(TableReadingError) {
    let count = page.head.valueCount
    guard count <= page.values.count else { throw .damaged("A dictionary is longer than its page.") }
    dictionaryCount = count
    let encoding = page.head.encoding
    guard encoding == ParquetValues.Encoding.plain || encoding == ParquetValues.Encoding.plainDictionary else {
      throw TableReadingError(kind: .unsupported, message: "Its dictionary is stored in a way that is not known.")
    }
    let values = ParquetValues(column: column, encoding: ParquetValues.Encoding.plain, bytes: page.values)
    let target = dictionary.bytes(max(1, count) * cell.stride).baseAddress!
    var impossible: [Int] = []
    try decode(values, count, into: target, &impossible)
    dictionaryDates = impossible
  }

  private mutating func readData(
    _ page: ParquetPages.Page, from row: Int, into cells: UnsafeMutableRawPointer
  ) throws(TableReadingError) {
    let count = page.head.valueCount
    if count == 0 { return }
    var bytes = page.values
    var present: UnsafeMutablePointer<UInt32>?
    var valueCount = count
    if column.isRepeated {
      let levelBytes: UnsafeRawBufferPointer
      if let apart = page.levels {
        levelBytes = apart.repetition
      } else {
        levelBytes = try levelsInFront(of: &bytes, page.head)
      }
      var numbers = try PackedNumbers(levelBytes, width: 1)
      let found = levels.bytes(count * 4).baseAddress!.bindMemory(to: UInt32.self, capacity: count)
      _ = try numbers.unpack(count, into: found)
      for number in 0..<count { piece.beginsRow.append(found[number] == 0) }
    }
    if column.maximumDefinition > 0 {
      let levelBytes: UnsafeRawBufferPointer
      if let apart = page.levels {
        levelBytes = apart.definition
      } else {
        levelBytes = try levelsInFront(of: &bytes, page.head)
      }
      let most = UInt32(column.maximumDefinition)
      var numbers = try PackedNumbers(levelBytes, width: PackedNumbers.width(upTo: column.maximumDefinition))
      if column.isRepeated || !numbers.areAll(most, count: count) {
        let found = levels.bytes(count * 4).baseAddress!.bindMemory(to: UInt32.self, capacity: count)
        guard try numbers.unpack(count, into: found) <= most else { throw .damaged("A level is too high.") }
        valueCount = 0
        for number in 0..<count { valueCount &+= found[number] == most ? 1 : 0 }
        if valueCount < count { present = found }
        if column.isRepeated { for number in 0..<count { piece.definitions.append(UInt8(found[number])) } }
      }
    }
    var impossible: [Int] = []
    let values = ParquetValues(column: column, encoding: page.head.encoding, bytes: bytes)
    guard let present else {
      try decode(values, count, into: cells, &impossible)
      noteImpossible(impossible.map { Int32(row + $0) })
      return
    }
    // Room for one more, which the last step of scattering reads.
    let dense = scattered.bytes((valueCount + 1) * cell.stride).baseAddress!
    try decode(values, valueCount, into: dense, &impossible)
    let most = UInt32(column.maximumDefinition)
    for number in 0..<count where present[number] != most { piece.missing.append(Int32(row + number)) }
    switch cell {
    case .integer, .double: scatter(UInt64.self, dense, count, present, most, cells, absent: 0)
    case .text: scatter(UInt32.self, dense, count, present, most, cells, absent: .max)
    case .date: scatter(UInt32.self, dense, count, present, most, cells, absent: 0)
    case .boolean: scatter(UInt8.self, dense, count, present, most, cells, absent: 0)
    }
    if !impossible.isEmpty {
      let rows = (0..<count).filter { present[$0] == most }
      noteImpossible(impossible.map { Int32(row + rows[$0]) })
      piece.missing.sort()
    }
  }

  /// The levels that stand before the values of a page, which begin behind them.
  private func levelsInFront(
    of bytes: inout UnsafeRawBufferPointer, _ head: ParquetPageHead
  ) throws(TableReadingError) -> UnsafeRawBufferPointer {
    guard head.levelEncoding == ParquetValues.Encoding.runs else {
      throw TableReadingError(kind: .unsupported, message: "Its levels are stored in a way that is no longer used.")
    }
    var reader = ByteReader(bytes)
    let levels = try reader.take(Int(try reader.number(UInt32.self)))
    bytes = UnsafeRawBufferPointer(rebasing: bytes[reader.position...])
    return levels
  }

  private mutating func noteImpossible(_ rows: [Int32]) {
    piece.impossibleDates += rows.count
    piece.missing += rows
  }

  /// Puts values that stand one behind the other where their rows are.
  private func scatter<Bits: FixedWidthInteger & BitwiseCopyable>(
    _ type: Bits.Type, _ dense: UnsafeMutableRawPointer, _ count: Int, _ present: UnsafeMutablePointer<UInt32>,
    _ most: UInt32, _ target: UnsafeMutableRawPointer, absent: Bits
  ) {
    let source = dense.assumingMemoryBound(to: Bits.self)
    let cells = target.assumingMemoryBound(to: Bits.self)
    var next = 0
    for row in 0..<count {
      let isThere = present[row] == most
      cells[row] = isThere ? source[next] : absent
      next &+= isThere ? 1 : 0
    }
  }

  /// Reads values into cells.
  /// - Parameter impossible: gets the numbers of dates that there are not.
  private mutating func decode(
    _ values: ParquetValues, _ count: Int, into target: UnsafeMutableRawPointer, _ impossible: inout [Int]
  ) throws(TableReadingError) {
    if count == 0 { return }
    let encoding = values.encoding
    if encoding == ParquetValues.Encoding.dictionary || encoding == ParquetValues.Encoding.plainDictionary {
      return try lookUp(values.bytes, count, into: target, &impossible)
    }
    switch cell {
    case .integer, .double:
      let words = target.assumingMemoryBound(to: Int64.self)
      try values.words(count, into: words)
      try convert(words, count)
    case .boolean: try values.booleans(count, into: target.assumingMemoryBound(to: Bool.self))
    case .date:
      let words = raw.bytes(count * 8).baseAddress!.bindMemory(to: Int64.self, capacity: count)
      try values.words(count, into: words)
      let dates = target.assumingMemoryBound(to: CalendarDate.self)
      for number in 0..<count {
        let date = days.date(daysSince1970: Int(words[number]))
        if date == nil { impossible.append(number) }
        (dates + number).initialize(to: date ?? CalendarDate.placeholder)
      }
    case .text: try decodeTexts(values, count, into: target.assumingMemoryBound(to: Int32.self))
    }
  }

  /// What is said of whole numbers that have no place in an `Int`.
  static let tooLarge = TableReadingError(
    kind: .unsupported, message: "It holds whole numbers of more than 63 bits.",
    hint: "Name the columns to read with `columns`.")

  /// Whole numbers as stored into what they mean.
  private func convert(_ words: UnsafeMutablePointer<Int64>, _ count: Int) throws(TableReadingError) {
    switch column.meaning {
    case .integer(isSigned: false) where column.physical == .int64:
      var signs: Int64 = 0
      for number in 0..<count { signs |= words[number] }
      guard signs >= 0 else { throw ParquetChunkReader.tooLarge }
    case .decimal(let scale) where cell == .double && (column.physical == .int32 || column.physical == .int64):
      for number in 0..<count {
        words[number] = Int64(bitPattern: DecimalValue.double(Int(words[number]), scale: scale).bitPattern)
      }
    default: return
    }
  }

  private mutating func decodeTexts(
    _ values: ParquetValues, _ count: Int, into codes: UnsafeMutablePointer<Int32>
  ) throws(TableReadingError) {
    switch column.meaning {
    case .moment, .time:
      let words = raw.bytes(count * 8).baseAddress!.bindMemory(to: Int64.self, capacity: count)
      try values.words(count, into: words)
      var text = TimeText()
      for number in 0..<count {
        switch column.meaning {
        case .moment(let unit, let isUTC): text.setMoment(Int(words[number]), unit, isMoment: isUTC)
        case .time(let unit): text.setTime(Int(words[number]), unit)
        default: break
        }
        codes[number] = text.bytes.withUnsafeBufferPointer { piece.texts.code(of: $0) }
      }
    case .digits:
      let words = raw.bytes(count * 8).baseAddress!.bindMemory(to: Int64.self, capacity: count)
      try values.words(count, into: words)
      for number in 0..<count {
        var digits = String(UInt64(bitPattern: words[number]))
        codes[number] = digits.withUTF8 { piece.texts.code(of: $0) }
      }
    case .nothing: throw .damaged("A column without values has some.")
    case .uuid, .interval:
      let found = try values.texts(count)
      try found.withBytes { (bytes) throws(TableReadingError) in
        for number in 0..<count {
          let value = UnsafeRawBufferPointer(rebasing: bytes[found.bounds[number]])
          codes[number] = piece.texts.code(
            of: column.meaning == .uuid ? BytesText.uuid(value) : BytesText.interval(value))
        }
      }
    default:
      let found = try values.texts(count)
      try found.withBytes { (bytes) throws(TableReadingError) in
        let base = bytes.bindMemory(to: UInt8.self).baseAddress
        piece.texts.codes(of: count, into: codes) { number in
          let bounds = found.bounds[number]
          return UnsafeBufferPointer(start: base.map { $0 + bounds.lowerBound }, count: bounds.count)
        }
      }
    }
  }

  /// Values by their numbers in the dictionary.
  private mutating func lookUp(
    _ bytes: UnsafeRawBufferPointer, _ count: Int, into target: UnsafeMutableRawPointer, _ impossible: inout [Int]
  ) throws(TableReadingError) {
    guard let width = bytes.first else { throw .damaged("A page holds fewer values than it tells.") }
    var numbers = try PackedNumbers(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()), width: Int(width))
    let found = indices.bytes(count * 4).baseAddress!.bindMemory(to: UInt32.self, capacity: count)
    guard try numbers.unpack(count, into: found) < dictionaryCount else {
      throw .damaged("A value is not in the dictionary.")
    }
    let source = dictionary.bytes(dictionaryCount * cell.stride).baseAddress!
    switch cell {
    case .integer, .double: gather(UInt64.self, source, found, count, target)
    case .text, .date: gather(UInt32.self, source, found, count, target)
    case .boolean: gather(UInt8.self, source, found, count, target)
    }
    if !dictionaryDates.isEmpty {
      let dates = Set(dictionaryDates.map { UInt32($0) })
      for number in 0..<count where dates.contains(found[number]) { impossible.append(number) }
    }
  }

  private func gather<Bits: BitwiseCopyable>(
    _ type: Bits.Type, _ source: UnsafeMutableRawPointer, _ numbers: UnsafeMutablePointer<UInt32>, _ count: Int,
    _ target: UnsafeMutableRawPointer
  ) {
    let values = source.assumingMemoryBound(to: Bits.self)
    let cells = target.assumingMemoryBound(to: Bits.self)
    for number in 0..<count { cells[number] = values[Int(numbers[number])] }
  }
}

extension ParquetColumn {
  /// What the cells of the column hold.
  var cell: CellKind {
    switch meaning {
    case .boolean: .boolean
    case .integer: .integer
    case .number, .halfNumber: .double
    case .decimal(let scale): scale == 0 && (physical == .int32 || physical == .int64) ? .integer : .double
    case .date: .date
    case .time, .moment, .text, .bytes, .uuid, .interval, .digits, .nothing: .text
    }
  }

  /// Whether the cells of text are times.
  var areTimes: Bool {
    switch meaning {
    case .moment, .time: true
    default: false
    }
  }

  /// Whether they are moments.
  var areMoments: Bool {
    switch meaning {
    case .moment: true
    default: false
    }
  }
}
