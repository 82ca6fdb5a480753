"""Local regressions as Cleveland's own code computes them (scikit-misc, the sources of R's loess), evaluated directly at
each place. Run: python3 make_curves.py > curves.json"""
import json

import numpy
from skmisc.loess import loess

random = numpy.random.default_rng(93)


def curve(name, x, y, span, degree, places=9):
    order = numpy.argsort(x, kind="stable")
    x, y = x[order], y[order]
    assert abs(span * len(x) - round(span * len(x))) < 1e-9, "loess rounds the window down, Songbook up"
    fit = loess(x, y, span=span, degree=degree, surface="direct")
    fit.fit()
    at = numpy.linspace(x.min(), x.max(), places)
    return {
        "name": name, "span": span, "degree": degree, "x": x.tolist(), "y": y.tolist(), "places": at.tolist(),
        "values": numpy.asarray(fit.predict(at).values).tolist(),
    }


wave_x = numpy.round(random.uniform(0, 3, 80), 6)
wave_y = numpy.round(numpy.sin(3 * wave_x) + random.normal(0, 0.3, 80), 6)
# As loudness goes with energy: steep at one end.
edge_x = numpy.round(random.beta(0.8, 2, 200), 4)
edge_y = numpy.round(-5 + 6 * numpy.log(edge_x + 0.01) + random.normal(0, 2, 200), 4)
# A third of the rows at 0.
tied_x = numpy.where(numpy.arange(120) < 40, 0, numpy.round(random.uniform(0, 1, 120), 3))
tied_y = numpy.round(0.7 - 0.4 * tied_x + random.normal(0, 0.2, 120), 4)
far_x = numpy.round(1e6 + random.uniform(0, 1e-1, 60), 5)
far_y = numpy.round(random.normal(0, 1, 60), 4)

print(json.dumps([
    curve("wave", wave_x, wave_y, 0.5, 2),
    curve("wave", wave_x, wave_y, 0.5, 1),
    curve("wave", wave_x, wave_y, 0.5, 0),
    curve("wave", wave_x, wave_y, 1.0, 2),
    curve("edge", edge_x, edge_y, 0.2, 2),
    curve("edge", edge_x, edge_y, 0.2, 1),
    curve("tied", tied_x, tied_y, 0.5, 2),
    curve("tied", tied_x, tied_y, 0.5, 1),
    curve("far", far_x, far_y, 0.5, 2),
], indent=1))
