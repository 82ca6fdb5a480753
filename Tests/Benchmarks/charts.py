"""Each chart beside matplotlib and seaborn: drawn and saved within a process that has read the songs, so that neither start-up nor reading counts."""

import csv
import statistics
import subprocess
import sys

NAMES = {
    "histograms": "nine histograms of all rows",
    "correlations": "annotated heat map of nine features",
    "boxes": "box plot of 12 genres",
    "scatter": "scatter of 5,000 rows",
    "crowd": "scatter of all rows",
    "curves": "12 ROC curves",
}

SWIFT = """\
import Genres
import Glibc
import Songbook

// %% Measure
//| timeout: 600
let songs = try Songs(contentsOf: SONGS)
let genres = songs.topGenres(12)
let compared = try songs.inGenres(genres).frame
let few = songs.audioFeatures.prefix(5_000)

/// How close each song is to the middle of a genre: a score whose curves are no straight lines.
func closeness(to genre: String) -> [Double] {
  let own = compared.filter(on: "Genre", equalTo: genre)
  let middles = ["Energy", "Valence"].map { own[$0, Double.self].mean() ?? 0 }
  let (energy, valence) = (compared.doubles("Energy"), compared.doubles("Valence"))
  return energy.indices.map { -abs(energy[$0] - middles[0]) - abs(valence[$0] - middles[1]) }
}
let labels = compared["Genre", String.self]
let curves = genres.map { genre in
  ROCCurve(scores: closeness(to: genre), isPositive: labels.map { $0 == genre })
}
let rates = (x: curves.flatMap(\\.falsePositiveRate), y: curves.flatMap(\\.truePositiveRate))
let names = zip(genres, curves).flatMap { Array(repeating: $0, count: $1.falsePositiveRate.count) }

var measured = "chart,format,seconds,bytes\\n"
func measure(_ name: String, isWarmUp: Bool = false, _ chart: () throws -> Chart) rethrows {
  for (format, suffix) in [(ChartFormat.png(.light), "png"), (.pdf, "pdf")] {
    let start = ContinuousClock.now
    let bytes = try chart().rendered(formats: [format])[format] ?? []
    let file = fopen("FOLDER/\\(name).\\(suffix)", "w")
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    let seconds = start.duration(to: .now) / .seconds(1)
    if !isWarmUp { measured += "\\(name),\\(suffix),\\(seconds),\\(bytes.count)\\n" }
  }
}
measure("warm-up", isWarmUp: true) { .rankedBars(.value("Name", ["a", "b"]), .value("Count", [1, 2])) }
measure("histograms") { .histograms(songs.audioFeatures, countLabel: "Songs") }
measure("correlations") { .correlationMatrix(songs.audioFeatures.correlation()) }
measure("boxes") { .boxPlot(compared, "Energy", by: "Genre") }
measure("scatter") { .scatter(few, x: "Energy", y: "Loudness") }
measure("crowd") { .scatter(songs.audioFeatures, x: "Energy", y: "Loudness") }
measure("curves") {
  Chart(LinePlot(x: .value("False alarms", rates.x), y: .value("Found", rates.y)).foregroundStyle(by: .value("Genre", names)))
}
artifact("measured.csv", measured)
"""

