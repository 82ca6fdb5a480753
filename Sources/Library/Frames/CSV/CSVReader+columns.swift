import Statistics

extension CSVReader {
  /// How each column is read.
  /// - Parameters:
  ///   - names: of all columns of the file.
  ///   - rows: the first rows.
  func plans(
    _ names: [String], _ rows: [RecordSplitter.Record], _ rules: inout ValueRules
  ) throws(CSVReadingError) -> [ColumnPlan] {
    try checkNames(names)
    var plans: [ColumnPlan] = []
    plans.reserveCapacity(names.count)
    for (number, name) in names.enumerated() {
      var guess = TypeGuess()
      for row in rows where number < row.fields.count {
        row.fields[number].bytes.withUnsafeBufferPointer { guess.look(at: $0, rules) }
        if guess.isText { break }
      }
      // Also of columns that are not asked for, so that a text does not depend on what is read with it.
      if let type = types[name] ?? guess.type, type != .string { rules.adaptTexts(to: guess.missingMarks) }
      plans.append(plan(name, guess))
    }
    return plans
  }

  /// Every column that is asked for has to be there.
  private func checkNames(_ names: [String]) throws(CSVReadingError) {
    for name in wanted ?? [] where !names.contains(name) {
      let near = NearestName.of(name, among: names).map { "Did you mean \"\($0)\"? " } ?? ""
      throw CSVReadingError(
        kind: .option, message: "There is no column \"\(name)\".",
        hint: "\(near)The columns are: \(names.prefix(30).joined(separator: ", "))\(names.count > 30 ? ", ..." : "").")
    }
    if let wanted, Set(wanted).count < wanted.count {
      throw CSVReadingError(kind: .option, message: "A column is asked for twice.")
    }
  }

  /// How a column is read: as it was asked for, else as its first values suggest.
  private func plan(_ name: String, _ guess: TypeGuess) -> ColumnPlan {
    if let wanted, !wanted.contains(name) { return ColumnPlan(name: name, kind: .skipped, isGuessed: false) }
    if let type = types[name] { return ColumnPlan(name: name, kind: .init(type), isGuessed: false) }
    guard options.infersTypes else { return ColumnPlan(name: name, kind: .text, isGuessed: false) }
    // Only numbers are worth reading as such at once. All else is read as text, and its type follows from the distinct
    // texts.
    let isNumber = (guess.type == .integer || guess.type == .double) && !guess.isGrouped
    return ColumnPlan(name: name, kind: isNumber ? guess.type.map { .init($0) } ?? .text : .text, isGuessed: true)
  }

  /// The frame and its report.
  /// - Parameters:
  ///   - source: what the text that was parsed was made from.
  ///   - reread: parses again in another layout: columns whose values did not fit the guess, and those of texts where
  ///     what numbers have for a missing value turned up late.
  /// - Returns: nil when that is necessary and cannot be done.
  func frame(
    _ merge: ChunkMerge, _ layout: FileLayout, _ source: Source = Source(),
    reread: ((FileLayout) throws(CSVReadingError) -> ChunkMerge)?
  ) throws(CSVReadingError) -> DataFrame? {
    var report = report(merge, layout, source)
    if options.isStrict, let problem = report.problems.first {
      throw CSVReadingError(
        kind: .problem(problem.kind), line: problem.line, message: problem.message,
        hint: "Reading is strict; without that the row is kept and reported.")
    }
    var layout = layout
    let work = merge.rowCount * layout.plans.count
    var read = columns(merge, layout, layout.plans.indices.filter { !merge.isMisfit($0) }, work: work)
    var marks = merge.chunks.reduce(0) { $0 | $1.missingMarks }
    for (_, guess) in read.values { if let guess { marks |= guess.missingMarks } }
    let late = layout.rules.adaptTexts(to: marks).map { Array($0.utf8) }
    let again = layout.plans.indices.filter { number in
      if merge.isMisfit(number) { return true }
      guard !late.isEmpty, case .string(let texts) = read[number]?.column else { return false }
      let index = TextIndex(texts.storage.pool)
      return late.contains { text in text.withUnsafeBufferPointer { index.number(of: $0) } != nil }
    }
    if !again.isEmpty {
      guard let reread else { return nil }
      var plans = layout.plans
      let isRead = Set(again)
      for number in plans.indices { plans[number].kind = isRead.contains(number) ? .text : .skipped }
      let second = layout.with(plans)
      read.merge(columns(try reread(second), second, again, work: work)) { _, new in new }
    }
    if !layout.rules.missingTexts.isEmpty, options.textNilEncodings == nil,
      read.values.contains(where: { $0.column.type == .string })
    {
      let texts = layout.rules.missingTexts.map { "\"\($0)\"" }.joined(separator: ", ")
      report.remarks.append("\(texts) without quotes is missing in columns of text too, as in those of numbers.")
    }
    let grouped = read.values.filter { $0.guess?.isGrouped ?? false }.map { "\"\($0.column.name)\"" }.sorted()
    if !grouped.isEmpty {
      report.remarks.append("Numbers in groups of three digits were read in \(grouped.joined(separator: ", ")).")
    }
    var kept = layout.plans.indices.compactMap { read[$0]?.column }
    if let wanted { kept.sort { wanted.firstIndex(of: $0.name)! < wanted.firstIndex(of: $1.name)! } }
    var frame = DataFrame(columns: kept, rowCount: merge.rowCount)
    if let rows { frame = frame[rows: rows] }
    frame.readingReport = report
    frame.readingReport?.rows = frame.rowCount
    return frame
  }

