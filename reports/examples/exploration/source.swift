// ---
// title: Every genre at once
// subtitle: How the songs of thousands of genres sound, which features go together, where genres come from, and what changed since the 1960s.
// ---
import Genres
import Songbook

// %% Parameters tags=["parameters"]
/// Songs file: CSV, or CSV inside zip, gz or xz. Empty: data/songs.zip when it is there, else the made-up sample.
let songsFile = ""
/// Columns that the file calls otherwise, such as Name=track_name,Genre=track_genre. Common names are found.
let columns = ""
/// How many genres or countries the rankings show.
let ranking = 15
/// Genres to set side by side; those that the file does not have are left out.
let comparedGenres = [
  "classical", "jazz", "blues", "country", "folk", "soul", "rock", "punk", "metal", "techno",
]

// %% Songs
let songs =
  try songsFile.isEmpty ? Songs.standard(columns: columns) : Songs(contentsOf: songsFile, columns: columns)
if songs.isMadeUp {
  display(
    Markdown(
      """
      > **These songs are made up.** The sample that comes with Songbook resembles real songs in how its features are spread and go together; \
      none of its songs and artists exists. Put `songs.zip` into `data/` to read about real ones.
      """))
}
if let remark = songs.columns.remark { display(Markdown("> \(remark)")) }

// %% [markdown]
// ## Overview {#sec-overview}

// %% Size
let years = songs.frame["Year", Int.self]
let duplicates = songs.duplicates
let dated = 1 - Double(years.missingCount) / Double(songs.count)
Headlines(
  .init(songs.count, "rows"), .init(duplicates.songs, "different songs"), .init(songs.genres.count, "genres"),
  .init(dated, "with a year", format: .percent))

// %% [markdown]
// Each row is one song under one genre. Of the \(duplicates.songs) songs, \(duplicates.songsUnderSeveralGenres) are listed under more than one
// genre: a random split of the rows puts some of them into both the training and the test data. \(duplicates.repeatedRows.count) rows are exact
// duplicates of an earlier row. @tbl-columns lists missing and distinct values of each column, @tbl-summary the distribution of each feature.

// %% Columns
//| label: tbl-columns
//| tbl-cap: The columns of the songs file, with how many values are missing and how many are distinct.
let shown = songs.frame.selecting(columnNames: ["Name", "Artists", "Genre", "Release", "Year"] + AudioFeature.names)
DataFrame(columns: [
  Column(name: "Column", contents: shown.columnNames).eraseToAnyColumn(),
  Column(name: "Type", contents: shown.columns.map { $0.type.rawValue }).eraseToAnyColumn(),
  Column(name: "Missing", values: shown.columns.map(\.missingCount)).eraseToAnyColumn(),
  Column(name: "Distinct", values: shown.columns.map(\.distinctCount)).eraseToAnyColumn(),
])

// %% Summary
//| label: tbl-summary
//| tbl-cap: Summary statistics of the nine audio features. Loudness is in decibels and tempo in beats per minute; all others are from 0 to 1. SD is the standard deviation, Q1 and Q3 are the quartiles.
let features = songs.audioFeatures
let summaries = features.columns.map { (name: $0.name, numbers: NumericSummary($0.doubles ?? [])) }
func statistic(_ name: String, _ value: (NumericSummary) -> Double) -> AnyColumn {
  Column(name: name, doubles: summaries.map { value($0.numbers) }).eraseToAnyColumn()
}
let numbers = DataFrame(columns: [
  Column(name: "Feature", contents: summaries.map(\.name)).eraseToAnyColumn(), statistic("Mean", \.mean),
  statistic("SD", \.standardDeviation), statistic("Min", \.min), statistic("Q1", \.firstQuartile),
  statistic("Median", \.median), statistic("Q3", \.thirdQuartile), statistic("Max", \.max),
])
// Three significant digits each: features differ in size by five orders of magnitude.
Table(numbers).formatted("Mean", "SD", "Min", "Q1", "Median", "Q3", "Max", as: .automatic)

// %% [markdown]
// ## How songs sound {#sec-distributions}

// %% Distributions
//| label: fig-distributions
let instrumental = features["Instrumentalness", Double.self].doubles
let vocal = Double(instrumental.count { $0 < 0.01 }) / Double(songs.count)
let instrumentalShare = Double(instrumental.count { $0 > 0.5 }) / Double(songs.count)
let instrumentalMean = features["Instrumentalness", Double.self].mean() ?? .nan
let tempo = features["Tempo", Double.self]
let withoutBeat = tempo.doubles.count { $0 == 0 }
Chart.histograms(features, countLabel: "Songs")
  .figureCaption(
    "**Instrumentalness is below 0.01 in \(vocal, format: .percent) of the rows.** The distribution of each audio feature over all rows."
  )

