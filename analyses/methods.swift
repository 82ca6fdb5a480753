// ---
// title: What lifts accuracy
// subtitle: "One task, one artist-disjoint split, and one method after another: what can be predicted from sound alone, what the year, the script and the words of names add, and what an artist's other songs say."
// sources: [shared/origin.swift]
// ---
import Genres
import Songbook

// %% Parameters tags=["parameters"]
/// Songs file: CSV, or CSV inside zip, gz or xz. Empty: data/songs.zip when it is there, else the made-up sample.
let songsFile = ""
/// Columns that the file calls otherwise, such as Name=track_name,Genre=track_genre. Common names are found.
let columns = ""
/// Genres with fewer songs are left out.
let minimumSongs = 50
/// Parents with fewer genres are left out; lowered when fewer than four parents would remain.
let minimumGenres = 15
/// Trees of each forest.
let trees = 100
/// Where all chance starts: splits, trees, resamples.
let seed = 42

// %% Task
let songs =
  try songsFile.isEmpty ? Songs.standard(columns: columns) : Songs(contentsOf: songsFile, columns: columns)
let task = try GenreTask(songs, minimumSongs: minimumSongs, minimumGenres: minimumGenres)
let honest = GenreTrial(task, try task.artistSplit(seed: UInt64(seed)))
let random = GenreTrial(task, try task.randomSplit(seed: UInt64(seed)))
let undated = task.songs.frame["Release", String.self].missingCount
displayOrigin(
  of: songs,
  madeUp: """
    In the sample that comes with Songbook a genre's songs resemble each other more, and artists matter less, than in real ones.
    """)

// %% [markdown]
// All methods learn from the same \(honest.split.train.count) rows and are asked for the genre of the same \(honest.split.test.count) of other
// artists: one of \(task.labels.classCount) genres under \(task.parents.classCount) parents, of which a guess is right in
// \(1 / Double(task.labels.classCount), format: .percent) of the cases. No artist and no song is on both sides: checked by name, without letter case, accents
// and blanks, \(honest.artists.shared) of the \(honest.artists.test) artists of the test rows are among the \(honest.artists.train) of the training rows. The random split, on which
// \(Double(random.familiarCount) / Double(random.split.test.count), format: .percent) of the test rows are of an artist or a song that models have
// learned from, is shown for comparison only. Of all \(task.songs.count) rows \(undated) have no date of release: models of years hear nothing there, all
// others as much as of any row.

// %% Kinds of models
let settings = ForestSettings(treeCount: trees, maximumDepth: 25, minimumSamplesToSplit: 5, seed: UInt64(seed))
var coarse = settings
coarse.minimumSamplesInLeaf = 20
var scattered = coarse
scattered.thresholds = .random
let sound = AudioFeature.names
typealias Learn = (FeatureMatrix, ClassLabels) throws(LearningError) -> any Classifier
func forest(_ settings: ForestSettings) -> Learn {
  func learn(_ features: FeatureMatrix, _ labels: ClassLabels) throws(LearningError) -> any Classifier {
    try ForestClassifier(training: features, labels: labels, settings: settings)
  }
  return learn
}
func gaussian(_ features: FeatureMatrix, _ labels: ClassLabels) throws(LearningError) -> any Classifier {
  try GaussianClassifier(training: features.selectingColumns(sound), labels: labels)
}
func boosting(_ features: FeatureMatrix, _ labels: ClassLabels) throws(LearningError) -> any Classifier {
  try GradientBoosting(
    training: features.selectingColumns(sound), labels: labels, settings: BoostingSettings(seed: UInt64(seed)))
}
func neighbors(_ metric: NeighborClassifier.Metric) -> Learn {
  func learn(_ features: FeatureMatrix, _ labels: ClassLabels) throws(LearningError) -> any Classifier {
    try NeighborClassifier(
      training: features.selectingColumns(sound), labels: labels, settings: .init(neighborCount: 200, metric: metric))
  }
  return learn
}
/// One model tells the parents apart, and for each parent another its genres.
func twoLevels(
  parents first: @escaping Learn, genres second: @escaping Learn,
  _ descent: HierarchicalClassifier.Descent = .allParents
) -> Learn {
  func either(_ features: FeatureMatrix, _ labels: ClassLabels) throws(LearningError) -> any Classifier {
    if labels.classNames == task.parents.classNames { return try first(features, labels) }
    return try second(features, labels)
  }
  func learn(_ features: FeatureMatrix, _ labels: ClassLabels) throws(LearningError) -> any Classifier {
    try HierarchicalClassifier(
      training: features, labels: labels, parents: task.parents, descent: descent, model: either)
  }
  return learn
}

