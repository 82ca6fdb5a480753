import Frames

extension Songs {
  /// Genres that sound unlike each other: each further one is the genre whose nearest of those before is farthest.
  ///
  /// The distance of two genres is that of their mean audio features, each in units of how much songs of one genre
  /// differ in it. The first two are the pair that is farthest apart. (T. F. Gonzalez, "Clustering to minimize the
  /// maximum intercluster distance", Theoretical Computer Science 38, 1985.)
  /// - Parameters:
  ///   - count: how many genres; fewer come back when there are not so many.
  ///   - minimum: genres with fewer songs are not looked at.
  /// - Returns: in the order in which they were found.
  public func distinctGenres(_ count: Int, withAtLeast minimum: Int) -> [String] {
    let means = GenreMeans(self, withAtLeast: minimum)
    guard count > 1, means.genres.count > 1 else { return Array(means.genres.prefix(max(0, count))) }
    var pair = (0, 1)
    for one in means.genres.indices {
      for other in 0..<one where means.distance(one, other) > means.distance(pair.0, pair.1) { pair = (other, one) }
    }
    var chosen = [pair.0, pair.1]
    var nearest = means.genres.indices.map { min(means.distance($0, pair.0), means.distance($0, pair.1)) }
    while chosen.count < min(count, means.genres.count) {
      guard let next = nearest.indices.max(by: { (nearest[$0], $1) < (nearest[$1], $0) }), nearest[next] > 0 else {
        break
      }
      chosen.append(next)
      for genre in nearest.indices { nearest[genre] = min(nearest[genre], means.distance(genre, next)) }
    }
    return chosen.map { means.genres[$0] }
  }
}

/// The mean audio features of each genre, in units of how much songs of one genre differ.
private struct GenreMeans {
  /// Ascending.
  let genres: [String]
  private let points: [[Double]]

  init(_ songs: Songs, withAtLeast minimum: Int) {
    let (codes, texts) = songs.genreColumn.categories
    let features = AudioFeature.names.map { songs.frame.doubles($0) }
    var counts = [Double](repeating: 0, count: texts.count)
    var sums = [[Double]](repeating: counts, count: features.count)
    var squares = sums
    for row in codes.indices where codes[row] >= 0 && features.allSatisfy({ $0[row].isFinite }) {
      let genre = Int(codes[row])
      counts[genre] += 1
      for feature in features.indices {
        sums[feature][genre] += features[feature][row]
        squares[feature][genre] += features[feature][row] * features[feature][row]
      }
    }
    let large = texts.indices.filter { counts[$0] >= Double(max(1, minimum)) }.sorted { texts[$0] < texts[$1] }
    genres = large.map { texts[$0] }
    let rows = large.reduce(0) { $0 + counts[$1] }
    let deviations = features.indices.map { feature in
      let within = large.reduce(0.0) {
        $0 + max(0, squares[feature][$1] - sums[feature][$1] * sums[feature][$1] / counts[$1])
      }
      return (within / max(1, rows)).squareRoot()
    }
    points = large.map { genre in
      features.indices.map { deviations[$0] > 0 ? sums[$0][genre] / counts[genre] / deviations[$0] : 0 }
    }
  }

  /// The square of how far apart two genres are.
  func distance(_ one: Int, _ other: Int) -> Double {
    zip(points[one], points[other]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}
