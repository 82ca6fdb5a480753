public import Frames

extension GenreHierarchy {
  /// Every genre with its parent: `Genre`, `Parent`, `Placed by` (the keyword, or "last word") and `Also fits` (further
  /// parents of ambiguous names).
  public var placementTable: DataFrame {
    DataFrame(columns: [
      Column(name: "Genre", contents: placements.map(\.genre)).eraseToAnyColumn(),
      Column(name: "Parent", contents: placements.map(\.parent)).eraseToAnyColumn(),
      Column(name: "Placed by", contents: placements.map(\.reason.description)).eraseToAnyColumn(),
      Column(
        name: "Also fits", contents: placements.map { $0.others.map(\.parent).joined(separator: ", ") }
      ).eraseToAnyColumn(),
    ])
  }

  /// The parents, those of most genres first: `Parent`, `Genres`, `By keyword` (how many were found by a rule),
  /// `Ambiguous` (how many match another parent too) and `Examples` (the three with the most songs, or the first by
  /// name where no songs are given).
  ///
  /// - Parameter songs: the number of songs under each genre, as ``Songs/genres`` gives it; adds a column `Songs`.
  public func parentTable(songs: [String: Int] = [:]) -> DataFrame {
    let groups = parents.map { parent in children(of: parent).compactMap(placement(of:)) }
    func count(_ isCounted: (GenrePlacement) -> Bool) -> [Int] { groups.map { $0.count(where: isCounted) } }
    let examples = groups.map { group in
      group.map(\.genre).sorted { (songs[$1] ?? 0, $0) < (songs[$0] ?? 0, $1) }.prefix(3).joined(separator: ", ")
    }
    var table = DataFrame(columns: [
      Column(name: "Parent", contents: parents).eraseToAnyColumn(),
      Column(name: "Genres", values: groups.map(\.count)).eraseToAnyColumn(),
      Column(name: "By keyword", values: count { $0.reason != .lastWord }).eraseToAnyColumn(),
      Column(name: "Ambiguous", values: count(\.isAmbiguous)).eraseToAnyColumn(),
      Column(name: "Examples", contents: examples).eraseToAnyColumn(),
    ])
    if !songs.isEmpty {
      let totals = groups.map { $0.reduce(0) { $0 + (songs[$1.genre] ?? 0) } }
      table.insert(column: Column(name: "Songs", values: totals), at: 2)
    }
    return table
  }
}