PYTHON = """\
import sys, time
import matplotlib; matplotlib.use("Agg")
import matplotlib.pyplot as plt, numpy as np, pandas as pd, seaborn as sns
from sklearn.metrics import roc_curve, auc
from pathlib import Path
library, songs_file, folder = sys.argv[1:]
if library == "seaborn": sns.set_theme()
features = ["Danceability", "Energy", "Loudness", "Speechiness", "Acousticness", "Instrumentalness", "Liveness", "Valence", "Tempo"]
songs = pd.read_csv(songs_file).rename(columns={"Valeance": "Valence"})
genres = songs["Genre"].value_counts().index[:12]
compared = songs[songs["Genre"].isin(genres)]
few = songs.head(5000)
curves = []
for genre in genres:
    own = compared[compared["Genre"] == genre]
    score = -(compared["Energy"] - own["Energy"].mean()).abs() - (compared["Valence"] - own["Valence"].mean()).abs()
    x, y, _ = roc_curve(compared["Genre"] == genre, score)
    curves.append((genre, x, y, auc(x, y)))

def histograms():
    figure, axes = plt.subplots(3, 3, figsize=(9, 7))
    for name, axis in zip(features, axes.flat):
        if library == "seaborn": sns.histplot(songs[name].dropna(), ax=axis)
        else: axis.hist(songs[name].dropna(), bins=60); axis.set_title(name)
    figure.tight_layout()

def correlations():
    matrix = songs[features].corr()
    mask = np.triu(np.ones_like(matrix, dtype=bool))
    figure, axis = plt.subplots(figsize=(8, 7))
    if library == "seaborn":
        sns.heatmap(matrix, mask=mask, annot=True, fmt=".2f", cmap="RdBu_r", vmin=-1, vmax=1, ax=axis)
    else:
        axis.imshow(np.ma.array(matrix, mask=mask), cmap="RdBu_r", vmin=-1, vmax=1)
        axis.set_xticks(range(9), features, rotation=90); axis.set_yticks(range(9), features)
        for row in range(9):
            for column in range(row): axis.text(column, row, f"{matrix.iat[row, column]:.2f}", ha="center", va="center")
    figure.tight_layout()

def boxes():
    figure, axis = plt.subplots(figsize=(8, 5))
    if library == "seaborn": sns.boxplot(data=compared, x="Energy", y="Genre", ax=axis)
    else: axis.boxplot([compared.loc[compared["Genre"] == genre, "Energy"].dropna() for genre in genres], orientation="horizontal", tick_labels=genres)
    figure.tight_layout()

def dots(frame, size):
    figure, axis = plt.subplots(figsize=(8, 5))
    if library == "seaborn": sns.scatterplot(data=frame, x="Energy", y="Loudness", s=size, alpha=0.3, linewidth=0, ax=axis)
    else: axis.scatter(frame["Energy"], frame["Loudness"], s=size, alpha=0.3, linewidths=0)
    figure.tight_layout()

def roc():
    figure, axis = plt.subplots(figsize=(6, 6))
    for genre, x, y, area in curves: axis.plot(x, y, label=f"{genre} {area:.2f}")
    axis.plot([0, 1], [0, 1], "--", color="gray"); axis.legend()
    figure.tight_layout()

def measure(name, draw):
    for suffix in ["png", "pdf"]:
        start = time.perf_counter()
        draw()
        path = Path(folder) / f"{library}-{name}.{suffix}"
        plt.savefig(path, dpi=200); plt.close("all")
        seconds = time.perf_counter() - start
        if name != "warm-up": print(f"{name},{suffix},{seconds},{path.stat().st_size}")

measure("warm-up", roc)
measure("histograms", histograms)
measure("correlations", correlations)
measure("boxes", boxes)
measure("scatter", lambda: dots(few, 8))
measure("crowd", lambda: dots(songs, 2))
measure("curves", roc)
"""


def songbook_rows(root, folder, songs):
    script = folder / "charts.swift"
    script.write_text(SWIFT.replace("SONGS", f'"{songs}"').replace("FOLDER", str(folder)))
    command = [f"{root}/.build/release/songbook", "run", "--no-cache", str(script), "-o", str(folder / "reports")]
    done = subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return (folder / "reports" / "charts" / "artifacts" / "measured.csv").read_text().splitlines()[1:]


def peer_rows(library, folder, songs):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PYTHON, library, str(songs), str(folder)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return done.stdout.splitlines()


def side_by_side(root, folder, songs, rounds):
    contestants = {
        "Songbook": lambda: songbook_rows(root, folder, songs),
        "matplotlib": lambda: peer_rows("matplotlib", folder, songs),
        "seaborn": lambda: peer_rows("seaborn", folder, songs),
    }
    times, sizes = {}, {}
    for _ in range(rounds):
        for library, rows in contestants.items():
            for name, suffix, seconds, size in csv.reader(rows()):
                times.setdefault((name, suffix, library), []).append(float(seconds))
                sizes[name, suffix, library] = int(size)
    for suffix in ["png", "pdf"]:
        print(f"\nCharts drawn and saved as {suffix.upper()}: median s (least to most), kB\n\n| | {' | '.join(contestants)} |\n|---|" + "---:|" * 3)
        for name, title in NAMES.items():
            cells = []
            for library in contestants:
                found = times[name, suffix, library]
                cells.append(f"{statistics.median(found):.3f} ({min(found):.3f}–{max(found):.3f}), {sizes[name, suffix, library] / 1000:.0f}")
            print(f"| {title} | {' | '.join(cells)} |", flush=True)
