// ---
// title: The chart gallery
// subtitle: The charts that Songbook draws, ordered by the question that they answer, each with the code that makes it.
// code-fold: false
// thumbnails: true
// ---
import Genres
import Glibc
import Songbook

// %% Parameters tags=["parameters"]
/// Songs file: CSV, or CSV inside zip, gz or xz.
let songsFile = "data/sample.csv.gz"

// %% [markdown]
// Each section answers one question. The code of a chart is beside it, or above it where it is long. Point at a mark, touch it, or go to it with
// the arrow keys to read its values; a name in a legend picks out what it names. Every chart has a description in words and can be saved
// as PDF, PNG and SVG, with its data as CSV. Charts follow the light or dark colours of the reader and are the same bytes on every run.

// %% Songs
let songs = try Songs(contentsOf: songsFile)
let hierarchy = try GenreHierarchy(songs.genres.keys)
let all = songs.frame.with(
  songs.frame["Genre", String.self].mapDistinct { hierarchy.parent(of: $0) }
    .renamed("Family"))
let sizes = all.grouped(by: "Family").counts(order: .descending)
let families = Array(sizes["Family", String.self].compactMap { $0 }.prefix(9))
/// One colour for each family in all charts.
let paints = Palette.paints(for: families)
let large = all.filter(on: "Family", oneOf: Set(families))
let mentions = try Geography.load().mentions(in: songs.genres)
let dated = large.filter(on: "Year", in: 1960...2024)
if songs.isMadeUp {
  display(
    Markdown(
      """
      > **These songs are made up**: the sample that comes with Songbook. \
      It resembles real songs in its numbers only.
      """))
}

// %% Numbers for the words
//| echo: false
let correlations = songs.audioFeatures.correlation()
let hexagons = HexagonBins(
  x: all.doubles("Danceability"), y: all.doubles("Valence"), columns: 32,
  rows: 12)
func median(_ column: String, in family: String? = nil) -> Double {
  let rows = family.map { all.filter(on: "Family", equalTo: $0) } ?? all
  return rows[column, Double.self].median() ?? .nan
}
func ends(_ column: String) -> (
  low: String, lowest: Double, high: String, highest: Double
) {
  let medians = families.map { (name: $0, value: median(column, in: $0)) }
    .sorted { $0.value < $1.value }
  return (
    medians[0].name, medians[0].value, medians[medians.count - 1].name,
    medians[medians.count - 1].value
  )
}
func mean(_ column: String, _ years: ClosedRange<Double>) -> Double {
  dated.filter(on: "Year", in: years)[column, Double.self].mean() ?? .nan
}

// %% [markdown]
// ## How is it spread? {#sec-distribution}
//
// **Histogram**, for one column of numbers. The bins follow the rules of Scott and of Freedman and Diaconis, whichever is
// finer; a curve of the density can lie over them. Half of the \(songs.count) songs have an energy above \(median("Energy")) (@fig-histogram).

// %% Histogram
//| label: fig-histogram
//| fig-cap: The energy of all songs, with its density.
Chart.histogram(
  songs.frame, "Energy", countLabel: "Songs", showsDensity: true)

// %% [markdown]
// **Histograms** give the first look at a table: each column has bins and scales of its own, and columns that are full of zeros get bins that
// suit the rest. In @fig-histograms speechiness lies almost all at the left: its median is \(median("Speechiness")).

// %% Histograms
//| label: fig-histograms
//| fig-cap: The nine audio features.
Chart.histograms(songs.audioFeatures, countLabel: "Songs")

// %% [markdown]
// **Histograms by group** have the same bins and the same scales, so that heights compare too (@fig-histogram-groups).

// %% Histograms by group
//| label: fig-histogram-groups
//| fig-cap: Danceability in the six largest families of genres.
Chart.histogram(
  large, "Danceability", by: "Family", countLabel: "Songs", top: 6)

// %% [markdown]
// **Density** curves compare a few groups in one plot; they end where the values do and have an area of 1. **Ridgelines** compare many, one below the other,
// sorted by median: \(ends("Energy").high) is most energetic (median \(ends("Energy").highest)), \(ends("Energy").low) least
// (\(ends("Energy").lowest)) in @fig-ridgeline.

// %% Density
//| label: fig-density
//| fig-cap: The energy of the largest family, the calmest and the most energetic.
let contrast = [ends("Energy").low, families[0], ends("Energy").high]
Chart.density(
  large.filter(on: "Family", oneOf: Set(contrast)), "Energy", by: "Family"
).chartForegroundStyleScale(paints: paints)

// %% Ridgelines
//| label: fig-ridgeline
//| fig-cap: The energy of nine families, from the highest median down.
Chart.density(large, "Energy", by: "Family", arrangement: .ridgeline)