// %% Methods
/// A model that is trained once, whatever number of methods use it.
struct Part {
  let name: String
  let isOfSound: Bool
  let train: StackingValidation.Training
}
func ofSound(_ name: String, _ learn: @escaping Learn) -> Part {
  func train(_ features: FeatureMatrix, _ labels: ClassLabels, _: [Int32]) throws(LearningError) -> any Classifier {
    try learn(features, labels)
  }
  return Part(name: name, isOfSound: true, train: train)
}
func ofWords(_ kind: SongWords) -> Part {
  func train(_ features: FeatureMatrix, _ labels: ClassLabels, _ groups: [Int32]) throws(LearningError)
    -> any Classifier
  {
    try WordClassifier(training: features, labels: labels, words: kind.rawValue, groups: groups)
  }
  return Part(name: kind.rawValue, isOfSound: false, train: train)
}
/// One model, or several that judge together; of each song alone, or of an artist's songs together.
struct Method {
  let name: String
  let parts: [Part]
  var isPooled = false
  var isOfSound: Bool { parts.allSatisfy(\.isOfSound) }
}
/// The original's method first.
let singles = [
  ofSound(
    "Forests, best parent (original)", twoLevels(parents: forest(settings), genres: forest(settings), .bestParent)),
  ofSound("Forests, all parents weighed", twoLevels(parents: forest(settings), genres: forest(settings))),
  ofSound("Nearest neighbours", neighbors(.standardized)),
  ofSound("Nearest neighbours, learned metric", neighbors(.learned)),
  ofSound("One extremely randomised forest", forest(scattered)),
  ofSound("One forest", forest(coarse)),
  ofSound("Gaussian classes", gaussian),
  ofSound("Forest for parents, Gaussian genres", twoLevels(parents: forest(coarse), genres: gaussian)),
  ofSound("Boosting", boosting),
]
let (twoLevel, oneForest, boosted) = (singles[7], singles[5], singles[8])
let together = [twoLevel, oneForest, boosted]
let blendName = "Blend with boosting"
let blendWithout = "Blend of two levels and one forest"
/// Each method of words adds something to the blend before it.
let methods =
  singles.map { Method(name: $0.name, parts: [$0]) } + [
    Method(name: blendWithout, parts: [twoLevel, oneForest]),
    Method(name: blendName, parts: together),
    Method(name: "Blend and year of release", parts: together + [.release].map(ofWords)),
    Method(name: "Blend, year, script and language", parts: together + [.release, .writing, .letters].map(ofWords)),
    Method(
      name: "Blend, year, script, song's words", parts: together + [.release, .writing, .letters, .name].map(ofWords)),
    Method(name: "Blend, year, script, all words", parts: together + SongWords.allCases.map(ofWords)),
    Method(name: "Gaussian classes, artist's songs together", parts: [singles[6]], isPooled: true),
    Method(name: "Blend with boosting, artist's songs together", parts: together, isPooled: true),
    Method(
      name: "Blend, year, script, song's words, artist's songs together",
      parts: together + [.release, .writing, .letters, .name].map(ofWords), isPooled: true),
  ]

