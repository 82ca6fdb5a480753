"""Expected values for summaries, distributions, fits and clusters, from NumPy and SciPy.

    python3 make_statistics.py > statistics.json
"""

import json
from fractions import Fraction
from math import floor, log

import matplotlib
import numpy
from scipy import stats
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform

matplotlib.use("svg")
from matplotlib import pyplot

random = numpy.random.default_rng(2026)


def generated(count, seed):
    """A long column that the tests can make for themselves: a linear congruential generator, cubed."""
    state = seed
    values = []
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        values.append(((state >> 33) / 2**31) ** 3)
    return numpy.array(values)


def nice(width, at_least, whole):
    best, distance = None, float("inf")
    for exponent in range(-40, 40):
        for mantissa in (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5)):
            step = mantissa * Fraction(10) ** exponent
            if whole and (step < 1 or step.denominator != 1):
                continue
            if at_least and step < Fraction(width) * Fraction(999999999, 1000000000):
                continue
            ratio = abs(log(step) - log(width))
            if ratio < distance - 1e-12:
                best, distance = step, ratio
    return best


def widths(values):
    n = len(values)
    quartiles = numpy.quantile(values, [0.25, 0.75])
    return {
        "scott": (24 * numpy.sqrt(numpy.pi) / n) ** (1 / 3) * numpy.std(values),
        "freedmanDiaconis": 2 * (quartiles[1] - quartiles[0]) / n ** (1 / 3),
    }


def histogram(values, maximum=200):
    """The documented rule, in exact arithmetic where Swift uses doubles."""
    values = values[numpy.isfinite(values)]
    whole = bool(numpy.all(values == numpy.floor(values)))
    low, high = values.min(), values.max()
    basis = values
    if not whole and low == 0 and numpy.mean(values == 0) >= 0.05:
        basis = values[values != 0]
    rules = widths(basis)
    asked = min(rules["scott"], rules["freedmanDiaconis"]) if rules["freedmanDiaconis"] > 0 else rules["scott"]
    asked = min(asked, high - low)
    least = (high - low) / maximum
    step = nice(max(asked, least), asked < least, whole)
    while True:
        if whole and step == 1:
            edges = [Fraction(k) - Fraction(1, 2) for k in range(floor(low), floor(high) + 2)]
        else:
            first, last = floor(Fraction(low) / step), floor(Fraction(high) / step)
            if whole or last * step < Fraction(high) or first == last:
                last += 1
            # The high value itself may be the nearest double to the last edge.
            if not whole and float((last - 1) * step) == high and last - 1 > first:
                last -= 1
            edges = [k * step for k in range(first, last + 1)]
        if len(edges) - 1 <= maximum:
            break
        step = nice(float(step) * 1.2, True, whole)
    edges = [float(edge) for edge in edges]
    counts, _ = numpy.histogram(values, edges)
    return {"edges": edges, "counts": counts.tolist()}


def box(values):
    values = numpy.sort(values[numpy.isfinite(values)])
    first, median, third = numpy.quantile(values, [0.25, 0.5, 0.75])
    reach = 1.5 * (third - first)
    inside = values[(values >= first - reach) & (values <= third + reach)]
    outside = values[(values < first - reach) | (values > third + reach)]
    return {
        "count": len(values),
        "minimum": values[0], "firstQuartile": first, "median": median, "thirdQuartile": third, "maximum": values[-1],
        "mean": float(numpy.mean(values)),
        "lowerWhisker": min(first, inside.min()) if len(inside) else first,
        "upperWhisker": max(third, inside.max()) if len(inside) else third,
        "outliers": outside.tolist(),
    }


def trend(x, y, level):
    points = []
    for place in sorted(set(x.tolist())):
        group = y[x == place]
        mean = float(numpy.mean(group))
        half = 0.0
        if len(group) > 1:
            half = float(stats.t.ppf(0.5 + level / 2, len(group) - 1) * stats.sem(group))
        quartiles = numpy.quantile(group, [0.25, 0.5, 0.75]).tolist()
        points.append({"x": place, "mean": mean, "half": half, "quartiles": quartiles, "count": len(group)})
    return points


def linear(x, y, places, level):
    fit = stats.linregress(x, y)
    n = len(x)
    residual = numpy.sqrt(numpy.sum((y - fit.intercept - fit.slope * x) ** 2) / (n - 2))
    spread = numpy.sum((x - x.mean()) ** 2)
    half = [
        float(stats.t.ppf(0.5 + level / 2, n - 2) * residual * numpy.sqrt(1 / n + (place - x.mean()) ** 2 / spread))
        for place in places
    ]
    return {
        "slope": fit.slope, "intercept": fit.intercept, "rSquared": fit.rvalue**2,
        "places": places, "values": [fit.intercept + fit.slope * place for place in places], "half": half,
    }


def local(x, y, span, places):
    """Weighted least squares through numpy.polyfit at each place."""
    order = numpy.argsort(x, kind="stable")
    x, y = x[order], y[order]
    window = min(len(x), max(2, int(numpy.ceil(span * len(x)))))
    found = []
    for place in places:
        near = numpy.argsort(numpy.abs(x - place), kind="stable")[:window]
        reach = numpy.max(numpy.abs(x[near] - place))
        weight = (1 - numpy.minimum(1, numpy.abs(x[near] - place) / reach) ** 3) ** 3
        slope, height = numpy.polyfit(x[near] - place, y[near], 1, w=numpy.sqrt(weight))
        found.append(float(height))
    return {"span": span, "x": list(places), "y": found}


