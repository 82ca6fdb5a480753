import Statistics

extension DataFrame {
  /// Each row once: the first of those that are equal in all columns, or in these.
  public func distinct(on names: String...) -> DataFrame {
    let columns = names.isEmpty ? self.columns : names.map { self[$0] }
    guard !columns.isEmpty else { return self }
    return gathering(RowCodes(columns).firstRows)
  }

  /// Rows taken at random, each at most once, in the order that they have in the frame.
  /// - Parameters:
  ///   - count: of rows; all when there are no more.
  ///   - seed: the same seed takes the same rows.
  public func randomSample(count: Int, seed: UInt64 = 1) -> DataFrame {
    gathering(DataFrame.sample(Array(0..<Int32(rowCount)), count, SplitMix64(seed)))
  }

  /// A part of the rows taken at random, each at most once, in the order that they have in the frame.
  /// - Parameters:
  ///   - fraction: from 0 to 1.
  ///   - seed: the same seed takes the same rows.
  public func randomSample(fraction: Double, seed: UInt64 = 1) -> DataFrame {
    guard (0...1).contains(fraction) else { stop("A sample is a part from 0 to 1 of the rows, not \(fraction).") }
    return randomSample(count: Int((Double(rowCount) * fraction).rounded()), seed: seed)
  }

  fileprivate static func sample(_ rows: [Int32], _ count: Int, _ generator: SplitMix64) -> [Int32] {
    guard count < rows.count else { return rows }
    var generator = generator
    return generator.shuffled(rows).prefix(max(0, count)).sorted()
  }
}

extension RowGrouping {
  /// So many rows of each group taken at random, group by group.
  /// - Parameter seed: the same seed takes the same rows.
  public func randomSample(count: Int, seed: UInt64 = 1) -> DataFrame {
    let (rows, starts) = rowsByGroup()
    return frame.gathering(
      (0..<self.count).flatMap { group in
        let generator = SplitMix64(seed: seed, stream: 1, index: group)
        return DataFrame.sample(Array(rows[starts[group]..<starts[group + 1]]), count, generator)
      })
  }

  /// The first rows of each group, group by group.
  public func prefix(_ length: Int) -> DataFrame {
    let (rows, starts) = rowsByGroup()
    return frame.gathering((0..<count).flatMap { rows[starts[$0]..<starts[$0 + 1]].prefix(length) })
  }
}

extension AnyColumn {
  /// Which bin each number lies in, as ordered categories; missing outside the edges.
  /// - Parameters:
  ///   - edges: ascending; each bin is from one to the next.
  ///   - labels: one for each bin; when nil `(0, 10]`.
  ///   - closesLower: whether a bin holds its lower edge and not the upper one, and labels are `[0, 10)`.
  ///   - includesOuterEdge: whether the outermost bin holds the edge that would be left out.
  public func cut(
    at edges: [Double], labels: [String]? = nil, closesLower: Bool = false, includesOuterEdge: Bool = false
  ) -> AnyColumn {
    guard edges.count > 1, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
      FrameMistake.stop("Cutting the column \"\(name)\" needs two edges or more that ascend, not \(edges).")
    }
    guard labels == nil || labels?.count == edges.count - 1 else {
      FrameMistake.stop(
        "\(edges.count) edges make \(edges.count - 1) bins, and there are \(labels?.count ?? 0) labels.")
    }
    guard let numbers = numbers?.doubles else {
      FrameMistake.stop("The column \"\(name)\" holds \(type) values: only numbers can be cut into bins.")
    }
    let last = edges.count - 2
    func word(_ value: Double) -> String {
      value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
    let names =
      labels
      ?? (0...last).map { bin in
        let opening = closesLower || (includesOuterEdge && bin == 0) ? "[" : "("
        let closing = !closesLower || (includesOuterEdge && bin == last) ? "]" : ")"
        return "\(opening)\(word(edges[bin])), \(word(edges[bin + 1]))\(closing)"
      }
    let codes = numbers.map { value -> Int32 in
      guard value >= edges[0], value <= edges[last + 1] else { return -1 }
      if value == edges[closesLower ? last + 1 : 0] { return includesOuterEdge ? Int32(closesLower ? last : 0) : -1 }
      var (low, high) = (0, edges.count)
      while low < high {
        let middle = (low + high) / 2
        if closesLower ? edges[middle] <= value : edges[middle] < value { low = middle + 1 } else { high = middle }
      }
      return Int32(low - 1)
    }
    let categories = Column<String>(name: name, contents: names).ordered(names)
    return .string(Column(name: name, storage: categories.storage.gathering(codes)))
  }

  /// Bins that hold about as many values each, as ordered categories: 4 for quarters. Equal values are in one bin, so
  /// that there may be fewer.
  /// - Parameter labels: one for each bin.
  public func cut(intoQuantiles count: Int, labels: [String]? = nil) -> AnyColumn {
    guard count > 0, let numbers = numbers?.doubles else {
      FrameMistake.stop("Only numbers can be cut into bins, and into one at least: \"\(name)\" holds \(type) values.")
    }
    let edges = Quantile.of(numbers, (0...count).map { Double($0) / Double(count) })
    guard !edges.contains(where: \.isNaN) else {
      return .string(Column(name: name, contents: numbers.map { _ in nil }))
    }
    let distinct = edges.reduce(into: [Double]()) { if $0.last != $1 { $0.append($1) } }
    // One value alone is a bin of its own.
    guard distinct.count > 1 else {
      return cut(at: [distinct[0], distinct[0].nextUp], labels: labels, includesOuterEdge: true)
    }
    return cut(at: distinct, labels: labels, includesOuterEdge: true)
  }
}
