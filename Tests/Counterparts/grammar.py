"""Marks: make your own."""

import matplotlib.dates
import matplotlib.pyplot as plt
import numpy
import pandas
import seaborn
from matplotlib.colors import BoundaryNorm

from counterpart import counterpart


@counterpart("fig-marks")
def bars(figure, data):
    axes = figure.subplots()
    axes.bar(data.Decade, data.Energy)
    axes.set(xlabel="Decade", ylabel="Energy")
    seaborn.despine(ax=axes)


@counterpart("fig-marks-2")
def line_and_rule(figure, data):
    axes = figure.subplots()
    years = data[data.Part == "Lines"]
    axes.plot(years.Year.astype(int), years["mean(Energy)"])
    mean = data.Mean.dropna().iloc[0]
    axes.axhline(mean, color="grey", linestyle="--", linewidth=1, label=f"mean of all songs: {mean:.2f}")
    axes.set(xlabel="Year", ylabel="Energy")
    axes.legend(frameon=False)
    seaborn.despine(ax=axes)


@counterpart("fig-marks-3")
def function(figure, data):
    axes = figure.subplots()
    x = numpy.linspace(0, 1, 201)
    axes.fill_between(x, 6 * x * (1 - x), alpha=0.3, linewidth=0)
    axes.plot(x, 6 * x * (1 - x))
    axes.set(xlabel="Energy", ylabel="Share", ylim=(0, None))
    seaborn.despine(ax=axes)


@counterpart("fig-marks-4")
def colored_points(figure, data):
    axes = figure.subplots()
    points = axes.scatter(data.Energy, data.Valence, c=data.Tempo, s=16, linewidths=0)
    figure.colorbar(points, label="Tempo")
    axes.set(xlabel="Energy", ylabel="Valence")
    seaborn.despine(ax=axes)


@counterpart("fig-scales")
def logarithmic(figure, data):
    axes = figure.subplots()
    axes.loglog(data.Rank, data.Songs)
    axes.set(xlabel="Rank", ylabel="Songs")
    axes.grid(alpha=0.3)
    seaborn.despine(ax=axes)


@counterpart("fig-scales-2")
def dates(figure, data):
    axes = figure.subplots()
    axes.plot(pandas.to_datetime(data.Release), data.Songs)
    axes.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(axes.xaxis.get_major_locator()))
    axes.set(xlabel="Release", ylabel="Songs", ylim=(0, None))
    seaborn.despine(ax=axes)


@counterpart("fig-scales-3")
def diverging(figure, data):
    axes = figure.subplots()
    values = data.pivot(index="Family", columns="Decade", values="Difference of valence")
    seaborn.heatmap(values, center=0, cmap="PuOr", ax=axes, cbar_kws={"label": "Difference of valence"})
    axes.tick_params(axis="x", rotation=45)
    axes.tick_params(axis="y", rotation=0)


@counterpart("fig-scales-4")
def classes(figure, data):
    axes = figure.subplots()
    borders = data.Acousticness.quantile([0, 0.25, 0.5, 0.75, 1]).to_numpy()
    points = axes.scatter(data.Energy, data.Loudness, c=data.Acousticness, s=16, linewidths=0, norm=BoundaryNorm(borders, 256))
    figure.colorbar(points, label="Acousticness", spacing="uniform", format="%.2g")
    axes.set(xlabel="Energy", ylabel="Loudness in dB")
    seaborn.despine(ax=axes)


