// ---
// title: The universe of genres
// subtitle: Each dot is a genre, placed by how its songs sound. Turn it, search, choose genres, and let a model guess.
// sources: [shared/origin.swift]
// ---
import Genres
import Songbook

// %% Parameters tags=["parameters"]
/// Songs file: CSV, or CSV inside zip, gz or xz. Empty: data/songs.zip when it is there, else the made-up sample.
let songsFile = ""
/// Columns that the file calls otherwise, such as Name=track_name,Genre=track_genre. Common names are found.
let columns = ""
/// Genres with fewer songs are left out: their means say little.
let minimumSongs = 5
/// Parents of so many genres have a model of their own. 0: the original's 21 parents.
let minimumGenres = 0
/// Trees of each forest.
let trees = 100
/// So many songs at most can be searched in the page, evenly taken from all. 0: all of them.
let searchableSongs = 0
/// What chance depends on.
let seed = 42

// %% Songs
let songs =
  try songsFile.isEmpty ? Songs.standard(columns: columns) : Songs(contentsOf: songsFile, columns: columns)
displayOrigin(of: songs, madeUp: "Their genres are closer together than real ones.")
let profiles = try songs.genreProfiles(minimumSongs: minimumSongs)

// %% Directions
let standard = AudioFeature.names.map { profiles[$0].doubles ?? [] }.map(standardized)
func standardized(_ values: [Double]) -> [Double] {
  let moments = Moments(values)
  return values.map { ($0 - moments.mean) / (moments.standardDeviation > 0 ? moments.standardDeviation : 1) }
}
guard let components = PrincipalComponents(columns: standard, count: 3) else {
  fatalError("Three directions need four genres or more with \(minimumSongs) songs.")
}
let scores = components.scores(of: standard)
var points = profiles
for (number, values) in scores.enumerated() {
  points.append(column: Column(name: "Direction \(number + 1)", doubles: values).eraseToAnyColumn())
}
/// The features of the largest weights of one sign, such as `energy, loudness`; of a direction's other end with a minus.
func features(of direction: Int, sign: Double) -> String {
  let weights = components.components[direction]
  let telling = weights.indices.filter { weights[$0] * sign > 0.3 }.sorted { weights[$0] * sign > weights[$1] * sign }
  let names = telling.prefix(2).map { AudioFeature.names[$0].lowercased() }
  return names.joined(separator: ", ")
}
let ends = (0..<3).map { direction -> (low: String, high: String) in
  let (low, high) = (features(of: direction, sign: -1), features(of: direction, sign: 1))
  return (low.isEmpty ? "less \(high)" : low, high.isEmpty ? "less \(low)" : high)
}
let shares = components.explainedShares

// %% Neighbours
//| cache: true
let embedding = StochasticNeighborEmbedding(of: standard)
let kept = embedding.map { StochasticNeighborEmbedding.neighborsKept(10, of: standard, in: $0.columns) } ?? .nan
let keptByComponents = StochasticNeighborEmbedding.neighborsKept(10, of: standard, in: scores)

// %% Places
for (number, values) in (embedding?.columns ?? scores).enumerated() {
  points.append(column: Column(name: "Place \(number + 1)", doubles: values).eraseToAnyColumn())
}

// %% [markdown]
// \(profiles.rowCount) genres have \(minimumSongs) songs or more. Each is the mean of nine audio features of its songs, brought to one scale. @fig-universe shows the
// three directions in which genres differ most: they hold \(shares[0], format: .percent), \(shares[1], format: .percent) and \(shares[2], format: .percent) of the variance.
// Of each genre's ten nearest in all nine features they keep \(keptByComponents, format: .percent); another layout (t-SNE) keeps \(kept, format: .percent), but
// its directions and its longer distances mean nothing.

// %% Universe
//| label: fig-universe
PointCloud(
  points, label: "Genre", x: "Direction 1", y: "Direction 2", z: "Direction 3", by: "Energy", size: "Songs"
)
.colors(AudioFeature.names + ["Parent"]).details(AudioFeature.names).neighbors(by: AudioFeature.names)
.unit("dB", of: "Loudness").unit("BPM", of: "Tempo")
.layout("By features", ends: ends)
.layout(
  "By neighbours", x: "Place 1", y: "Place 2", z: "Place 3",
  remark: "Directions and longer distances mean nothing here."
)
.nouns("genre", "genres").selection("genres", at: Array(songs.topGenres(6)))
.figureCaption(
  """
  **Genres side by side with those that sound like them.** Principal components of the mean features of \(profiles.rowCount) genres.
  """)