// %% [markdown]
// **Box plots** compare many groups by their quartiles and show outliers (@fig-box). **Violins** show the shape as well, which boxes
// hide where a distribution has two peaks (@fig-violin). Median loudness runs from \(ends("Loudness").lowest, decimals: 1) dB
// (\(ends("Loudness").low)) to \(ends("Loudness").highest, decimals: 1) dB (\(ends("Loudness").high)).

// %% Box plot
//| label: fig-box
//| fig-cap: Loudness by family. Boxes hold the middle half, whiskers reach to the furthest value within 1.5 times the interquartile range of the box, dots are further out.
Chart.boxPlot(large, "Loudness", by: "Family")
  .chartXAxisLabel("Loudness in dB")

// %% Violins
//| label: fig-violin
//| fig-cap: Acousticness, with the median (line) and the quartiles (dashed).
Chart.violin(large, "Acousticness", by: "Family")

// %% [markdown]
// **ECDFs** show every value without bins or smoothing: the height of a line is the share of songs at or below a value, and the median is where it
// crosses 50% (@fig-ecdf). **QQ plots** compare a column with a normal distribution: points leave the line where its tails are heavier or
// lighter (@fig-qq).

// %% ECDF
//| label: fig-ecdf
//| fig-cap: Energy of the largest family, the calmest and the most energetic.
Chart.ecdf(
  large.filter(on: "Family", oneOf: Set(contrast)), "Energy", by: "Family"
).chartForegroundStyleScale(paints: paints)

// %% QQ plot
//| label: fig-qq
//| fig-cap: Tempo against a normal distribution.
Chart.qqPlot(songs.frame, "Tempo")

// %% [markdown]
// **Beeswarms** and **strips** draw each row as a dot, side by side or at random heights, which suits small groups (@fig-strip). **Rainclouds**
// draw density, box and dots of each group below each other (@fig-raincloud).

// %% Beeswarm
//| label: fig-strip
//| fig-cap: Danceability of 300 songs of three families, with the medians.
let few = large.filter(on: "Family", oneOf: Set(contrast)).prefix(300)
Chart.strip(few, "Danceability", by: "Family")

// %% Raincloud
//| label: fig-raincloud
//| fig-cap: The same songs as density, box and dots.
Chart.raincloud(few, "Danceability", by: "Family")

// %% [markdown]
// ## How do groups compare? {#sec-comparison}
//
// **Ranked bars** put names in the order of a number and add up all that is left. The largest family, \(families[0]), has
// \(sizes["count", Int.self][0] ?? 0) songs (@fig-ranked).

// %% Ranked bars
//| label: fig-ranked
//| fig-cap: Songs in the largest families.
Chart.rankedBars(all, countsOf: "Family", countLabel: "Songs", top: 10)

// %% [markdown]
// **Heat maps** compare names by two things at once, where exact numbers matter less than the pattern (@fig-heatmap).

// %% Heat map
//| label: fig-heatmap
//| fig-cap: Mean features of nine families. Tempo and loudness, which have other units, are left out.
let shown = [
  "Danceability", "Energy", "Acousticness", "Instrumentalness", "Liveness",
  "Valence",
]
let means = large.grouped(by: "Family").means(shown)
Chart.heatmap(
  rows: shown, columns: means["Family", String.self].map { $0 ?? "" },
  values: shown.map { means.doubles("mean(\($0))") }, label: "Mean",
  format: .decimals(2))

// %% [markdown]
// **Bars by group** stand side by side to compare groups, on each other to compare sums, or as parts of a whole to compare shares: three tabs, one
// word apart. Groups in an order, such as decades, take their colours from a ramp.

// %% Bars by group
//| label: fig-bars
//| panel: tabset
let six = large.filter(on: "Family", oneOf: Set(families.prefix(6))).filter(
  on: "Year", in: 1980...2019
).sorted(on: "Year")
display(
  Chart.bars(six, countsOf: "Family", by: "Decade", countLabel: "Songs")
    .chartForegroundStyleScale(.blues)
    .figureCaption("Songs of six families by decade, side by side."))
display(
  Chart.bars(
    six, countsOf: "Family", by: "Decade", countLabel: "Songs",
    arrangement: .stacked
  )
  .chartForegroundStyleScale(.blues)
  .figureCaption("The same songs, stacked."))
display(
  Chart.bars(
    six, countsOf: "Family", by: "Decade", countLabel: "Songs",
    arrangement: .normalized
  )
  .chartForegroundStyleScale(.blues)
  .figureCaption("The same songs as shares of each family."))

// %% [markdown]
// **Diverging bars** suit answers in an order, such as those of a Likert scale: the middle of the scale stands on zero
// (@fig-likert).

// %% Diverging bars
//| label: fig-likert
//| fig-cap: Songs of six families by how cheerful they sound, in fifths of the scale of valence.
let moodNames = ["very sad", "sad", "neither", "cheerful", "very cheerful"]
let felt = large.filter(on: "Family", oneOf: Set(families.prefix(6)))
let valences = felt.doubles("Valence").map { min(Int($0 * 5), 4) }
Chart.bars(
  PlottableColumn(felt, "Family"),
  .value("Songs", [Double](repeating: 1, count: felt.rowCount)),
  by: .value("Mood", codes: valences, names: moodNames),
  arrangement: .diverging)