// %% Trials
struct Outcome {
  let method: Method
  let evaluation: Evaluation
  let accuracy: Estimate
  let parents: Double
  let seconds: Double
  var name: String { method.name }
}
/// The weights of the models that hear an artist's songs together, by split and method.
var poolingWeights: [String: [String: PooledClassifier.Weights]] = [:]
/// The one that is kept for use elsewhere.
var keptModel: PooledClassifier?
/// Trains and tests all methods on one split. A model is trained once, and its validation model when it is first blended.
func outcomes(on trial: GenreTrial, _ groups: RowGroups?, _ split: String) throws -> [Outcome] {
  let (train, labels) = (trial.train, trial.trainLabels)
  let validation = try StackingValidation(
    training: train, labels: labels, groups: trial.trainGroups, items: trial.trainSongs, seed: UInt64(seed))
  var models: [String: (model: any Classifier, seconds: Double)] = [:]
  var parts: [String: (part: StackingValidation.Part, seconds: Double)] = [:]
  func model(_ part: Part) throws -> (model: any Classifier, seconds: Double) {
    if let known = models[part.name] { return known }
    let (model, seconds) = try timed { try part.train(train, labels, trial.trainGroups) }
    models[part.name] = (model, seconds ?? .nan)
    return (model, seconds ?? .nan)
  }
  func validated(_ part: Part) throws -> (part: StackingValidation.Part, seconds: Double) {
    if let known = parts[part.name] { return known }
    let whole = try model(part)
    let (made, seconds) = try timed { try validation.part(whole.model, part.train) }
    parts[part.name] = (made, whole.seconds + (seconds ?? .nan))
    return (made, whole.seconds + (seconds ?? .nan))
  }
  func trained(_ method: Method) throws -> (model: any Classifier, seconds: Double) {
    if method.isPooled {
      let parts = try method.parts.map(validated)
      let (pooled, seconds) = try timed { try validation.pool(parts.map(\.part)) }
      return (pooled, parts.reduce(seconds ?? .nan) { $0 + $1.seconds })
    }
    if method.parts.count == 1 { return try model(method.parts[0]) }
    let parts = try method.parts.map(validated)
    let (blend, seconds) = try timed { try validation.blend(parts.map(\.part)) }
    return (blend, parts.reduce(seconds ?? .nan) { $0 + $1.seconds })
  }
  return try tracked(methods, split).map { method in
    let (model, training) = try trained(method)
    let (evaluation, testing) = try timed {
      if let pooled = model as? PooledClassifier { return try trial.evaluation(pooling: pooled) }
      return try trial.evaluation(of: model)
    }
    if let pooled = model as? PooledClassifier {
      poolingWeights[split, default: [:]][method.name] = pooled.weights
      if groups != nil, method.parts.count == 1 { keptModel = pooled }
    }
    let parents = try evaluation.probabilities.map {
      try Evaluation(
        actual: trial.testLabels.parents(task.parents),
        probabilities: HierarchicalClassifier.parentProbabilities(of: $0, parents: task.parents))[.accuracy]
    }
    // The probabilities of hundreds of genres for every row are not needed again, and there are many methods.
    return Outcome(
      method: method, evaluation: evaluation.withoutProbabilities,
      accuracy: evaluation.estimate(.accuracy, Bootstrap(resamples: 400, seed: UInt64(seed), groups: groups)),
      parents: parents ?? .nan, seconds: training + (testing ?? .nan))
  }
}
let tried = try outcomes(on: honest, honest.testGroups, "honest split")
let familiar = try outcomes(on: random, nil, "random split")

// %% Results
let original = tried[0]
func best(_ outcomes: some Sequence<Outcome>) -> Outcome {
  outcomes.max { $0.accuracy.value < $1.accuracy.value } ?? original
}
func outcome(_ name: String) -> Outcome { tried.first { $0.name == name } ?? original }
let pooledName = "Blend with boosting, artist's songs together"
let pooledWordsName = "Blend, year, script, song's words, artist's songs together"
let alone = tried.filter { !$0.method.isPooled }
let bestSound = best(alone.filter(\.method.isOfSound))
let bestOfAll = best(tried)
let withoutArtists = best(alone.dropLast())
let bestSingle = best(alone.filter { $0.method.parts.count == 1 })
/// - Parameter choices: among how many methods the one was found to be the best on these rows: the interval is wider for that (Bonferroni).
func lead(of one: Outcome, over other: Outcome, choices: Int = 1) throws -> EstimatedDifference {
  try one.evaluation.difference(
    .accuracy, from: other.evaluation,
    Bootstrap(
      resamples: choices > 1 ? 2000 : 400, level: 1 - 0.05 / Double(choices), seed: UInt64(seed),
      groups: honest.testGroups))
}
let leadOfBest = try lead(of: bestSound, over: original, choices: alone.count { $0.method.isOfSound } - 1)
let blend = outcome(blendName)
let leadOfBlend = try lead(of: blend, over: bestSingle)
let leadOfMetric = try lead(of: outcome("Nearest neighbours, learned metric"), over: outcome("Nearest neighbours"))
let leadOfBoosting = try lead(of: outcome("Boosting"), over: outcome("One forest"))
let leadInBlend = try lead(of: blend, over: outcome(blendWithout))
let pooled = outcome(pooledName)
let leadOfPooling = try lead(of: pooled, over: blend)
let leadOfPoolingWords = try lead(of: outcome(pooledWordsName), over: outcome("Blend, year, script, song's words"))
let weights = poolingWeights["honest split"]?[pooledName]
let baselines = original.evaluation.baselines(training: honest.trainLabels, items: honest.testSongs)
func told(_ lead: EstimatedDifference) -> String {
  func points(_ share: Double) -> String { NumberFormat.fixed(100 * share, decimals: 2) }
  let (low, high) =
    lead.value < 0 ? (-lead.interval.upper, -lead.interval.lower) : (lead.interval.lower, lead.interval.upper)
  return "\(points(abs(lead.value))) points \(lead.value < 0 ? "less" : "more") (\(points(low)) to \(points(high)), "
    + "\(lead.isClear ? "a clear difference" : "no clear difference"))"
}
func timesOriginal(_ outcome: Outcome) -> Double { outcome.accuracy.value / original.accuracy.value }
Headlines(
  .init(original.accuracy.value, "the original's method", format: .percent, note: "artists kept apart"),
  .init(bestSound.accuracy.value, "best by sound alone", format: .percent),
  .init(pooled.accuracy.value, "sound of all songs of an artist", format: .percent),
  .init(bestOfAll.accuracy.value, "best of all", format: .percent),
  .init(timesOriginal(bestOfAll), "times the original's method", format: .decimals(1)))

