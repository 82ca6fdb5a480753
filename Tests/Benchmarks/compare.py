#!/usr/bin/env python3
"""Songbook beside its peers, on this machine, in one run.

    pip install -r Tests/Benchmarks/requirements.txt
    swift build -c release
    python3 Tests/Benchmarks/compare.py --songs data/songs.zip [--rounds 5] [hello] [read] [exploration] [charts] [diff] [learning]

Its numbers are in Sources/Library/Songbook/Songbook.docc/Benchmarks.md.

`learning` is `level1 flat boosting svm system`: forests that tell parents apart (with --parents FILE.csv, columns Genre and parent_genre), forests over all
genres, and the original's method tested as a whole.
"""

import argparse
import sys
import tempfile
import zipfile
from pathlib import Path

import charts
import diffs
import forests
from measure import side_by_side
from peers import write
from reading import in_process

root = Path(__file__).resolve().parents[2]
parser = argparse.ArgumentParser()
parser.add_argument("what", nargs="*", default=["hello", "read", "exploration", "charts", "diff"])
parser.add_argument("--songs", default=str(root / "data" / "songs.zip"), help="songs.csv in a zip")
parser.add_argument("--parents", help="a table of genres and their parents")
parser.add_argument("--rounds", type=int, default=5)
arguments = parser.parse_args()
songs = Path(arguments.songs).resolve()
songbook = f"{root}/.build/release/songbook"
python = sys.executable

with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    write(folder, str(songs))
    # Nothing that earlier runs left, compiled programs neither.
    cold = f"cd {folder} && rm -rf .songbook && {songbook} run"
    if "hello" in arguments.what:
        side_by_side("Hello report, cold", {
            "songbook run": f"{cold} {folder}/hello.swift -o {folder}/reports",
            "marimo export html": f"{python} -m marimo export html {folder}/hello_marimo.py -o {folder}/marimo.html -f",
            "papermill": f"{python} -m papermill {folder}/hello.ipynb {folder}/out.ipynb --no-progress-bar",
            "nbconvert --execute": f"{python} -m nbconvert --execute --to html {folder}/hello.ipynb --output nbconvert.html",
        }, arguments.rounds, root)
    if "read" in arguments.what:
        with zipfile.ZipFile(songs) as archive:
            archive.extract("songs.csv", folder)
        in_process(root, folder / "songs.csv", songs, arguments.rounds)
    if "exploration" in arguments.what:
        side_by_side("The exploration of all songs, 15 cells", {
            "songbook run": f"{cold} {root}/analyses/exploration.swift -p songsFile={songs} -o {folder}/reports",
            "papermill, pandas, seaborn": f"{python} -m papermill {folder}/exploration.ipynb {folder}/done.ipynb --no-progress-bar",
        }, arguments.rounds, root)
    if "diff" in arguments.what:
        diffs.compare(root, folder, arguments.rounds)
    parts = {"level1", "flat", "boosting", "svm", "system"}
    parts = parts if "learning" in arguments.what else parts & set(arguments.what)
    if parts:
        forests.compare(root, folder, songs, arguments.parents, arguments.rounds, parts)
    if "charts" in arguments.what:
        charts.side_by_side(root, folder, songs, arguments.rounds)