// %% [markdown]
// **Dot plots** compare numbers that do not start at zero, with an interval around each (@fig-dots). **Slope charts** set before and
// after side by side: a line for each name (@fig-slope).

// %% Dot plot
//| label: fig-dots
//| fig-cap: Median valence of nine families, with the middle half of their songs.
let valence = families.map {
  NumericSummary(all.filter(on: "Family", equalTo: $0).doubles("Valence"))
}
Chart.dotPlot(
  .value("Family", families), .value("Valence", valence.map(\.median)),
  lower: .value("First quartile", valence.map(\.firstQuartile)),
  upper: .value("Third quartile", valence.map(\.thirdQuartile))
).caption("Dots: medians. Lines: from the first quartile to the third.")

// %% Slope chart
//| label: fig-slope
//| fig-cap: Mean energy of songs from before 1990 and from 2000 on.
func energy(_ name: String, _ years: ClosedRange<Double>) -> Double {
  dated.filter(on: "Family", equalTo: name).filter(on: "Year", in: years)[
    "Energy", Double.self
  ].mean() ?? .nan
}
Chart.slopeChart(
  .value("Family", Array(families.prefix(6))),
  before: .value(
    "Before 1990", families.prefix(6).map { energy($0, 1960...1989) }),
  after: .value(
    "From 2000 on", families.prefix(6).map { energy($0, 2000...2024) })
).subtitle("Mean energy").chartForegroundStyleScale(paints: paints)

// %% [markdown]
// **Waterfalls** show how changes add up, or what is left when parts are taken away (@fig-waterfall). **Sankey diagrams** show how much goes from each name
// to each other (@fig-sankey).

// %% Waterfall
//| label: fig-waterfall
//| fig-cap: From all songs to those of the smaller families.
let counts = sizes["count", Int.self].compactMap { $0 }
Chart.waterfall(
  .value("Family", Array(families.prefix(6))),
  changes: .value("Songs", counts.prefix(6).map { -Double($0) }),
  start: ("all songs", Double(all.rowCount)), total: "other families")

// %% Sankey
//| label: fig-sankey
//| fig-cap: Songs of five families by the decade of their release.
let flows = dated.filter(on: "Family", oneOf: Set(families.prefix(5)))
  .filter(on: "Year", in: 1980...2019)
Chart.sankey(
  from: PlottableColumn(flows, "Family"), to: PlottableColumn(flows, "Decade"),
  amounts: .value("Songs", [Double](repeating: 1, count: flows.rowCount))
).chartForegroundStyleScale(paints: paints)

// %% [markdown]
// **Radar profiles** make the shape of many numbers recognisable, not readable: each spoke has a scale of its own, and the dashed outline is the
// mean of all songs (@fig-radar).

// %% Radar profiles
//| label: fig-radar
//| fig-cap: Mean profiles of four families.
Chart.radarProfiles(
  all, by: "Family", columns: AudioFeature.names,
  groups: Array(families.prefix(4))
).chartForegroundStyleScale(paints: paints)

// %% [markdown]
// ## How are numbers related? {#sec-relation}
//
// **Scatter plots** show each row. A straight line by least squares, or a smooth curve, describes the relation; its numbers are given with it
// (@fig-scatter).

// %% Scatter plot with a fit
//| label: fig-scatter
//| fig-cap: Energy and loudness of 300 songs, with the 95% interval of the line.
Chart.scatter(
  songs.frame.prefix(300), x: "Energy", y: "Loudness", fit: .linear)

// %% [markdown]
// **Crowded scatter plots** need no care: thousands of dots become a picture of how many lie on each spot, and the description says so
// (@fig-crowded). **Hexagonal bins** count them, on a logarithmic scale of colours or a linear one; the fullest hexagon of @fig-hexbin has
// \(hexagons.fullest?.count ?? 0) of \(hexagons.count) songs.

// %% Crowded scatter plot
//| label: fig-crowded
//| fig-cap: Energy and loudness of all songs, with a locally weighted curve.
Chart.scatter(songs.frame, x: "Energy", y: "Loudness", fit: .loess)

// %% Hexagonal bins
//| label: fig-hexbin
//| fig-cap: Danceability and valence of all songs.
Chart.hexbin(
  songs.frame, x: "Danceability", y: "Valence", bins: 32,
  countScale: .linear, countLabel: "Songs", fit: .linear)

// %% [markdown]
// **Density contours** surround the densest quarter, half, three quarters and 95% of the rows (@fig-contours). **Pair plots** set each two columns
// against each other, with histograms on the diagonal (@fig-pairs). **Parallel coordinates** follow each row over several axes
// (@fig-parallel). **Joint plots** have the histogram of each column along its axis (@fig-joint).

