// ---
// title: What goes with what
// subtitle: The correlations between the nine audio features, by value and by rank.
// ---
import Songbook

// %% Parameters tags=["parameters"]
/// Songs file: CSV, or CSV inside zip, gz or xz. Empty: data/songs.zip when it is there, else the made-up sample.
let songsFile = ""

// %% Songs
let songs = try songsFile.isEmpty ? Songs.standard() : Songs(contentsOf: songsFile)
let features = songs.audioFeatures

// %% Where the songs come from
//| echo: false
if songs.isMadeUp { display(Markdown("> **These songs are made up**: the sample that comes with Songbook.")) }

// %% Pearson
//| label: fig-correlations
//| fig-cap: Pearson's correlation of the nine audio features.
let pearson = features.correlation(method: .pearson)
Chart.correlationMatrix(pearson)

// %% Spearman
//| label: fig-spearman
//| fig-cap: Spearman's rank correlation of the same features.
let spearman = features.correlation(method: .spearman)
Chart.correlationMatrix(spearman)

// %% Differences
let bent = pearson.names.indices.flatMap { row in
  (0..<row).map { column in
    (pair: "\(pearson.names[column]) and \(pearson.names[row])", by: abs(pearson[row, column] - spearman[row, column]))
  }
}.filter { !$0.by.isNaN }.max { $0.by < $1.by }

// %% [markdown]
// Over \(songs.count) rows, energy and loudness go together (\(pearson["Energy", "Loudness"] ?? .nan, decimals: 2)), and acousticness opposes
// energy (\(pearson["Energy", "Acousticness"] ?? .nan, decimals: 2)): @fig-correlations. Ranks tell nearly the same story (@fig-spearman). They
// differ most for \(bent?.pair ?? "no pair") (by \(bent?.by ?? .nan, decimals: 2)), where the relation is no straight line.

// %% All coefficients
//| label: tbl-correlations
//| tbl-cap: Both coefficients for every pair of features.
pearson.frame
