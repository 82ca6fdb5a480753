/// Chunks of a file put together into columns.
struct ChunkMerge {
  let chunks: [ParsedChunk]
  /// Where each chunk's rows start in the columns.
  private let starts: [Int]
  /// The texts of all chunks, and whose each chunk's are.
  private let owners: [ChunkTexts]
  private let ownerOfChunk: [Int]
  let rowCount: Int

  init(_ chunks: [ParsedChunk]) {
    self.chunks = chunks
    var starts: [Int] = []
    var rows = 0
    for chunk in chunks {
      starts.append(rows)
      rows += chunk.rows
    }
    self.starts = starts
    var owners: [ChunkTexts] = []
    ownerOfChunk = chunks.map { chunk in
      if let known = owners.firstIndex(where: { $0 === chunk.texts }) { return known }
      owners.append(chunk.texts)
      return owners.count - 1
    }
    self.owners = owners
    rowCount = rows
  }

  /// Whether some value of a column did not fit the type that was guessed for it.
  func isMisfit(_ number: Int) -> Bool { chunks.contains { $0.columns[number].isMisfit } }

  /// Nil for a column that was skipped.
  func column(_ number: Int, _ plan: ColumnPlan) -> AnyColumn? {
    var kind = plan.kind
    if kind == .integer, chunks.contains(where: { $0.columns[number].kind == .double }) {
      kind = .double
      for chunk in chunks where chunk.columns[number].kind == .integer {
        chunk.columns[number].becomeDouble(rows: chunk.rows)
      }
    }
    switch kind {
    case .skipped: return nil
    case .double: return .double(Column(name: plan.name, storage: dense(number)))
    case .integer: return .integer(Column(name: plan.name, storage: dense(number)))
    case .boolean: return .boolean(Column(name: plan.name, storage: dense(number)))
    case .date: return .date(Column(name: plan.name, storage: dense(number)))
    case .text: return .string(Column(name: plan.name, storage: text(number)))
    }
  }

  private func dense<Value: DenseValue>(_ number: Int) -> DenseStorage<Value> {
    let values = [Value](unsafeUninitializedCapacity: rowCount) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      LargeMemory.preferHugePages(base, byteCount: rowCount * MemoryLayout<Value>.stride)
      for (chunk, start) in zip(chunks, starts) {
        // A chunk has set the cell of each of its rows.
        UnsafeMutableRawPointer(base + start).copyMemory(
          from: chunk.columns[number].cells, byteCount: chunk.rows * MemoryLayout<Value>.stride)
      }
      count = rowCount
    }
    let missing = zip(chunks, starts).lazy.flatMap { chunk, start in
      chunk.columns[number].missing.lazy.map { start + Int($0) }
    }
    return DenseStorage(values: values, validity: Validity(count: rowCount, missing: missing))
  }

  /// The chunks' texts numbered again, in the order of the file.
  private func text(_ number: Int) -> TextStorage {
    let pools = owners.map { $0.columns[number].pool }
    var index = TextIndex(capacity: pools.map(\.count).max() ?? 0)
    // The new number of each old one; -1 until it is met.
    var translations = pools.map { [Int32](repeating: -1, count: $0.count) }
    let codes = [Int32](unsafeUninitializedCapacity: rowCount) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      LargeMemory.preferHugePages(base, byteCount: rowCount * MemoryLayout<Int32>.stride)
      for (part, chunk) in chunks.enumerated() {
        let pool = pools[ownerOfChunk[part]]
        let source = chunk.columns[number].cells.assumingMemoryBound(to: Int32.self)
        let target = base + starts[part]
        // Each code of the chunk is a number of its owner's pool, or -1.
        translations[ownerOfChunk[part]].withUnsafeMutableBufferPointer { translation in
          for row in 0..<chunk.rows {
            let code = Int(source[row])
            var translated: Int32 = -1
            if code >= 0 {
              translated = translation[code]
              if translated < 0 {
                translated = pool.withUTF8(code) { index.insert($0) }
                translation[code] = translated
              }
            }
            (target + row).initialize(to: translated)
          }
        }
      }
      count = rowCount
    }
    return TextStorage(codes: codes, pool: index.pool)
  }

  /// All problems in the order of the file.
  /// - Parameters:
  ///   - firstLine: the line, from 1, on which the first chunk starts.
  func problems(firstLine: Int, maximum: Int) -> (
    list: [CSVReadingReport.Problem], counts: [CSVReadingReport.Problem.Kind: Int]
  ) {
    var list: [CSVReadingReport.Problem] = []
    var counts: [CSVReadingReport.Problem.Kind: Int] = [:]
    var line = firstLine
    for chunk in chunks {
      for problem in chunk.problems where list.count < maximum {
        list.append(.init(kind: problem.kind, line: problem.line + line, message: problem.message))
      }
      counts.merge(chunk.problemCounts, uniquingKeysWith: +)
      line += chunk.lines
    }
    return (list, counts)
  }
}
