"""Makes verbs.csv and verbs.json: a small table of days, shops and sales with missing values, and what pandas (and polars where pandas has no such verb) makes of it.

Run in this folder: python3 make_verbs.py
"""
import json

import numpy as np
import pandas as pd
import polars as pl

random = np.random.default_rng(20261129)
n = 120
shop = random.choice(["north", "south", "east"], n, p=[0.5, 0.3, 0.2])
size = random.choice(["low", "middle", "high"], n)
start = pd.Timestamp("2023-11-01T00:00:00Z")
when = start + pd.to_timedelta(np.sort(random.integers(0, 200 * 86400, n)), unit="s")
sales = np.round(random.gamma(2, 50, n), 2)
pieces = random.integers(-3, 12, n)
frame = pd.DataFrame({"when": when.strftime("%Y-%m-%dT%H:%M:%SZ"), "shop": shop, "size": size, "sales": sales, "pieces": pieces})
frame["product"] = [f"{a} {b}, {c}" for a, b, c in zip(random.choice(["Red", "blue"], n), random.choice(["Tea", "cup"], n), random.integers(1, 30, n))]
frame.loc[random.choice(n, 25, replace=False), "sales"] = np.nan
frame.loc[random.choice(n, 10, replace=False), "product"] = None
frame.to_csv("verbs.csv", index=False)
frame = pd.read_csv("verbs.csv")
frame["time"] = pd.to_datetime(frame["when"])
cases = {}


def plain(value):
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, pd.Timestamp):
        text = value.isoformat()
        return text[:-6] + "Z" if text.endswith("+00:00") else text
    if isinstance(value, pd.Timedelta):
        return value.total_seconds()
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, float, np.number)):
        return float(value)
    return str(value)


def put(name, table):
    if isinstance(table, pd.Series):
        table = table.to_frame("value")
    columns = []
    for column in table.columns:
        values = table[column].astype(object)
        values = values.where(values.notna(), None)
        columns.append({"name": str(column), "values": [plain(v) for v in values]})
    cases[name] = columns


# Expressions and masks
put("arithmetic", frame["sales"] / 100 - frame["pieces"] * 2)
put("scalar on the left", 1000 - frame["sales"])
put("remainder", np.fmod(frame["pieces"], 4))
put("filter", frame[(frame["sales"] > 80) & (frame["shop"] == "north")][["when", "sales"]])
put("filter or", frame[(frame["sales"] > 200) | (frame["shop"] == "east")][["when", "sales"]])
put("filter not", frame[~(frame["shop"] == "east")][["when"]])
put("filter isin", frame[frame["shop"].isin(["east", "south"])][["when"]])
put("filter between", frame[frame["pieces"].between(2, 5)][["when", "pieces"]])
put("choose", pd.Series(np.where(frame["pieces"] > 4, "many", "few")))
put("concatenated", frame["shop"] + "-" + frame["size"])
put("coalesce", frame["sales"].fillna(frame["pieces"].astype(float)))

# Windows
put("lag", frame["sales"].shift(2))
put("lead", frame["pieces"].shift(-1))
put("difference", frame["sales"].diff())
put("relative change", frame["sales"].pct_change(fill_method=None))
put("cumulative sum", frame["sales"].cumsum())
put("cumulative product", (frame["sales"] / 100).cumprod())
put("cumulative minimum", frame["sales"].cummin())
put("cumulative maximum", frame["sales"].cummax())
for ours, theirs in [("average", "average"), ("minimum", "min"), ("maximum", "max"), ("dense", "dense"), ("ordinal", "first")]:
    put(f"rank {ours}", frame["pieces"].rank(method=theirs))
