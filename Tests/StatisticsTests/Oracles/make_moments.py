"""Makes moments.json: sums by math.fsum, moments and quantiles by NumPy (missing values left out, as pandas does), correlations by NumPy and SciPy.

Run in this folder: python3 make_moments.py
"""

import json
import math

import numpy
from scipy import stats

inf, nan = math.inf, math.nan
random = numpy.random.default_rng(11)


def encoded(value):
    """JSON has no infinite numbers."""
    value = float(value)
    return value if math.isfinite(value) else "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"


def lists(values):
    return [encoded(value) for value in values]


columns = {
    "one and 48 zeros": [1.0] + [0.0] * 48,
    "tenths": [0.1] * 1000,
    "cancelling": [1e16, 1.0, -1e16],
    "cancelling twice": [1e100, 1.0, -1e100, 1e-3] * 7,
    "halfway": [2.0**53, 1.0, 2.0**-60],
    "large offset": (1e9 + numpy.round(random.normal(0, 1e-3, 501), 6)).tolist(),
    "mixed magnitudes": (random.normal(0, 1, 400) * 10.0 ** random.integers(-12, 13, 400)).tolist(),
    "with missing": [1.0, nan, 2.5, nan, 4.0, 8.0, 0.5, 3.0, nan],
    "with infinity": [1.0, 2.0, 3.0, 4.0, inf],
    "with both infinities": [-inf, 1.0, 2.0, inf, nan],
    "only infinity": [inf],
    "one": [3.5],
    "two": [1.5, 2.25],
    "constant": [0.1] * 17,
    "integers": random.integers(-1000, 1000, 333).astype(float).tolist(),
}
cases = []
for name, values in columns.items():
    column = numpy.array(values)
    present = column[~numpy.isnan(column)]
    finite = numpy.isfinite(present).all()
    # The standard deviation in extended precision.
    exact = numpy.asarray(present, dtype=numpy.longdouble)
    deviation = float(exact.std(ddof=1)) if finite and len(present) > 1 else nan
    with numpy.errstate(all="ignore"):
        mean = math.fsum(present) / len(present) if finite else float(present.mean())
    cases.append({
        "name": name, "values": lists(values), "count": len(present),
        "missing": len(column) - len(present),
        "infinite": int(numpy.isinf(present).sum()),
        "sum": encoded(math.fsum(present) if finite else present.sum()), "mean": encoded(mean),
        "standardDeviation": encoded(deviation), "minimum": encoded(present.min()), "maximum": encoded(present.max()),
        "median": encoded(numpy.median(present)),
        "quartiles": lists(numpy.quantile(present, [0.25, 0.5, 0.75])) if finite else None,
    })

# A long column, made by the tests as well: a linear congruential generator.
state, long = 77, []
for _ in range(200_003):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    long.append(((state >> 33) / 2**31 - 0.5) * 1e6)
exact = numpy.asarray(long, dtype=numpy.longdouble)

x = numpy.round(random.normal(3, 2, 60), 6)
y = numpy.round(0.4 * x + random.normal(0, 1, 60), 6)
correlations = []
for scale_x, scale_y in [(1, 1), (1e200, 1), (1e-200, 1e200), (1e300, 1e-300), (1e-310, 1e5)]:
    a, b = x * scale_x, y * scale_y
    # Powers of ten change the coefficient only by what rounding takes.
    correlations.append({
        "x": a.tolist(), "y": b.tolist(), "pearson": float(numpy.corrcoef(x, y)[0, 1]),
        "spearman": float(stats.spearmanr(a, b).statistic),
    })

groups = random.integers(0, 5, 300)
grouped = random.normal(0, 1, 300) * 10.0 ** random.integers(-8, 9, 300)
json.dump({
    "cases": cases,
    "long": {"seed": 77, "count": len(long), "sum": math.fsum(long), "mean": math.fsum(long) / len(long),
             "standardDeviation": float(exact.std(ddof=1))},
    "correlations": correlations,
    "groups": {
        "group": groups.tolist(), "value": grouped.tolist(),
        "sums": [math.fsum(grouped[groups == group]) for group in range(5)],
        "variances": [float(numpy.asarray(grouped[groups == group], numpy.longdouble).var(ddof=1)) for group in range(5)],
    },
    "normal": [{"probability": p, "quantile": float(stats.norm.ppf(p))}
               for p in (1e-300, 1e-12, 0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.9995, 1 - 1e-12)],
}, open("moments.json", "w"), indent=1)
