public import Learning

extension GenreTrial {
  /// What became of each test song, for two runs to be compared song by song: rows are told apart by name, artists and
  /// release, and those of one artist or one song are one piece of evidence.
  ///
  /// - Parameters:
  ///   - name: what was tested, such as `level 1`.
  ///   - evaluation: of the test rows, in their order; of genres or of parents.
  ///   - task: the one that the trial was made from.
  ///   - measures: further measures that runs are to be compared by.
  /// - Throws: ``LearningError/differentRowCounts(expected:found:)`` for an evaluation of other rows.
  public func outcomes(
    _ name: String, _ evaluation: Evaluation, of task: GenreTask, measures: [Measure] = []
  ) throws(LearningError) -> RowOutcomes {
    let texts = ["Name", "Artists", "Release"].filter(task.songs.frame.containsColumn).map {
      task.songs.frame[$0].texts
    }
    let keys = split.test.map { row in texts.compactMap { $0[row] }.joined(separator: " · ") }
    // A group is called by the artist of its first row, and told from others of the name by its number.
    let artists = task.songs.frame["Artist", String.self]
    var names: [Int32: String] = [:]
    var counts: [String: Int] = [:]
    let groups = split.test.map { row -> String in
      let code = task.groups.codes[row]
      if let known = names[code] { return known }
      let artist = artists[row] ?? "unknown"
      counts[artist, default: 0] += 1
      let number = counts[artist, default: 1]
      names[code] = number == 1 ? artist : "\(artist) (\(number))"
      return names[code] ?? artist
    }
    return try evaluation.outcomes(
      name, keys: keys, keyName: "Song", groups: groups, groupName: "Artist", measures: measures)
  }
}