put("rank descending", frame["sales"].rank(method="min", ascending=False))
rolling = frame["sales"].rolling(7, min_periods=3)
put("rolling sum", rolling.sum())
put("rolling mean", rolling.mean())
put("rolling minimum", rolling.min())
put("rolling maximum", rolling.max())
put("rolling median", rolling.median())
put("rolling quantile", rolling.quantile(0.3))
put("rolling deviation", rolling.std())
put("rolling full", frame["pieces"].rolling(5).mean())
put("rolling centered", frame["pieces"].rolling(5, center=True, min_periods=1).sum())
put("rolling even centered", frame["pieces"].rolling(4, center=True, min_periods=1).sum())
put("rolling time", frame.set_index("time")["sales"].rolling("3D").sum().reset_index(drop=True))
put("filled forward", frame["sales"].ffill())
put("filled forward limit", frame["sales"].where(frame.index % 5 == 0).ffill(limit=2))
put("filled backward", frame["sales"].bfill())
put("interpolated", frame["sales"].interpolate(limit_area="inside"))
put("interpolated time", frame.set_index("time")["sales"].interpolate("time", limit_area="inside").reset_index(drop=True))

# Groups
groups = frame.groupby("shop")
put("grouped z", groups["sales"].transform(lambda values: (values - values.mean()) / values.std()))
put("grouped lag", groups["sales"].shift(1))
put("grouped rank", groups["sales"].rank(ascending=False, method="min"))
put("grouped cumulative", groups["pieces"].cumsum())
put("grouped mean", groups["sales"].transform("mean"))
put("grouped number", groups.cumcount() + 1)
put("grouped ratio", frame.assign(value=frame["sales"] / groups["pieces"].transform("sum"))["value"])
put("first rows", groups.head(2).sort_values("shop", kind="stable")[["when", "shop"]])

# Reshaping
pivot = frame.pivot_table(index="shop", columns="size", values="sales", aggfunc="mean").reset_index()
put("pivoted", pivot)
put("pivoted two", frame.pivot_table(index=["shop", "size"], columns="pieces", values="sales", aggfunc="sum").reset_index())
put("unpivoted", frame[["when", "sales", "pieces"]].head(20).melt("when", var_name="name", value_name="value").sort_values("when", kind="stable"))
cross = pd.crosstab(frame["shop"], frame["size"])
put("cross table", cross.reset_index())
put("cross table totals", pd.crosstab(frame["shop"], frame["size"], margins=True, margins_name="total").reset_index())
put("cross table rows", pd.crosstab(frame["shop"], frame["size"], normalize="index").reset_index())
put("cross table columns", pd.crosstab(frame["shop"], frame["size"], normalize="columns").reset_index())
put("cross table all", pd.crosstab(frame["shop"], frame["size"], normalize="all").reset_index())
put("distinct", frame[["shop", "size"]].drop_duplicates())
put("distinct on", frame.drop_duplicates("shop")[["when", "shop"]])
put("cut", pd.cut(frame["sales"], [0, 50, 100, 400]))
put("cut left", pd.cut(frame["pieces"], [-3, 0, 4, 20], right=False))
put("cut labels", pd.cut(frame["sales"], [0, 50, 100, 1000], labels=["low", "middle", "high"]))
put("cut quantiles", pd.qcut(frame["sales"], 4, labels=["q1", "q2", "q3", "q4"]))
ordered = frame.assign(size=pd.Categorical(frame["size"], ["low", "middle", "high"], ordered=True))
put("ordered sort", ordered.sort_values("size", kind="stable")[["when", "size"]])
put("ordered filter", ordered[ordered["size"] >= "middle"][["when"]])
put("ordered groups", ordered.groupby("size", observed=True)["sales"].mean().reset_index())

# Text
text = frame["product"]
put("lowercased", text.str.lower())
put("capitalized", text.str.title())
put("replaced", text.str.replace("Tea", "coffee"))
put("replaced pattern", text.str.replace(r"\d+", "#", regex=True))
put("contains", frame[text.str.contains("cup", na=False)][["when"]])
put("extracted", text.str.extract(r"(\d+)$")[0])
parts = text.str.split(", ", n=1, expand=True)
put("split", pd.DataFrame({"what": parts[0], "number": parts[1]}))
put("lengths", text.str.len())
put("part", text.str.split(" ").str[-1])
put("padded", text.str[-2:].str.strip().str.zfill(4))