// %% All methods
//| label: fig-methods
//| fig-cap: Accuracy over all genres on the artist-disjoint split, in percent, with 95% intervals from resamples of artists. The lines of the blend add something each to the one before; the last three hear an artist's songs together.
Chart.dotPlot(
  .value("Method", tried.map(\.name)), .value("Accuracy in %", tried.map { $0.accuracy.value * 100 }),
  lower: .value("From", tried.map { $0.accuracy.interval.lower * 100 }),
  upper: .value("To", tried.map { $0.accuracy.interval.upper * 100 }),
  reference: (original.accuracy.chance * 100, "chance"), order: .asGiven, format: .decimals(2))

// %% Tables of methods
func accuracies(_ outcomes: [Outcome]) -> Table {
  Table(
    DataFrame(columns: [
      Column(name: "Method", contents: outcomes.map(\.name)).eraseToAnyColumn(),
      Column(name: "Accuracy", values: outcomes.map(\.accuracy.value)).eraseToAnyColumn(),
      Column(name: "95% CI from", doubles: outcomes.map(\.accuracy.interval.lower)).eraseToAnyColumn(),
      Column(name: "95% CI to", doubles: outcomes.map(\.accuracy.interval.upper)).eraseToAnyColumn(),
      Column(name: "× original", values: outcomes.map(timesOriginal)).eraseToAnyColumn(),
    ])
  )
  .formatted("Accuracy", as: .percent).interval("Accuracy")
  .formatted("× original", as: .decimals(2))
}

// %% By sound alone
//| label: tbl-sound
//| tbl-cap: "By sound alone: the accuracy on the artist-disjoint split, with 95% intervals, and how many times the original's method that is."
accuracies(alone.filter(\.method.isOfSound))

// %% With more than sound
//| label: tbl-more
//| tbl-cap: With more than sound. Each line adds something to the one before, the first to the blend of @tbl-sound; all words are those of the song's and the artist's name.
accuracies(alone.filter { !$0.method.isOfSound })

// %% An artist's songs together
//| label: tbl-pooled
//| tbl-cap: An artist's songs together. Each song's genres gain what the artist's other songs of the test say, whose genres are not known to the models either.
accuracies([blend, outcome("Blend, year, script, song's words")] + tried.filter(\.method.isPooled))