// %% [markdown]
// @fig-distributions shows how each feature is spread. Instrumentalness is below 0.01 in \(vocal, format: .percent) of the rows and above 0.5 in
// \(instrumentalShare, format: .percent): its mean, \(instrumentalMean, decimals: 2), lies between the two. The middle half of all rows has a tempo between
// \(tempo.quantile(0.25) ?? .nan, decimals: 0) and \(tempo.quantile(0.75) ?? .nan, decimals: 0) beats per minute; \(withoutBeat) rows have a tempo of 0, where no
// beat was detected.

// %% Genre sizes
//| label: fig-genre-sizes
//| fig-cap: Genres by their number of songs.
let genreSizes = Column(name: "Songs in a genre", doubles: songs.genres.values.map(Double.init))
Chart.histogram(genreSizes.eraseToAnyColumn(), countLabel: "Genres")

// %% The source's limit
/// The size that most genres have, where it is one of the largest: sizes do not pile up by themselves.
let sizeCounts = Dictionary(grouping: songs.genres.values) { $0 }.mapValues(\.count)
let piled = sizeCounts.max { ($0.value, $0.key) < ($1.value, $1.key) }
let larger = songs.genres.filter { $0.value > piled?.key ?? 0 }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
let namedLarger = larger.prefix(3).map { "“\($0.key)” (\($0.value))" }.joined(separator: ", ")
let limitExceptions =
  larger.isEmpty
  ? "No genre has more."
  : "\(larger.count == 1 ? "One genre has" : "\(larger.count) genres have") more, \(namedLarger), where several spellings of a name came together."
let limitNote: Markdown =
  if let piled, piled.value >= 20, larger.count * 10 < piled.value {
    """
    \(piled.value) genres have exactly \(piled.key) songs, which is where the source stops: how many songs they have beyond it is not known. \
    \(limitExceptions) @tbl-genres lists the largest, those of equally many songs in alphabetical order.
    """
  } else {
    "@tbl-genres lists the largest."
  }

// %% [markdown]
// A quarter of the genres have at most \(genreSizes.quantile(0.25) ?? .nan, decimals: 0) songs, half at most
// \(genreSizes.median() ?? .nan, decimals: 0), and a quarter \(genreSizes.quantile(0.75) ?? .nan, decimals: 0) or more (@fig-genre-sizes).
// \(limitNote)

// %% Largest genres
//| label: tbl-genres
let byGenre = songs.frame.grouped(by: "Genre")
  .aggregated(
    .count("Genre", as: "Songs"), .mean("Danceability", as: "Danceability"), .mean("Energy", as: "Energy"),
    .mean("Acousticness", as: "Acousticness"), .mean("Valence", as: "Valence"), .mean("Tempo", as: "Tempo")
  )
  .sorted(on: [("Songs", .descending), ("Genre", .ascending)])
let isTied =
  byGenre.rowCount > ranking && byGenre["Songs", Int.self][ranking] == byGenre["Songs", Int.self][ranking - 1]
Table(byGenre).rows(ranking)
  .caption(
    isTied
      ? "The genres with the most songs, those of equally many in alphabetical order, and the means of five features. Others have as many songs as the last one shown."
      : "The genres with the most songs, those of equally many in alphabetical order, and the means of five features.")

// %% [markdown]
// ## Correlations {#sec-correlations}

// %% Correlations
//| label: fig-correlations
let correlations = features.correlation()
let pairs = correlations.names.indices.flatMap { row in
  (0..<row).map { (names: "\(correlations.names[$0]) and \(correlations.names[row])", value: correlations[row, $0]) }
}.filter { !$0.value.isNaN }.sorted { abs($0.value) > abs($1.value) }
let withTempo = correlations.names.filter { $0 != "Tempo" }.compactMap { correlations["Tempo", $0] }.map(abs)
func loudness(_ energies: Range<Double>) -> Double {
  features.filter(on: "Energy", in: energies)["Loudness", Double.self].mean() ?? .nan
}
Chart.correlationMatrix(correlations)
  .figureCaption(
    "**The strongest pair is \(pairs[0].names), \(pairs[0].value, decimals: 2).** Pearson's correlation of the nine audio features over all rows."
  )

// %% [markdown]
// The strongest pair is \(pairs[0].names) (\(pairs[0].value, decimals: 2)), then \(pairs[1].names) (\(pairs[1].value, decimals: 2)) and
// \(pairs[2].names) (\(pairs[2].value, decimals: 2)); @fig-correlations has them all. The largest coefficient of tempo with any other feature is
// \(withTempo.max() ?? .nan, decimals: 2) in absolute value.
//
// A coefficient does not describe the shape of a relation. Songs with an energy below 0.1 have a mean loudness of
// \(loudness(0..<0.1), decimals: 1) dB, those between 0.4 and 0.5 of \(loudness(0.4..<0.5), decimals: 1) dB, and those from 0.9 on of
// \(loudness(0.9..<1.01), decimals: 1) dB; @fig-energy-loudness shows the curve.

