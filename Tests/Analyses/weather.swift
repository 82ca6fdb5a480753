// ---
// title: Weather of Seattle
// ---
import Songbook

// %% Parameters tags=["parameters"]
/// The data of the package vega_datasets.
let folder = "."

// %% Read
let weather = try DataFrame(contentsOfCSVFile: folder + "/seattle-weather.csv")
let temperatures = try DataFrame(contentsOfCSVFile: folder + "/seattle-temps.csv")

// %%
//| label: tbl-kinds
weather.with("month") { $0["date"].dates.month }.crossTable("month", "weather", share: .rows)

// %%
//| label: tbl-rain
weather.resampled("date", .quarter, .sum("precipitation", as: "rain"), .maximum("temp_max", as: "hottest"))

// %%
//| label: tbl-rolling
weather.with("mean") { $0["temp_max"].rolling(30, minimumCount: 10).mean() }
  .with("median") { $0["wind"].rolling(7, isCentered: true).median() }[["date", "mean", "median"]]

// %%
//| label: tbl-spells
weather.with("wet") { $0["precipitation"] > 0 }.with("change") { $0["wet"] != $0["wet"].lag() }
  .with("spell") { $0["change"].filled(with: true).cumulativeSum() }.grouped(by: "spell").aggregated(
    .count("date", as: "days"), .first("wet", as: "wet"))

// %%
//| label: tbl-hours
temperatures.with("time") { $0["date"] }.with("hour") { $0["time"].dates.hour }
  .grouped(by: "hour").aggregated(.mean("temp", as: "mean"), .standardDeviation("temp", as: "sd"))

// %%
//| label: tbl-days
temperatures.with("time") { $0["date"] }.resampled(
  "time", .day, .maximum("temp", as: "high"), .minimum("temp", as: "low"))
