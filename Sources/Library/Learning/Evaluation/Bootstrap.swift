import Frames
public import Statistics

/// Draws rows with replacement, as often as there are rows, again and again: how the measures of such resamples are
/// spread shows how sure a measure is (Efron 1979).
public struct Bootstrap: Sendable, Equatable {
  /// How many times rows are drawn.
  public var resamples: Int
  /// The part of the resamples that an interval covers: from the (1 - level) / 2 quantile on (percentile method).
  public var level: Double
  /// The same seed draws the same rows.
  public var seed: UInt64
  /// Rows that are drawn together, such as those of one artist, which are no independent evidence. Nil to draw rows one
  /// by one.
  public var groups: RowGroups?

  /// - Parameters:
  ///   - resamples: how many times rows are drawn.
  ///   - level: the part of the resamples that an interval covers, between 0 and 1.
  ///   - seed: the same seed draws the same rows.
  ///   - groups: rows that are drawn together; nil to draw rows one by one.
  public init(resamples: Int = 1000, level: Double = 0.95, seed: UInt64 = 42, groups: RowGroups? = nil) {
    self.resamples = resamples
    self.level = level
    self.seed = seed
    self.groups = groups
  }

  /// How often each row is drawn in one resample. The same number gives the same draw.
  func weights(_ number: Int, rowCount: Int) -> [Int32] {
    var random = SplitMix64(seed: seed, stream: 0x42_6f_6f_74, index: number)
    var weights = [Int32](repeating: 0, count: groups?.count ?? rowCount)
    for _ in weights.indices { weights[random.next(below: weights.count)] += 1 }
    guard let groups else { return weights }
    return groups.codes.map { weights[Int($0)] }
  }

  /// The values of all resamples, for each of some measures, on all cores. They depend on the seed only.
  func values(of measures: [WeightedMeasure?], rowCount: Int) -> [[Double]] {
    precondition(groups.map { $0.codes.count == rowCount } ?? true, "a group for every row")
    let rows = Parallel.map(resamples, work: resamples * rowCount * max(1, measures.count)) { number in
      let weights = weights(number, rowCount: rowCount)
      return measures.map { $0?.value(weights: weights) ?? .nan }
    }
    return measures.indices.map { measure in rows.map { $0[measure] } }
  }

  /// What the middle part of some values spans; NaN without values.
  func interval(of values: [Double]) -> ConfidenceInterval {
    let ends = Quantile.of(values, [(1 - level) / 2, (1 + level) / 2])
    return ConfidenceInterval(lower: ends[0], upper: ends[1], level: level)
  }
}

extension Evaluation {
  /// A measure with its interval.
  public func estimate(_ measure: Measure, _ bootstrap: Bootstrap = Bootstrap()) -> Estimate {
    estimates([measure], bootstrap)[0]
  }

  /// Measures with their intervals, all from the same resamples. What cannot be measured is NaN.
  public func estimates(_ measures: [Measure], _ bootstrap: Bootstrap = Bootstrap()) -> [Estimate] {
    let weighted = measures.map { WeightedMeasure($0, self) }
    let values = bootstrap.values(of: weighted, rowCount: rowCount)
    return measures.indices.map { number in
      Estimate(
        measure: measures[number], value: weighted[number]?.value(weights: nil) ?? .nan,
        interval: bootstrap.interval(of: values[number]), chance: chance(of: measures[number]))
    }
  }

  /// How much better this model did than another on the same rows, in the same resamples: surer than comparing two
  /// intervals.
  /// - Throws: ``LearningError/differentRowCounts(expected:found:)``.
  public func difference(
    _ measure: Measure, from other: Evaluation, _ bootstrap: Bootstrap = Bootstrap()
  ) throws(LearningError) -> EstimatedDifference {
    guard other.rowCount == rowCount else { throw .differentRowCounts(expected: rowCount, found: other.rowCount) }
    let weighted = [WeightedMeasure(measure, self), WeightedMeasure(measure, other)]
    let values = bootstrap.values(of: weighted, rowCount: rowCount)
    return EstimatedDifference(
      measure: measure, value: self[measure] - other[measure],
      interval: bootstrap.interval(of: zip(values[0], values[1]).map { $0 - $1 }))
  }
}

/// A measure with how sure it is and what chance would give.
public struct Estimate: Sendable, Equatable, Codable {
  /// What was measured.
  public var measure: Measure
  /// The measure of all rows.
  public var value: Double
  /// Where the true value lies, at the bootstrap's level.
  public var interval: ConfidenceInterval
  /// The measure of a model that holds all classes equally likely.
  public var chance: Double

  /// How many times chance; nil for measures that are no shares of rows.
  public var timesChance: Double? { measure.isShare && chance > 0 ? value / chance : nil }
}

/// How much better one model did than another on the same rows.
public struct EstimatedDifference: Sendable, Equatable, Codable {
  /// What was measured.
  public var measure: Measure
  /// The one minus the other.
  public var value: Double
  /// Where the true value lies, at the bootstrap's level.
  public var interval: ConfidenceInterval

  /// Whether the interval leaves no doubt that there is a difference.
  public var isClear: Bool { interval.lower > 0 || interval.upper < 0 }
}
