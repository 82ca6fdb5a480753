extension DataFrame {
  /// A row for each unit of time from the first to the last, also for those without rows: there counts and sums are 0
  /// and all else is missing.
  ///
  ///     flights.resampled("time_hour", every: 1, .day, .count("flight"), .mean("dep_delay"))
  /// - Parameters:
  ///   - name: of a column of dates or timestamps; rows where it is missing are left out.
  ///   - count: of units to a row. Steps are counted from the first unit.
  ///   - unit: of the calendar or the clock.
  ///   - aggregates: what is made of the rows of each step.
  public func resampled(
    _ name: String, every count: Int = 1, _ unit: CalendarUnit, _ aggregates: Aggregate...
  ) -> DataFrame {
    guard count > 0 else { stop("Resampling needs steps of at least one \(unit.rawValue), not \(count).") }
    let frame = droppingMissing(in: name)
    let starts = frame[name].dates.truncated(to: unit).renamed(name)
    let steps: AnyColumn
    switch starts {
    case .date(let column):
      steps = .date(DataFrame.steps(column, every: count, unit) { $0.adding($1, unit) })
    case .timestamp(let column):
      steps = .timestamp(DataFrame.steps(column, every: count, unit) { $0.adding($1, unit) })
    default: stop("The column \"\(name)\" holds no dates.")
    }
    // The step of each row: the last that is not behind it.
    let keys = starts.orderedKeysBeside(steps)
    let stepOfRow = steps.gathering(AsOfMatches.backward(keys.left, keys.right))
    let summary = frame.with(stepOfRow).grouped(by: name).aggregated(aggregates)
    let result = DataFrame(columns: [steps]).joined(summary, on: name, kind: .left)
    return aggregates.reduce(result) { result, aggregate in
      switch aggregate.function {
      case .count, .missingCount, .distinctCount, .sum: result.with(result[aggregate.name].filled(with: 0))
      default: result
      }
    }
  }

  private static func steps<Value: DenseElement & Comparable>(
    _ column: Column<Value>, every count: Int, _ unit: CalendarUnit, _ adding: (Value, Int) -> Value
  ) -> Column<Value> {
    let values = column.denseValues
    guard let first = values.min(), let last = values.max() else { return Column(name: column.name) }
    var steps: [Value] = []
    var step = first
    while step <= last {
      steps.append(step)
      step = adding(first, steps.count * count)
    }
    return Column(name: column.name, values: steps)
  }
}