// %% Joint plot
//| label: fig-joint
//| fig-cap: Energy and valence of all songs, with the distribution of each.
Chart.jointPlot(songs.frame, x: "Energy", y: "Valence")

// %% Density contours
//| label: fig-contours
//| fig-cap: Danceability and valence of all songs.
Chart.densityContours(songs.frame, x: "Danceability", y: "Valence")

// %% Pair plot
//| label: fig-pairs
//| fig-cap: Energy, loudness and valence of 200 songs.
Chart.pairPlot(
  songs.frame.prefix(200), columns: ["Energy", "Loudness", "Valence"])

// %% Parallel coordinates
//| label: fig-parallel
//| fig-cap: Five features of 60 songs of three families.
let some = contrast.flatMap { family in
  few["Family", String.self].enumerated().filter { $0.element == family }
    .prefix(20).map(\.offset)
}
Chart.parallelCoordinates(
  few.gathering(some),
  columns: ["Danceability", "Energy", "Acousticness", "Valence", "Loudness"],
  by: "Family"
).chartForegroundStyleScale(paints: paints)

// %% [markdown]
// **Networks** join names that have something in common; names with strong lines between them lie near each other (@fig-network).

// %% Network
//| label: fig-network
//| fig-cap: Families whose mean features are alike, each joined to its two nearest.
let profiles = AudioFeature.names.map { feature in
  let values = families.map { all.filter(on: "Family", equalTo: $0)[feature, Double.self].mean() ?? 0 }
  let summary = Moments(values)
  return values.map { ($0 - summary.mean) / summary.standardDeviation }
}
struct Pair { let one, other: Int, distance: Double }
func distance(_ one: Int, _ other: Int) -> Double {
  let differences = profiles.map { profile in profile[one] - profile[other] }
  return differences.reduce(0) { sum, difference in sum + difference * difference }.squareRoot()
}
let nearest = families.indices.flatMap { one in
  families.indices.filter { $0 != one }.map { Pair(one: one, other: $0, distance: distance(one, $0)) }
    .sorted { $0.distance < $1.distance }.prefix(2)
}
Chart.network(
  from: .value("Family", nearest.map { families[$0.one] }),
  to: .value("Neighbour", nearest.map { families[$0.other] }),
  weights: .value("Similarity", nearest.map { 1 / (1 + $0.distance) }))

// %% [markdown]
// **Correlation matrices** show the coefficients of all pairs of columns; only one half is drawn, since the other repeats it. **Clustered**, columns of
// large coefficients are side by side, joined by average linkage of 1 − |r| (@fig-clustered). Energy and
// loudness have a coefficient of \(correlations["Energy", "Loudness"] ?? .nan, decimals: 2).

// %% Correlation matrix
//| label: fig-correlations
//| fig-cap: Pearson's coefficients.
Chart.correlationMatrix(songs.audioFeatures)

// %% Clustered correlation matrix
//| label: fig-clustered
//| fig-cap: The same coefficients, like features side by side.
Chart.correlationMatrix(songs.audioFeatures, order: .clustered)

// %% [markdown]
// **Small multiples** draw any chart once for each group, on shared scales (@fig-multiples). It is often better than colours.

// %% Small multiples
//| label: fig-multiples
//| fig-cap: Energy and loudness in six families, 150 songs of each.
Chart.smallMultiples(large, by: "Family", top: 6) { family in
  .scatter(family.prefix(150), x: "Energy", y: "Loudness", fit: .loess)
}

// %% [markdown]
// ## What changes? {#sec-change}
//
// **Trends** show how a typical value changes, and how precisely it is known: means with confidence bands (@fig-trends), or medians with the middle half
// (@fig-trend-quartiles). Mean energy went from \(mean("Energy", 1960...1979), decimals: 2) before 1980 to
// \(mean("Energy", 2000...2019), decimals: 2) in the first twenty years of this century.

// %% Trends
//| label: fig-trends
//| fig-cap: Means by year of release with 95% confidence bands, for years of at least 15 songs; lines are dashed over the others.
Chart.trends(
  dated, x: "Year", y: ["Energy", "Acousticness", "Valence"],
  label: "Mean", minimumCount: 15)

// %% Trend of the median
//| label: fig-trend-quartiles
//| fig-cap: Median loudness by year with the first and third quartile.
Chart.trends(
  dated, x: "Year", y: "Loudness", band: .interquartile, minimumCount: 15)

// %% [markdown]
// **Calendars** colour each day by a number: weeks are columns, from Monday to Sunday (@fig-calendar). **Candlesticks** show where a period
// opened and closed, and how far it reached: hollow where it rose, filled where it fell (@fig-candlestick).

// %% Calendar
//| label: fig-calendar
//| fig-cap: Songs by day of release in two years.
func seconds(_ date: String?) -> Double {
  date.flatMap { CalendarDate($0) }.map {
    Double(Timestamp($0).secondsSince1970)
  } ?? .nan
}
let byDay = dated.grouped(by: "Release").counts().sorted(on: "Release")
let days = byDay.gathering(
  byDay["Release", String.self].enumerated().filter {
    $0.element.map { $0 >= "2018" && $0 < "2020" && $0.count == 10 } ?? false
  }.map(\.offset))
