"""What goes with what?"""

import numpy
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
