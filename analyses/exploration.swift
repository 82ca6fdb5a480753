// ---
// title: Every genre at once
// subtitle: How the songs of thousands of genres sound, which features go together, where genres come from, and what changed since the 1960s.
// ---
import Genres
import Songbook

// %% Parameters tags=["parameters"]
/// Songs file: CSV, or CSV inside zip, gz or xz. Empty: data/songs.zip when it is there, else the made-up sample.
let songsFile = ""
/// How many genres or countries the rankings show.
let ranking = 15
/// Genres to set side by side; those that the file does not have are left out.
let comparedGenres = [
  "classical", "jazz", "blues", "country", "folk", "soul", "rock", "punk", "metal", "techno",
]

// %% Songs
let songs = try songsFile.isEmpty ? Songs.standard() : Songs(contentsOf: songsFile)
if songs.isMadeUp {
  display(
    Markdown(
      """
      > **These songs are made up.** The sample that comes with Songbook resembles real songs in how its features are spread and go together; \
      none of its songs and artists exists. Put `songs.zip` into `data/` to read about real ones.
      """))
}

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
// Each row is one song under one genre. Of the \(duplicates.songs) songs \(duplicates.songsUnderSeveralGenres) stand under more than one
// genre, so that whoever splits the rows into training and test data without looking tests on songs that were trained on.
// \(duplicates.repeatedRows.count) rows repeat an earlier row altogether. How complete the columns are stands in @tbl-columns, how their
// numbers are spread in @tbl-summary.

// %% Columns
//| label: tbl-columns
//| tbl-cap: The columns of the songs file, with how many values are missing and how many are different.
let columns = songs.frame.selecting(columnNames: ["Name", "Artists", "Genre", "Release", "Year"] + AudioFeature.names)
DataFrame(columns: [
  Column(name: "Column", contents: columns.columnNames).eraseToAnyColumn(),
  Column(name: "Type", contents: columns.columns.map { $0.type.rawValue }).eraseToAnyColumn(),
  Column(name: "Missing", values: columns.columns.map(\.missingCount)).eraseToAnyColumn(),
  Column(name: "Different", values: columns.columns.map(\.distinctCount)).eraseToAnyColumn(),
])

// %% Summary
//| label: tbl-summary
//| tbl-cap: The nine audio features in numbers. All lie between 0 and 1, but for loudness in decibels and tempo in beats per minute.
let features = songs.audioFeatures
let summaries = features.columns.map { (name: $0.name, numbers: NumericSummary($0.doubles ?? [])) }
func statistic(_ name: String, _ value: (NumericSummary) -> Double) -> AnyColumn {
  Column(name: name, doubles: summaries.map { value($0.numbers) }).eraseToAnyColumn()
}
let numbers = DataFrame(columns: [
  Column(name: "Feature", contents: summaries.map(\.name)).eraseToAnyColumn(), statistic("Mean", \.mean),
  statistic("Deviation", \.standardDeviation), statistic("Least", \.min), statistic("Lower quartile", \.firstQuartile),
  statistic("Median", \.median), statistic("Upper quartile", \.thirdQuartile), statistic("Most", \.max),
])
Table(numbers)
  .formatted("Mean", "Deviation", "Least", "Lower quartile", "Median", "Upper quartile", "Most", as: .decimals(3))

// %% [markdown]
// ## How songs sound {#sec-distributions}

// %% Distributions
//| label: fig-distributions
//| fig-cap: How each audio feature is spread over all rows. Most songs are not spoken and not live, and energy and loudness lean to their upper ends.
let instrumental = features["Instrumentalness", Double.self].doubles
let vocal = Double(instrumental.count { $0 < 0.01 }) / Double(songs.count)
let tempo = features["Tempo", Double.self]
let withoutBeat = tempo.doubles.count { $0 == 0 }
Chart.histograms(features, countLabel: "Songs")

