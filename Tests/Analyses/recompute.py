"""Recomputes the numbers in the tables of `training` and `hierarchy` from what their models said of each test row.

    pip install numpy pandas scipy scikit-learn
    python3 recompute.py path/to/songbook [hierarchy] [training] [--songs FILE] [-p NAME=VALUE]...

Run from the folder of the project. Each analysis runs as a copy with one more cell at its end, which writes what was said of every test
row; shares, intervals by artist, recalls, areas and medians are then made of these by scikit-learn, NumPy and SciPy, and compared with
the tables of the report. Where an interval comes from resamples, ours are others: its ends may differ by a fifth of its width.
Without --songs the songs are the sample.
"""
import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats
from sklearn import metrics

HIERARCHY = r"""
// %% Rows for the check
func told(_ name: String, _ one: Evaluation, _ groups: [Int32], _ items: [Int32]) {
  var lines = ["group\titem\tactual\tranked\tacceptable"]
  for row in 0..<one.rowCount {
    let width = one.ranked.countPerRow
    let ranked = (0..<width).map { one.classNames[Int(one.ranked.codes[row * width + $0])] }
    let acceptable = one.acceptable.map { $0[row].map { one.classNames[Int($0)] } } ?? []
    lines.append(
      "\(groups[row])\t\(items[row])\t\(one.actual[row])\t\(ranked.joined(separator: "|"))\t\(acceptable.joined(separator: "|"))")
  }
  artifact("told-\(name).tsv", lines.joined(separator: "\n"))
}
func some(_ numbers: [Int32], _ rows: [Int]) -> [Int32] { rows.map { numbers[$0] } }
let (ownGroupsTold, ownItems) = (some(honest.testGroups.codes, ownRows), some(honest.testSongs, ownRows))
told("level1", honestLevel1, ownGroupsTold, ownItems)
told("level1 all", allLevel1, honest.testGroups.codes, honest.testSongs)
let randomOwn = randomForests.level1.restricted(to: ownParents)?.rows ?? Array(0..<randomForests.level1.rowCount)
told("level1 random", randomLevel1, some(random.testGroups.codes, randomOwn), some(random.testSongs, randomOwn))
for (name, one, trial) in [
  ("level2", honestForests.level2, honest), ("level2 random", randomForests.level2, random),
  ("whole 0", onRandom.evaluation, random), ("whole 1", onHonest.evaluation, honest),
  ("whole 2", pooled.alone, honest), ("whole 3", pooled.together, honest),
] { told(name, one, trial.testGroups.codes, trial.testSongs) }
artifact("told-parents.tsv", (["genre\tparent\ttrained"] + task.labels.classNames.indices.map {
  "\(task.labels.classNames[$0])\t\(task.parents[$0])\t\(honest.trainLabels.classCounts[$0])" }).joined(separator: "\n"))
"""

TRAINING = r"""
// %% Rows for the check
for (trials, split) in [(atRandom, randomSplit), (byArtist, artistSplit)] {
  for trial in trials {
    let one = trial.evaluation
    var lines = [(["group", "item", "actual", "acceptable"] + one.classNames).joined(separator: "\t")]
    for (row, place) in split.test.enumerated() {
      let acceptable = (one.acceptable?[row] ?? []).map { one.classNames[Int($0)] }.joined(separator: "|")
      let shares = (one.probabilities?.row(row) ?? []).map { "\($0)" }
      lines.append(
        (["\(selection.artists.codes[place])", "\(songCodes[place])", one.actual[row], acceptable] + shares)
          .joined(separator: "\t"))
    }
    artifact("told-\(trial.model), \(trial.split).tsv", lines.joined(separator: "\n"))
  }
}
artifact("told-songs.tsv", (["genre\tartist"] + labels.codes.indices.map {
  "\(labels[$0])\t\(firstArtists[$0] ?? "")" }).joined(separator: "\n"))
artifact("told-draws.tsv", (["model\taccuracy\tseconds"] + modelNames.flatMap { name in
  zip(accuracies[name] ?? [], trainingSeconds[name] ?? (accuracies[name] ?? []).map { _ in .nan }).map { "\(name)\t\($0)\t\($1)" }
}).joined(separator: "\n"))
"""


