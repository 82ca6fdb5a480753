"""Makes proportions.json, Wilson's intervals by SciPy, and clusters.json, intervals of shares of rows in clusters by NumPy and
SciPy. Run in this folder: python3 make_proportions.py"""
import json

import numpy as np
from scipy import stats

from scipy.stats import binomtest

cases = []
for successes, total, level in [(0, 5, 0.95), (5, 5, 0.95), (1, 3, 0.9), (38, 75, 0.95), (12, 1231, 0.99), (500, 1000, 0.5)]:
    interval = binomtest(successes, total).proportion_ci(level, method="wilson")
    cases.append({"successes": successes, "total": total, "level": level, "lower": interval.low, "upper": interval.high})
json.dump(cases, open("proportions.json", "w"), indent=1)


rng = np.random.default_rng(16)


def clustered(counts, totals, level):
    """Korn and Graubard's effective number of rows, by the jackknife, in Wilson's interval with Student's t of Kish's clusters."""
    counts, totals = np.array(counts, float), np.array(totals, float)
    rows = totals.sum()
    share = counts.sum() / rows
    kish = rows**2 / (totals**2).sum()
    variance = (((counts - share * totals) / (1 - totals / rows)) ** 2).sum() / rows**2
    with np.errstate(divide="ignore"):
        effective = np.clip(share * (1 - share) / variance, kish, rows) if 0 < share < 1 else kish
    t = stats.t.ppf(0.5 + level / 2, max(1, kish - 1))
    middle = (share + t**2 / (2 * effective)) / (1 + t**2 / effective)
    half = t / (1 + t**2 / effective) * np.sqrt(share * (1 - share) / effective + t**2 / (4 * effective**2))
    return (0 if share == 0 else max(0, middle - half)), (1 if share == 1 else min(1, middle + half))


cases = []
for clusters, level in [(2, 0.95), (3, 0.95), (10, 0.9), (40, 0.95), (40, 0.95), (300, 0.99)]:
    totals = rng.geometric(0.1, clusters)
    shares = rng.beta(0.5, 1, clusters)
    counts = rng.binomial(totals, shares)
    lower, upper = clustered(counts, totals, level)
    cases.append({"counts": counts.tolist(), "totals": totals.tolist(), "level": level, "lower": lower, "upper": upper})
for counts, totals in [([0, 0, 0], [5, 1, 9]), ([5, 1, 9], [5, 1, 9]), ([2, 1, 0], [4, 2, 0])]:
    lower, upper = clustered(counts, totals, 0.95)
    cases.append({"counts": counts, "totals": totals, "level": 0.95, "lower": lower, "upper": upper})
json.dump(cases, open("clusters.json", "w"), indent=1)
