import Frames

extension ArrowValues {
  private static let tooShort = TableReadingError.damaged("A buffer is shorter than its rows.")

  /// The rows without a value, ascending.
  func missing() throws(TableReadingError) -> [Int32] {
    var missing: [Int32] = []
    // A field without a buffer for it has all its values.
    for validity in [buffers.first].compactMap({ $0 }) + validities {
      let more = try validity.withBytes { (bits) throws(TableReadingError) -> [Int32] in
        guard !bits.isEmpty else { return [] }
        guard bits.count >= (rows + 7) / 8 else { throw ArrowValues.tooShort }
        var found: [Int32] = []
        for place in 0..<(rows + 7) / 8 where bits[place] != 0xFF {
          for row in place * 8..<min(rows, place * 8 + 8) where bits[place] >> UInt8(row & 7) & 1 == 0 {
            found.append(Int32(row))
          }
        }
        return found
      }
      missing = missing.isEmpty ? more : more.isEmpty ? missing : Set(missing + more).sorted()
    }
    return missing
  }

  /// Writes the cells of all rows.
  func read(_ kind: ArrowField.Kind, into cells: UnsafeMutableRawPointer) throws(TableReadingError) -> ReadPiece {
    var piece = ReadPiece()
    if kind == .nothing {
      let codes = cells.assumingMemoryBound(to: Int32.self)
      for row in 0..<rows { codes[row] = -1 }
      return piece
    }
    piece.missing = try missing()
    switch kind {
    case .integer(let bytes, let isSigned):
      try integers(bytes, isSigned, into: cells.assumingMemoryBound(to: Int64.self), except: piece.missing)
    case .half, .single, .double: try numbers(kind, into: cells.assumingMemoryBound(to: Double.self))
    case .decimal(let bytes, let scale): try decimals(bytes, scale, into: cells, except: piece.missing)
    case .duration(let unit):
      try integers(8, true, into: cells.assumingMemoryBound(to: Int64.self), except: [])
      let (words, seconds) = (cells.assumingMemoryBound(to: Int64.self), cells.assumingMemoryBound(to: Double.self))
      for row in 0..<rows { seconds[row] = Double(words[row]) / Double(unit.perSecond) }
    case .boolean:
      try data(1, bits: 1) { bits in
        let target = cells.assumingMemoryBound(to: Bool.self)
        for row in 0..<rows { target[row] = bits[row >> 3] >> UInt8(row & 7) & 1 != 0 }
      }
    case .date(let inMilliseconds):
      try dates(inMilliseconds, into: cells.assumingMemoryBound(to: CalendarDate.self), &piece)
    default:
      try texts(kind, into: cells.assumingMemoryBound(to: Int32.self), &piece)
      try piece.checkTexts()
    }
    return piece
  }

  /// Hands on a buffer that has so many bits for each row.
  private func data(_ number: Int, bits: Int, _ body: (UnsafeRawBufferPointer) -> Void) throws(TableReadingError) {
    guard number < buffers.count else { throw ArrowValues.tooShort }
    if rows == 0 { return }
    try buffers[number].withBytes { (bytes) throws(TableReadingError) in
      guard bytes.count >= (rows * bits + 7) / 8 else { throw ArrowValues.tooShort }
      body(bytes)
    }
  }