Chart.calendar(
  .value("Release", secondsSince1970: days["Release", String.self].map { seconds($0) }),
  .value("Songs", days.doubles("count")))

// %% Candlestick
//| label: fig-candlestick
//| fig-cap: A made-up price in 30 days.
let prices = (0...30).map { day in
  100 + Double(day) / 3 + 6 * sin(Double(day) / 3) + 2 * sin(Double(day * day))
}
let opening = Array(prices.dropLast())
let closing = Array(prices.dropFirst())
Chart.candlestick(
  x: .value(
    "Day", secondsSince1970: (0..<30).map { 1_711_929_600 + Double($0) * 86_400 }),
  open: .value("Opening", opening),
  high: .value("Highest", zip(opening, closing).map { max($0, $1) + 1 }),
  low: .value("Lowest", zip(opening, closing).map { min($0, $1) - 1 }),
  close: .value("Price", closing))

// %% [markdown]
// **Sparklines** are as small as a word. These are mean danceability, energy, valence and tempo by year:

// %% Sparklines
//| layout-ncol: 4
let yearly = dated.grouped(by: "Year")
  .means("Danceability", "Energy", "Valence", "Tempo").sorted(on: "Year")
for feature in ["Danceability", "Energy", "Valence", "Tempo"] {
  display(Chart.sparkline(yearly, "mean(\(feature))"))
}

// %% [markdown]
// ## What is it made of? {#sec-parts}
//
// **Sectors** show few parts of a whole; beyond six, bars read better. **Stacked areas** show how parts shift (@fig-sectors, @fig-areas).

// %% Sectors
//| label: fig-sectors
//| fig-cap: The five largest families, as shares of their songs together.
let five = Array(sizes.rows.prefix(5))
Chart(five) { row in
  SectorMark(
    angle: .value("Songs", row["count", Int.self] ?? 0),
    innerRadius: .ratio(0.55), angularInset: 1
  )
  .foregroundStyle(by: .value("Family", row["Family", String.self] ?? ""))
}.chartForegroundStyleScale(paints: paints)

// %% Stacked areas
//| label: fig-areas
//| fig-cap: The shares of five families among their songs of each decade.
let byDecade = dated.filter(on: "Family", oneOf: Set(families.prefix(5)))
  .grouped(by: "Decade", "Family").counts()
  .sorted(on: "Decade")
Chart(byDecade.rows) { row in
  AreaMark(
    x: .value("Decade", row["Decade", String.self] ?? ""),
    y: .value("Share", row["count", Int.self] ?? 0),
    stacking: .normalized
  )
  .foregroundStyle(by: .value("Family", row["Family", String.self] ?? ""))
}.chartForegroundStyleScale(paints: paints)

// %% [markdown]
// ## Where is it? {#sec-place}
//
// **Maps** colour countries by classes of a number, with equal areas; land without a number is hatched (@fig-map). Of the
// \(songs.genres.count) genres, \(mentions["Genres", Int.self].sum()) name a country.

// %% Map
//| label: fig-map
//| fig-cap: Genres that name a country, or something in it.
try Chart.worldMap(mentions, country: "Code", value: "Genres")

// %% [markdown]
// A **region** of the world fills the map in a projection of its own, also of equal areas (@fig-region); outlines other than countries come from a
// file. **Maps of places** have a dot at each longitude and latitude, with an area for a number (@fig-places). A warning counts what lies outside
// of a map.

// %% Region
//| label: fig-region
//| fig-cap: Genres that name a country whose middle lies in Europe, or something in it.
let world = try World.installed()
let european = world.countries.filter {
  (-11...33).contains($0.centroid.longitude)
    && (34.5...70).contains($0.centroid.latitude)
}
try Chart.worldMap(
  mentions.filter(on: "Code", oneOf: Set(european.map(\.alpha3))),
  country: "Code", value: "Genres", region: .europe)

// %% Places
//| label: fig-places
//| fig-cap: The same numbers of all countries as areas of dots in their middles.
let middles = mentions["Code", String.self].map {
  $0.flatMap { world[$0]?.centroid }
}
try Chart.pointMap(
  longitudes: .value("Longitude", middles.map { $0?.longitude ?? .nan }),
  latitudes: .value("Latitude", middles.map { $0?.latitude ?? .nan }),
  sizes: PlottableColumn(mentions, "Genres"))

// %% [markdown]
// ## What belongs where? {#sec-hierarchy}
//
// **Treemaps** show the parts of parts by area, coloured by a mean (@fig-treemap); **icicles** show the levels side by side, where names are
// easier to read (@fig-icicle). Names appear where they fit; the rest is in the data behind the figure.

