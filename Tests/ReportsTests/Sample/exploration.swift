// ---
// title: Every genre at once
// author: The Songbook authors
// ---
import Songbook

// %% [markdown]
// # Every genre at once
//
// What 12,041 made-up songs say about 240 genres: how they sound, where they come from, and how far nine numbers tell them apart.
//
// ## Overview
//
// Most genres are small: half have fewer than 23 songs[^cap], and some reach the cap. One song in four has no release date,
// which matters for @sec-trends but not for the features, which are complete. The *measures* come from
// [a public description](https://example.org/features), and ~~all~~ **nine** of them are used:
//
// - energy, loudness and tempo, which go together (@fig-energy);
// - [x] valence, and
// - `acousticness`, which goes against them all.
//
// | Feature | Range | Missing |
// |---|:-:|--:|
// | Energy | 0 – 1 | 0 |
// | Tempo | 0 – 250 | 12 |
//
// <script>alert("never")</script>
//
// [^cap]: The publisher keeps at most 100 songs of a genre; see @tbl-genres.

// %% Parameters tags=["parameters"]
/// Songs file: CSV, or CSV inside zip, gz or xz.
let songsFile = "data/sample.csv.gz"
/// Genres with fewer songs are left out.
let minimumSongs = 50

// %% Load
let songs = try Songs(contentsOf: songsFile)
songs.headlines()

// %% Energy
//| label: fig-energy
//| fig-cap: Most songs are rather energetic than not. Compare @tbl-genres.
// One song in four is above 0.78, and "quiet" ones are rare.
Chart(songs.energy) { Bars(bins: 20, color: .blue) }
  .title("Energy", size: 12.5)

// %% [markdown]
// ## How genres differ
//
// The table below is sorted by name; click a column to sort by it. Song names stay text, whatever they hold.
//
// > A genre is a promise about how a song will sound.
//
// ```swift
// let promise = genres.map { $0.mean(of: \.energy) }  // one number each
// ```

// %% Genres
//| label: tbl-genres
//| tbl-cap: Genres with their mean tempo and energy, the first of all.
songs.grouped(by: \.genre).table()

// %% Summary
//| code-fold: false
songs.summary()
print("read", songs.count, "songs")

// %% [markdown]
// ## Trends over the decades {#sec-trends}
//
// Songs became louder and less acoustic, as @fig-trends and @fig-trends-acousticness show.
//
// ### In two pictures

// %% Trends
//| label: fig-trends
//| layout-ncol: 2
for feature in [Feature.energy, .acousticness] { display(trend(of: feature)) }

// %% Views
//| panel: tabset
//| label: fig-views
views()

// %% Decades
let first = decades[decades.count]

// %% Countries
//| label: fig-countries
//| fig-cap: Where genre names say they come from.
countryMap()

// %% [markdown]
// The countries are in @fig-countries; there are \(countries.count) of them.
