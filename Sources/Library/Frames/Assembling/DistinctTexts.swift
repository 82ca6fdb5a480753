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

/// Rows of a column of text, as one of several pieces that were read apart.
package struct TextPiece: Sendable {
  /// The number of each row's text, -1 where it is missing.
  package var codes: [Int32]
  /// The texts that the numbers are of.
  package var texts: DistinctTexts

  /// Rows and the texts that they name.
  package init(codes: [Int32], texts: DistinctTexts) {
    self.codes = codes
    self.texts = texts
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
  /// A column of pieces, one below the other.
  package init(name: String, pieces: [TextPiece]) {
    if pieces.count == 1 {
      self.init(name: name, storage: TextStorage(codes: pieces[0].codes, pool: pieces[0].texts.index.pool))
      return
    }
    var index = TextIndex(capacity: pieces.map(\.texts.count).max() ?? 0)
    let codes = [Int32](unsafeUninitializedCapacity: pieces.reduce(0) { $0 + $1.codes.count }) { buffer, count in
      var next = 0
      for piece in pieces {
        let pool = piece.texts.index.pool
        var translation = [Int32](repeating: -1, count: pool.count)
        for code in piece.codes {
          var translated: Int32 = -1
          if code >= 0 {
            translated = translation[Int(code)]
            if translated < 0 {
              translated = pool.withUTF8(Int(code)) { index.insert($0) }
              translation[Int(code)] = translated
            }
          }
          buffer.initializeElement(at: next, to: translated)
          next += 1
        }
      }
      count = next
    }
    self.init(name: name, storage: TextStorage(codes: codes, pool: index.pool))
  }
}
