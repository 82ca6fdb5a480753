import Frames

extension SongsCheck {
  /// Genres with fewer songs are too small for training.
  private static let fewestSongs = 5

  mutating func describe(_ songs: Songs) {
    let counts = songs.genres
    let sizes = counts.values.sorted()
    let duplicates = songs.duplicates
    isMadeUp = songs.isMadeUp
    self.songs = duplicates.songs
    songsUnderSeveralGenres = duplicates.songsUnderSeveralGenres
    genres = counts.count
    if let smallest = sizes.first, let largest = sizes.last {
      let median = Double(sizes[(sizes.count - 1) / 2] + sizes[sizes.count / 2]) / 2
      genreSizes = GenreSizes(smallest: smallest, median: median, largest: largest)
    }
    let present = songs.frame["Year", Int.self].values
    if let first = present.min(), let last = present.max() { years = first...last }
    let problems = songs.problems
    for problem in problems where problem.kind == .missing { missing[problem.column] = problem.count }
    findings += problems.map(Self.finding)
    if let finding = Self.repeats(duplicates, songs) { findings.append(finding) }
    let small = counts.filter { $0.value < Self.fewestSongs }.keys.sorted()
    if !small.isEmpty {
      findings.append(
        Finding(
          severity: .note, code: "small-genres",
          message: "\(small.count) genres have fewer than \(Self.fewestSongs) songs: "
            + small.prefix(5).joined(separator: ", ") + (small.count > 5 ? ", ..." : ""),
          suggestion: "Leave them out before training.", count: small.count, lines: []))
    }
    if columns.contains(where: { $0.lowercased() == "valeance" }) {
      findings.append(
        Finding(
          severity: .note, code: "valeance", message: "The column Valeance is read as Valence.", suggestion: nil,
          count: 1, lines: []))
    }
    if let remark = songs.columns.remark {
      findings.append(
        Finding(
          severity: .note, code: "column-layout", message: remark,
          suggestion: "To read a column from another one, name both: -p columns=\"Name=title,Genre=style\".", count: 1,
          lines: []))
    }
    if isMadeUp {
      findings.append(
        Finding(
          severity: .note, code: "made-up",
          message: "These songs are made up: every Id begins with \"\(Songs.madeUpIDPrefix)\".",
          suggestion: "Say so wherever they are shown.", count: rows, lines: []))
    }
  }

  private static func finding(_ problem: SongsProblem) -> Finding {
    let isFeature = AudioFeature.names.contains(problem.column)
    let (severity, code, suggestion): (Finding.Severity, String, String) =
      switch problem.kind {
      case .missing where isFeature:
        (.warning, "missing-features", "Rows without a feature are left out of what needs it.")
      case .missing where problem.column == "Genre":
        (.warning, "missing-genres", "Songs without a genre count under none.")
      case .missing:
        (
          .note, "missing-\(problem.column.lowercased())",
          "They are kept; only what needs a \(problem.column) leaves them out."
        )
      case .unreadableDate:
        (.warning, "unreadable-dates", "They count as releases without a date. Write YYYY, YYYY-MM or YYYY-MM-DD.")
      case .outOfRange: (.warning, "out-of-range", "Look whether the column is scaled otherwise (percent, amplitude).")
      }
    return Finding(
      severity: severity, code: code, message: problem.description, suggestion: suggestion, count: problem.count,
      lines: problem.lines)
  }

  private static func repeats(_ duplicates: Songs.Duplicates, _ songs: Songs) -> Finding? {
    let rows = duplicates.repeatedRows
    guard !rows.isEmpty else { return nil }
    let lines = SongLines(songs)
    let first = rows.prefix(SongsProblem.shown).compactMap { lines?.line(ofRow: $0) }
    return Finding(
      severity: .warning, code: "repeated-rows",
      message: "\(rows.count) \(rows.count == 1 ? "row repeats" : "rows repeat") an earlier one, genre and all"
        + (first.isEmpty
          ? ""
          : " (lines \(first.map(String.init).joined(separator: ", "))\(rows.count > first.count ? ", ..." : ""))"),
      suggestion: "Remove them, so that these songs do not count twice.", count: rows.count, lines: first)
  }
}