class Report:
    def __init__(self, songbook, name, cell, songs, parameters):
        self.folder = Path(tempfile.mkdtemp())
        script = self.folder / f"{name}.swift"
        script.write_text(Path(f"analyses/{name}.swift").read_text() + cell)
        chosen = [part for pair in parameters + ([f"songsFile={Path(songs).resolve()}"] if songs else []) for part in ("-p", pair)]
        done = subprocess.run([songbook, "run", "--no-cache", str(script), "-o", str(self.folder / "reports"), *chosen],
                              capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr)
        self.report = self.folder / "reports" / name
        self.right, self.wrong = 0, []

    def table(self, label):
        return pd.read_csv(self.report / "tables" / f"{label}.csv", keep_default_na=False, na_values=[""])

    def told(self, name):
        return pd.read_csv(self.report / "artifacts" / f"told-{name}.tsv", sep="\t", keep_default_na=False, quoting=3)

    def check(self, what, shown, expected, tolerance=1e-9):
        near = (pd.isna(shown) and pd.isna(expected)) or abs(shown - expected) <= tolerance
        self.right += bool(near)
        if not near:
            self.wrong.append(f"{what}: {shown}, not {expected}")

    def close(self, name):
        print(f"{name}: {self.right} numbers agree, {len(self.wrong)} do not")
        for line in self.wrong[:40]:
            print("  " + line)
        return not self.wrong


def interval(right, groups, level=0.95):
    """Wilson's interval with the effective number of rows of Korn and Graubard, by the jackknife over groups, and Student's t."""
    frame = pd.DataFrame({"right": right, "group": groups}).groupby("group").right.agg(["sum", "count"])
    counts, totals = frame["sum"].to_numpy(float), frame["count"].to_numpy(float)
    k, rows = len(totals), totals.sum()
    if k < 2:
        return 0.0, 1.0
    share, kish = counts.sum() / rows, rows**2 / (totals**2).sum()
    variance = (((counts - share * totals) / (1 - totals / rows)) ** 2).sum() / rows**2
    with np.errstate(divide="ignore"):
        effective = np.clip(share * (1 - share) / variance, kish, rows) if 0 < share < 1 else kish
    t = stats.t.ppf(0.5 + level / 2, max(1, kish - 1))
    middle = (share + t**2 / (2 * effective)) / (1 + t**2 / effective)
    half = t / (1 + t**2 / effective) * np.sqrt(share * (1 - share) / effective + t**2 / (4 * effective**2))
    return (0.0 if share == 0 else max(0, middle - half)), (1.0 if share == 1 else min(1, middle + half))


def resampled(values, groups, statistic=np.mean, times=1000):
    """The percentile interval over resamples of whole groups; of single rows without groups."""
    random = np.random.default_rng(0)
    rows = pd.DataFrame({"group": groups}).groupby("group").indices if groups is not None else {i: [i] for i in range(len(values))}
    lists, found = [np.asarray(rows[key]) for key in rows], []
    for _ in range(times):
        drawn = np.concatenate([lists[i] for i in random.integers(0, len(lists), len(lists))])
        found.append(statistic(values[drawn]))
    return np.quantile(found, [0.025, 0.975])


