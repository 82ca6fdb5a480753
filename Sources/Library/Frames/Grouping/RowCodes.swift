/// Rows numbered by what they hold: equal values have equal codes, 0, 1, ... in the order of their first rows. A
/// missing value is a value here.
struct RowCodes {
  var codes: [Int32]
  /// The first row of each code.
  var firstRows: [Int32]

  var count: Int { firstRows.count }

  init(_ column: AnyColumn) {
    switch column {
    case .string(let column):
      let storage = column.storage
      let same = CanonicalTexts.numbers(storage.pool)
      let numbers = storage.codes.map { code -> Int in
        guard let same, code >= 0 else { return Int(code) + 1 }
        return Int(same[Int(code)]) + 1
      }
      self.init(smallNumbers: numbers, limit: storage.pool.count + 1)
    case .boolean(let column):
      let values = column.denseValues
      let numbers = values.indices.map { row -> Int in column.isNil(at: row) ? 0 : values[row] ? 2 : 1 }
      self.init(smallNumbers: numbers, limit: 3)
    case .date, .double, .integer, .timestamp, .timeOfDay, .duration:
      if column.missingCount == 0 {
        self.init(keys: column.orderedKeys(), isMissing: nil)
      } else {
        self.init(keys: column.orderedKeys(), isMissing: { column.isNil(at: $0) })
      }
    }
  }

  /// Rows with the same codes in both.
  init(_ one: RowCodes, _ other: RowCodes) {
    let width = UInt64(other.count)
    let keys = zip(one.codes, other.codes).map { UInt64($0) * width + UInt64($1) }
    self.init(keys: keys, isMissing: nil)
  }

  /// - Parameter columns: one at least, of equal length.
  init(_ columns: [AnyColumn]) {
    var codes = RowCodes(columns[0])
    for column in columns.dropFirst() { codes = RowCodes(codes, RowCodes(column)) }
    self = codes
  }

  private init(smallNumbers numbers: some Sequence<Int>, limit: Int) {
    var codeOfNumber = [Int32](repeating: -1, count: limit)
    codes = []
    firstRows = []
    codes.reserveCapacity(numbers.underestimatedCount)
    for number in numbers {
      var code = codeOfNumber[number]
      if code < 0 {
        code = Int32(firstRows.count)
        codeOfNumber[number] = code
        firstRows.append(Int32(codes.count))
      }
      codes.append(code)
    }
  }

  private init(keys: [UInt64], isMissing: ((Int) -> Bool)?) {
    // Open addressing; a slot holds a code plus one, 0 is empty. At most half of the slots are taken.
    var slots = [Int32](repeating: 0, count: 1024)
    var keyOfCode: [UInt64] = []
    var codes: [Int32] = []
    var firstRows: [Int32] = []
    codes.reserveCapacity(keys.count)
    var missingCode: Int32 = -1
    func firstSlot(for key: UInt64, _ mask: Int) -> Int {
      let product = (key ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      return Int(truncatingIfNeeded: product.high ^ product.low) & mask
    }
    for row in keys.indices {
      if let isMissing, isMissing(row) {
        if missingCode < 0 {
          missingCode = Int32(firstRows.count)
          firstRows.append(Int32(row))
          // No key finds this code: it stands in no slot.
          keyOfCode.append(0)
        }
        codes.append(missingCode)
        continue
      }
      let key = keys[row]
      var slot = firstSlot(for: key, slots.count - 1)
      while slots[slot] != 0, keyOfCode[Int(slots[slot]) - 1] != key { slot = (slot + 1) & (slots.count - 1) }
      if slots[slot] == 0 {
        keyOfCode.append(key)
        firstRows.append(Int32(row))
        slots[slot] = Int32(firstRows.count)
        codes.append(Int32(firstRows.count - 1))
        if firstRows.count * 2 > slots.count {
          slots = [Int32](repeating: 0, count: slots.count * 4)
          for (code, key) in keyOfCode.enumerated() where Int32(code) != missingCode {
            var slot = firstSlot(for: key, slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(code + 1)
          }
        }
      } else {
        codes.append(slots[slot] - 1)
      }
    }
    self.codes = codes
    self.firstRows = firstRows
  }
}
