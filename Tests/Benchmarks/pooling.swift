// ---
// title: What hearing an artist's songs together gains on songs that had no part in choosing its weight
// ---
import Genres
import Songbook

// %% Parameters tags=["parameters"]
/// The songs on whose artists the weight is chosen: half of their genres at random.
let songsFile = "data/songs.zip"
/// Other songs to measure the gain on. Empty: the other half of the genres, without the artists and songs of the first.
let otherFile = ""
/// Columns that the other file calls otherwise.
let otherColumns = ""
/// Genres with fewer songs are left out.
let minimumSongs = 50
let seed = 42

// %% Halves
let all = try Songs(contentsOf: songsFile)
let names = all.genres.filter { $0.value >= minimumSongs }.map(\.key).sorted()
var random = SplitMix64(UInt64(seed))
let shuffled = random.shuffled(names)
let chosen = try all.inGenres(shuffled.prefix(names.count / 2))
let others: Songs
if otherFile.isEmpty {
  let both = try GenreTask(all.inGenres(names), minimumSongs: 1, parents: [])
  let firstGenres = Set(shuffled.prefix(names.count / 2))
  let isFirst = both.labels.codes.map { firstGenres.contains(both.labels.classNames[Int($0)]) }
  let rows = isFirst.indices
  let known = Set(rows.filter { isFirst[$0] }.flatMap { both.artists[$0] })
  let knownSongs = Set(rows.filter { isFirst[$0] }.map { both.songCodes[$0] })
  let kept = rows.filter {
    !isFirst[$0] && known.isDisjoint(with: both.artists[$0]) && !knownSongs.contains(both.songCodes[$0])
  }
  others = both.songs.keeping(kept)
  print("\(isFirst.count { !$0 }) rows of the other genres, \(kept.count) of them by other artists")
} else {
  others = try Songs(contentsOf: otherFile, columns: otherColumns)
}

// %% Weight
func gaussian(_ features: FeatureMatrix, _ labels: ClassLabels, _: [Int32]) throws(LearningError) -> any Classifier {
  try GaussianClassifier(training: features, labels: labels)
}
func pooled(_ songs: Songs, minimumSongs: Int) throws -> (trial: GenreTrial, model: PooledClassifier) {
  let task = try GenreTask(songs, minimumSongs: minimumSongs, parents: [])
  let trial = GenreTrial(task, try task.artistSplit(seed: UInt64(seed)))
  let validation = try StackingValidation(
    training: trial.train.selectingColumns(AudioFeature.names), labels: trial.trainLabels, groups: trial.trainGroups,
    items: trial.trainSongs, seed: UInt64(seed))
  return (trial, try validation.pool([validation.part(gaussian)]))
}
let weights = try pooled(chosen, minimumSongs: minimumSongs).model.weights

// %% Gain
let (trial, own) = try pooled(others, minimumSongs: otherFile.isEmpty ? minimumSongs / 2 : minimumSongs)
let carried = try PooledClassifier(own.model, labels: trial.trainLabels, weights: weights)
let alone = try trial.evaluation(of: own.model)
let bootstrap = Bootstrap(resamples: 1000, seed: UInt64(seed), groups: trial.testGroups)
func told(_ estimate: Estimate) -> String {
  "\(estimate.value) (\(estimate.interval.lower) to \(estimate.interval.upper))"
}
print(
  "\(trial.testLabels.classCount) genres, \(trial.split.train.count) rows to train, \(trial.split.test.count) to test")
print("artists of the test: \(trial.artists.test), of them in training: \(trial.artists.shared)")
print("alone: \(told(alone.estimate(.accuracy, bootstrap)))")
for (name, model) in [("weights of the other songs", carried), ("weights of these songs' training artists", own)] {
  let together = try trial.evaluation(pooling: model)
  let gain = try together.difference(.accuracy, from: alone, bootstrap)
  print("\(name), \(model.weights.own) and \(model.weights.others): \(told(together.estimate(.accuracy, bootstrap)))")
  print("  gain \(gain.value) (\(gain.interval.lower) to \(gain.interval.upper))")
  metric("gain, \(name)", gain.value, interval: gain.interval.lower...gain.interval.upper, better: .higher)
}
