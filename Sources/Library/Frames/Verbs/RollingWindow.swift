import Statistics

/// For each row of a column the rows around it, of which sums, means and others are made:
/// `frame["price"].rolling(7).mean()`.
///
/// Missing values and NaN are left out. A window with fewer values than asked for gives a missing value.
public struct RollingWindow: Sendable {
  private let name: String
  private let values: [Double]
  /// Where the window of each row starts and ends; neither ever goes back.
  private let starts: Edges
  private let ends: Edges
  private let minimumCount: Int

  /// Where the windows of the rows start, or end.
  fileprivate struct Edges: Sendable {
    let count: Int
    /// So far from each row, as far as there are rows.
    private var offset = 0
    /// One for each row; empty when they are told by the offset.
    private var places: [Int] = []

    init(count: Int, offset: Int) {
      self.count = count
      self.offset = offset
    }

    init(_ places: [Int]) {
      count = places.count
      self.places = places
    }

    var indices: Range<Int> { 0..<count }

    @inline(__always)
    subscript(row: Int) -> Int { places.isEmpty ? Swift.min(count, Swift.max(0, row + offset)) : places[row] }
  }

  fileprivate init(_ column: AnyColumn, starts: Edges, ends: Edges, minimumCount: Int) {
    guard let numbers = column.numbers?.doubles else {
      FrameMistake.stop("The column \"\(column.name)\" holds \(column.type) values: windows are of numbers.")
    }
    name = column.name
    values = numbers
    self.starts = starts
    self.ends = ends
    self.minimumCount = max(1, minimumCount)
  }

  /// The number of values.
  public func count() -> AnyColumn {
    var found = 0
    let before =
      [0]
      + values.map { value in
        if !value.isNaN { found += 1 }
        return found
      }
    return .integer(Column(name: name, values: starts.indices.map { before[ends[$0]] - before[starts[$0]] }))
  }

  /// The sum of the values.
  public func sum() -> AnyColumn { running { sum, _ in sum } }
  /// The mean of the values.
  public func mean() -> AnyColumn { running { sum, count in sum / Double(count) } }
  /// The least value.
  public func minimum() -> AnyColumn { extreme { $0 <= $1 } }
  /// The greatest value.
  public func maximum() -> AnyColumn { extreme { $0 >= $1 } }
  /// The value in the middle.
  public func median() -> AnyColumn { quantile(0.5) }
  /// Of a sample; missing for a single value.
  public func standardDeviation() -> AnyColumn { variance().map { $0.squareRoot() } }

  /// Of a sample; missing for a single value.
  public func variance() -> AnyColumn {
    let results = starts.indices.map { row -> Double in
      var (count, sum) = (0, 0.0)
      for place in starts[row]..<ends[row] where !values[place].isNaN {
        sum += values[place]
        count += 1
      }
      guard count > 1, count >= minimumCount else { return .nan }
      // Two passes, so that nothing cancels; what rounding the mean costs is taken out.
      let mean = sum / Double(count)
      var (squares, rest) = (0.0, 0.0)
      for place in starts[row]..<ends[row] where !values[place].isNaN {
        let distance = values[place] - mean
        squares += distance * distance
        rest += distance
      }
      return (squares - rest * rest / Double(count)) / Double(count - 1)
    }
    return .double(Column(name: name, doubles: results))
  }