// %% [markdown]
// By sound alone \(bestSound.name == original.name ? "nothing beats the original's method" : "the best is “\(bestSound.name)”"), with
// \(bestSound.accuracy.value, format: .percent) or \(timesOriginal(bestSound), decimals: 2) times the original's method (@tbl-sound, @fig-methods). On the
// same songs that is \(told(leadOfBest)) than the original's, with an interval that allows for
// the choice among \(alone.count { $0.method.isOfSound }) methods. The blend of three finds
// \(told(leadOfBlend)) than the best single method, “\(bestSingle.name)”, and
// \(told(leadInBlend)) than without boosting.
//
// Of the single methods, boosting finds \(told(leadOfBoosting)) than one forest. Nearest neighbours, asked by a metric that is learned
// from how genres spread, find \(told(leadOfMetric)) than by standardised distances.
//
// Without the words of artists' names the best is “\(withoutArtists.name)”, \(withoutArtists.accuracy.value, format: .percent) or
// \(timesOriginal(withoutArtists), decimals: 2) times the original's method; with them it is
// \(alone.last?.accuracy.value ?? .nan, format: .percent) (@tbl-more). That last step is told apart because names run in families, so that a word of an
// artist's name can give away a relative of an artist that was learned from.
//
// **An artist's songs together** (@tbl-pooled): who asks about a song often has others of its artist, whose genres need not be known. The evidence of the
// others (the logarithm of posterior to prior of each genre, added up and divided by the root of their number) finds
// \(told(leadOfPooling)) than the same blend of each song alone, and \(told(leadOfPoolingWords)) with year, script and the song's words.
// Its weight, \(weights?.others ?? .nan, decimals: 2) beside \(weights?.own ?? .nan, decimals: 2) for the song itself, was found on artists of the training side.
//
// A guess is right in \(baselines.chance, format: .percent) of the rows, always “\(baselines.commonestClass)”, the commonest genre in training, in
// \(baselines.commonest, format: .percent); no model can be right in more than \(baselines.ceiling, format: .percent), since a song under several genres is
// asked for each of them (@tbl-ablation counts any of the song's genres, and the best three and ten).

// %% What else can be said
//| label: tbl-ablation
//| tbl-cap: "The same methods by other measures on the artist-disjoint split: accuracy for any genre of the song, balanced accuracy (the mean of the genres' recalls), top-3 and top-10 accuracy, accuracy of the parent; then the accuracy on the random split."
Table(
  DataFrame(columns: [
    Column(name: "Method", contents: tried.map(\.name)).eraseToAnyColumn(),
    Column(name: "Any genre", doubles: tried.map { $0.evaluation[.acceptableAccuracy] }).eraseToAnyColumn(),
    Column(name: "Balanced", doubles: tried.map { $0.evaluation[.balancedAccuracy] }).eraseToAnyColumn(),
    Column(name: "Top 3", doubles: tried.map { $0.evaluation[.topAccuracy(3)] }).eraseToAnyColumn(),
    Column(name: "Top 10", doubles: tried.map { $0.evaluation[.topAccuracy(10)] }).eraseToAnyColumn(),
    Column(name: "Parent", doubles: tried.map(\.parents)).eraseToAnyColumn(),
    Column(name: "Random", doubles: familiar.map(\.accuracy.value)).eraseToAnyColumn(),
    Column(name: "Seconds", doubles: tried.map(\.seconds)).eraseToAnyColumn(),
  ])
)
.formatted("Any genre", "Balanced", "Top 3", "Top 10", "Parent", "Random", as: .percent)
.formatted("Seconds", as: .decimals(2))

// %% The model
let facts = [
  TrainingFact("Rows", "\(honest.split.train.count)"), TrainingFact("Genres", "\(task.labels.classCount)"),
  TrainingFact("Parents", "\(task.parents.classCount)"),
]
artifact(
  "genres.model",
  try ModelFile.bytes(of: twoLevel.train(honest.train, honest.trainLabels, honest.trainGroups), facts: facts))
// Asked about a file of songs, this one hears those of an artist together.
if let model = keptModel {
  artifact("genres-together.model", try ModelFile.bytes(of: model, facts: facts))
}

// %% [markdown]
// Any of the song's genres is named by “\(bestOfAll.name)” in \(bestOfAll.evaluation[.acceptableAccuracy], format: .percent) of the cases
// (@tbl-ablation); seconds are of training and testing, those of a blend of all its models, which are trained twice. The file of the model “\(twoLevel.name)” is beside this report for use elsewhere (`songbook predict`), and that of Gaussian classes that hear an artist's songs together, which `songbook predict --songs` does.
//
// The file below tells what became of each test song by each method, so that `songbook diff` compares two runs song by song.

// %% Songs of the test
// One file tells what became of each test song by each method.
var outcomesOfSongs = try honest.outcomes("methods", original.evaluation, of: task).frame
for column in ["Predicted", "Score", "Right"] { outcomesOfSongs.removeColumn(column) }
for outcome in tried {
  outcomesOfSongs.append(column: Column(name: outcome.name, values: outcome.evaluation.isRight.map { $0 ? 1 : 0 }))
}
let testedSongs = try RowOutcomes("methods", outcomesOfSongs, key: "Song", group: "Artist", actual: "Class")
for outcome in tried {
  try metric(
    "accuracy/\(outcome.name)", meanOf: outcome.name, in: testedSongs, interval: outcome.accuracy.interval,
    better: .higher)
}