@counterpart("fig-words")
def words(figure, data):
    axes = figure.subplots()
    heights = data.pivot_table(["Energy", "Low", "High"], "Family", "Songs", sort=False)
    for side, era in zip([-0.2, 0.2], heights.Energy):
        errors = [heights.Energy[era] - heights.Low[era], heights.High[era] - heights.Energy[era]]
        axes.bar(numpy.arange(len(heights)) + side, heights.Energy[era], 0.4, yerr=errors, capsize=3,
                 ecolor=plt.rcParams["text.color"], label=era)
    axes.set_xticks(range(len(heights)), heights.index)
    axes.set_ylabel("Energy")
    axes.legend(title="Songs", frameon=False, loc="upper left")
    axes.set_title("Mean energy of five families, with two standard errors", loc="left", fontsize=10)
    figure.suptitle("Energy then and now", x=0.01, ha="left", weight="bold", fontsize=14)
    figure.supxlabel("Songs by year of release, 1960 to 2024.", x=0.01, ha="left", fontsize=8)
    seaborn.despine(ax=axes)


@counterpart("fig-annotations")
def annotations(figure, data):
    axes = figure.subplots()
    points = data[data.Part == "Points"]
    dots = axes.scatter(points.Energy, points.Valence, points.Songs / 4, alpha=0.8)
    # By hand, where labels above would lie on each other.
    offsets = {"hip hop": (-30, -4), "rock": (24, -4), "indie": (24, -6)}
    for row in points.itertuples():
        axes.annotate(row.Text, (row.Energy, row.Valence), offsets.get(row.Text, (0, 11)), textcoords="offset points", ha="center")
    median = data[data.Part == "Rules"].Energy.iloc[0]
    axes.axvline(median, color="grey", linestyle="--", linewidth=1)
    axes.annotate("median of all songs", (median, 1), (4, -10), xycoords=("data", "axes fraction"), textcoords="offset points")
    for row in data[data.Part == "Texts"].itertuples():
        axes.text(row.Energy, row.Valence, row.Text, ha="center", style="italic")
    sizes = dots.legend_elements("sizes", num=4, func=lambda size: size * 4, color="grey")
    axes.legend(*sizes, title="Songs", frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    axes.set(xlabel="Energy", ylabel="Valence", xlim=(0, 1.05), ylim=(0, 0.75))
    seaborn.despine(ax=axes)


@counterpart("fig-more")
def second_axis(figure, data):
    axes = figure.subplots()
    axes.bar(data.Decade, data.Songs)
    total = data.Songs.sum()
    other = axes.secondary_yaxis("right", functions=(lambda songs: songs / total * 100, lambda share: share * total / 100))
    axes.set_ylabel("Songs")
    other.set_ylabel("Share in %")


@counterpart("fig-more-2")
def inset(figure, data):
    axes = figure.subplots()
    years, recent = data[data.Part == "Lines"], data[data.Part.str.startswith("Inset")]
    axes.plot(years.Year, years["mean(Energy)"])
    axes.set(xlabel="Year", ylabel="Energy", ylim=(0, 0.75))
    part = axes.inset_axes([0.55, 0.12, 0.4, 0.35])
    part.plot(recent.Year, recent["mean(Energy)"])


@counterpart("fig-more-3")
def caps(figure, data):
    axes = figure.subplots()
    rules = data[data.Part == "Rules"].set_index("Family")
    middles = data[data.Part == "Points"].set_index("Family").Valence
    axes.errorbar(middles.index, middles, [middles - rules.Q1, rules.Q3 - middles], fmt="o", capsize=4)
    axes.set_ylabel("Valence")
    seaborn.despine(ax=axes)


@counterpart("fig-more-4")
def formulas(figure, data):
    axes = figure.subplots()
    z = numpy.linspace(-3.5, 3.5, 300)
    axes.plot(z, numpy.exp(-(z**2) / 2) / numpy.sqrt(2 * numpy.pi))
    axes.axvline(1.96, color="grey")
    axes.annotate(r"$\Phi(z) = 0.975$", (1.96, 0.38), (-4, 0), textcoords="offset points", ha="right")
    axes.set(title=r"The normal density $\varphi(z) \propto e^{-z^2/2}$", xlabel="Standard score $z$", ylabel=r"$\varphi(z)$")
    seaborn.despine(ax=axes)