  /// Between two values by linear interpolation (type 7 of Hyndman and Fan).
  /// - Parameter probability: from 0 to 1.
  public func quantile(_ probability: Double) -> AnyColumn {
    guard (0...1).contains(probability) else {
      FrameMistake.stop("A quantile's probability is from 0 to 1, not \(probability): 95% is 0.95.")
    }
    var sorted: [Double] = []
    func place(of value: Double) -> Int {
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if sorted[middle] < value { low = middle + 1 } else { high = middle }
      }
      return low
    }
    var (start, end) = (0, 0)
    let results = starts.indices.map { row -> Double in
      while end < ends[row] {
        if !values[end].isNaN { sorted.insert(values[end], at: place(of: values[end])) }
        end += 1
      }
      while start < starts[row] {
        if !values[start].isNaN { sorted.remove(at: place(of: values[start])) }
        start += 1
      }
      return sorted.count < minimumCount ? .nan : Quantile.ofSorted(sorted, probability)
    }
    return .double(Column(name: name, doubles: results))
  }

  /// A sum with the error of each addition kept beside it; infinities are counted apart.
  private struct RunningSum {
    private var (sum, error) = (0.0, 0.0)
    private(set) var count = 0
    private var (positive, negative) = (0, 0)

    @inline(__always)
    mutating func change(_ value: Double, by direction: Int) {
      if value.isNaN { return }
      count += direction
      if value.isFinite {
        let added = direction > 0 ? value : -value
        let next = sum + added
        error += abs(sum) >= abs(added) ? (sum - next) + added : (added - next) + sum
        sum = next
      } else if value > 0 {
        positive += direction
      } else {
        negative += direction
      }
      // Nothing is left of what was added and taken away.
      if count == positive + negative { (sum, error) = (0, 0) }
    }

    var value: Double {
      let infinite = positive > 0 ? (negative > 0 ? Double.nan : .infinity) : (negative > 0 ? -.infinity : 0)
      return sum + error + infinite
    }
  }

  @inline(__always)
  private func running(_ statistic: (Double, Int) -> Double) -> AnyColumn {
    var sum = RunningSum()
    var (start, end) = (0, 0)
    let results = starts.indices.map { row -> Double in
      while end < ends[row] {
        sum.change(values[end], by: 1)
        end += 1
      }
      while start < starts[row] {
        sum.change(values[start], by: -1)
        start += 1
      }
      return sum.count < minimumCount ? .nan : statistic(sum.value, sum.count)
    }
    return .double(Column(name: name, doubles: results))
  }

  /// A queue of those that may still become the best.
  private func extreme(_ isBetter: (Double, Double) -> Bool) -> AnyColumn {
    var queue: [Int] = []
    var (head, end, count) = (0, 0, 0)
    var start = 0
    let results = starts.indices.map { row -> Double in
      while end < ends[row] {
        if !values[end].isNaN {
          count += 1
          while queue.count > head, isBetter(values[end], values[queue[queue.count - 1]]) { queue.removeLast() }
          queue.append(end)
        }
        end += 1
      }
      while start < starts[row] {
        if !values[start].isNaN { count -= 1 }
        start += 1
      }
      while head < queue.count, queue[head] < start { head += 1 }
      return count < minimumCount || head == queue.count ? .nan : values[queue[head]]
    }
    return .double(Column(name: name, doubles: results))
  }
}

extension AnyColumn {
  /// Each row with those before it, so many in all.
  /// - Parameters:
  ///   - size: rows of a window.
  ///   - minimumCount: so many values a window must have; all of its rows when nil.
  ///   - isCentered: puts the row in the middle of its window (of an even number of rows behind the middle).
  public func rolling(_ size: Int, minimumCount: Int? = nil, isCentered: Bool = false) -> RollingWindow {
    guard size > 0 else { FrameMistake.stop("A window has at least one row, not \(size).") }
    let count = count
    let ahead = isCentered ? (size - 1) / 2 : 0
    return RollingWindow(
      self, starts: .init(count: count, offset: ahead + 1 - size), ends: .init(count: count, offset: ahead + 1),
      minimumCount: minimumCount ?? size)
  }

  /// Each row with those that lie at most so far before it along another column, which ascends.
  /// - Parameters:
  ///   - width: a window's length, in seconds of timestamps, in days of dates, else in the units of the column. The
  ///     place exactly so far before is not in it.
  ///   - positions: where the rows lie; ascending and without missing values.
  ///   - minimumCount: so many values a window must have.
  public func rolling(_ width: Double, along positions: AnyColumn, minimumCount: Int = 1) -> RollingWindow {
    _ = Operand.rows(Operand(self), Operand(positions))
    var places = positions.secondsSince1970 ?? positions.doubles ?? []
    if positions.type == .date { places = places.map { $0 / 86_400 } }
    guard positions.missingCount == 0, places.count == count, zip(places, places.dropFirst()).allSatisfy({ $0 <= $1 })
    else {
      FrameMistake.stop(
        "Windows along \"\(positions.name)\" need it ascending and without missing values: sort the frame on it.")
    }
    var start = 0
    let starts = places.indices.map { row -> Int in
      while places[start] <= places[row] - width, start < row { start += 1 }
      return start
    }
    return RollingWindow(
      self, starts: .init(starts), ends: .init(count: count, offset: 1), minimumCount: minimumCount)
  }
}
