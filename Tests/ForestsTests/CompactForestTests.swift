import Testing

@testable import Forests

@Suite struct CompactForestTests {
  private func forest() throws -> (RandomForest, BinnedFeatures, MadeUpRows) {
    let rows = MadeUpRows(count: 600, features: 5, classes: 4, seed: 11)
    let grower = try rows.grower(ForestSettings(treeCount: 12, seed: 5))
    return (RandomForest(growing: grower), grower.features, rows)
  }

  private func read(_ bytes: [UInt8]) throws(ForestError) -> CompactForest {
    // A typed error does not cross the closure.
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    defer { copy.deallocate() }
    _ = copy.initialize(from: bytes)
    return try CompactForest(bytes: UnsafeBufferPointer(copy))
  }

  @Test func wholeLeavesVoteAsTheForestDoes() throws {
    let (forest, features, rows) = try forest()
    let compact = try CompactForest(
      forest, rows: features,
      settings: CompactSettings(treeCount: 12, maximumDepth: 100, minimumRowsInLeaf: 1, classesPerLeaf: 4))
    for row in 0..<100 {
      let values = rows.columns.map { $0[row] }
      let (one, other) = (compact.probabilities(of: values), try forest.probabilities(of: values))
      // A vote is a byte: it is at most half a byte's step from the share.
      #expect(zip(one, other).allSatisfy { abs($0 - $1) < 0.01 })
    }
  }

  @Test func prunedForestsAreSmallerAndNearlyAsGood() throws {
    let (forest, features, rows) = try forest()
    let whole = try CompactForest(
      forest, rows: features, settings: CompactSettings(treeCount: 12, maximumDepth: 100, minimumRowsInLeaf: 1))
    let pruned = try CompactForest(
      forest, rows: features, settings: CompactSettings(treeCount: 12, maximumDepth: 6, minimumRowsInLeaf: 10))
    #expect(pruned.bytes.count * 2 < whole.bytes.count)
    let fresh = MadeUpRows(count: 600, features: 5, classes: 4, seed: 12)
    func accuracy(_ forest: CompactForest) -> Double {
      let right = (0..<600).count { row in
        let shares = forest.probabilities(of: fresh.columns.map { $0[row] })
        return shares.firstIndex(of: shares.max() ?? 0) == Int(fresh.labels[row])
      }
      return Double(right) / 600
    }
    #expect(accuracy(pruned) > accuracy(whole) - 0.05)
    #expect(accuracy(pruned) > 0.6)
    _ = rows
  }

  @Test func filesAreReadBack() throws {
    let (forest, features, rows) = try forest()
    let compact = try CompactForest(forest, rows: features, settings: CompactSettings(classesPerLeaf: 2))
    let again = try read(compact.bytes)
    #expect(again.bytes == compact.bytes)
    for row in 0..<50 {
      let values = rows.columns.map { $0[row] }
      #expect(again.probabilities(of: values) == compact.probabilities(of: values))
    }
  }

  @Test func missingValuesGoWhereTheForestSendsThem() throws {
    var rows = MadeUpRows(count: 400, features: 3, classes: 3, seed: 2)
    for row in stride(from: 0, to: 400, by: 7) { rows.columns[1][row] = .nan }
    let columns = try rows.columns.map { try BinnedColumn($0, allowsMissing: true) }
    let grower = try TreeGrower(
      features: BinnedFeatures(columns), labels: rows.labels, classCount: 3, settings: ForestSettings(treeCount: 8))
    let forest = RandomForest(growing: grower)
    let settings = CompactSettings(maximumDepth: 100, minimumRowsInLeaf: 1, classesPerLeaf: 3)
    let compact = try read(CompactForest(forest, rows: grower.features, settings: settings).bytes)
    for row in stride(from: 0, to: 100, by: 7) {
      let values = rows.columns.map { $0[row] }
      let expected = try forest.probabilities(of: values)
      #expect(zip(compact.probabilities(of: values), expected).allSatisfy { abs($0 - $1) < 0.01 })
    }
  }

  @Test func damagedFilesAreRefusedOrHarmless() throws {
    let (forest, features, _) = try forest()
    let bytes = try CompactForest(forest, rows: features, settings: CompactSettings(treeCount: 2)).bytes
    for length in stride(from: 0, to: bytes.count, by: 41) {
      #expect(throws: ForestError.damagedTree) { try read(Array(bytes[..<length])) }
    }
    var random = RandomStream(seed: 1, stream: 1)
    for _ in 0..<300 {
      var damaged = bytes
      damaged[random.next(below: bytes.count)] = UInt8(random.next(below: 256))
      guard let read = try? read(damaged), read.classCount < 1000 else { continue }
      _ = read.probabilities(of: [Float](repeating: 0.5, count: read.featureCount))
    }
  }
}