def hierarchy(songbook, songs, parameters):
    report = Report(songbook, "hierarchy", HIERARCHY, songs, parameters)
    parents = report.told("parents").set_index("genre")
    genres_of = parents.groupby("parent").size()

    def split(told):
        return told.ranked.str.split("|").str[0].to_numpy(), told.actual.to_numpy()

    def recalls(name):
        named, actual = split(report.told(name))
        return {parent: np.mean(named[actual == parent] == parent) for parent in set(actual)}

    told = report.told("level1")
    named, actual = split(told)
    precision = dict(zip(sorted(set(named)), metrics.precision_score(actual, named, labels=sorted(set(named)), average=None)))
    beside, at_random = recalls("level1 all"), recalls("level1 random")
    for _, row in report.table("tbl-level1").iterrows():
        own = actual == row.Parent
        low, high = interval(named[own] == row.Parent, told.group[own])
        what = f"level 1, {row.Parent}"
        for column, value in [
            ("Genres", genres_of[row.Parent]), ("Rows", own.sum()), ("Artists", told.group[own].nunique()),
            ("Recall", np.mean(named[own] == row.Parent)), ("95% CI from", low), ("95% CI to", high),
            ("Precision", precision.get(row.Parent, np.nan)), ("Random split", at_random.get(row.Parent, np.nan)),
            ("Beside other", beside.get(row.Parent, np.nan)),
        ]:
            if column in row:
                report.check(f"{what}, {column}", row[column], value)
    pairs = Counter((a, n) for a, n in zip(actual, named) if a != n)
    sizes = Counter(actual)
    for _, row in report.table("tbl-confused").iterrows():
        count = pairs[(row["Songs of"], row.Predicted)]
        report.check(f"confused, {row['Songs of']}", row.Songs, count)
        report.check(f"confused, share of {row['Songs of']}", row.Share, count / sizes[row["Songs of"]])
    level1 = {"1": metrics.accuracy_score(actual, named)}
    level1["0"] = metrics.accuracy_score(*reversed(split(report.told("level1 random"))))

    told, other = report.told("level2"), report.told("level2 random")
    rows = {}
    for key, one in (("honest", told), ("random", other)):
        named, actual = split(one)
        rows[key] = (named == actual, parents.parent.reindex(actual).to_numpy())
    for _, row in report.table("tbl-level2").iterrows():
        right, parent = rows["honest"]
        own, others = parent == row.Parent, rows["random"][1] == row.Parent
        low, high = interval(right[own], told.group[own])
        genres, what = genres_of[row.Parent], f"level 2, {row.Parent}"
        for column, value in [
            ("Genres", genres), ("Rows", own.sum()), ("Artists", told.group[own].nunique()), ("Accuracy", right[own].mean()),
            ("95% CI from", low), ("95% CI to", high), ("Chance", 1 / genres), ("× chance", right[own].mean() * genres),
            ("Random split", rows["random"][0][others].mean() if others.any() else np.nan),
        ]:
            report.check(f"{what}, {column}", row[column], value)

    whole = report.table("tbl-whole")
    for number in range(4):
        told, row = report.told(f"whole {number}"), whole.iloc[number + 1]
        named, actual = split(told)
        ranked = told.ranked.str.split("|")
        right, what = named == actual, row.System
        low, high = resampled(right, None if number == 0 else told.group)
        balanced = np.mean([right[actual == genre].mean() for genre in np.unique(actual)])
        for column, value in [
            ("Genres", len(parents)), ("Level 1", level1.get(str(number), np.nan)), ("Genre", metrics.accuracy_score(actual, named)),
            ("× chance", right.mean() * len(parents)), ("Balanced", balanced),
            ("Top 3", np.mean([a in r[:3] for a, r in zip(actual, ranked)])),
            ("Top 10", np.mean([a in r[:10] for a, r in zip(actual, ranked)])),
            ("Any genre", np.mean([n in a.split("|") for n, a in zip(named, told.acceptable)])),
        ]:
            report.check(f"{what}, {column}", row[column], value)
        report.check(f"{what}, from", row["95% CI from"], low, (high - low) / 5)
        report.check(f"{what}, to", row["95% CI to"], high, (high - low) / 5)

    placed = report.table("tbl-placements")
    named = pd.read_csv(songs or "data/sample.csv.gz").rename(columns={"track_genre": "Genre"})
    counts = named.Genre.dropna().str.strip('"').str.replace("&amp;", "&").value_counts()
    for _, row in report.table("tbl-parents").iterrows():
        own = placed[placed.Parent == row.Parent]
        for column, value in [
            ("Genres", len(own)), ("Songs", counts.reindex(own.Genre).sum()), ("Ambiguous", own["Also fits"].notna().sum()),
            ("By keyword", (own["Placed by"] != "last word").sum()),
        ]:
            report.check(f"parents, {row.Parent}, {column}", row[column], value)
    return report.close("hierarchy")