def hexagons(x, y, columns, rows):
    """Hexagons with points, by place."""
    figure, axes = pyplot.subplots()
    found = axes.hexbin(x, y, gridsize=(columns, rows), mincnt=1)
    middles, counts = found.get_offsets(), found.get_array()
    order = numpy.lexsort((numpy.round(middles[:, 0], 9), numpy.round(middles[:, 1], 9)))
    pyplot.close(figure)
    return {
        "columns": columns, "rows": rows, "x": middles[order, 0].tolist(), "y": middles[order, 1].tolist(),
        "counts": [int(count) for count in counts[order]],
    }


def reflected(values, places, low=-numpy.inf, high=numpy.inf):
    """A density that is folded back at its bounds: SciPy's, and its own values at the mirror images of the places."""
    kernel = stats.gaussian_kde(values)
    density = kernel(places)
    for bound in (low, high):
        if numpy.isfinite(bound):
            density = density + kernel(2 * bound - places)
    return {
        "x": places.tolist(), "density": density.tolist(),
        "bandwidth": float(numpy.sqrt(kernel.covariance[0, 0])),
    }


def linkage(coefficients, signed):
    distances = 1 - coefficients if signed else 1 - numpy.abs(coefficients)
    numpy.fill_diagonal(distances, 0)
    merges = hierarchy.linkage(squareform(distances, checks=False), "average")
    return {
        "signed": signed, "count": len(coefficients), "distances": distances.ravel().tolist(),
        "first": merges[:, 0].astype(int).tolist(), "second": merges[:, 1].astype(int).tolist(),
        "heights": merges[:, 2].tolist(), "sizes": merges[:, 3].astype(int).tolist(),
        "leaves": hierarchy.leaves_list(merges).tolist(),
    }


columns = {
    "normal": numpy.round(random.normal(0, 1, 300), 6),
    "inflated": numpy.round(numpy.where(random.random(240) < 0.3, 0, random.lognormal(-1, 0.7, 240)), 6),
    "whole": random.poisson(4, 250).astype(float),
    "years": numpy.floor(random.uniform(1958, 2024, 200)),
    "outlier": numpy.append(numpy.round(random.normal(10, 1, 120), 6), [5000.0, -3.25]),
    "hundredths": numpy.round(random.uniform(0, 1, 400), 2),
    "two": numpy.array([1.5, 2.25]),
    "one": numpy.array([3.5]),
}
histograms = {name: histogram(values) for name, values in columns.items() if name != "one"}
boxes = {name: box(values) for name, values in columns.items()}
long = generated(50_000, 42)

x = numpy.round(random.uniform(-2, 5, 80), 6)
y = numpy.round(1.25 - 0.5 * x + random.normal(0, 0.8, 80), 6)
place = numpy.floor(random.uniform(1960, 1970, 120))
value = numpy.round(random.gamma(2, 3, 120), 6)
grid = numpy.linspace(-4, 4, 33)
kernel = stats.gaussian_kde(columns["normal"])

# What follows has a source of its own, so that it leaves the numbers above as they are.
random = numpy.random.default_rng(324)
cloud_x = numpy.round(random.beta(4, 2, 2000), 6)
cloud_y = numpy.round(-25 + 20 * cloud_x + random.normal(0, 3, 2000), 6)
mixture = random.normal(0, 1, (60, 9)) @ random.normal(0, 1, (9, 9))
coefficients = numpy.corrcoef(mixture, rowvar=False)
trimmed = numpy.linspace(columns["inflated"].min(), columns["inflated"].max(), 25)

print(json.dumps({
    "columns": {name: values.tolist() for name, values in columns.items()},
    "histograms": histograms,
    "boxes": boxes,
    "widths": {name: widths(columns[name]) for name in ("normal", "years")},
    "long": {
        "count": 50_000, "seed": 42, "histogram": histogram(long),
        "quantiles": {str(p): float(numpy.quantile(long, p)) for p in (0.0, 0.05, 0.25, 0.5, 0.75, 0.999, 1.0)},
        "standardDeviation": float(numpy.std(long, ddof=1)),
    },
    "trend": {"x": place.tolist(), "y": value.tolist(), "level": 0.95, "points": trend(place, value, 0.95)},
    "linear": {"x": x.tolist(), "y": y.tolist(), "level": 0.9, **linear(x, y, [-2.0, 0.0, 1.5, 7.0], 0.9)},
    "local": {"x": x.tolist(), "y": y.tolist(), **{"fit": local(x, y, 0.4, numpy.linspace(x.min(), x.max(), 9).tolist())}},
    "density": {
        "x": grid.tolist(), "density": kernel(grid).tolist(),
        "bandwidth": float(numpy.sqrt(kernel.covariance[0, 0])),
    },
    "trimmedDensity": {
        "x": trimmed.tolist(), "density": stats.gaussian_kde(columns["inflated"])(trimmed).tolist(),
        "bandwidth": float(numpy.sqrt(stats.gaussian_kde(columns["inflated"]).covariance[0, 0])),
    },
    "reflectedDensity": reflected(columns["hundredths"], numpy.linspace(0, 1, 41), 0, 1),
    "halfReflectedDensity": reflected(columns["inflated"], trimmed, 0),
    "hexagons": {
        "x": cloud_x.tolist(), "y": cloud_y.tolist(),
        "grids": [hexagons(cloud_x, cloud_y, 44, 16), hexagons(cloud_x, cloud_y, 7, 3), hexagons(cloud_x, cloud_y, 1, 1)],
    },
    "linkages": [linkage(coefficients, False), linkage(coefficients, True)],
    "student": [
        {"degreesOfFreedom": n, "probability": p, "quantile": float(stats.t.ppf(p, n))}
        for n in (1, 2, 3, 7.5, 30, 1000, 200_000) for p in (0.6, 0.9, 0.975, 0.9995, 0.025)
    ],
}, indent=1))