# Dates
time = frame["time"]
york = time.dt.tz_convert("America/New_York")
for name, series in [("utc", time), ("york", york)]:
    put(f"parts {name}", pd.DataFrame({
        "year": series.dt.year, "quarter": series.dt.quarter, "month": series.dt.month, "week": series.dt.isocalendar().week,
        "day": series.dt.day, "weekday": series.dt.day_of_week + 1, "dayOfYear": series.dt.day_of_year, "hour": series.dt.hour,
        "minute": series.dt.minute, "second": series.dt.second}))
put("written york", york.map(lambda value: value.isoformat()))
put("truncated hour", york.dt.floor("h").map(lambda value: value.isoformat()))
polars = pl.DataFrame({"time": time.dt.tz_localize(None).to_numpy()}).with_columns(pl.col("time").dt.replace_time_zone("UTC").dt.convert_time_zone("America/New_York"))
for unit in ["1d", "1w", "1mo", "1q", "1y"]:
    values = polars.select(pl.col("time").dt.truncate(unit))["time"].to_list()
    put(f"truncated {unit}", pd.Series([value.isoformat() for value in values]))
values = polars.select(pl.col("time").dt.offset_by("1mo"))["time"].to_list()
put("month later", pd.Series([value.isoformat() for value in values]))
put("since before", time.diff().dt.total_seconds())
put("formatted", york.dt.strftime("%d.%m.%y %I:%M %p, %A %j"))
naive = ["2024-03-10 02:30", "2024-11-03 01:30", "2024-07-01 12:00", "2040-07-01 12:00", "2040-12-01 00:00", "1900-01-01 00:00", "1975-06-01 08:00"]
put("assumed", pd.Series([value.tz_localize("America/New_York", ambiguous=True, nonexistent=pd.Timedelta(hours=1)).isoformat() for value in pd.to_datetime(naive)]))
zones = ["Europe/Berlin", "Asia/Kolkata", "Australia/Sydney", "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Apia"]
instants = pd.to_datetime(["1960-05-05T05:05:05Z", "1999-12-31T23:59:59Z", "2024-03-31T01:00:00Z", "2024-10-27T00:59:59Z", "2055-08-08T12:00:00Z"])
put("zones", pd.DataFrame({zone: [value.tz_convert(zone).isoformat() for value in instants] for zone in zones}))
indexed = frame.set_index("time")
put("resampled days", indexed.resample("D").agg(count=("sales", "count"), sum=("sales", "sum"), mean=("sales", "mean")).reset_index())
put("resampled weeks", indexed.resample("W-MON", label="left", closed="left").agg(sum=("pieces", "sum")).reset_index())
put("resampled months", indexed.resample("MS").agg(maximum=("sales", "max")).reset_index())
put("resampled 6 hours", indexed.resample("6h", origin=time.min().floor("h")).agg(sum=("pieces", "sum")).reset_index())

# Joins
rates = pd.DataFrame({"when": ["2023-11-01", "2023-12-24", "2024-02-29", "2024-05-01"], "shop": ["north", "south", "north", "east"], "rate": [1.0, 1.5, 2.0, 2.5]})
rates["time"] = pd.to_datetime(rates["when"], utc=True).astype(frame["time"].dtype)
left = frame[["time", "shop", "pieces"]]
for direction in ["backward", "forward", "nearest"]:
    merged = pd.merge_asof(left, rates[["time", "rate"]], on="time", direction=direction)
    put(f"as of {direction}", merged["rate"])
put("as of groups", pd.merge_asof(left, rates[["time", "shop", "rate"]], on="time", by="shop")["rate"])
put("as of tolerance", pd.merge_asof(left, rates[["time", "rate"]], on="time", tolerance=pd.Timedelta("20D"))["rate"])
put("semi", frame[frame["shop"].isin(["north", "west"])][["when"]])
put("anti", frame[~frame["shop"].isin(["north", "west"])][["when"]])
put("cross", left[["pieces"]].head(4).merge(rates[["rate"]], how="cross"))

with open("verbs.json", "w") as file:
    json.dump(cases, file, separators=(",", ":"), sort_keys=True)
    file.write("\n")
