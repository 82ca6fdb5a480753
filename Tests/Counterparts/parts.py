"""What is it made of?"""

import numpy
import seaborn
from matplotlib.ticker import PercentFormatter

from counterpart import counterpart


@counterpart("fig-sectors")
def sectors(figure, data):
    axes = figure.subplots()
    wedges, _, shares = axes.pie(
        data.Songs, labels=data.Family, autopct="%.0f %%", pctdistance=0.78, startangle=90, counterclock=False,
        wedgeprops={"width": 0.45, "edgecolor": axes.get_facecolor()}, textprops={"fontsize": 11},
    )
    for wedge, share in zip(wedges, shares):
        share.set_color("black" if numpy.dot(wedge.get_facecolor()[:3], [0.299, 0.587, 0.114]) > 0.5 else "white")
    axes.text(0, 0, f"{data.Songs.sum():,.0f}\nsongs", ha="center", va="center", fontsize=13)


@counterpart("fig-areas")
def areas(figure, data):
    axes = figure.subplots()
    counts = data.pivot(index="Decade", columns="Family", values="Share")
    shares = counts.div(counts.sum(axis=1), axis=0)
    axes.stackplot(shares.index, shares.T, labels=shares.columns, edgecolor=axes.get_facecolor(), linewidth=0.8)
    middle = shares.cumsum(axis=1).iloc[-1] - shares.iloc[-1] / 2
    for name, place in middle.items():
        axes.annotate(name, (len(shares) - 1, place), (6, 0), textcoords="offset points", va="center")
    axes.set(xlabel="Decade", ylabel="Share of songs", xlim=(0, len(shares) - 1), ylim=(0, 1))
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.set_yticks(numpy.linspace(0, 1, 6))
    seaborn.despine(ax=axes)
