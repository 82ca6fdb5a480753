public import Frames

extension Songs {
  /// A row for each genre: its name, its parent, how many songs it has with all nine features, and the features' means.
  /// - Parameter minimumSongs: genres with fewer such songs are left out.
  public func genreProfiles(minimumSongs: Int = 1) throws -> DataFrame {
    let numbers = audioFeatures.columns.compactMap(\.doubles)
    let complete = (0..<count).filter { row in numbers.allSatisfy { $0[row].isFinite } }
    let kept = keeping(complete).withAtLeast(songsPerGenre: minimumSongs)
    let hierarchy = try GenreHierarchy(kept.genres.keys)
    let grouped = kept.frame.grouped(by: "Genre")
    let means = grouped.aggregated([.count("Genre", as: "Songs")] + AudioFeature.names.map { .mean($0, as: $0) })
    let names = means["Genre"]
    let known = (0..<means.rowCount).filter { !names.isNil(at: $0) }
    var profiles = DataFrame(columns: [
      Column(name: "Genre", contents: known.map { names.text(at: $0) ?? "" }).eraseToAnyColumn(),
      Column(name: "Parent", contents: known.map { hierarchy.parent(of: names.text(at: $0) ?? "") ?? "none" })
        .eraseToAnyColumn(),
    ])
    let rows = means.gathering(known)
    for name in ["Songs"] + AudioFeature.names { profiles.append(column: rows[name]) }
    return profiles
  }
}