// %% Treemap
//| label: fig-treemap
//| fig-cap: Songs by family and genre, coloured by mean energy.
Chart.treemap(
  all, path: ["Family", "Genre"], measure: "Energy", countLabel: "Songs")

// %% Icicle
//| label: fig-icicle
//| fig-cap: The genres of three smaller families.
Chart.icicle(
  all.filter(on: "Family", oneOf: Set(families.suffix(3))),
  path: ["Family", "Genre"], countLabel: "Songs"
).chartForegroundStyleScale(paints: paints)

// %% [markdown]
// ## How good is the model? {#sec-evaluation}
//
// A forest of 60 trees learns four families from half of the songs' features and is asked about the other half.

// %% A model to look at
let wanted = Set(families.prefix(4))
let rows = large.filter(on: "Family", oneOf: wanted)
let learned = rows.gathering((0..<rows.rowCount).filter { $0 % 2 == 0 })
let asked = rows.gathering((0..<rows.rowCount).filter { $0 % 2 == 1 })
let model = try ForestClassifier(
  training: FeatureMatrix(learned, AudioFeature.names),
  labels: ClassLabels(learned["Family", String.self]),
  settings: ForestSettings(treeCount: 60, minimumSamplesInLeaf: 3, seed: 7))
let probabilities = try model.probabilities(
  for: FeatureMatrix(asked, AudioFeature.names))
let predictions = probabilities.ranked(top: 1).predicted
var judged = DataFrame(columns: [
  asked["Family"],
  Column(
    name: "Predicted", contents: (0..<asked.rowCount).map { predictions[$0] }
  ).eraseToAnyColumn(),
])
for (code, name) in model.classNames.enumerated() {
  judged.append(
    column: Column(name: name, doubles: probabilities.scores(ofClass: code)))
}
let right = zip(
  judged["Family"].texts.values, judged["Predicted"].texts.values
).count { $0 == $1 }

// %% [markdown]
// Its accuracy is \(Double(right) / Double(judged.rowCount), format: .percent) over \(judged.rowCount) songs. **Confusion matrices** show what is
// predicted as what (@fig-confusion), **ROC curves** how well classes are separated at any threshold (@fig-roc), **precision-recall curves** what
// that is worth for rare classes (@fig-precision), **calibration** whether predicted probabilities match observed frequencies (@fig-calibration), and
// **importances** which features matter (@fig-importance).

// %% Confusion matrix
//| label: fig-confusion
//| fig-cap: "Confusion matrix: the predicted families of each family's songs."
Chart.confusionMatrix(judged, actual: "Family", predicted: "Predicted")

// %% ROC curves
//| label: fig-roc
//| fig-cap: Each family against the others, with the area under each curve.
Chart.rocCurves(judged, actual: "Family", scores: model.classNames)
  .chartForegroundStyleScale(paints: paints)

// %% Precision-recall curves
//| label: fig-precision
//| fig-cap: The same as precision and recall, with the average precision.
Chart.precisionRecallCurves(
  judged, actual: "Family", scores: model.classNames
).chartForegroundStyleScale(paints: paints)

// %% Calibration
//| label: fig-calibration
//| fig-cap: How often songs were of the first family, by the probability that the forest gave it.
Chart.calibration(
  PlottableColumn(judged, model.classNames[0]),
  isPositive: judged["Family"].texts.values.map { $0 == model.classNames[0] })

// %% Feature importance
//| label: fig-importance
//| fig-cap: Mean decrease in impurity of each feature, ± SD over trees.
let importances = model.impurityImportances
Chart.featureImportance(
  .value("Feature", AudioFeature.names),
  .value("Importance", importances.map(\.mean)),
  error: .value("SD", importances.map(\.deviation)))

// %% [markdown]
// **Residuals** show what a regression got wrong: here a straight line through energy and loudness, which bends for calm songs
// (@fig-residuals). **Learning curves** tell whether more data would help: the forest learns from more and more songs (@fig-learning).

// %% Residuals
//| label: fig-residuals
//| fig-cap: Loudness of 400 songs against what a straight line of their energy predicts.
let sampled = songs.frame.prefix(400)
let straight = LinearFit(
  x: sampled.doubles("Energy"), y: sampled.doubles("Loudness"))
Chart.residuals(
  predicted: .value(
    "Predicted",
    sampled.doubles("Energy").map { straight?.value(at: $0) ?? .nan }),
  actual: PlottableColumn(sampled, "Loudness"))

