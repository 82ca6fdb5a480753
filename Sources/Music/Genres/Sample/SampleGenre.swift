import Frames
import Statistics

/// A made-up genre: a style at a place ("icelandic techno", "rap marseille"), with its songs.
struct SampleGenre: Sendable {
  /// As the file has it, with quotes and character references.
  var name: String
  var style: Int
  /// Of song names and artists.
  var script: SampleWords.Script
  /// Rows under it.
  var count: Int
  /// The number of its first song among all.
  var firstSong: Int
  /// Mean scores of its songs in the nine features, beside the decade's share.
  var scores: [Double]
  /// Another genre of the same style that shares some of its songs.
  var sibling: Int?
}

/// Makes up the genres of a sample.
struct SampleGenres {
  /// In the order of the file.
  let genres: [SampleGenre]

  init(songs: Int, genres count: Int, seed: UInt64) {
    let styles = Self.styles(count)
    let sizes = Self.sizes(songs: songs, genres: count, seed: seed)
    var made: [SampleGenre] = []
    var start = 0
    while start < count {
      let style = styles[start]
      let end = styles[start...].firstIndex { $0 != style } ?? count
      let names = SampleGenreNames(style: style, seed: seed).first(end - start)
      for (number, name) in names.enumerated() {
        made.append(
          SampleGenre(
            name: name.text, style: style, script: name.script, count: sizes[start + number], firstSong: 0,
            scores: Self.scores(style: style, number: number, seed: seed), sibling: nil))
      }
      start = end
    }
    made.sort { $0.name < $1.name }
    var last: [Int: Int] = [:]
    for index in Array(made.indices) + Array(made.indices) {
      // Around twice, so that the first genre of a style has the last as its sibling.
      let style = made[index].style
      if let sibling = last[style], sibling != index { made[index].sibling = sibling }
      last[style] = index
    }
    var songs = 0
    for index in made.indices {
      made[index].firstSong = songs
      songs += made[index].count
    }
    genres = made
  }

  /// The style of each genre, in the proportions of real files.
  private static func styles(_ count: Int) -> [Int] {
    let weights = SampleProfile.styles.map(\.weight)
    let total = weights.reduce(0, +)
    var ends: [Int] = []
    for weight in weights { ends.append((ends.last ?? 0) + weight) }
    // The middle of the genre's share of 0 to 1 falls into the share of a style.
    return (0..<count).map { genre in ends.firstIndex { (2 * genre + 1) * total < 2 * $0 * count } ?? 0 }
  }

  /// How many songs each genre has: 24 to 100 where the numbers allow it, else about as many as there are on average.
  static func sizes(songs: Int, genres: Int, seed: UInt64) -> [Int] {
    let mean = songs / genres
    let fits = (24...100).contains(mean) && songs <= 100 * genres
    let smallest = fits ? 24 : max(1, mean / 2)
    let largest = fits ? 100 : mean + (mean + 1) / 2 + 1
    let wanted = Double(songs - smallest * genres) / Double(genres * (largest - smallest))
    var random = SplitMix64(seed: seed, stream: 1, index: 0)
    var sizes = (0..<genres).map { _ in
      let place = random.nextUnit()
      let share = wanted < 0.5 ? place * 2 * wanted : 1 - (1 - place) * 2 * (1 - wanted)
      return smallest + Int(share * Double(largest - smallest))
    }
    var left = songs - sizes.reduce(0, +)
    var genre = 0
    while left != 0 {
      let step = left > 0 ? 1 : -1
      if (smallest...largest).contains(sizes[genre] + step) {
        sizes[genre] += step
        left -= step
      }
      genre = (genre + 1) % genres
    }
    return sizes
  }

  /// Genres of a style lie around it in pairs, one as far to this side as the other to that: so that samples of few
  /// genres keep the correlations of samples of many.
  private static func scores(style: Int, number: Int, seed: UInt64) -> [Double] {
    var random = SplitMix64(seed: seed, stream: 2, index: style << 32 | number / 2)
    let side = number % 2 == 0 ? 1.0 : -1.0
    let offsets = random.nextNormals(SampleProfile.genreSpread)
    return zip(SampleProfile.styles[style].means, offsets).map { $0 + side * $1 }
  }
}

extension SplitMix64 {
  /// Nearly normal numbers with the covariance whose lower Cholesky factor is given.
  mutating func nextNormals(_ factor: [[Double]]) -> [Double] {
    var normals: [Double] = []
    normals.reserveCapacity(factor.count)
    for _ in factor { normals.append(nextNormal()) }
    return factor.map { row in
      var sum = 0.0
      for (column, weight) in row.enumerated() { sum += weight * normals[column] }
      return sum
    }
  }
}
