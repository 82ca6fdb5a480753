// ---
// title: Loops over rows
// optimize: false
// ---
import Songbook

// %% Parameters tags=["parameters"]
/// How many rows there are.
let count = 300_000

// %% frame
let frame = DataFrame(columns: [
  Column(name: "x", contents: (0..<count).map { Double($0 % 1000) / 10 }).eraseToAnyColumn(),
  Column(name: "y", contents: (0..<count).map { $0 % 77 }).eraseToAnyColumn(),
  Column(name: "name", contents: (0..<count).map { ["a", "bb", "ccc"][$0 % 3] }).eraseToAnyColumn(),
])

// %% filter
let kept = frame.filter { row in row["x", Double.self]! > 50 }

// %% loop
var total = 0.0
for row in frame.rows where row["name", String.self] == "bb" {
  total += row["x", Double.self]! * Double(row["y", Int.self]!)
}

// %% loop over one column
var sum = 0.0
for row in frame.rows { sum += row["x", Double.self] ?? 0 }

// %% plain loop
var plain = 0.0
for value in frame["x", Double.self] { plain += value ?? 0 }

// %% checks
metric("filter", Double(kept.rowCount))
metric("loop", total)
metric("loop over one column", sum)
