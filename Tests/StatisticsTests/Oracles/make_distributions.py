"""Makes distributions.json: empirical distributions by NumPy, normal quantiles by SciPy (R's plotting positions), and
two-dimensional densities by SciPy's gaussian_kde with a diagonal bandwidth.

Run in this folder: python3 make_distributions.py
"""

import json
import math

import numpy
from scipy import stats

random = numpy.random.default_rng(19)


def empirical(name, values):
    known = numpy.asarray(values)
    known = known[~numpy.isnan(known)]
    finite = numpy.unique(known[numpy.isfinite(known)])
    return {
        "name": name, "values": [encoded(value) for value in values], "steps": finite.tolist(),
        "shares": [float((known <= value).mean()) for value in finite], "count": len(known),
    }


def encoded(value):
    value = float(value)
    return value if math.isfinite(value) else "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"


def normal(name, values):
    ordered = numpy.sort(values)
    count = len(ordered)
    offset = 0.375 if count <= 10 else 0.5
    places = (numpy.arange(1, count + 1) - offset) / (count + 1 - 2 * offset)
    low, high = numpy.quantile(ordered, [0.25, 0.75])
    slope = (high - low) / (stats.norm.ppf(0.75) - stats.norm.ppf(0.25))
    return {
        "name": name, "values": list(map(float, values)), "theoretical": stats.norm.ppf(places).tolist(),
        "slope": float(slope), "intercept": float(low - slope * stats.norm.ppf(0.25)),
    }


def density(name, x, y, places):
    x, y = numpy.asarray(x), numpy.asarray(y)
    factor = len(x) ** (-1 / 6)
    widths = numpy.array([x.std(ddof=1), y.std(ddof=1)]) * factor
    values = [
        float((stats.norm.pdf((px - x) / widths[0]) * stats.norm.pdf((py - y) / widths[1])).mean() / widths.prod())
        for px, py in places
    ]
    return {
        "name": name, "x": x.tolist(), "y": y.tolist(), "bandwidth": widths.tolist(), "places": places,
        "density": values,
    }


two = random.normal(0, 1, 150).round(3)
oracle = {
    "empirical": [
        empirical("ties", [3, 1, 2, 2, 5, 1, 1]),
        empirical("missing and infinite", [1.5, math.nan, -math.inf, 2.5, math.inf, 2.5]),
        empirical("normal", random.normal(10, 3, 60).round(2).tolist()),
    ],
    "normal": [
        normal("few", random.normal(5, 2, 9).round(3).tolist()),
        normal("many", random.exponential(2, 80).round(3).tolist()),
    ],
    "densities": [
        density("correlated", two.tolist(), (0.7 * two + random.normal(0, 0.7, 150)).round(3).tolist(),
                [[0, 0], [1, 0.7], [-1, -1], [2, -1]]),
    ],
}
with open("distributions.json", "w") as file:
    json.dump(oracle, file, separators=(",", ":"))
