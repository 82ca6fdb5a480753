"""How is it spread?"""

import numpy
import seaborn

from counterpart import counterpart


@counterpart("fig-histogram")
def histogram(figure, data):
    axes = figure.subplots()
    bins = data[data.Part == "Bins"]
    axes.bar(bins.From, bins.Songs, numpy.diff(bins.From).mean(), align="edge")
    axes.set(xlabel="Energy", ylabel="Songs")
    seaborn.despine(ax=axes)
