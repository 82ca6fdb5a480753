"""Makes proportions.json: Wilson's intervals by SciPy. Run in this folder: python3 make_proportions.py"""
import json

from scipy.stats import binomtest

cases = []
for successes, total, level in [(0, 5, 0.95), (5, 5, 0.95), (1, 3, 0.9), (38, 75, 0.95), (12, 1231, 0.99), (500, 1000, 0.5)]:
    interval = binomtest(successes, total).proportion_ci(level, method="wilson")
    cases.append({"successes": successes, "total": total, "level": level, "lower": interval.low, "upper": interval.high})
json.dump(cases, open("proportions.json", "w"), indent=1)
