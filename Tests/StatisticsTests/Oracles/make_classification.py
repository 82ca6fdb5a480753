"""Makes classification.json: scores and classes, and what scikit-learn says of them.

Run in this folder: python3 make_classification.py
"""
import json

import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import (accuracy_score, average_precision_score, brier_score_loss, confusion_matrix,
                             precision_recall_curve, precision_recall_fscore_support, roc_auc_score, roc_curve)

random = np.random.default_rng(7)


def binary(name, scores, positive):
    scores, positive = np.asarray(scores, float), np.asarray(positive, bool)
    fpr, tpr, thresholds = roc_curve(positive, scores, drop_intermediate=False)
    precision, recall, _ = precision_recall_curve(positive, scores)
    return {
        "name": name, "scores": scores.tolist(), "isPositive": positive.tolist(),
        "falsePositiveRate": fpr.tolist(), "truePositiveRate": tpr.tolist(), "thresholds": thresholds[1:].tolist(),
        "rocArea": roc_auc_score(positive, scores),
        "precision": precision[::-1].tolist(), "recall": recall[::-1].tolist(),
        "averagePrecision": average_precision_score(positive, scores),
    }


def reliability(probabilities, positive, bins, strategy):
    share, mean = calibration_curve(positive, probabilities, n_bins=bins, strategy=strategy)
    return {"bins": bins, "strategy": strategy, "share": share.tolist(), "mean": mean.tolist()}


n = 240
positive = random.random(n) < 0.4
smooth = np.clip(random.normal(0.4 + 0.2 * positive, 0.2), 0, 1)
cases = [
    binary("smooth", smooth, positive),
    binary("ties", np.round(smooth, 1), positive),
    binary("constant", np.full(20, 0.3), [True] * 8 + [False] * 12),
    binary("perfect", np.r_[np.full(5, 2.0), np.full(9, -1.0)], [True] * 5 + [False] * 9),
    binary("reversed", [0.1, 0.2, 0.3, 0.4], [True, True, False, False]),
    binary("signed zeros", [0.0, -0.0, 1.0, -1.0, 0.0], [True, False, True, False, True]),
]
edges = np.r_[smooth, 0, 1, 0.1, 0.2, 0.3, 0.5]
edge_positive = np.r_[positive, True, False, True, True, False, False]

classes = random.choice(4, 300, p=[0.5, 0.25, 0.2, 0.05])
scores = random.gumbel(size=(300, 4)) + 1.2 * np.eye(4)[classes]
scores = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
scores[:60] = np.round(scores[:60], 1)
hot = np.eye(4)[classes]
grid = np.linspace(0.003, 0.997, 71)


def mean_rate():
    total = np.zeros_like(grid)
    for number in range(4):
        fpr, tpr, _ = roc_curve(hot[:, number], scores[:, number], drop_intermediate=False)
        assert not np.isin(grid, fpr).any()
        total += np.interp(grid, fpr, tpr)
    return total / 4


actual = random.choice(5, 400, p=[0.4, 0.3, 0.2, 0.1, 0.0])
predicted = np.where(random.random(400) < 0.6, actual, random.choice([0, 1, 2, 4], 400))
averages = {}
for kind in ["macro", "weighted"]:
    values = precision_recall_fscore_support(actual, predicted, average=kind, labels=range(5), zero_division=0)
    averages[kind] = list(values[:3])
each = precision_recall_fscore_support(actual, predicted, labels=range(5), zero_division=np.nan)

expected = {
    "binary": cases,
    "reliability": {
        "probabilities": edges.tolist(), "isPositive": edge_positive.astype(bool).tolist(),
        "brier": brier_score_loss(edge_positive, edges),
        "curves": [reliability(edges, edge_positive, bins, strategy)
                   for bins in [1, 5, 10, 30] for strategy in ["uniform", "quantile"]],
    },
    "multiclass": {
        "classes": classes.tolist(), "scores": scores.ravel().tolist(),
        "rocAreas": [roc_auc_score(hot[:, i], scores[:, i]) for i in range(4)],
        "rocMicro": roc_auc_score(hot, scores, average="micro"),
        "rocMacro": roc_auc_score(hot, scores, average="macro"),
        "averagePrecisions": [average_precision_score(hot[:, i], scores[:, i]) for i in range(4)],
        "averagePrecisionMicro": average_precision_score(hot, scores, average="micro"),
        "averagePrecisionMacro": average_precision_score(hot, scores, average="macro"),
        "meanRateAt": grid.tolist(), "meanRate": mean_rate().tolist(),
    },
    "confusion": {
        "actual": actual.tolist(), "predicted": predicted.tolist(),
        "counts": confusion_matrix(actual, predicted, labels=range(5)).ravel().tolist(),
        "accuracy": accuracy_score(actual, predicted),
        "precision": [None if np.isnan(v) else v for v in each[0]],
        "recall": [None if np.isnan(v) else v for v in each[1]],
        "f1": [None if np.isnan(v) else v for v in each[2]],
        **averages,
    },
}
json.dump(expected, open("classification.json", "w"), allow_nan=False)
print(expected["confusion"]["precision"], expected["confusion"]["recall"], expected["confusion"]["f1"])