  /// Columns by their number, those whose type follows from their texts with what these are.
  private func columns(
    _ merge: ChunkMerge, _ layout: FileLayout, _ numbers: [Int], work: Int
  ) -> [Int: (column: AnyColumn, guess: TypeGuess?)] {
    let read = Parallel.map(numbers.count, work: work) { place -> (column: AnyColumn, guess: TypeGuess?)? in
      let plan = layout.plans[numbers[place]]
      guard let column = merge.column(numbers[place], plan) else { return nil }
      guard case .string(let texts) = column else { return (column, nil) }
      if let type = types[plan.name], type != .string {
        return (TypeGuess.narrowed(texts, to: type, layout.rules), nil)
      }
      guard plan.isGuessed else { return (column, nil) }
      let guess = TypeGuess.guess(texts.storage, layout.rules)
      let type = guess.type ?? .string
      return (TypeGuess.narrowed(texts, to: type, layout.rules), type == .string ? nil : guess)
    }
    return Dictionary(
      uniqueKeysWithValues: zip(numbers, read).compactMap { number, column in column.map { (number, $0) } })
  }

  /// What the text that was parsed was made from.
  struct Source {
    /// From bytes in another encoding.
    var decoded: DecodedText?
    /// From odd punctuation.
    var plain: PlainText?
    var remarks: [String] = []
  }

  private func report(_ merge: ChunkMerge, _ layout: FileLayout, _ source: Source) -> CSVReadingReport {
    // Strict reading needs the first problem to name it.
    let maximum = max(options.isStrict ? 1 : 0, options.maximumProblems)
    var (problems, counts) = merge.problems(firstLine: layout.dataLine + 1, maximum: maximum)
    if !layout.problems.isEmpty {
      problems = layout.problems + problems
      counts[.columnName, default: 0] += layout.problems.count
    }
    if let plain = source.plain {
      for number in problems.indices { problems[number].line = plain.sourceLine(problems[number].line) }
      problems += plain.problems
      if plain.problemCount > 0 { counts[.openQuote, default: 0] += plain.problemCount }
    }
    if let broken = source.decoded?.brokenLines, !broken.isEmpty {
      counts[.brokenEncoding, default: 0] += broken.count
      let message = "Bytes that are not \(layout.dialect.encoding.rawValue); U+FFFD stands in their place."
      problems += broken.prefix(maximum).map {
        CSVReadingReport.Problem(kind: .brokenEncoding, line: $0 + 1, message: message)
      }
    }
    let ordered = problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
    return CSVReadingReport(
      dialect: layout.dialect, rows: merge.rowCount, blankLines: merge.chunks.reduce(0) { $0 + $1.blankLines },
      problems: ordered.prefix(maximum).map(\.element), problemCounts: counts,
      remarks: source.remarks + layout.remarks + (source.plain?.remarks ?? []))
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
