// ---
// title: What a forest costs as work grows
// subtitle: Time and memory to train on made-up songs, from thousands to millions, and from ten genres to all.
// ---
import Genres
import Glibc
import Songbook

// %% Parameters tags=["parameters"]
/// How many songs to learn from, one measurement each.
let songCounts = [3_000, 10_000, 30_000, 100_000]
/// How many genres these songs are of.
let genres = 100
/// How many genres to tell apart, one measurement each.
let genreCounts = [10, 30, 100, 300, 1_000]
/// How many songs these genres have together.
let songs = 30_000
/// Trees of each forest.
let trees = 10
/// What chance depends on: the songs, the trees.
let seed = 42

// %% Measuring
struct Cost {
  let songs: Int
  let genres: Int
  let training: Double
  /// Per 10,000 songs.
  let predicting: Double
  let peakMemory: Double
  let forestBytes: Double
}
func cost(songs: Int, genres: Int) throws -> Cost {
  let (features, labels) = try SampleGenerator(songs: songs, genres: genres, seed: UInt64(seed)).sounds()
  let settings = ForestSettings(treeCount: trees, maximumDepth: 25, minimumSamplesToSplit: 5, seed: UInt64(seed))
  let trained = try measured { try ForestClassifier(training: features, labels: labels, settings: settings) }
  let asked = features.selectingRows(Array(0..<min(songs, 10_000)))
  let predicted = try timed { try trained.result.predict(asked) }
  return Cost(
    songs: songs, genres: genres, training: trained.seconds ?? .nan,
    predicting: (predicted.seconds ?? .nan) * 10_000 / Double(asked.rowCount),
    peakMemory: trained.peakMemory.map(Double.init) ?? .nan, forestBytes: Double(trained.result.forest.byteCount))
}
// The smallest first, so that nothing left over from a larger one is counted.
let plan = (songCounts.map { ($0, genres) } + genreCounts.map { (songs, $0) }).sorted { $0 < $1 }
let costs = try tracked([(2_000, 10)] + plan, "forests").map { try cost(songs: $0, genres: $1) }
let bySongs = songCounts.sorted().compactMap { count in costs.first { $0.songs == count && $0.genres == genres } }
let byGenres = genreCounts.sorted().compactMap { count in costs.first { $0.songs == songs && $0.genres == count } }

// %% Laws
/// A power law: a straight line through logarithms.
struct Law {
  let fit: LinearFit?
  init(_ costs: [Cost], _ size: (Cost) -> Int, _ value: (Cost) -> Double) {
    fit = LinearFit(x: costs.map { log10(Double(size($0))) }, y: costs.map { log10(value($0)) })
  }
  func value(at size: Double) -> Double { fit.map { pow(10, $0.value(at: log10(size))) } ?? .nan }
  private func told(_ number: (Double) -> String) -> String {
    guard let fit else { return "unknown" }
    // Two points lie on a line whatever they are.
    guard fit.count > 2 else { return number(fit.slope) }
    let range = fit.slopeInterval()
    return "\(number(fit.slope)) (95%: \(number(range.lowerBound)) to \(number(range.upperBound)))"
  }
  /// How many times as much ten times the work costs.
  var tenfold: String { told { NumberFormat.automatic.string(pow(10, $0)) } }
  var exponent: String { told { NumberFormat.fixed($0, decimals: 2) } }
  var words: String {
    guard let fit, fit.count > 2 else { return "follows no law that these numbers show" }
    let range = fit.slopeInterval()
    if range.contains(0) { return "hardly changes" }
    if range.contains(1) { return "grows in proportion" }
    if fit.slope < 0 { return "falls" }
    return fit.slope < 1 ? "grows less than in proportion" : "grows more than in proportion"
  }
}
let timeBySongs = Law(bySongs, \.songs, \.training)
let timeByGenres = Law(byGenres, \.genres, \.training)
let memoryByGenres = Law(byGenres, \.genres, \.peakMemory)
/// Memory has a base that songs are added to: a straight line through the numbers themselves.
let memoryBySongs = LinearFit(x: bySongs.map { Double($0.songs) }, y: bySongs.map(\.peakMemory))
/// Nil when memory was not measured, or for fewer than three numbers of songs: two points say nothing of how sure a slope is.
let bytesPerSong = memoryBySongs.flatMap { $0.count > 2 ? $0.slopeInterval() : nil }
let memoryOfSongs: Markdown =
  if let memoryBySongs, let bytesPerSong, bytesPerSong.contains(0) {
    """
    Peak memory is about \(memoryBySongs.intercept / 1e6, decimals: 0) MB and hardly changes: each song adds \
    \(memoryBySongs.slope, decimals: 0) bytes (95%: \(bytesPerSong.lowerBound, decimals: 0) to \(bytesPerSong.upperBound, decimals: 0)), see \
    @fig-songs and @tbl-songs.
    """
  } else if let memoryBySongs, let bytesPerSong {
    """
    Peak memory is \(memoryBySongs.intercept / 1e6, decimals: 0) MB and \(memoryBySongs.slope, decimals: 0) bytes for each song \
    (95%: \(bytesPerSong.lowerBound, decimals: 0) to \(bytesPerSong.upperBound, decimals: 0)), see @fig-songs and @tbl-songs.
    """
  } else {
    "What each song adds to peak memory cannot be told from these measurements (@fig-songs, @tbl-songs)."
  }