def training(songbook, songs, parameters):
    report = Report(songbook, "training", TRAINING, songs, parameters)
    own = report.told("songs")
    for _, row in report.table("tbl-genres").iterrows():
        report.check(f"songs of {row.Genre}", row.Songs, (own.genre == row.Genre).sum())
        report.check(f"artists of {row.Genre}", row.Artists, own.artist[own.genre == row.Genre].nunique())
    models = report.table("tbl-models")

    def trial(model, tested):
        told = report.told(f"{'Support vector machine' if model == 'SVM' else model}, {tested}")
        names = np.array(told.columns[4:])
        probabilities = told.iloc[:, 4:].to_numpy().astype(np.float32).astype(float)
        return told, names, probabilities, np.argsort(-probabilities, axis=1, kind="stable")

    for _, row in models.iterrows():
        told, names, _, order = trial(row.Model, row.Tested)
        actual, named = told.actual.to_numpy(), names[order[:, 0]]
        right, what = named == actual, f"{row.Model} {row.Tested}"
        low, high = resampled(right, told.group)
        for column, value in [
            ("Accuracy", metrics.accuracy_score(actual, named)), ("× chance", right.mean() * len(names)),
            ("Balanced", metrics.balanced_accuracy_score(actual, named)),
            ("Top 3", np.mean([a in names[o[:3]] for a, o in zip(actual, order)])),
            ("Any genre", np.mean([n in a.split("|") for n, a in zip(named, told.acceptable)])),
        ]:
            report.check(f"{what}, {column}", row[column], value)
        report.check(f"{what}, from", row["95% CI from"], low, (high - low) / 5)
        report.check(f"{what}, to", row["95% CI to"], high, (high - low) / 5)

    first = models[models.Tested == "by artist"].iloc[0]
    told, names, probabilities, order = trial(first.Model, "by artist")
    actual, named = told.actual.to_numpy(), names[order[:, 0]]
    tested = sorted(set(actual))
    code = {name: number for number, name in enumerate(names)}
    truth = np.eye(len(names))[[code[name] for name in actual]]
    areas = {name: metrics.roc_auc_score(truth[:, code[name]], probabilities[:, code[name]]) for name in tested}
    expected = {
        "accuracy": metrics.accuracy_score(actual, named), "top-3 accuracy": np.mean([a in names[o[:3]] for a, o in zip(actual, order)]),
        "accuracy, any class of the row": np.mean([n in a.split("|") for n, a in zip(named, told.acceptable)]),
        "balanced accuracy": metrics.balanced_accuracy_score(actual, named), "F1, macro": metrics.f1_score(actual, named, average="macro"),
        "F1, weighted": metrics.f1_score(actual, named, average="weighted"), "ROC AUC, macro": np.mean(list(areas.values())),
        "average precision, macro": np.mean([metrics.average_precision_score(truth[:, code[n]], probabilities[:, code[n]]) for n in tested]),
        "log loss": -np.mean(np.log(np.clip((probabilities * truth).sum(axis=1), 2**-52, 1))),
        "Brier score": np.mean(((probabilities - truth) ** 2).sum(axis=1)),
    }
    shown = report.table("tbl-measures")
    unknown = [name for name in shown.Measure if not any(key.lower() == name.lower() for key in expected)]
    if unknown:
        print("not recomputed:", ", ".join(unknown))
    for _, row in shown.iterrows():
        for name, value in expected.items():
            if name.lower() == row.Measure.lower():
                report.check(f"measures, {name}", row.Value, value, 1e-5)
                if not pd.isna(row["× baseline"]):
                    report.check(f"measures, {name}, × baseline", row["× baseline"], value / row.Baseline, 1e-5)
    scores = dict(zip(tested, zip(*metrics.precision_recall_fscore_support(actual, named, labels=tested)[:3])))
    for _, row in report.table("tbl-classes").iterrows():
        own = actual == row.Class
        low, high = interval(named[own] == row.Class, told.group[own])
        precision, recall, f1 = scores[row.Class]
        for column, value in [
            ("Rows", own.sum()), ("Artists", told.group[own].nunique()), ("Recall", recall), ("95% CI from", low), ("95% CI to", high),
            ("Precision", precision if (named == row.Class).any() else np.nan), ("F1", f1), ("ROC AUC", areas[row.Class]),
        ]:
            report.check(f"classes, {row.Class}, {column}", row[column], value)

    draws = report.told("draws").astype({"accuracy": float, "seconds": float})
    published = pd.read_csv("data/original.csv")
    published = published[published.Table.str.replace(" ", "").str.lower().str.contains("twelve|12")].set_index("Row")
    for _, row in report.table("tbl-original").iterrows():
        values = draws[draws.model == row.Model]
        for column, value in [("Median here", values.accuracy.median()), ("Hardest", values.accuracy.min()), ("Easiest", values.accuracy.max()),
                              ("Median s here", values.seconds.median()), ("Original, its genres", published.Accuracy.get(row.Model, np.nan))]:
            if column in row:
                report.check(f"draws, {row.Model}, {column}", row[column], value)
    return report.close("training")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("songbook")
    parser.add_argument("analyses", nargs="*", default=["hierarchy", "training"])
    parser.add_argument("--songs")
    parser.add_argument("-p", dest="parameters", action="append", default=[])
    asked = parser.parse_args()
    checks = {"hierarchy": hierarchy, "training": training}
    done = [checks[name](asked.songbook, asked.songs, asked.parameters) for name in asked.analyses]
    sys.exit(0 if all(done) else 1)
