import Frames
public import Learning
import Statistics

extension SampleGenerator {
  /// Features and genres of made-up songs without names, artists and releases, for training on millions of rows.
  ///
  /// The songs are not those of the file; their genres and distributions are the same.
  /// - Returns: the nine audio features and the six engineered ones, and the genre of each row.
  public func sounds() throws(LearningError) -> (features: FeatureMatrix, labels: ClassLabels) {
    let genres = SampleGenres(songs: songs, genres: genres, seed: seed).genres
    let ofGenres = Parallel.map(genres.count, work: songs * 100) { sounds(of: genres[$0]) }
    let columns = Parallel.map(AudioFeature.allCases.count) { feature in ofGenres.flatMap { $0[feature] } }
    var frame = DataFrame(
      columns: zip(AudioFeature.names, columns).map { Column(name: $0, doubles: $1).eraseToAnyColumn() })
    for feature in EngineeredFeature.allCases { frame = frame.with(feature.column(from: frame)) }
    let codes = genres.indices.flatMap { [Int32](repeating: Int32($0), count: genres[$0].count) }
    return (try FeatureMatrix(frame), ClassLabels(classNames: genres.map(\.name), codes: codes))
  }

  /// For each audio feature the values of the genre's songs.
  private func sounds(of genre: SampleGenre) -> [[Double]] {
    var columns = AudioFeature.allCases.map { _ in [Double]() }
    for number in 0..<genre.count {
      var random = SplitMix64(seed: seed, stream: 7, index: genre.firstSong + number)
      let (_, decade) = random.nextYear(age: SampleProfile.styles[genre.style].age)
      let values = random.nextFeatures(zip(genre.scores, SampleProfile.decades[decade]).map { $0 + $1 })
      for (feature, value) in values.enumerated() { columns[feature].append(value) }
    }
    return columns
  }
}
