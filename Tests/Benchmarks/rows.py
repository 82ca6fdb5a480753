#!/usr/bin/env python3
"""Loops over the rows of a frame, of 300,000 rows, beside pandas' itertuples and polars' iter_rows, in turn.

    python3 Tests/Benchmarks/rows.py [--rounds 5] [--songbook .build/release/songbook]
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
COUNT = 300_000

MAKE = f"""
import json, time
count = {COUNT}
data = {{"x": [i % 1000 / 10 for i in range(count)], "y": [i % 77 for i in range(count)], "name": [["a", "bb", "ccc"][i % 3] for i in range(count)]}}
seconds, found = {{}}, {{}}
def timed(name, body):
    start = time.perf_counter()
    found[name] = float(body())
    seconds[name] = time.perf_counter() - start
"""

PANDAS = MAKE + """
import pandas as pd
frame = pd.DataFrame(data)
timed("filter", lambda: len(frame[[row.x > 50 for row in frame.itertuples()]]))
timed("loop", lambda: sum(row.x * row.y for row in frame.itertuples() if row.name == "bb"))
timed("loop over one column", lambda: sum(row.x for row in frame.itertuples()))
print(json.dumps([seconds, found]))
"""

POLARS = MAKE + """
import polars as pl
frame = pl.DataFrame(data)
timed("filter", lambda: len(frame.filter([row["x"] > 50 for row in frame.iter_rows(named=True)])))
timed("loop", lambda: sum(row["x"] * row["y"] for row in frame.iter_rows(named=True) if row["name"] == "bb"))
timed("loop over one column", lambda: sum(row["x"] for row in frame.iter_rows(named=True)))
print(json.dumps([seconds, found]))
"""


def songbook(command, folder):
    done = subprocess.run(
        [command, "run", "--no-cache", str(HERE / "rows.swift"), "-o", str(folder)], capture_output=True, text=True, cwd=folder)
    if done.returncode != 0:
        sys.exit(done.stderr)
    run = json.loads((folder / "rows" / "run.json").read_text())
    return {cell.get("title"): cell["seconds"] for cell in run["cells"]}, {metric["name"]: metric["value"] for metric in run["metrics"]}


def peer(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--songbook", default=str(HERE.parents[1] / ".build/release/songbook"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        contestants = {
            "Songbook": lambda: songbook(arguments.songbook, Path(folder)), "pandas, itertuples": lambda: peer(PANDAS),
            "polars, iter_rows": lambda: peer(POLARS)}
        times, results = {name: {} for name in contestants}, {}
        for _ in range(arguments.rounds):
            for name, run in contestants.items():
                seconds, results[name] = run()
                for loop, value in seconds.items():
                    times[name].setdefault(loop, []).append(value)
    for loop, own in results["Songbook"].items():
        for name, found in results.items():
            if abs(found[loop] - own) > 1e-9 * abs(own):
                sys.exit(f"{loop}: {own} is not {found[loop]} of {name}")
    print(f"{COUNT:,} rows, medians of {arguments.rounds} rounds in seconds\n\n| | {' | '.join(contestants)} |\n|---|---:|---:|---:|")
    for loop in list(results["Songbook"]) + ["plain loop"]:
        cells = [f"{statistics.median(times[name][loop]):.3f}" if loop in times[name] else "" for name in contestants]
        print(f"| {loop} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
