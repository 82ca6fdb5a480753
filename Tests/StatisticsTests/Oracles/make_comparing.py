"""Makes comparing.json: differences of two models on the same rows. Run in this folder: python3 make_comparing.py"""
import json

import numpy as np
from scipy import stats
from sklearn.metrics import balanced_accuracy_score, f1_score

random = np.random.default_rng(5)


def measure(statistic, values, classes, predicted):
    if statistic == "mean":
        return float(np.mean(values))
    if statistic == "rootMean":
        return float(np.sqrt(np.mean(values)))
    if statistic == "classMean":
        return float(np.mean([values[classes == code].mean() for code in np.unique(classes)]))
    average = "macro" if statistic == "macroF1" else "weighted"
    return float(f1_score(classes, predicted, average=average, zero_division=0))


def paired(statistic, new, old, classes, groups, level):
    """The difference without each group in turn, as the definition says."""
    whole = measure(statistic, *new) - measure(statistic, *old)
    parts, total = [], len(groups)
    for group in np.unique(groups):
        kept = groups != group
        left = measure(statistic, *[a[kept] for a in new]) - measure(statistic, *[a[kept] for a in old])
        share = (~kept).sum() / total
        parts.append((1 - share) * (whole - left) + share * whole)
    parts = np.array(parts)
    error = np.sqrt((parts**2).sum())
    freedom = max(1, (parts**2).sum() ** 2 / (parts**4).sum() - 1)
    half = stats.t.ppf(0.5 + level / 2, freedom) * error
    return whole, whole - half, whole + half, 2 * stats.t.sf(abs(whole / error), freedom)


cases = []
for statistic in ["mean", "rootMean", "classMean", "macroF1", "weightedF1"]:
    for count, group_count, level in [(60, 60, 0.95), (120, 25, 0.9)]:
        classes = random.integers(0, 4, count)
        groups = np.arange(count) if group_count == count else random.integers(0, group_count, count)
        sides = []
        for skill in (0.5, 0.62):
            predicted = np.where(random.random(count) < skill, classes, random.integers(0, 5, count))
            values = random.random(count) * (2 - skill) if statistic == "rootMean" else (predicted == classes) * 1.0
            sides.append((values, classes, predicted))
        old, new = sides
        if statistic == "classMean":
            assert abs(measure(statistic, *new) - balanced_accuracy_score(classes, new[2])) < 1e-12
        whole, lower, upper, p = paired(statistic, new, old, classes, groups, level)
        cases.append({
            "statistic": statistic, "level": level, "classes": classes.tolist(), "groups": groups.tolist(),
            "old": old[0].tolist(), "new": new[0].tolist(), "oldPredicted": old[2].tolist(), "newPredicted": new[2].tolist(),
            "oldValue": measure(statistic, *old), "newValue": measure(statistic, *new),
            "difference": whole, "lower": lower, "upper": upper, "pValue": p,
        })

mcnemar = []
for lost, gained in [(0, 0), (0, 5), (7, 3), (40, 61), (310, 290), (5000, 4700), (3, 3)]:
    p = stats.binomtest(min(lost, gained), lost + gained).pvalue if lost + gained else 1.0
    mcnemar.append({"rightToWrong": lost, "wrongToRight": gained, "pValue": p})

rates = []
for count in (1, 2, 13, 200):
    values = random.random(count) ** 3
    rates.append({"pValues": values.tolist(), "adjusted": stats.false_discovery_control(values).tolist()})

# Newcombe's method 10: Wilson's intervals of both shares, squared and added.
unpaired = []
for (one, all_one), (other, all_other) in [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((10, 10), (0, 20)), ((5, 56), (0, 29))]:
    new, old = one / all_one, other / all_other
    wilson = [stats.binomtest(k, n).proportion_ci(0.95, method="wilson") for k, n in ((one, all_one), (other, all_other))]
    lower = new - old - np.hypot(new - wilson[0].low, wilson[1].high - old)
    upper = new - old + np.hypot(wilson[0].high - new, old - wilson[1].low)
    unpaired.append({"new": [one, all_one], "old": [other, all_other], "lower": lower, "upper": upper})

json.dump({"paired": cases, "mcnemar": mcnemar, "rates": rates, "unpaired": unpaired}, open("comparing.json", "w"))