// %% [markdown]
// No two features have the same shape (@fig-distributions). \(vocal, format: .percent) of the rows are hardly instrumental at all (below
// 0.01), and many of the others are so almost entirely: a mean describes neither. Half of all songs lie between
// \(tempo.quantile(0.25) ?? .nan, decimals: 0) and \(tempo.quantile(0.75) ?? .nan, decimals: 0) beats per minute; for \(withoutBeat) rows
// the tempo is 0, which means that no beat was found.

// %% Genre sizes
//| label: fig-genre-sizes
//| fig-cap: How many songs a genre has.
let genreSizes = Column(name: "Songs in a genre", doubles: songs.genres.values.map(Double.init))
Chart.histogram(genreSizes.eraseToAnyColumn(), countLabel: "Genres")

// %% [markdown]
// Genres are uneven (@fig-genre-sizes): a quarter of them have at most \(genreSizes.quantile(0.25) ?? .nan, decimals: 0) songs, half at most
// \(genreSizes.median() ?? .nan, decimals: 0), a quarter \(genreSizes.quantile(0.75) ?? .nan, decimals: 0) and more. The largest are in
// @tbl-genres.

// %% Largest genres
//| label: tbl-genres
//| tbl-cap: The genres with the most songs, and how they sound on average.
let byGenre = songs.frame.grouped(by: "Genre")
  .aggregated(
    .count("Genre", as: "Songs"), .mean("Danceability", as: "Danceability"), .mean("Energy", as: "Energy"),
    .mean("Acousticness", as: "Acousticness"), .mean("Valence", as: "Valence"), .mean("Tempo", as: "Tempo")
  )
  .sorted(on: [("Songs", .descending), ("Genre", .ascending)])
Table(byGenre).rows(ranking)

// %% [markdown]
// ## What goes with what {#sec-correlations}

// %% Correlations
//| label: fig-correlations
//| fig-cap: Loudness follows energy; acoustic songs are quiet. Pearson's correlation over all rows.
let correlations = features.correlation()
let pairs = correlations.names.indices.flatMap { row in
  (0..<row).map { (names: "\(correlations.names[$0]) and \(correlations.names[row])", value: correlations[row, $0]) }
}.filter { !$0.value.isNaN }.sorted { abs($0.value) > abs($1.value) }
let withTempo = correlations.names.filter { $0 != "Tempo" }.compactMap { correlations["Tempo", $0] }.map(abs)
func loudness(_ energies: Range<Double>) -> Double {
  features.filter(on: "Energy", in: energies)["Loudness", Double.self].mean() ?? .nan
}
Chart.correlationMatrix(correlations)

// %% [markdown]
// The strongest pair is \(pairs[0].names) (\(pairs[0].value, decimals: 2)), then \(pairs[1].names) (\(pairs[1].value, decimals: 2)) and
// \(pairs[2].names) (\(pairs[2].value, decimals: 2)); @fig-correlations has them all. Tempo follows nothing closely: its largest coefficient is
// \(withTempo.max() ?? .nan, decimals: 2), so speed alone says little about how a song feels.
//
// One coefficient does not tell the shape of a relation. Songs with an energy below 0.1 have a mean loudness of
// \(loudness(0..<0.1), decimals: 1) dB, those between 0.4 and 0.5 of \(loudness(0.4..<0.5), decimals: 1) dB, and those from 0.9 on of
// \(loudness(0.9..<1.01), decimals: 1) dB; @fig-energy-loudness shows the whole curve.

// %% Energy and loudness
//| label: fig-energy-loudness
//| fig-cap: Energy and loudness of every row, and how loudness goes with energy on average (a line through the nearest tenth of the rows at each place).
Chart.scatter(features, x: "Energy", y: "Loudness", fit: .local(span: 0.1))

// %% [markdown]
// ## Where genres come from {#sec-geography}

// %% Countries
let mentions = try Geography.load().mentions(in: songs.genres)
let placed = mentions["Genres", Int.self].sum()