// %% Learning curve
//| label: fig-learning
//| fig-cap: Accuracy of forests of 30 trees that learned from so many songs, on these songs and on others.
func accuracy(_ model: ForestClassifier, on rows: DataFrame) throws -> Double {
  let ranked = try model.probabilities(
    for: FeatureMatrix(rows, AudioFeature.names)
  ).ranked(top: 1).predicted
  let names = rows["Family"].texts.values
  return Double(names.indices.count { ranked[$0] == names[$0] })
    / Double(rows.rowCount)
}
let learnedFrom = [50, 100, 200, 400, 800, 1600]
let accuracies = try learnedFrom.map { count in
  let part = learned.prefix(count)
  let small = try ForestClassifier(
    training: FeatureMatrix(part, AudioFeature.names),
    labels: ClassLabels(part["Family", String.self]),
    settings: ForestSettings(treeCount: 30, minimumSamplesInLeaf: 3, seed: 7))
  return (try accuracy(small, on: part), try accuracy(small, on: asked))
}
Chart.learningCurve(
  sizes: .value("Songs", learnedFrom),
  training: .value("Learned from", accuracies.map(\.0)),
  validation: .value("Other songs", accuracies.map(\.1)), label: "Accuracy")

// %% [markdown]
// ## Marks: make your own {#sec-marks}
//
// What no line above draws is made of marks, with the names of Swift Charts: bars, lines, areas, points, rules, rectangles, sectors, texts and
// functions, on linear, logarithmic and other scales. Marks take collections element by element, or whole columns of a frame.

// %% Bars and lines
//| label: fig-marks
//| layout-ncol: 2
//| fig-width: 5
//| fig-height: 3.2
let decades = dated.grouped(by: "Decade").means("Energy", "Loudness").sorted(
  on: "Decade")
display(
  Chart(decades.rows) { row in
    BarMark(
      x: .value("Decade", row["Decade", String.self] ?? ""),
      y: .value("Energy", row["mean(Energy)", Double.self] ?? .nan))
  }
  .figureCaption("`BarMark`: mean energy by decade."))
display(
  Chart {
    LinePlot(yearly, x: "Year", y: "mean(Energy)")
    RuleMark(y: .value("Mean", all["Energy", Double.self].mean() ?? .nan))
      .lineStyle(StrokeStyle(lineWidth: 1, dash: [4, 3]))
      .annotation(position: .leading, "mean")
  }
  .chartXAxis(format: .year).chartYAxisLabel("Energy").figureCaption(
    "`LinePlot` with a `RuleMark` at the mean of all songs."))
display(
  Chart {
    AreaPlot(x: "Energy", y: "Density", domain: 0...1) { energy in
      6 * energy * (1 - energy)
    }
    LinePlot(x: "Energy", y: "Density", domain: 0...1) { energy in
      6 * energy * (1 - energy)
    }
  }
  .figureCaption("`AreaPlot` and `LinePlot` of a function."))
display(
  Chart {
    PointPlot(songs.frame.prefix(250), x: "Energy", y: "Valence")
      .foregroundStyle(
        by: PlottableColumn(songs.frame.prefix(250), "Tempo"))
  }
  .figureCaption("`PointPlot` coloured by a number."))

// %% [markdown]
// **Scales** are linear unless the chart says otherwise: logarithmic, square root, symmetric logarithmic, dates. **Colours** stand for names, for
// numbers along a ramp or a diverging one, or for classes of numbers: quantiles, even steps, borders of your own (@fig-scales).
// One family has one colour in all charts of this page, by `Palette.paints(for:)` and `chartForegroundStyleScale(paints:)`.

// %% Scales
//| label: fig-scales
//| layout-ncol: 2
//| fig-width: 5
//| fig-height: 3.2
let ranks = songs.genres.values.sorted(by: >)
display(
  Chart {
    LinePlot(
      x: .value("Rank", ranks.indices.map { $0 + 1 }), y: .value("Songs", ranks)
    )
  }
  .chartXScale(type: .log).chartYScale(type: .log)
  .figureCaption("Logarithmic scales: songs of genres by rank."))
let months = Dictionary(
  grouping: dated["Release", String.self].compactMap { $0 }
    .filter { $0 >= "2016" && $0 < "2020" && $0.count >= 7 }
) { String($0.prefix(7)) }
display(
  Chart(months.keys.sorted()) { month in
    LineMark(
      x: .value("Release", CalendarDate(month) ?? CalendarDate(year: 2016)),
      y: .value("Songs", months[month]?.count ?? 0))
  }
  .figureCaption("A scale of dates: songs by month of release."))
let moods = dated.filter(on: "Family", oneOf: Set(families.prefix(6)))
  .grouped(by: "Family", "Decade").means("Valence")
display(
  Chart(moods.sorted(on: "Decade").rows) { row in
    RectangleMark(
      x: .value("Decade", row["Decade", String.self] ?? ""),
      y: .value("Family", row["Family", String.self] ?? "")
    )
    .foregroundStyle(
      by: .value(
        "Difference of valence",
        (row["mean(Valence)", Double.self] ?? .nan) - median("Valence")))
  }
  .chartForegroundStyleScale(.purpleOrange, center: 0)
  .figureCaption(
    "A diverging ramp: valence above and below that of all songs."))
display(
  Chart {
    PointPlot(songs.frame.prefix(250), x: "Energy", y: "Loudness")
      .foregroundStyle(
        by: PlottableColumn(songs.frame.prefix(250), "Acousticness"))
  }
  .chartForegroundStyleScale(.viridis, classes: .quantiles(4))
  .figureCaption("Classes: quarters of the songs by acousticness."))

