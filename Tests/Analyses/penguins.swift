// ---
// title: Penguins
// ---
import Songbook

// %% Parameters tags=["parameters"]
/// The data of the package palmerpenguins.
let file = "penguins.csv"

// %% Read
let penguins = try DataFrame(contentsOfCSVFile: file)

// %%
//| label: tbl-means
penguins.grouped(by: "species", "sex").aggregated(
  .count("body_mass_g", as: "n"), .mean("body_mass_g", as: "mass"), .standardDeviation("bill_length_mm", as: "sd"))

// %%
//| label: tbl-females
penguins.droppingMissing(in: "sex").with("isFemale") { $0["sex"] == "female" }.grouped(by: "species").aggregated(
  .mean("isFemale", as: "share"))

// %%
//| label: tbl-pivot
penguins.pivoted(by: "species", columns: "year", values: "body_mass_g", .mean)

// %%
//| label: tbl-cross
penguins.crossTable("species", "island", hasTotals: true)

// %%
//| label: tbl-heavy
penguins.filter { $0["body_mass_g"] > 5500 && $0["sex"] == "male" }.sorted(on: "body_mass_g", order: .descending)

// %%
//| label: tbl-z
penguins.grouped(by: "species").with("z", of: "body_mass_g") { ($0 - $0.mean()) / $0.standardDeviation() }[
  ["species", "body_mass_g", "z"]]

// %%
//| label: tbl-ratio
penguins.with("ratio") { $0["bill_length_mm"] / $0["bill_depth_mm"] }.grouped(by: "island").aggregated(
  .median("ratio", as: "median"), .quantile("ratio", 0.9, as: "high"))

// %%
//| label: tbl-long
penguins.grouped(by: "species").means("bill_length_mm", "bill_depth_mm").unpivoted(
  columns: ["mean(bill_length_mm)", "mean(bill_depth_mm)"])

// %%
//| label: tbl-bins
penguins.with("size") { $0["flipper_length_mm"].cut(at: [170, 190, 210, 240]) }.droppingMissing(in: "size")
  .grouped(by: "size").aggregated(.count("species", as: "n"), .mean("body_mass_g", as: "mass"))

// %%
//| label: tbl-ranks
penguins.grouped(by: "island").with("rank", of: "body_mass_g") { $0.rank(.minimum, order: .descending) }.filter {
  $0["rank"] <= 3
}[["island", "body_mass_g", "rank"]]
