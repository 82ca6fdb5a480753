// ---
// title: Verbs over many rows
// ---
import Songbook

// %% Parameters tags=["parameters"]
/// Folder with rows.parquet and weights.parquet, which verbs.py makes.
let folder = "."

// %% read
let rows = try DataFrame(contentsOfParquetFile: folder + "/rows.parquet")
let weights = try DataFrame(contentsOfParquetFile: folder + "/weights.parquet")

// %% group by text
let byGenre = rows.grouped(by: "genre").aggregated(.mean("x"), .sum("y"))

// %% group by a million keys
let byKey = rows.grouped(by: "key").aggregated(.mean("x"), .sum("y"))

// %% group by two keys
let byBoth = rows.grouped(by: "genre", "month").aggregated(.mean("x"), .maximum("y"))

// %% medians
let medians = rows.grouped(by: "genre").medians("x")

// %% join
let joined = rows.joined(weights, on: "key")

// %% pivot
let wide = rows.pivoted(by: "genre", columns: "month", values: "x", .mean)

// %% window
let rolled = rows["x"].rolling(24).mean()

// %% window within groups
let within = rows.grouped(by: "genre").with("before", of: "x") { $0.lag() }

// %% filter
let kept = rows.filter(rows["x"] > 0.5 && rows["month"] == 7)

// %% sort
let sorted = rows.sorted(on: "x")

// %% checks
metric("group by text", byGenre["mean(x)"].sum())
metric("group by a million keys", byKey["sum(y)"].sum())
metric("group by two keys", byBoth["mean(x)"].sum())
metric("medians", medians["median(x)"].sum())
metric("join", joined["weight"].sum())
metric("pivot", wide["7"].sum())
metric("window", rolled.sum())
metric("window within groups", within["before"].sum())
metric("filter", kept["y"].sum())
metric("sort", sorted.suffix(1000)["x"].sum())