// %% [markdown]
// **A second axis** says the same values in another unit; two quantities belong in two panels. **Insets** show a part on scales of its own, in the
// corner with the fewest marks. **Error bars** are rules between two values, with or without caps. **Formulas** stand between dollar signs in
// titles, labels and annotations (@fig-more).

// %% Second axis, inset, error bars, formulas
//| label: fig-more
//| layout-ncol: 2
//| fig-width: 5
//| fig-height: 4
let perDecade = dated.grouped(by: "Decade").counts().sorted(on: "Decade")
display(
  Chart {
    BarPlot(
      x: PlottableColumn(perDecade, "Decade"),
      y: PlottableColumn(perDecade["count"].renamed("Songs")))
  }
  .chartYSecondaryAxis(
    "Share", multipliedBy: 1 / Double(dated.rowCount), format: .percent
  )
  .figureCaption("`chartYSecondaryAxis`: counts, and the same as shares."))
let recent = yearly.filter(on: "Year", in: 2010...2024)
display(
  Chart { LinePlot(yearly, x: "Year", y: "mean(Energy)") }
    .chartXAxis(format: .year).chartYAxisLabel("Energy")
    .chartYScale(domain: 0...0.75)
    .inset(
      Chart { LinePlot(recent, x: "Year", y: "mean(Energy)") }
        .chartXAxis(format: .year).chartXAxisLabel("").chartYAxisLabel("")
    )
    .figureCaption("`inset`: the last years on scales of their own."))
let spreads = families.prefix(6).map { family in
  (
    family,
    NumericSummary(
      large.filter(on: "Family", equalTo: family).doubles("Valence"))
  )
}
display(
  Chart(spreads) { family, valence in
    RuleMark(
      x: .value("Family", family), yStart: .value("Q1", valence.firstQuartile),
      yEnd: .value("Q3", valence.thirdQuartile)
    ).endCaps()
    PointMark(
      x: .value("Family", family), y: .value("Valence", valence.median))
  }
  .figureCaption("`RuleMark` with `endCaps`: medians and quartiles."))
display(
  Chart {
    LinePlot(x: "z", y: "Density", domain: -3.5...3.5) { z in
      exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    }
    RuleMark(x: .value("z", 1.96)).annotation(#"$\Phi(z) = 0.975$"#)
  }
  .title(#"The normal density $\varphi(z) \propto e^{-z^2/2}$"#)
  .chartXAxisLabel("Standard score $z$")
  .chartYAxisLabel(#"$\varphi(z)$"#)
  .figureCaption("Formulas in a title, in labels and in an annotation."))

// %% [markdown]
// **Titles and captions** are part of the drawing: a title, at best a finding, what is measured below it, the source at its foot (@fig-words). **Annotations** keep off each
// other and off the edges (@fig-annotations).

// %% Titles and captions
//| label: fig-words
//| fig-cap: Bars side by side with error bars. Title, subtitle and caption go wherever the drawing goes.
let eras = [("before 1990", 1960.0...1989), ("from 1990 on", 1990.0...2024)]
Chart(families.prefix(5).flatMap { family in eras.map { (family, $0) } }) {
  family, era in
  let rows = dated.filter(on: "Family", equalTo: family)
    .filter(on: "Year", in: era.1)
  let energy = NumericSummary(rows.doubles("Energy"))
  let error =
    2 * energy.standardDeviation / Double(max(energy.someCount, 1)).squareRoot()
  BarMark(x: .value("Family", family), y: .value("Energy", energy.mean))
    .position(by: .value("Songs", era.0))
    .foregroundStyle(by: .value("Songs", era.0))
  RuleMark(
    x: .value("Family", family), yStart: .value("Low", energy.mean - error),
    yEnd: .value("High", energy.mean + error)
  )
  .position(by: .value("Songs", era.0))
}
.title("Energy then and now")
.subtitle("Mean energy of five families, with two standard errors")
.caption("Songs by year of release, 1960 to 2024.")

// %% Annotations
//| label: fig-annotations
//| fig-cap: Families by their median energy and valence; areas stand for numbers of songs.
Chart {
  ForEach(families) { family in
    PointMark(
      x: .value("Energy", median("Energy", in: family)),
      y: .value("Valence", median("Valence", in: family))
    )
    .symbolSize(
      by: .value(
        "Songs", large.filter(on: "Family", equalTo: family).rowCount)
    )
    .annotation(family)
  }
  RuleMark(x: .value("Energy", median("Energy")))
    .lineStyle(StrokeStyle(lineWidth: 1, dash: [4, 3]))
    .annotation("median of all songs")
  TextMark(
    x: .value("Energy", 0.2), y: .value("Valence", 0.7),
    text: "calm and cheerful")
  TextMark(
    x: .value("Energy", 0.85), y: .value("Valence", 0.1),
    text: "energetic and gloomy")
}
