import Statistics

extension CSVReader {
  /// How each column is read.
  /// - Parameters:
  ///   - names: of all columns of the file.
  ///   - rows: the first rows.
  func plans(
    _ names: [String], _ rows: [RecordSplitter.Record], _ rules: ValueRules
  ) throws(CSVReadingError) -> [ColumnPlan] {
    try checkNames(names)
    return names.enumerated().map { number, name in
      plan(name, sample: rows.lazy.map { number < $0.fields.count ? $0.fields[number] : nil }, rules)
    }
  }

  /// Every column that is asked for has to be there.
  private func checkNames(_ names: [String]) throws(CSVReadingError) {
    for name in columns ?? [] where !names.contains(name) {
      let near = NearestName.of(name, among: names).map { "Did you mean \"\($0)\"? " } ?? ""
      throw CSVReadingError(
        kind: .option, message: "There is no column \"\(name)\".",
        hint: "\(near)The columns are: \(names.prefix(30).joined(separator: ", "))\(names.count > 30 ? ", ..." : "").")
    }
    if let columns, Set(columns).count < columns.count {
      throw CSVReadingError(kind: .option, message: "A column is asked for twice.")
    }
  }

  /// How a column is read: as it was asked for, else as its first values suggest.
  private func plan(_ name: String, sample: some Sequence<RecordSplitter.Field?>, _ rules: ValueRules) -> ColumnPlan {
    if let columns, !columns.contains(name) { return ColumnPlan(name: name, kind: .skipped, isGuessed: false) }
    if let type = types[name] { return ColumnPlan(name: name, kind: .init(type), isGuessed: false) }
    guard options.infersTypes else { return ColumnPlan(name: name, kind: .text, isGuessed: false) }
    var guess = TypeGuess()
    for field in sample {
      guard let field else { continue }
      field.bytes.withUnsafeBufferPointer { guess.look(at: $0, rules) }
      if guess.type == .string { break }
    }
    // Only numbers are worth reading as such at once. All else is read as text, and its type follows from the distinct
    // texts.
    let isNumber = guess.type == .integer || guess.type == .double
    return ColumnPlan(name: name, kind: isNumber ? guess.type.map { .init($0) } ?? .text : .text, isGuessed: true)
  }

  /// The frame and its report.
  /// - Parameter reread: parses again with other plans for columns whose values did not fit the guess.
  func frame(
    _ merge: ChunkMerge, _ layout: FileLayout, _ decoded: DecodedText? = nil,
    reread: ([ColumnPlan]) throws(CSVReadingError) -> ChunkMerge
  ) throws(CSVReadingError) -> DataFrame {
    let report = report(merge, layout, decoded)
    if options.isStrict, let problem = report.problems.first {
      throw CSVReadingError(
        kind: .problem(problem.kind), line: problem.line, message: problem.message,
        hint: "Reading is strict; without that the row is kept and reported.")
    }
    var plans = layout.plans
    let misfits = plans.indices.filter { merge.isMisfit($0) }
    var second: ChunkMerge?
    if !misfits.isEmpty {
      for number in plans.indices { plans[number].kind = misfits.contains(number) ? .text : .skipped }
      second = try reread(plans)
    }
    let again = second
    let work = merge.rowCount * plans.count
    let read = Parallel.map(layout.plans.count, work: work) { number -> AnyColumn? in
      let plan = layout.plans[number]
      let isMisfit = again != nil && misfits.contains(number)
      guard let column = isMisfit ? again?.column(number, plans[number]) : merge.column(number, plan) else {
        return nil
      }
      guard plan.isGuessed, case .string(let texts) = column else { return column }
      return TypeGuess.narrowed(texts, to: TypeGuess.type(of: texts.storage, layout.rules), layout.rules)
    }
    var kept = read.compactMap { $0 }
    if let columns { kept.sort { columns.firstIndex(of: $0.name)! < columns.firstIndex(of: $1.name)! } }
    var frame = DataFrame(columns: kept, rowCount: merge.rowCount)
    if let rows { frame = frame[rows: rows] }
    frame.readingReport = report
    frame.readingReport?.rows = frame.rowCount
    return frame
  }

  private func report(_ merge: ChunkMerge, _ layout: FileLayout, _ decoded: DecodedText?) -> CSVReadingReport {
    // Strict reading needs the first problem to name it.
    let maximum = max(options.isStrict ? 1 : 0, options.maximumProblems)
    var (problems, counts) = merge.problems(firstLine: layout.dataLine + 1, maximum: maximum)
    if !layout.problems.isEmpty {
      problems = layout.problems + problems
      counts[.columnName, default: 0] += layout.problems.count
    }
    if let broken = decoded?.brokenLines, !broken.isEmpty {
      counts[.brokenEncoding, default: 0] += broken.count
      let message = "Bytes that are not \(layout.dialect.encoding.rawValue); U+FFFD stands in their place."
      problems += broken.prefix(maximum).map {
        CSVReadingReport.Problem(kind: .brokenEncoding, line: $0 + 1, message: message)
      }
      problems.sort { $0.line < $1.line }
    }
    return CSVReadingReport(
      dialect: layout.dialect, rows: merge.rowCount, blankLines: merge.chunks.reduce(0) { $0 + $1.blankLines },
      problems: Array(problems.prefix(maximum)), problemCounts: counts)
  }
}

extension FileLayout {
  /// Columns for fields beyond the header's, read as text whose type follows from the texts.
  mutating func widen(to count: Int) {
    var taken = Set(plans.map(\.name))
    let isGuessed = plans.contains(where: \.isGuessed)
    for number in plans.count..<count {
      var name = "Column \(number + 1)"
      while taken.contains(name) { name += "'" }
      taken.insert(name)
      plans.append(ColumnPlan(name: name, kind: .text, isGuessed: isGuessed))
    }
  }

  func with(_ plans: [ColumnPlan]) -> FileLayout {
    var layout = self
    layout.plans = plans
    return layout
  }
}
