"""What goes with what?"""

import numpy
import pandas
import seaborn
from scipy.cluster.hierarchy import dendrogram, linkage
from scipy.spatial.distance import squareform

from counterpart import counterpart
from songs import FEATURES, songs


@counterpart("fig-scatter")
def scatter(figure, data):
    axes = figure.subplots()
    points = data[data.Part == "Points"]
    seaborn.regplot(points, x="Energy", y="Loudness", scatter_kws={"s": 12, "alpha": 0.6}, ax=axes)
    r = points.Energy.corr(points.Loudness)
    axes.annotate(f"r = {r:.2f}, n = {len(points)}", (0.03, 0.95), xycoords="axes fraction")
    seaborn.despine(ax=axes)


@counterpart("fig-crowded")
def crowded(figure, data):
    axes = figure.subplots()
    fit = data[data.Part == "Fit"]
    seaborn.scatterplot(
        data[data.Part == "Points"], x="Energy", y="Loudness", s=6, alpha=0.2, linewidth=0, ax=axes
    )
    axes.plot(fit.Energy, fit.Loudness, color="tab:red", linewidth=2, label="LOESS")
    axes.legend(frameon=False)
    seaborn.despine(ax=axes)


@counterpart("fig-hexbin")
def hexbin(figure, data):
    axes = figure.subplots()
    cells = axes.hexbin(songs().Danceability, songs().Valence, gridsize=(44, 16), mincnt=1, cmap="viridis")
    seaborn.regplot(songs(), x="Danceability", y="Valence", scatter=False, color="tab:red", ax=axes)
    figure.colorbar(cells, label="Songs")
    seaborn.despine(ax=axes)


def coefficients():
    return songs()[FEATURES].corr()


@counterpart("fig-correlations")
def correlations(figure, data):
    axes = figure.subplots()
    seaborn.heatmap(
        coefficients().iloc[1:, :-1],
        mask=numpy.triu(numpy.ones((8, 8), dtype=bool), k=1),
        annot=True,
        fmt=".2f",
        cmap="RdBu_r",
        vmin=-1,
        vmax=1,
        square=True,
        cbar_kws={"label": "Pearson's r"},
        ax=axes,
    )


@counterpart("fig-clustered")
def clustered(figure, data):
    matrix = coefficients()
    joins = linkage(squareform(1 - matrix.abs().to_numpy(), checks=False), "average")
    tree, axes = figure.subplots(2, height_ratios=[1, 5])
    order = dendrogram(joins, ax=tree, color_threshold=0, above_threshold_color="gray", no_labels=True)["leaves"]
    tree.axis("off")
    seaborn.heatmap(
        matrix.iloc[order, order], annot=True, fmt=".2f", cmap="RdBu_r", vmin=-1, vmax=1, ax=axes
    )


@counterpart("fig-multiples")
def multiples(figure, data):
    panels = data.Panel.unique()
    for axes, panel in zip(figure.subplots(2, 3, sharex=True, sharey=True).flat, panels):
        rows = data[data.Panel == panel]
        fit = rows[rows.Part == "Fit"]
        seaborn.scatterplot(rows[rows.Part == "Points"], x="Energy", y="Loudness", s=5, alpha=0.4, linewidth=0, ax=axes)
        axes.plot(fit.Energy, fit.Loudness, color="tab:red")
        axes.set_title(panel)
    seaborn.despine(figure)


@counterpart("fig-joint")
def joint(figure, data):
    grid = figure.add_gridspec(2, 2, width_ratios=[5, 1], height_ratios=[1, 5])
    axes = figure.add_subplot(grid[1, 0])
    above, beside = figure.add_subplot(grid[0, 0], sharex=axes), figure.add_subplot(grid[1, 1], sharey=axes)
    seaborn.scatterplot(songs(), x="Energy", y="Valence", s=5, alpha=0.2, linewidth=0, ax=axes)
    seaborn.histplot(songs(), x="Energy", ax=above)
    seaborn.histplot(songs(), y="Valence", ax=beside)
    for margin in (above, beside):
        margin.axis("off")
    seaborn.despine(ax=axes)


@counterpart("fig-contours")
def contours(figure, data):
    axes = figure.subplots()
    seaborn.kdeplot(
        songs().sample(3000, random_state=1), x="Danceability", y="Valence", levels=[0.05, 0.25, 0.5, 0.75, 1], fill=True,
        alpha=0.7, cbar=True, ax=axes,
    )
    seaborn.despine(ax=axes)


@counterpart("fig-pairs")
def pairs(figure, data):
    columns = ["Energy", "Loudness", "Valence"]
    rows = songs().iloc[:200]
    for row, line in enumerate(figure.subplots(3, 3)):
        for column, axes in enumerate(line):
            if row == column:
                seaborn.histplot(rows, x=columns[column], ax=axes)
            else:
                seaborn.scatterplot(rows, x=columns[column], y=columns[row], s=8, ax=axes)
    seaborn.despine(figure)


@counterpart("fig-parallel")
def parallel(figure, data):
    """pandas' plot has one scale for all axes: each column is scaled to its range first."""
    axes = figure.subplots()
    numbers = data.drop(columns="Family")
    scaled = (numbers - numbers.min()) / (numbers.max() - numbers.min())
    pandas.plotting.parallel_coordinates(
        scaled.assign(Family=data.Family), "Family", ax=axes, color=seaborn.color_palette("tab10", data.Family.nunique()), linewidth=0.7
    )
    axes.legend(frameon=False, loc="upper right")


@counterpart("fig-network")
def network(figure, data):
    """By a spring layout (T. Fruchterman, E. Reingold, 1991), as networkx has it."""
    axes = figure.subplots()
    names = list(dict.fromkeys([*data.Family, *data.Neighbour]))
    weights = numpy.zeros((len(names), len(names)))
    for one, other, weight in data.itertuples(index=False):
        weights[names.index(one), names.index(other)] = weights[names.index(other), names.index(one)] = weight
    places = numpy.random.default_rng(1).uniform(-1, 1, (len(names), 2))
    for step in range(300):
        gaps = places[:, None] - places[None]
        lengths = numpy.maximum(numpy.linalg.norm(gaps, axis=2), 0.01)
        forces = (gaps * (0.1 / lengths**2 - weights * lengths / 0.33)[..., None]).sum(axis=1)
        moves = numpy.maximum(numpy.linalg.norm(forces, axis=1, keepdims=True), 0.01)
        places += forces / moves * numpy.minimum(moves, 0.1 * (1 - step / 300))
    for one, other in zip(*numpy.nonzero(numpy.triu(weights))):
        axes.plot(*places[[one, other]].T, color="grey", linewidth=2 * weights[one, other], zorder=0)
    axes.scatter(*places.T, s=300)
    for name, place in zip(names, places):
        axes.annotate(name, place, ha="center", va="center")
    axes.set_axis_off()
