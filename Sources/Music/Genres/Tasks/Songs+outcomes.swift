import Frames
public import Learning

extension Songs {
  /// What became of each song that was tested, for two runs to be compared song by song: rows are told apart by name,
  /// artists and release, and those of one group are one piece of evidence.
  ///
  /// - Parameters:
  ///   - name: what was tested, such as `level 1`.
  ///   - evaluation: of the rows, in their order.
  ///   - rows: those that were tested.
  ///   - groups: for each row of these songs a number, the same for rows of one artist or one song.
  ///   - measures: further measures that runs are to be compared by.
  /// - Throws: ``LearningError/differentRowCounts(expected:found:)`` for an evaluation of other rows.
  public func outcomes(
    _ name: String, _ evaluation: Evaluation, rows: [Int], groups: RowGroups, measures: [Measure] = []
  ) throws(LearningError) -> RowOutcomes {
    let texts = ["Name", "Artists", "Release"].filter(frame.containsColumn).map { frame[$0].texts }
    let keys = rows.map { row in texts.compactMap { $0[row] }.joined(separator: " · ") }
    // A group is called by the artist of its first row, and told from others of the name by its number.
    let artists = frame["Artist", String.self]
    var names: [Int32: String] = [:]
    var counts: [String: Int] = [:]
    let called = rows.map { row -> String in
      let code = groups.codes[row]
      if let known = names[code] { return known }
      let artist = artists[row] ?? "unknown"
      counts[artist, default: 0] += 1
      let number = counts[artist, default: 1]
      names[code] = number == 1 ? artist : "\(artist) (\(number))"
      return names[code] ?? artist
    }
    return try evaluation.outcomes(
      name, keys: keys, keyName: "Song", groups: called, groupName: "Artist", measures: measures)
  }
}
