// ---
// title: Correlations of audio features
// subtitle: The correlations between the nine audio features, by value and by rank.
// ---
import Genres
import Songbook

// %% Parameters tags=["parameters"]
/// Songs file: CSV, or CSV inside zip, gz or xz. Empty: data/songs.zip when it is there, else the made-up sample.
let songsFile = ""
/// Columns that the file calls otherwise, such as Name=track_name,Genre=track_genre. Common names are found.
let columns = ""

// %% Songs
let songs =
  try songsFile.isEmpty ? Songs.standard(columns: columns) : Songs(contentsOf: songsFile, columns: columns)
let features = songs.audioFeatures

// %% Where the songs come from
//| echo: false
if songs.isMadeUp { display(Markdown("> **These songs are made up**: the sample that comes with Songbook.")) }

// %% Pearson
//| label: fig-correlations
//| fig-cap: Pearson's correlation of the nine audio features.
let pearson = features.correlation(method: .pearson)
Chart.correlationMatrix(pearson)

// %% Like features side by side
//| label: fig-clustered
//| fig-cap: The same coefficients with like features side by side. The tree joins the features of the largest coefficients first, whatever their sign.
Chart.correlationMatrix(pearson, order: .clustered)

// %% Spearman
//| label: fig-spearman
//| fig-cap: Spearman's rank correlation of the same features.
let spearman = features.correlation(method: .spearman)
Chart.correlationMatrix(spearman)

// %% Pairs
struct Pair {
  var first: String
  var second: String
  var pearson: Double
  var spearman: Double
  var names: String { "\(first) and \(second)" }
}
if let remark = songs.columns.remark { display(Markdown("> \(remark)")) }
let pairs = pearson.names.indices.flatMap { row in
  (0..<row).map { column in
    Pair(
      first: pearson.names[column], second: pearson.names[row], pearson: pearson[row, column],
      spearman: spearman[row, column])
  }
}.filter { !$0.pearson.isNaN && !$0.spearman.isNaN }
let strongest = pairs.max { abs($0.pearson) < abs($1.pearson) }
let bent = pairs.max { abs($0.pearson - $0.spearman) < abs($1.pearson - $1.spearman) }
let typicalDifference =
  Column(name: "Difference", doubles: pairs.map { abs($0.pearson - $0.spearman) }).median() ?? .nan

// %% [markdown]
// Over \(songs.count) rows, the correlation of energy with loudness is \(pearson["Energy", "Loudness"] ?? .nan, decimals: 2), that of energy with
// acousticness \(pearson["Energy", "Acousticness"] ?? .nan, decimals: 2) (@fig-correlations). The largest coefficient in absolute value is that of
// \(strongest?.names ?? "no pair"), \(strongest?.pearson ?? .nan, decimals: 2); the two join first in the tree of @fig-clustered, which takes the absolute value.
//
// Between Pearson's and Spearman's coefficients (@fig-spearman) the median difference over all pairs is \(typicalDifference, decimals: 2). It is largest for
// \(bent?.names ?? "no pair"), with \(bent?.pearson ?? .nan, decimals: 2) by value and \(bent?.spearman ?? .nan, decimals: 2) by rank; @fig-bent shows
// the rows of that pair. @tbl-correlations lists both coefficients of all pairs.

// %% Where the two coefficients differ
//| label: fig-bent
//| fig-cap: The pair for which the coefficients by value and by rank differ most, as rows in each hexagon, with the line of least squares.
let (first, second) = (bent?.first ?? "Energy", bent?.second ?? "Loudness")
Chart.hexbin(features, x: first, y: second, countLabel: "Rows", fit: .linear)

// %% All coefficients
//| label: tbl-correlations
//| tbl-cap: Pearson's and Spearman's coefficients for every pair of features, from the largest absolute value of Pearson's down.
let listed = pairs.sorted { abs($0.pearson) > abs($1.pearson) }
Table(
  DataFrame(columns: [
    Column(name: "First feature", contents: listed.map(\.first)).eraseToAnyColumn(),
    Column(name: "Second feature", contents: listed.map(\.second)).eraseToAnyColumn(),
    Column(name: "Pearson", values: listed.map(\.pearson)).eraseToAnyColumn(),
    Column(name: "Spearman", values: listed.map(\.spearman)).eraseToAnyColumn(),
    Column(name: "Difference", values: listed.map { $0.spearman - $0.pearson }).eraseToAnyColumn(),
  ])
).formatted("Pearson", "Spearman", "Difference", as: .decimals(3)).rows(50)