// %% [markdown]
// Many genres carry a place in their name: a country, a people, a language or a city, in English or in its own tongue. By these words
// \(placed) of the \(songs.genres.count) genres can be placed, in \(mentions.shape.rows) countries (@fig-countries, @fig-world, @tbl-countries).
// Names of regions larger than a country, such as “latin” or “african”, place nothing.

// %% Ranking of countries
//| label: fig-countries
//| fig-cap: The countries that most genres name.
Chart.rankedBars(mentions, "Country", "Genres", top: ranking)

// %% World
//| label: fig-world
//| fig-cap: How many genres name a country, or something in it. Equal areas.
try Chart.worldMap(mentions, country: "Code", value: "Genres")

// %% Countries in full
//| label: tbl-countries
//| tbl-cap: Countries by the number of genres that name them, with the three largest of these genres.
Table(mentions).rows(ranking)

// %% [markdown]
// ## What changed {#sec-trends}

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
  "Means by year of release, each song counted once, with 95% intervals. Years with fewer than \(enough) songs are left out."
)

// %% [markdown]
// From the 1960s to the 2010s mean acousticness went from \(mean("Acousticness", from: 1960), decimals: 2) to
// \(mean("Acousticness", from: 2010), decimals: 2) and energy from \(mean("Energy", from: 1960), decimals: 2) to
// \(mean("Energy", from: 2010), decimals: 2) (@fig-trends), while valence, the cheerfulness of the sound, went from
// \(mean("Valence", from: 1960), decimals: 2) to \(mean("Valence", from: 2010), decimals: 2). Mean loudness changed by
// \(mean("Loudness", from: 2010) - mean("Loudness", from: 1960), decimals: 1) dB in that time (@fig-loudness).

// %% Loudness
//| label: fig-loudness
//| fig-cap: Mean loudness by year of release in decibels, with 95% intervals.
Chart.trends(timed, x: "Year", y: "Loudness", minimumCount: enough)

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
// Among \(chosen.count) genres, half of the songs of \(energies.low) have an energy below \(energies.lowest, decimals: 2), half of those of
// \(energies.high) one above \(energies.highest, decimals: 2) (@fig-energy-genres). Median tempos run from \(tempos.lowest, decimals: 0) beats
// per minute (\(tempos.low)) to \(tempos.highest, decimals: 0) (\(tempos.high)). A box cannot tell whether songs gather around one tempo or
// several, such as one and its double; @fig-tempo-genres has the whole shapes. @fig-profiles sets all nine features side by side, and
// @fig-genre-decades tells when the songs of each genre came out.

// %% Energy by genre
//| label: fig-energy-genres
//| fig-cap: Energy by genre, sorted by median. Boxes hold the middle half of the songs, whiskers reach to 1.5 times as far, dots lie outside.
Chart.boxPlot(compared, "Energy", by: "Genre")

// %% Tempo by genre
//| label: fig-tempo-genres
//| fig-cap: How tempo in beats per minute is spread in the same genres. Lines mark medians, dashes quartiles.
Chart.violin(compared, "Tempo", by: "Genre")

// %% Profiles
//| label: fig-profiles
//| fig-cap: Mean profiles of six genres over the mean of all songs (dashed). Each spoke runs from the 5th to the 95th percentile.
Chart.radarProfiles(songs.frame, by: "Genre", columns: AudioFeature.names, groups: Array(chosen.prefix(6)))

// %% Genres over time
//| label: fig-genre-decades
//| fig-cap: When the songs of these genres were released, as each genre's share of the rows of a decade.
let evolution = songs.genresByDecade(chosen).filter(on: "From", in: 1960...2029)
Chart.trends(
  evolution.with(evolution["From"].renamed("First year of the decade")), x: "First year of the decade", y: "Share",
  by: "Genre"
).chartYAxis(format: .percent)
