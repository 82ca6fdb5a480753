public import Frames

extension Geography {
  /// The countries that genres' names speak of, the most spoken of first: `Country`, `Code` (ISO alpha-3), `Genres` (how many), `Songs` (under
  /// these genres) and `Examples` (the three with most songs).
  ///
  /// - Parameter genres: the number of songs under each genre, as ``Songs/genres`` gives it.
  public func mentions(in genres: [String: Int]) -> DataFrame {
    var found: [Country: [(genre: String, songs: Int)]] = [:]
    for (genre, songs) in genres {
      guard let country = country(ofGenre: genre) else { continue }
      found[country, default: []].append((genre, songs))
    }
    for country in found.keys { found[country]?.sort { (-$0.songs, $0.genre) < (-$1.songs, $1.genre) } }
    let ranked = found.sorted { one, other in
      one.value.count != other.value.count ? one.value.count > other.value.count : one.key < other.key
    }
    return DataFrame(columns: [
      Column(name: "Country", contents: ranked.map(\.key.name)).eraseToAnyColumn(),
      Column(name: "Code", contents: ranked.map(\.key.code3)).eraseToAnyColumn(),
      Column(name: "Genres", values: ranked.map(\.value.count)).eraseToAnyColumn(),
      Column(name: "Songs", values: ranked.map { $0.value.reduce(0) { $0 + $1.songs } }).eraseToAnyColumn(),
      Column(
        name: "Examples", contents: ranked.map { $0.value.prefix(3).map(\.genre).joined(separator: ", ") }
      ).eraseToAnyColumn(),
    ])
  }
}
