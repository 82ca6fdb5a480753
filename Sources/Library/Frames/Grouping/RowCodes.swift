/// Rows numbered by what they hold: equal values have equal codes, 0, 1, ... in the order of their first rows. A
/// missing value is a value here.
struct RowCodes {
  var codes: [Int32]
  /// The first row of each code.
  var firstRows: [Int32]

  var count: Int { firstRows.count }

  /// A table has room for this many times the rows, or for this many numbers where there are few rows.
  private static let (roomPerRow, leastRoom) = (4, 1 << 16)

  init(_ column: AnyColumn) {
    switch column {
    case .string(let column):
      let storage = column.storage
      let limit = storage.pool.count + 1
      let same = CanonicalTexts.numbers(storage.pool)
      self = storage.codes.withUnsafeBufferPointer { codes in
        guard let same else { return RowCodes(count: codes.count, limit: limit) { Int(codes[$0]) + 1 } }
        return RowCodes(count: codes.count, limit: limit) { codes[$0] < 0 ? 0 : Int(same[Int(codes[$0])]) + 1 }
      }
    case .boolean(let column):
      let values = column.denseValues
      self.init(count: values.count, limit: 3) { column.isNil(at: $0) ? 0 : values[$0] ? 2 : 1 }
    case .date, .double, .integer, .timestamp, .timeOfDay, .duration:
      let cells = ColumnCells(column)
      let keys = column.orderedKeys()
      self = withExtendedLifetime(column) {
        column.missingCount == 0 ? RowCodes(keys) : RowCodes(keys) { cells.isMissing($0) }
      }
    }
  }

  /// Rows with the same codes in both.
  init(_ one: RowCodes, _ other: RowCodes) {
    let width = other.count
    if one.count <= max(RowCodes.leastRoom, one.codes.count * RowCodes.roomPerRow) / max(1, width) {
      let limit = one.count * width
      self = one.codes.withUnsafeBufferPointer { one in
        other.codes.withUnsafeBufferPointer { other in
          RowCodes(count: one.count, limit: limit) { Int(one[$0]) * width + Int(other[$0]) }
        }
      }
    } else {
      self.init(zip(one.codes, other.codes).map { UInt64($0) * UInt64(width) + UInt64($1) })
    }
  }

  /// - Parameter columns: one at least, of equal length.
  init(_ columns: [AnyColumn]) {
    var codes = RowCodes(columns[0])
    for column in columns.dropFirst() { codes = RowCodes(codes, RowCodes(column)) }
    self = codes
  }

  private init(codes: [Int32], firstRows: [Int32]) {
    self.codes = codes
    self.firstRows = firstRows
  }

  /// - Parameters:
  ///   - limit: above all numbers.
  ///   - number: of a row, 0 or more.
  @inline(__always)
  private init(count: Int, limit: Int, _ number: (Int) -> Int) {
    var codeOfNumber = [Int32](repeating: -1, count: limit)
    var firstRows: [Int32] = []
    codes = codeOfNumber.withUnsafeMutableBufferPointer { codeOfNumber in
      [Int32](unsafeUninitializedCapacity: count) { codes, filled in
        for row in 0..<count {
          let number = number(row)
          var code = codeOfNumber[number]
          if code < 0 {
            code = Int32(firstRows.count)
            codeOfNumber[number] = code
            firstRows.append(Int32(row))
          }
          codes[row] = code
        }
        filled = count
      }
    }
    self.firstRows = firstRows
  }

  private init(_ keys: [UInt64]) { self.init(keys, isMissing: nil) }

  private init(_ keys: [UInt64], isMissing: ((Int) -> Bool)?) {
    self = keys.withUnsafeBufferPointer { keys -> RowCodes in
      var (least, most) = (UInt64.max, UInt64.min)
      for row in keys.indices where !(isMissing?(row) ?? false) {
        least = min(least, keys[row])
        most = max(most, keys[row])
      }
      // Numbers that lie close together have a place each in a table.
      let room = max(RowCodes.leastRoom, keys.count * RowCodes.roomPerRow)
      if least <= most, most - least < UInt64(room) {
        let limit = Int(most - least) + 2
        guard let isMissing else { return RowCodes(count: keys.count, limit: limit) { Int(keys[$0] - least) + 1 } }
        return RowCodes(count: keys.count, limit: limit) { isMissing($0) ? 0 : Int(keys[$0] - least) + 1 }
      }
      return RowCodes(hashing: keys, isMissing)
    }
  }

  private init(hashing keys: UnsafeBufferPointer<UInt64>, _ isMissing: ((Int) -> Bool)?) {
    // Open addressing; a slot holds a code plus one, 0 is empty. At most half of the slots are taken.
    var slots = [Int32](repeating: 0, count: 1024)
    var keyOfCode: [UInt64] = []
    var firstRows: [Int32] = []
    var missingCode: Int32 = -1
    @inline(__always)
    func firstSlot(for key: UInt64, _ mask: Int) -> Int {
      let product = (key ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      return Int(truncatingIfNeeded: product.high ^ product.low) & mask
    }
    codes = [Int32](unsafeUninitializedCapacity: keys.count) { codes, filled in
      for row in keys.indices {
        if let isMissing, isMissing(row) {
          if missingCode < 0 {
            missingCode = Int32(firstRows.count)
            firstRows.append(Int32(row))
            // No key finds this code: it stands in no slot.
            keyOfCode.append(0)
          }
          codes[row] = missingCode
          continue
        }
        let key = keys[row]
        var slot = firstSlot(for: key, slots.count - 1)
        while slots[slot] != 0, keyOfCode[Int(slots[slot]) - 1] != key { slot = (slot + 1) & (slots.count - 1) }
        if slots[slot] != 0 {
          codes[row] = slots[slot] - 1
          continue
        }
        keyOfCode.append(key)
        firstRows.append(Int32(row))
        slots[slot] = Int32(firstRows.count)
        codes[row] = Int32(firstRows.count - 1)
        if firstRows.count * 2 > slots.count {
          slots = [Int32](repeating: 0, count: slots.count * 4)
          for (code, key) in keyOfCode.enumerated() where Int32(code) != missingCode {
            var slot = firstSlot(for: key, slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(code + 1)
          }
        }
      }
      filled = keys.count
    }
    self.firstRows = firstRows
  }
}
