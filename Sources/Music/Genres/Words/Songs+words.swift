import Frames
public import Learning
import Statistics

extension Songs {
  /// What the file says about each song besides its sound, for models that learn from words.
  ///
  ///     let features = try FeatureMatrix(songs.audioFeatures).with(songs.words(.release), songs.words(.name))
  public func words(_ kind: SongWords) -> WordBags {
    let (codes, texts) = frame[kind.column, String.self].categories
    let words = Parallel.map(texts.count, work: texts.count * 50) { kind.words(of: texts[$0]) }
    return WordBags(name: kind.rawValue, rows: codes, words: words)
  }
}