// %% Energy and loudness
//| label: fig-energy-loudness
//| fig-cap: Energy and loudness of every row, with a locally weighted curve (a parabola through the nearest 5% of the rows at each place).
Chart.scatter(features, x: "Energy", y: "Loudness", fit: .local(span: 0.05))

// %% [markdown]
// ## Where genres come from {#sec-geography}

// %% Countries
let mentions = try Geography.load().mentions(in: songs.genres)
let placed = mentions["Genres", Int.self].sum()

// %% [markdown]
// Many genres have a place in their name: a country, a people, a language or a city, in English or in the local language. These words assign
// \(placed) of the \(songs.genres.count) genres to \(mentions.shape.rows) countries (@fig-countries, @fig-world, @tbl-countries). Names of regions larger
// than a country, such as “latin” or “african”, are not assigned.

// %% Ranking of countries
//| label: fig-countries
let firstCountry = mentions["Country", String.self].first.flatMap { $0 } ?? "No country"
Chart.rankedBars(mentions, "Country", "Genres", top: ranking)
  .figureCaption(
    "**\(firstCountry) comes first, with \(mentions["Genres", Int.self][0] ?? 0) genres.** The countries with the largest number of genres named after them."
  )

// %% World
//| label: fig-world
//| fig-cap: How many genres are named after a country, or something in it. An equal-area map.
try Chart.worldMap(mentions, country: "Code", value: "Genres")

// %% Countries in full
//| label: tbl-countries
//| tbl-cap: "Countries by the number of genres named after them, with three of these genres: those of the most songs, in alphabetical order where several have as many."
Table(mentions).rows(ranking)

// %% [markdown]
// ## Trends over time {#sec-trends}

// %% Songs with a year
let once = songs.distinct
let timed = once.frame.filter(on: "Year", in: 1960...2029)
let enough = max(20, timed.shape.rows / 1000)
let decades = once.featureMeansByDecade()
func mean(_ feature: String, from decade: Int) -> Double {
  decades.filter(on: "Feature", equalTo: feature).filter(on: "From", equalTo: decade).doubles("Mean").first ?? .nan
}

// %% Trends
//| label: fig-trends
Chart.trends(
  timed, x: "Year", y: ["Energy", "Danceability", "Acousticness", "Valence"], label: "Mean", minimumCount: enough
)
.figureCaption(
  "**Mean acousticness was \(mean("Acousticness", from: 1960), decimals: 2) in the 1960s and \(mean("Acousticness", from: 2010), decimals: 2) in the 2010s.** Means by year of release, each song counted once, with 95% intervals. Years with fewer than \(enough) songs are left out; lines are dashed over them."
)

// %% Jumps
/// The change of a feature's yearly mean from the year before the last to the last one, and how large such changes are otherwise.
func lastChange(_ feature: String) -> (year: Double, change: Double, typical: Double) {
  let points = Trend(x: timed.doubles("Year"), y: timed.doubles(feature), minimumCount: enough).points
  let changes = zip(points, points.dropFirst()).map { $1.center - $0.center }
  let others = Column(name: "Change", doubles: changes.dropLast().map(abs)).median() ?? .nan
  return (points.last?.x ?? .nan, changes.last ?? .nan, others)
}
let jumps = ["Energy", "Acousticness", "Valence", "Danceability", "Loudness"].map { ($0, lastChange($0)) }
  .filter { abs($0.1.change) > 3 * $0.1.typical }
/// `energy changed by −0.06, acousticness by 0.07 and loudness by −1.6 dB`
let changes = jumps.map { name, jump in
  name == "Loudness"
    ? "loudness by \(NumberFormat.fixed(jump.change, decimals: 1)) dB"
    : "\(name.lowercased()) by \(NumberFormat.fixed(jump.change, decimals: 2))"
}
let listed = [changes.dropLast().joined(separator: ", "), changes.last ?? ""].filter { !$0.isEmpty }
let jumpTexts = listed.joined(separator: " and ").replacing(" by ", with: " changed by ", maxReplacements: 1)
let jumpNote: Markdown =
  if let year = jumps.first?.1.year {
    """
    In \(NumberFormat.year.string(year)) \(jumpTexts)\(jumps.count > 1 ? ", each" : ":") more than three times the median change from one year to the next, which may come from how that year's songs \
    were collected.
    """
  } else {
    "The last year differs from the one before by no more than is usual."
  }

