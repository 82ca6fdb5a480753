"""How is it spread?"""

import matplotlib
import numpy
import scipy.stats
import seaborn

from counterpart import counterpart
from songs import FEATURES, by_median, largest, of, songs


@counterpart("fig-histogram")
def histogram(figure, data):
    axes = figure.subplots()
    seaborn.histplot(songs(), x="Energy", kde=True, ax=axes)
    axes.set_ylabel("Songs")
    seaborn.despine(ax=axes)


@counterpart("fig-histograms")
def histograms(figure, data):
    for axes, feature in zip(figure.subplots(3, 3).flat, FEATURES):
        seaborn.histplot(songs(), x=feature, bins=40, ax=axes)
        axes.set_ylabel("Songs" if axes.get_subplotspec().is_first_col() else "")
    seaborn.despine(figure)


@counterpart("fig-histogram-groups")
def histogram_groups(figure, data):
    families = by_median("Danceability", largest(6))
    for axes, family in zip(figure.subplots(2, 3, sharex=True, sharey=True).flat, families):
        seaborn.histplot(of([family]), x="Danceability", binwidth=0.025, binrange=(0, 1), ax=axes)
        axes.set(title=family, ylabel="Songs")
    seaborn.despine(figure)


@counterpart("fig-density")
def density(figure, data):
    axes = figure.subplots()
    families = list(data.Family.unique())
    seaborn.kdeplot(
        of(families), x="Energy", hue="Family", hue_order=families, fill=True, common_norm=False, cut=0, ax=axes
    )
    seaborn.despine(ax=axes)


@counterpart("fig-ridgeline")
def ridgeline(figure, data):
    axes = figure.subplots()
    densities = data[data.Part == "Densities"]
    families = by_median("Energy", largest(9))
    step = densities.Density.max() / 3
    places = [-step * row for row in range(len(families))]
    for place, family, colour in zip(places, families, seaborn.color_palette("crest", len(families))):
        curve = densities[densities.Family == family]
        axes.fill_between(curve.Energy, place, place + curve.Density, color=colour, alpha=0.9, zorder=-place)
        axes.plot(curve.Energy, place + curve.Density, color=matplotlib.rcParams["axes.facecolor"], zorder=-place)
    axes.set(xlabel="Energy", yticks=places, yticklabels=families)
    axes.tick_params(axis="y", length=0)
    seaborn.despine(ax=axes, left=True)


@counterpart("fig-box")
def box(figure, data):
    axes = figure.subplots()
    families = by_median("Loudness", largest(9))
    ink = matplotlib.rcParams["text.color"]
    seaborn.boxplot(
        of(families), x="Loudness", y="Family", order=families, color="tab:blue", linecolor=ink, fliersize=2, ax=axes
    )
    axes.set(xlabel="Loudness (dB)", ylabel="")
    axes.grid(axis="x", alpha=0.3)
    seaborn.despine(ax=axes)


@counterpart("fig-violin")
def violin(figure, data):
    axes = figure.subplots()
    families = by_median("Acousticness", largest(9))
    seaborn.violinplot(
        of(families),
        x="Acousticness",
        y="Family",
        order=families,
        inner="quart",
        cut=0,
        density_norm="width",
        color="tab:blue",
        linecolor=matplotlib.rcParams["text.color"],
        linewidth=1,
        ax=axes,
    )
    axes.set_ylabel("")
    seaborn.despine(ax=axes)


@counterpart("fig-ecdf")
def cumulative(figure, data):
    axes = figure.subplots()
    families = list(data.Family.unique())
    seaborn.ecdfplot(of(families), x="Energy", hue="Family", hue_order=families, ax=axes)
    seaborn.despine(ax=axes)


@counterpart("fig-qq")
def quantiles(figure, data):
    axes = figure.subplots()
    scipy.stats.probplot(songs().Tempo, plot=axes)
    axes.set(title="", xlabel="Theoretical quantiles", ylabel="Tempo")
    axes.get_lines()[0].set_markersize(3)
    seaborn.despine(ax=axes)


@counterpart("fig-strip")
def swarm(figure, data):
    axes = figure.subplots()
    dots = data[data.Part == "Dots"]
    seaborn.swarmplot(dots, x="Danceability", y="Family", size=4, ax=axes)
    axes.set_ylabel("")
    seaborn.despine(ax=axes)


@counterpart("fig-raincloud")
def raincloud(figure, data):
    """Half violins of matplotlib over boxes over strips, as the recipes for seaborn put them together."""
    axes = figure.subplots()
    dots = data[data.Part == "Dots"]
    families = list(dots.Family.unique())
    groups = [dots[dots.Family == family].Danceability.to_numpy() for family in families]
    rows = numpy.arange(len(families))[::-1]
    for body in axes.violinplot(groups, rows + 0.1, orientation="horizontal", side="high", showextrema=False, widths=0.8)["bodies"]:
        body.set_alpha(0.6)
    axes.boxplot(groups, positions=rows, orientation="horizontal", widths=0.12, showfliers=False)
    random = numpy.random.default_rng(1)
    for row, values in zip(rows, groups):
        axes.plot(values, row - 0.2 + random.uniform(-0.08, 0.08, len(values)), ".", markersize=3, alpha=0.7)
    axes.set(yticks=rows, yticklabels=families, xlabel="Danceability")
    seaborn.despine(ax=axes)
