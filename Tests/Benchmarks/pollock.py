#!/usr/bin/env python3
"""Scores Songbook, DuckDB, polars and pandas on the Pollock benchmark of polluted CSV files, by its own measures.

    python3 Tests/Benchmarks/pollock.py POLLOCK [--songbook .build/release/songbook] [--limit N]

POLLOCK is a clone of github.com/HPI-Information-Systems/Pollock (Vitagliano et al., "Pollock: A Data Loading Benchmark", VLDB 2023). Needs duckdb,
polars, pandas, and what its measures import: chardet, multiset, joblib, numpy, price-parser, python-dateutil. Each file counts 0 to 10: loaded at all, and
precision, recall and F1 of header, records and cells. "weighted" counts each kind of pollution as often as it occurs among real files.
"""

import argparse
import functools
import json
import pathlib
import subprocess
import sys
import tempfile

import duckdb
import pandas
import polars


def songbook_options(parameters):
    """What the command line can be told."""
    options = []
    for name, key in [("--delimiter", "delimiter"), ("--quote", "quotechar"), ("--escape", "escapechar"), ("--encoding", "encoding")]:
        value = parameters.get(key)
        if value and (name in ("--delimiter", "--encoding") or len(value) == 1) and value.isprintable() or value == "\t":
            options += [name, value]
    for name, key in [("--header-rows", "header_lines"), ("--skip-rows", "preamble_lines")]:
        if parameters.get(key) is not None:
            options += [name, str(parameters[key])]
    return options


def systems(arguments, data):
    def songbook(source, target, options=()):
        subprocess.run([arguments.songbook, "data", "convert", source, target, *options], check=True, capture_output=True)

    def given(source, target):
        songbook(source, target, songbook_options(json.loads((data / "parameters" / f"{source.name}_parameters.json").read_text())))

    def duck(source, target):
        query = f"SELECT * FROM read_csv('{source}', all_varchar=true, null_padding=true, strict_mode=false)"
        duckdb.execute(f"COPY ({query}) TO '{target}' (HEADER, DELIMITER ',')")

    def pole(source, target):
        polars.read_csv(source, infer_schema=False, truncate_ragged_lines=True).write_csv(target)

    def panda(source, target):
        pandas.read_csv(source, dtype=str, keep_default_na=False).to_csv(target, index=False)

    return {
        "Songbook, automatic": songbook, "Songbook, given": given, "DuckDB, automatic": duck, "polars, automatic": pole, "pandas, automatic": panda,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pollock", type=pathlib.Path)
    parser.add_argument("--songbook", default=".build/release/songbook")
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    sys.path.insert(0, str(arguments.pollock))
    from pollock import data_types, metrics

    metrics.normalize_cell = functools.lru_cache(maxsize=None)(data_types.normalize_cell)
    data = arguments.pollock / "polluted_files"
    weights = json.loads((arguments.pollock / "pollock_weights.json").read_text())
    files = sorted(path.name for path in (data / "csv").iterdir())[: arguments.limit]
    for name, convert in systems(arguments, data).items():
        total = weighted = weight = 0.0
        with tempfile.TemporaryDirectory() as folder:
            target = pathlib.Path(folder) / "loaded.csv"
            for file in files:
                target.unlink(missing_ok=True)
                try:
                    convert(data / "csv" / file, target)
                    score = 1 + sum(metrics.header_record_cell_measures_csv(data / "clean" / file, target))
                except Exception:  # Whatever a system cannot load counts nothing.
                    score = 0
                total += score
                weighted += score * weights.get(file, 0)
                weight += weights.get(file, 0)
        print(f"{name}: {total / len(files):.3f} simple, {weighted / weight:.3f} weighted, {len(files)} files", flush=True)


if __name__ == "__main__":
    main()