func chart(
  _ costs: [Cost], _ sizeLabel: String, _ label: String, _ size: (Cost) -> Int, _ value: (Cost) -> Double,
  law: (Double) -> Double
) -> Chart {
  let rows = costs.map { (size: Double(size($0)), value: value($0), expected: law(Double(size($0)))) }
  let logarithms = rows.flatMap { [log10($0.value), log10($0.expected)] }.filter(\.isFinite)
  // Whole decades, so that what hardly changes does not fill the height.
  let domain = pow(10, floor(logarithms.min() ?? 0))...pow(10, floor(logarithms.max() ?? 0) + 1)
  return Chart {
    LinePlot(x: .value(sizeLabel, rows.map(\.size)), y: .value(label, rows.map(\.expected)))
    PointPlot(x: .value(sizeLabel, rows.map(\.size)), y: .value(label, rows.map(\.value)))
  }
  .chartXScale(type: .log).chartYScale(domain: domain, type: .log)
}

func table(_ costs: [Cost], _ name: String, _ size: (Cost) -> Int) -> Table {
  func column(_ name: String, _ value: (Cost) -> Double) -> AnyColumn {
    Column(name: name, doubles: costs.map(value)).eraseToAnyColumn()
  }
  return Table(
    DataFrame(columns: [
      Column(name: name, values: costs.map(size)).eraseToAnyColumn(),
      column("Training s", \.training), column("Peak MB") { $0.peakMemory / 1e6 },
      column("Forest MB") { $0.forestBytes / 1e6 }, column("Predicting 10,000, s", \.predicting),
    ])
  )
  .formatted("Training s", "Predicting 10,000, s", as: .decimals(3)).formatted("Peak MB", "Forest MB", as: .decimals(0))
}
for (name, law) in [
  ("time by songs", timeBySongs), ("time by genres", timeByGenres), ("memory by genres", memoryByGenres),
] {
  if let fit = law.fit { metric("exponent/\(name)", fit.slope, better: .lower) }
}
if let memoryBySongs { metric("bytes per song", memoryBySongs.slope, unit: "B", better: .lower) }

// %% [markdown]
// Each forest has \(trees) trees of depth 25 at most over fifteen features of made-up songs. Peak memory is that of the whole process while a forest is
// trained, the songs' features in it (120 bytes a song).
//
// ## More songs {#sec-songs}

// %% Songs
//| label: fig-songs
//| layout-ncol: 2
//| fig-width: 5
//| fig-height: 3.2
display(
  chart(bySongs, "Songs", "Seconds", \.songs, \.training, law: timeBySongs.value).figureCaption(
    "Training time as songs grow in number. Both axes are logarithmic, so that a power law is a straight line."))
display(
  chart(bySongs, "Songs", "Peak memory in MB", \.songs, { $0.peakMemory / 1e6 }) {
    (memoryBySongs?.value(at: $0) ?? .nan) / 1e6
  }.figureCaption(
    "Peak memory as songs grow in number."))

// %% Table of songs
//| label: tbl-songs
table(bySongs, "Songs", \.songs).caption("\(genres) genres: what it costs to train on so many songs.")

// %% [markdown]
// With the number of songs training time \(timeBySongs.words): ten times as many take \(timeBySongs.tenfold) times as long, an exponent of
// \(timeBySongs.exponent). \(memoryOfSongs)
//
// ## More genres {#sec-genres}

// %% Genres
//| label: fig-genres
//| layout-ncol: 2
//| fig-width: 5
//| fig-height: 3.2
display(
  chart(byGenres, "Genres", "Seconds", \.genres, \.training, law: timeByGenres.value).figureCaption(
    "Training time as genres grow in number and songs do not."))
display(
  chart(byGenres, "Genres", "Peak memory in MB", \.genres, { $0.peakMemory / 1e6 }) {
    memoryByGenres.value(at: $0) / 1e6
  }.figureCaption(
    "Peak memory as genres grow in number."))

// %% Table of genres
//| label: tbl-genres
table(byGenres, "Genres", \.genres).caption("\(songs) songs: what it costs to tell so many genres apart.")

// %% [markdown]
// With the number of genres training time \(timeByGenres.words): ten times as many take \(timeByGenres.tenfold) times as long, an exponent of
// \(timeByGenres.exponent); peak memory \(memoryByGenres.words), with an exponent of \(memoryByGenres.exponent) (@fig-genres, @tbl-genres). The search
// for a split does not go over the genres, and a leaf holds only those of its own songs.