  /// Whole numbers of any size.
  func integers(
    _ size: Int, _ isSigned: Bool, into target: UnsafeMutablePointer<Int64>, except missing: [Int32]
  ) throws(TableReadingError) {
    func copy<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type) throws(TableReadingError) {
      try data(1, bits: size * 8) { bytes in
        for row in 0..<rows {
          target[row] = Int64(
            truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: row &* MemoryLayout<Number>.size, as: type))
        }
      }
    }
    switch (size, isSigned) {
    case (1, true): try copy(Int8.self)
    case (1, false): try copy(UInt8.self)
    case (2, true): try copy(Int16.self)
    case (2, false): try copy(UInt16.self)
    case (4, true): try copy(Int32.self)
    case (4, false): try copy(UInt32.self)
    default: try copy(Int64.self)
    }
    guard size == 8, !isSigned else { return }
    for row in missing { target[Int(row)] = 0 }
    for row in 0..<rows where target[row] < 0 {
      throw TableReadingError(
        kind: .unsupported, message: "It holds whole numbers of more than 63 bits.",
        hint: "Name the columns to read with `columns`.")
    }
  }

  private func numbers(_ kind: ArrowField.Kind, into target: UnsafeMutablePointer<Double>) throws(TableReadingError) {
    switch kind {
    case .half:
      try data(1, bits: 16) { bytes in
        for row in 0..<rows {
          target[row] = HalfNumber.double(bytes.loadUnaligned(fromByteOffset: row * 2, as: UInt16.self))
        }
      }
    case .single:
      try data(1, bits: 32) { bytes in
        for row in 0..<rows { target[row] = Double(bytes.loadUnaligned(fromByteOffset: row &* 4, as: Float.self)) }
      }
    default:
      try data(1, bits: 64) { bytes in
        UnsafeMutableRawPointer(target).copyMemory(from: bytes.baseAddress!, byteCount: rows * 8)
      }
    }
  }

  private func decimals(
    _ size: Int, _ scale: Int, into cells: UnsafeMutableRawPointer, except missing: [Int32]
  ) throws(TableReadingError) {
    if size <= 8 {
      let words = cells.assumingMemoryBound(to: Int64.self)
      try integers(size, true, into: words, except: [])
      if scale == 0 { return }
      for row in 0..<rows {
        words[row] = Int64(bitPattern: DecimalValue.double(Int(words[row]), scale: scale).bitPattern)
      }
      return
    }
    try data(1, bits: size * 8) { bytes in
      let target = cells.assumingMemoryBound(to: Double.self)
      withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { reversed in
        for row in 0..<rows {
          for place in 0..<size { reversed[size - 1 - place] = bytes[row * size + place] }
          target[row] = DecimalValue.double(UnsafeRawBufferPointer(reversed), scale: scale)
        }
      }
    }
  }

  private func dates(
    _ inMilliseconds: Bool, into target: UnsafeMutablePointer<CalendarDate>, _ piece: inout ReadPiece
  ) throws(TableReadingError) {
    let isMissing = Set(piece.missing)
    var impossible: [Int32] = []
    try data(1, bits: inMilliseconds ? 64 : 32) { bytes in
      var days = CalendarDays()
      for row in 0..<rows {
        let day: Int
        if inMilliseconds {
          day = Int((Double(bytes.loadUnaligned(fromByteOffset: row * 8, as: Int64.self)) / 86_400_000).rounded(.down))
        } else {
          day = Int(bytes.loadUnaligned(fromByteOffset: row * 4, as: Int32.self))
        }
        let date = days.date(daysSince1970: day)
        if date == nil, !isMissing.contains(Int32(row)) { impossible.append(Int32(row)) }
        (target + row).initialize(to: date ?? CalendarDate.placeholder)
      }
    }
    piece.impossibleDates = impossible.count
    if !impossible.isEmpty { piece.missing = (piece.missing + impossible).sorted() }
  }

  private func texts(
    _ kind: ArrowField.Kind, into codes: UnsafeMutablePointer<Int32>, _ piece: inout ReadPiece
  ) throws(TableReadingError) {
    switch kind {
    case .text(let offsetBytes): try texts(offsetBytes: offsetBytes, into: codes, &piece.texts, except: piece.missing)
    case .textViews: try views(into: codes, &piece.texts, except: piece.missing)
    case .moment, .time: try times(kind, into: codes, &piece.texts, except: piece.missing)
    case .fixedBytes(let size):
      var texts = piece.texts
      try data(1, bits: size * 8) { bytes in
        texts.codes(of: rows, into: codes) { row in
          UnsafeRawBufferPointer(rebasing: bytes[row * size..<(row + 1) * size]).bindMemory(to: UInt8.self)
        }
      }
      piece.texts = texts
    default: throw .damaged("A column has values of the wrong kind.")
    }
    for row in piece.missing { codes[Int(row)] = -1 }
  }

  private func texts(
    offsetBytes: Int, into codes: UnsafeMutablePointer<Int32>, _ texts: inout DistinctTexts, except missing: [Int32]
  ) throws(TableReadingError) {
    if rows == 0 { return }
    guard buffers.count > 2 else { throw ArrowValues.tooShort }
    var found = texts
    try buffers[1].withBytes { (offsets) throws(TableReadingError) in
      guard offsets.count / offsetBytes > rows else { throw ArrowValues.tooShort }
      func offset(_ row: Int) -> Int {
        offsetBytes == 4
          ? Int(offsets.loadUnaligned(fromByteOffset: row &* 4, as: Int32.self))
          : Int(offsets.loadUnaligned(fromByteOffset: row &* 8, as: Int64.self))
      }
      try buffers[2].withBytes { (bytes) throws(TableReadingError) in
        var last = offset(0)
        var isOrdered = last >= 0
        for row in 1...rows {
          let next = offset(row)
          isOrdered = isOrdered && next >= last
          last = next
        }
        guard isOrdered, last <= bytes.count else { throw .damaged("Texts do not lie in their buffer.") }
        let base = bytes.bindMemory(to: UInt8.self).baseAddress
        found.codes(of: rows, into: codes) { row in
          let start = offset(row)
          return UnsafeBufferPointer(start: base.map { $0 + start }, count: offset(row + 1) - start)
        }
      }
    }
    texts = found
  }

  /// Texts of up to twelve bytes stand in the view, others in one of the further buffers.
  private func views(
    into codes: UnsafeMutablePointer<Int32>, _ texts: inout DistinctTexts, except missing: [Int32]
  ) throws(TableReadingError) {
    var found = texts
    // All buffers stay where they are while they are looked at.
    func withFurther(
      _ number: Int, _ pieces: [UnsafeRawBufferPointer],
      _ body: ([UnsafeRawBufferPointer]) throws(TableReadingError) -> Void
    ) throws(TableReadingError) {
      guard number < buffers.count else { return try body(pieces) }
      try buffers[number].withBytes { (bytes) throws(TableReadingError) in
        try withFurther(number + 1, pieces + [bytes], body)
      }
    }
    let isMissing = Set(missing)
    try withFurther(2, []) { (further) throws(TableReadingError) in
      var isInside = true
      try data(1, bits: 128) { views in
        let base = views.bindMemory(to: UInt8.self).baseAddress!
        for row in 0..<rows where isInside && !isMissing.contains(Int32(row)) {
          func number(_ place: Int) -> Int {
            Int(views.loadUnaligned(fromByteOffset: row * 16 + place, as: Int32.self))
          }
          let length = number(0)
          if (0...12).contains(length) {
            codes[row] = found.code(of: UnsafeBufferPointer(start: base + row * 16 + 4, count: length))
            continue
          }
          let (piece, start) = (number(8), number(12))
          guard length > 0, further.indices.contains(piece), start >= 0, start <= further[piece].count,
            length <= further[piece].count - start
          else {
            isInside = false
            break
          }
          let bytes = further[piece].bindMemory(to: UInt8.self).baseAddress!
          codes[row] = found.code(of: UnsafeBufferPointer(start: bytes + start, count: length))
        }
      }
      guard isInside else { throw .damaged("Texts do not lie in their buffers.") }
    }
    texts = found
  }

  private func times(
    _ kind: ArrowField.Kind, into codes: UnsafeMutablePointer<Int32>, _ texts: inout DistinctTexts,
    except missing: [Int32]
  ) throws(TableReadingError) {
    let words = UnsafeMutablePointer<Int64>.allocate(capacity: max(1, rows))
    defer { words.deallocate() }
    var size = 8
    if case .time(_, let bytes) = kind { size = bytes }
    try integers(size, true, into: words, except: [])
    for row in missing { words[Int(row)] = 0 }
    var text = TimeText()
    for row in 0..<rows {
      switch kind {
      case .moment(let unit, let isUTC): text.setMoment(Int(words[row]), unit, isMoment: isUTC)
      case .time(let unit, _): text.setTime(Int(words[row]), unit)
      default: break
      }
      codes[row] = text.bytes.withUnsafeBufferPointer { texts.code(of: $0) }
    }
  }
}