// %% Findings
Findings {
  """
  Mean acousticness went from \(mean("Acousticness", from: 1960), decimals: 2) in the 1960s to \(mean("Acousticness", from: 2010), decimals: 2) in \
  the 2010s; energy from \(mean("Energy", from: 1960), decimals: 2) to \(mean("Energy", from: 2010), decimals: 2) (@fig-trends).
  """
  if let year = jumps.first?.1.year { "\(Int(year), format: .year) breaks the trend within one year: \(jumpTexts)." }
}

// %% [markdown]
// From the 1960s to the 2010s mean acousticness went from \(mean("Acousticness", from: 1960), decimals: 2) to
// \(mean("Acousticness", from: 2010), decimals: 2) and energy from \(mean("Energy", from: 1960), decimals: 2) to
// \(mean("Energy", from: 2010), decimals: 2) (@fig-trends), while valence, the cheerfulness of the sound, went from
// \(mean("Valence", from: 1960), decimals: 2) to \(mean("Valence", from: 2010), decimals: 2). Mean loudness changed by
// \(mean("Loudness", from: 2010) - mean("Loudness", from: 1960), decimals: 1) dB in that time (@fig-loudness). \(jumpNote)

// %% Loudness
//| label: fig-loudness
Chart.trends(timed, x: "Year", y: "Loudness", minimumCount: enough)
  .figureCaption(
    "**Mean loudness was \(mean("Loudness", from: 1960), decimals: 1) dB in the 1960s and \(mean("Loudness", from: 2010), decimals: 1) dB in the 2010s.** By year of release, with 95% intervals."
  )

// %% [markdown]
// ## Genres side by side {#sec-genres}

// %% Chosen genres
let known = songs.genres
let chosen =
  comparedGenres.contains { known[$0] != nil } ? comparedGenres.filter { known[$0] != nil } : songs.topGenres(12)
let compared = try songs.inGenres(chosen).frame
let medians = compared.grouped(by: "Genre").medians("Energy", "Tempo")
func extremes(_ column: String) -> (low: String, lowest: Double, high: String, highest: Double) {
  let sorted = medians.sorted(on: column)
  let (names, values) = (sorted["Genre", String.self], sorted.doubles(column))
  return (names.first.flatMap { $0 } ?? "", values.first ?? .nan, names.last.flatMap { $0 } ?? "", values.last ?? .nan)
}
let (energies, tempos) = (extremes("median(Energy)"), extremes("median(Tempo)"))

// %% [markdown]
// Among \(chosen.count) genres, median energy is lowest for \(energies.low) (\(energies.lowest, decimals: 2)) and highest for \(energies.high)
// (\(energies.highest, decimals: 2); @fig-energy-genres). Median tempo is between \(tempos.lowest, decimals: 0) beats per minute (\(tempos.low)) and
// \(tempos.highest, decimals: 0) (\(tempos.high)). A box does not show whether songs gather around one tempo or several, such as one and its double;
// @fig-tempo-genres has the densities. @fig-profiles compares the means of all nine features, @fig-genre-decades the decades of release.

// %% Energy by genre
//| label: fig-energy-genres
Chart.boxPlot(compared, "Energy", by: "Genre")
  .figureCaption(
    "**Median energy is lowest for \(energies.low) and highest for \(energies.high).** Energy by genre, sorted by median. Boxes hold the middle half of the songs; whiskers reach to the furthest value within 1.5 times the interquartile range of the box; dots are further out."
  )

// %% Tempo by genre
//| label: fig-tempo-genres
//| fig-cap: The density of tempo in beats per minute in the same genres. Lines mark medians, dashes quartiles.
Chart.violin(compared, "Tempo", by: "Genre")

// %% Profiles
//| label: fig-profiles
//| fig-cap: Mean profiles of six genres over the mean of all songs (dashed). Each spoke runs from the 5th to the 95th percentile.
Chart.radarProfiles(songs.frame, by: "Genre", columns: AudioFeature.names, groups: Array(chosen.prefix(6)))

// %% Genres over time
//| label: fig-genre-decades
let evolution = songs.genresByDecade(chosen).filter(on: "From", in: 1960...2029)
/// How far a genre's share has moved from its first decade to its last.
func shift(_ genre: String) -> Double {
  let shares = evolution.filter(on: "Genre", equalTo: genre).sorted(on: "From").doubles("Share")
  return abs((shares.last ?? 0) - (shares.first ?? 0))
}
let moved = chosen.sorted { (shift($1), $0) < (shift($0), $1) }.prefix(3)
Chart.trends(
  evolution.with(evolution["From"].renamed("Decade")), x: "Decade", y: "Share", by: "Genre", highlight: Array(moved)
).chartYAxis(format: .percent)
  .figureCaption(
    "Each genre's share of the rows of a decade. In colour: the \(moved.count) genres whose share changed most from the first decade to the last."
  )