// %% [markdown]
// ## Side by side {#sec-side}

// %% Side by side
//| label: fig-side
//| fig-cap: The chosen genres by their features, or without scripts which features go together.
Profiles(profiles, label: "Genre", features: AudioFeature.names, size: "Songs").rows(songs.frame, label: "Genre")
  .unit("dB", of: "Loudness").unit("BPM", of: "Tempo").nouns("genre", "genres", rows: "songs").selection("genres")

// %% [markdown]
// ## Guessing songs {#sec-guess}

// %% Models
let original = try OriginalResults.load()
let hierarchy = try GenreHierarchy(songs.genres.keys)
let parents = minimumGenres > 0 ? hierarchy.parents(withAtLeast: minimumGenres) : original.parents
let task = try GenreTask(songs, minimumSongs: minimumSongs, parents: parents)
let trial = GenreTrial(task, try task.artistSplit(seed: UInt64(seed)))
let settings = ForestSettings(
  treeCount: trees, maximumDepth: 25, minimumSamplesToSplit: 5, seed: UInt64(seed))
let whole = try HierarchicalClassifier(
  training: trial.train, labels: trial.trainLabels, parents: task.parents, descent: .bestParent
) { (features, labels) throws(LearningError) in
  try ForestClassifier(training: features, labels: labels, settings: settings)
}
func cutBack(_ settings: CompactSettings) throws(LearningError) -> CompactClassifier {
  try CompactClassifier(whole, training: trial.train, labels: trial.trainLabels, settings: settings)
}
let chosenCut = CompactSettings(treeCount: trees, maximumDepth: 12, minimumRowsInLeaf: 5)
let compact = try cutBack(chosenCut)
let costs = try CompactClassifier.costs(
  of: whole,
  cuts: [
    ("\(trees) trees, 3 classes a leaf", CompactSettings(treeCount: trees, minimumRowsInLeaf: 2, classesPerLeaf: 3)),
    ("\(trees) trees, leaves of 5 songs: this page's", chosenCut),
    ("50 trees, leaves of 5 songs", CompactSettings(treeCount: 50)),
    ("\(trees) trees, leaves of 20 songs", CompactSettings(treeCount: trees, minimumRowsInLeaf: 20)),
  ], cutBack, test: trial.test, labels: trial.testLabels)
let accuracies = costs["Accuracy"].doubles ?? []

// %% [markdown]
// A forest tells \(task.parents.classCount) parents apart, and one for each parent its genres: \(task.labels.classCount) genres in all. They learned from songs of four fifths of
// the artists. This page carries them cut back: a leaf keeps its likeliest genre alone. The whole model is right about \(accuracies[0], format: .percent) of the songs of
// other artists, the one of this page about \(accuracies[2], format: .percent) (@tbl-costs); a guess would be about \(1 / Double(task.labels.classCount), format: .percent).

// %% Make up a song
//| label: fig-predictor
let predictor = task.songs.predictor([("Parents, then genres", compact)])
predictor.figureCaption(
  """
  **Make up a song.** Move a slider, and the model says again which genre it is. Without scripts: what it says of the mean song.
  """)

// %% Search
//| label: tbl-songs
//| tbl-cap: Songs, with what this page's model says of each and whether it is right. It has learned from most of them.
let step = searchableSongs > 0 ? max(1, (task.songs.count + searchableSongs - 1) / searchableSongs) : 1
let searched = task.songs.keeping(Array(stride(from: 0, to: task.songs.count, by: step)))
let table = searched.searchTable(asking: predictor).searching("sun")
table

// %% [markdown]
// ## Teaching models {#sec-teach}
//
// Choose genres in @fig-universe, and models learn here, in the page, to tell them apart. They are tested on songs of artists that they have not learned from.

// %% Trainer
//| label: fig-trainer
//| fig-cap: Models that learn to tell the chosen genres apart, or without scripts how many songs genres have to learn from.
Trainer(sharing: table, features: AudioFeature.names, label: "Genre", groups: "Artists")
  .nouns("song", "songs").classNouns("genre", "genres").selection("genres")

// %% What the page's models cost
//| label: tbl-costs
//| tbl-cap: What models weigh in a page, and how often they are right about songs of artists that they have not learned from.
Table(costs).formatted("Accuracy", "Top 3", "Lost", as: .percent)
