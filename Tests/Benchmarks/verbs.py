#!/usr/bin/env python3
"""Verbs over ten million rows and reading them from Parquet, beside polars and pandas: each in a process of its own, in turn.

    python3 Tests/Benchmarks/verbs.py [--rows 10000000] [--rounds 3] [--songbook .build/release/songbook]

The seconds are those of each verb inside its process: a cell's from run.json, perf_counter's of the peers. The results are compared too.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

POLARS = """
import polars as pl
verbs = {
    "read": lambda: data.update(rows=pl.read_parquet(folder + "/rows.parquet"), weights=pl.read_parquet(folder + "/weights.parquet")),
    "group by text": lambda: data["rows"].group_by("genre").agg(pl.col("x").mean(), pl.col("y").sum()).sort("genre"),
    "group by a million keys": lambda: data["rows"].group_by("key").agg(pl.col("x").mean(), pl.col("y").sum()).sort("key"),
    "group by two keys": lambda: data["rows"].group_by("genre", "month").agg(pl.col("x").mean(), pl.col("y").max()).sort("genre", "month"),
    "medians": lambda: data["rows"].group_by("genre").agg(pl.col("x").median()).sort("genre"),
    "join": lambda: data["rows"].join(data["weights"], on="key", maintain_order="left"),
    "pivot": lambda: data["rows"].pivot("month", index="genre", values="x", aggregate_function="mean", sort_columns=True).sort("genre"),
    "window": lambda: data["rows"]["x"].rolling_mean(24),
    "window within groups": lambda: data["rows"].with_columns(before=pl.col("x").shift().over("genre")),
    "filter": lambda: data["rows"].filter((pl.col("x") > 0.5) & (pl.col("month") == 7)),
    "sort": lambda: data["rows"].sort("x"),
}
checks = {
    "group by text": lambda r: r["x"].sum(), "group by a million keys": lambda r: r["y"].sum(), "group by two keys": lambda r: r["x"].sum(),
    "medians": lambda r: r["x"].sum(), "join": lambda r: r["weight"].sum(), "pivot": lambda r: r["7"].sum(),
    "window": lambda r: r.sum(), "window within groups": lambda r: r["before"].sum(), "filter": lambda r: r["y"].sum(),
    "sort": lambda r: r["x"].tail(1000).sum(),
}
"""

PANDAS = """
import pandas as pd
verbs = {
    "read": lambda: data.update(rows=pd.read_parquet(folder + "/rows.parquet"), weights=pd.read_parquet(folder + "/weights.parquet")),
    "group by text": lambda: data["rows"].groupby("genre").agg(x=("x", "mean"), y=("y", "sum")),
    "group by a million keys": lambda: data["rows"].groupby("key").agg(x=("x", "mean"), y=("y", "sum")),
    "group by two keys": lambda: data["rows"].groupby(["genre", "month"]).agg(x=("x", "mean"), y=("y", "max")),
    "medians": lambda: data["rows"].groupby("genre").agg(x=("x", "median")),
    "join": lambda: data["rows"].merge(data["weights"], on="key"),
    "pivot": lambda: data["rows"].pivot_table(index="genre", columns="month", values="x"),
    "window": lambda: data["rows"]["x"].rolling(24).mean(),
    "window within groups": lambda: data["rows"].assign(before=data["rows"].groupby("genre")["x"].shift()),
    "filter": lambda: data["rows"][(data["rows"]["x"] > 0.5) & (data["rows"]["month"] == 7)],
    "sort": lambda: data["rows"].sort_values("x", na_position="first"),
}
checks = {
    "group by text": lambda r: r["x"].sum(), "group by a million keys": lambda r: r["y"].sum(), "group by two keys": lambda r: r["x"].sum(),
    "medians": lambda r: r["x"].sum(), "join": lambda r: r["weight"].sum(), "pivot": lambda r: r[7].sum(),
    "window": lambda r: r.sum(), "window within groups": lambda r: r["before"].sum(), "filter": lambda r: r["y"].sum(),
    "sort": lambda r: r["x"].tail(1000).sum(),
}
"""

MEASURING = """
import json, sys, time
folder, data, seconds, found = sys.argv[1], {}, {}, {}
for name, verb in verbs.items():
    start = time.perf_counter()
    result = verb()
    seconds[name] = time.perf_counter() - start
    if name in checks: found[name] = float(checks[name](result))
print(json.dumps([seconds, found]))
"""


def make(folder, rows):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    random = np.random.default_rng(1)
    x = random.normal(size=rows)
    keys = max(10, rows // 10)
    genres = pa.array([f"genre {number:03d}" for number in range(1000)])
    table = pa.table({
        "key": random.integers(0, keys, rows),
        "genre": pa.DictionaryArray.from_arrays(pa.array(random.integers(0, 1000, rows).astype("int32")), genres).cast(pa.string()),
        "month": random.integers(1, 13, rows), "x": pa.array(x, mask=np.arange(rows) % 97 == 0), "y": random.integers(0, 100, rows),
    })
    pq.write_table(table, folder / "rows.parquet")
    partners = random.permutation(keys)[: keys * 9 // 10]
    pq.write_table(pa.table({"key": partners, "weight": random.normal(size=len(partners))}), folder / "weights.parquet")


def songbook(command, folder):
    done = subprocess.run(
        [command, "run", "--no-cache", str(HERE / "verbs.swift"), "-p", f"folder={folder}", "-o", str(folder / "reports")],
        capture_output=True, text=True, cwd=folder)
    if done.returncode != 0:
        sys.exit(done.stderr)
    run = json.loads((folder / "reports" / "verbs" / "run.json").read_text())
    return {cell.get("title"): cell["seconds"] for cell in run["cells"]}, {metric["name"]: metric["value"] for metric in run["metrics"]}


def peer(code, folder):
    done = subprocess.run([sys.executable, "-c", code + MEASURING, str(folder)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--songbook", default=str(HERE.parents[1] / ".build/release/songbook"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, arguments.rows)
        contestants = {
            "Songbook": lambda: songbook(arguments.songbook, folder), "polars": lambda: peer(POLARS, folder), "pandas": lambda: peer(PANDAS, folder)}
        times = {name: {} for name in contestants}
        for number in range(arguments.rounds):
            results = {}
            for name, run in contestants.items():
                seconds, results[name] = run()
                for verb, value in seconds.items():
                    times[name].setdefault(verb, []).append(value)
            for verb, own in results["Songbook"].items():
                for name in ("polars", "pandas"):
                    other = results[name][verb]
                    if abs(own - other) > 1e-6 * max(1, abs(other)):
                        sys.exit(f"{verb}: {own} is not {name}' {other}")
    print(f"{arguments.rows:,} rows, medians of {arguments.rounds} rounds in seconds\n\n| | Songbook | polars | pandas |\n|---|---:|---:|---:|")
    for verb in times["polars"]:
        print(f"| {verb} | " + " | ".join(f"{statistics.median(times[name][verb]):.2f}" for name in contestants) + " |")


if __name__ == "__main__":
    main()
