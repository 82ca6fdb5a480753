import Statistics

/// Numbers texts in the order in which they are met, the same text with the same number: what a reader of another
/// module makes a column of text with.
package struct DistinctTexts: Sendable {
  fileprivate var index: TextIndex

  /// No texts yet, with room for so many.
  package init(capacity: Int = 0) { index = TextIndex(capacity: capacity) }

  /// How many distinct texts there are.
  package var count: Int { index.pool.count }

  /// The number of a text, which is given one when it is new. The bytes have to be UTF-8; see ``firstBroken``.
  package mutating func code(of text: UnsafeBufferPointer<UInt8>) -> Int32 { index.insert(text) }

  /// The number of a text.
  package mutating func code(of text: String) -> Int32 {
    var text = text
    return text.withUTF8 { index.insert($0) }
  }

  /// Writes the numbers of many texts. They are looked up together, so that all the memory that is needed is on its way
  /// at the same time.
  package mutating func codes(
    of count: Int, into codes: UnsafeMutablePointer<Int32>, text: (Int) -> UnsafeBufferPointer<UInt8>
  ) {
    let batch = 32
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: batch) { hashes in
      withUnsafeTemporaryAllocation(of: UnsafeBufferPointer<UInt8>.self, capacity: batch) { texts in
        var touched: UInt64 = 0
        var done = 0
        while done < count {
          let size = min(batch, count - done)
          for place in 0..<size {
            let text = text(done + place)
            let hash = TextIndex.hash(text)
            touched ^= index.firstEntry(hash: hash)
            (hashes.baseAddress! + place).initialize(to: hash)
            (texts.baseAddress! + place).initialize(to: text)
          }
          for place in 0..<size { codes[done + place] = index.insert(texts[place], hash: hashes[place]) }
          done += size
        }
        // What was only touched must not be optimised away.
        withExtendedLifetime(touched) {}
      }
    }
  }

  /// A text by its number.
  package func text(_ code: Int32) -> String { index.pool[Int(code)] }

  /// The number of the first text that is not UTF-8; nil when all are.
  package var firstBroken: Int? {
    let pool = index.pool
    // All at once where no text starts in the middle of a sequence, as nearly always.
    let isWhole = pool.bytes.withUnsafeBufferPointer { bytes in
      UTF8Check.firstError(bytes) == nil
        && pool.offsets.allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
    }
    if isWhole { return nil }
    return (0..<pool.count).first { number in pool.withUTF8(number) { UTF8Check.firstError($0) != nil } }
  }
}

extension Column where WrappedElement: DenseElement {
  /// A column of one array.
  /// - Parameters:
  ///   - values: one for each row; what stands where a value is missing is replaced.
  ///   - missingRows: ascending, each once.
  package init(name: String, values: [WrappedElement], missingRows: some Sequence<Int>) {
    var values = values
    let validity = Validity(count: values.count, missing: missingRows)
    if validity.missingCount > 0 { for row in validity.missingRows { values[row] = WrappedElement.placeholder } }
    self.init(name: name, storage: DenseStorage(values: values, validity: validity))
  }
}

extension Column where WrappedElement == String {
  /// A column of rows that name texts.
  /// - Parameters:
  ///   - codes: the number of each row's text, -1 where it is missing.
  ///   - pieces: rows one behind the other, all together, and the texts that their numbers are of.
  package init(name: String, codes: [Int32], pieces: [(rows: Range<Int>, texts: DistinctTexts)]) {
    if pieces.count == 1 {
      self.init(name: name, storage: TextStorage(codes: codes, pool: pieces[0].texts.index.pool))
      return
    }
    var index = TextIndex(capacity: pieces.map(\.texts.count).max() ?? 0)
    var codes = codes
    codes.withUnsafeMutableBufferPointer { codes in
      for (rows, texts) in pieces {
        let pool = texts.index.pool
        // The new number of each old one; -1 until it is met.
        var translation = [Int32](repeating: -1, count: pool.count)
        translation.withUnsafeMutableBufferPointer { translation in
          for row in rows {
            let code = Int(codes[row])
            if code < 0 { continue }
            if translation[code] < 0 { translation[code] = pool.withUTF8(code) { index.insert($0) } }
            codes[row] = translation[code]
          }
        }
      }
    }
    self.init(name: name, storage: TextStorage(codes: codes, pool: index.pool))
  }
}
