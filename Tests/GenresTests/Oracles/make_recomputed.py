"""Makes recomputed.json: the numbers of `hierarchy` and `training` on the sample, by scikit-learn, NumPy and SciPy.

    python3 make_recomputed.py

It reads outcomes.json (what Songbook's models said about each test row, see RecomputedTests.swift) and data/sample.csv.gz.
Made with scikit-learn 1.7, NumPy 2.3, SciPy 1.16, pandas 2.3.
"""
import json
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats
from sklearn import metrics
from sklearn.ensemble import RandomForestClassifier

warnings.simplefilter("ignore")
here = Path(__file__).parent
outcomes = json.load(open(here / "outcomes.json"))


def ranked(outcome):
    return np.array(outcome["ranked"]).reshape(-1, outcome["width"])


def interval(right, groups, level=0.95):
    """Korn and Graubard's effective number of rows, by the jackknife, in Wilson's interval with Student's t of Kish's groups."""
    frame = pd.DataFrame({"right": right, "group": groups}).groupby("group").right.agg(["sum", "count"])
    counts, totals = frame["sum"].to_numpy(float), frame["count"].to_numpy(float)
    k, rows = len(totals), totals.sum()
    if k < 2:
        return 0.0, 1.0
    share = counts.sum() / rows
    kish = rows**2 / (totals**2).sum()
    variance = (((counts - share * totals) / (1 - totals / rows)) ** 2).sum() / rows**2
    with np.errstate(divide="ignore"):
        effective = np.clip(share * (1 - share) / variance, kish, rows) if 0 < share < 1 else kish
    t = stats.t.ppf(0.5 + level / 2, max(1, kish - 1))
    middle = (share + t**2 / (2 * effective)) / (1 + t**2 / effective)
    half = t / (1 + t**2 / effective) * np.sqrt(share * (1 - share) / effective + t**2 / (4 * effective**2))
    return (0.0 if share == 0 else max(0, middle - half)), (1.0 if share == 1 else min(1, middle + half))


def shares(names, classes, right, groups, precisions=None):
    found = []
    for code, name in enumerate(names):
        rows = classes == code
        if not rows.any():
            continue
        lower, upper = interval(right[rows], groups[rows])
        share = {"name": name, "rows": int(rows.sum()), "groups": len(set(groups[rows])), "value": right[rows].mean(),
                 "lower": lower, "upper": upper}
        if precisions is not None and code in precisions:
            share["precision"] = precisions[code]
        found.append(share)
    return found


def precisions(actual, predicted):
    codes = sorted(set(predicted))
    return dict(zip(codes, metrics.precision_score(actual, predicted, labels=codes, average=None)))


groups, items = np.array(outcomes["groups"]), np.array(outcomes["items"])
level1, level2, whole = outcomes["level1"], outcomes["level2"], outcomes["whole"]
parents = np.array(outcomes["parents"])

actual, named = np.array(level1["actual"]), ranked(level1)[:, 0]
result = {
    "level1": {"accuracy": metrics.accuracy_score(actual, named),
               "balanced": metrics.balanced_accuracy_score(actual, named)},
    "level1Parents": shares(level1["classNames"], actual, actual == named, groups, precisions(actual, named)),
}

actual, named = np.array(level2["actual"]), ranked(level2)[:, 0]
result["level2Parents"] = shares(level1["classNames"], parents[actual], actual == named, groups)

actual, all_named = np.array(whole["actual"]), ranked(whole)
named = all_named[:, 0]
commonest = min(Counter(whole["trained"]).items(), key=lambda pair: (-pair[1], pair[0]))[0]
of_item = pd.DataFrame({"item": items, "genre": actual}).groupby(["item", "genre"]).size().groupby("item").max()
result["whole"] = {
    "accuracy": metrics.accuracy_score(actual, named), "balanced": metrics.balanced_accuracy_score(actual, named),
    "top 3": np.mean([a in n[:3] for a, n in zip(actual, all_named)]),
    "top 10": np.mean([a in n[:10] for a, n in zip(actual, all_named)]),
    "any genre": np.mean([n in a for a, n in zip(whole["acceptable"], named)]),
    "commonest": np.mean(actual == commonest), "ceiling": of_item.sum() / len(actual),
    "chance": 1 / len(whole["classNames"]),
}

training = outcomes["training"]
actual, order = np.array(training["actual"]), ranked(training)
probabilities = np.zeros(order.shape)
np.put_along_axis(probabilities, order, np.array(training["probabilities"]).reshape(order.shape), axis=1)
probabilities = probabilities.astype(np.float32).astype(float)
named = order[:, 0]
truth = np.eye(order.shape[1])[actual]
tested = sorted(set(actual))
confidence = probabilities[np.arange(len(actual)), named]
bins = np.searchsorted(np.linspace(0, 1, 11)[1:-1], confidence)  # as calibration_curve puts them
result["training"] = {
    "accuracy": metrics.accuracy_score(actual, named), "balanced": metrics.balanced_accuracy_score(actual, named),
    "top 3": np.mean([a in n[:3] for a, n in zip(actual, order)]),
    "any genre": np.mean([n in a for a, n in zip(training["acceptable"], named)]),
    "macro F1": metrics.f1_score(actual, named, average="macro"),
    "weighted F1": metrics.f1_score(actual, named, average="weighted"),
    "log loss": -np.mean(np.log(np.clip(probabilities[np.arange(len(actual)), actual], 2**-52, 1 - 2**-52))),
    "Brier": np.mean(((probabilities - truth) ** 2).sum(axis=1)),
    "ROC AUC": np.mean([metrics.roc_auc_score(truth[:, c], probabilities[:, c]) for c in tested]),
    "average precision": np.mean([metrics.average_precision_score(truth[:, c], probabilities[:, c]) for c in tested]),
    "calibration error": sum(
        abs((named == actual)[bins == b].mean() - confidence[bins == b].mean()) * (bins == b).mean()
        for b in range(10) if (bins == b).any()),
}
result["trainingGenres"] = shares(
    training["classNames"], actual, actual == named, np.array(outcomes["trainingGroups"]))

songs = pd.read_csv(here / "../../../data/sample.csv.gz").rename(columns={"Valeance": "Valence"})
names = ["Danceability", "Energy", "Loudness", "Speechiness", "Acousticness", "Instrumentalness", "Liveness", "Valence", "Tempo"]
d, e, l, s, a, i, v, p, t = (songs[name] for name in names)
features = np.column_stack([songs[names], e * d, l * e, a * i, p * d, e * e, t / 250])
train, test = outcomes["trainRows"], outcomes["testRows"]
forest = RandomForestClassifier(60, max_depth=25, min_samples_split=5, random_state=42)
forest.fit(features[train], parents[np.array(whole["trained"])])
result["peerLevel1"] = forest.score(features[test], level1["actual"])
json.dump(result, open(here / "recomputed.json", "w"), indent=1, default=float)
print(result["level1"], result["peerLevel1"], result["whole"], result["training"])
