"""Reading the songs, timed inside each process so that start-up does not count: a cell's seconds from run.json beside perf_counter."""

import json
import statistics
import subprocess
import sys

PEERS = {
    "polars.read_csv": ("csv", "import polars as p; read = p.read_csv"),
    "DuckDB, to Arrow": ("csv", "import duckdb as d; read = lambda path: d.read_csv(path).to_arrow_table()"),
    "pandas.read_csv": ("csv", "import pandas as p; read = p.read_csv"),
    "pandas.read_csv, zip": ("zip", "import pandas as p; read = p.read_csv"),
}


def songbook_seconds(root, folder, path):
    script = folder / "read.swift"
    script.write_text(
        "import Songbook\n\n// %% Read\n"
        f"let songs = try DataFrame(contentsOfCSVFile: {json.dumps(str(path))})\n"
        "// %% Rows\nsongs.shape.rows\n")
    command = [f"{root}/.build/release/songbook", "run", "--no-cache", str(script), "-o", str(folder / "reports")]
    done = subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    run = json.loads((folder / "reports" / "read" / "run.json").read_text())
    return next(cell["seconds"] for cell in run["cells"] if cell.get("title") == "Read")


def peer_seconds(setup, path):
    code = f"{setup}\nimport time\nstart = time.perf_counter()\nframe = read({str(path)!r})\nprint(time.perf_counter() - start)"
    return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def in_process(root, csv, zipped, rounds):
    paths = {"csv": csv, "zip": zipped}
    times = {"Songbook": [], "Songbook, zip": []} | {name: [] for name in PEERS}
    for number in range(rounds + 1):
        measured = {
            "Songbook": songbook_seconds(root, csv.parent, csv),
            "Songbook, zip": songbook_seconds(root, csv.parent, zipped),
        } | {name: peer_seconds(setup, paths[kind]) for name, (kind, setup) in PEERS.items()}
        if number > 0:
            for name, seconds in measured.items():
                times[name].append(seconds)
    print(f"\nReading {csv.name}, {csv.stat().st_size / 1e6:.0f} MB\n\n| | median s | least | most |\n|---|---:|---:|---:|")
    for name, values in times.items():
        print(f"| {name} | {statistics.median(values):.3f} | {min(values):.3f} | {max(values):.3f} |")
