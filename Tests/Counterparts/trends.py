"""What changes?"""

import matplotlib.pyplot as plt
import seaborn

from counterpart import counterpart


@counterpart("fig-trends")
def trends(figure, data):
    axes = figure.subplots()
    for name, rows in data.groupby("Column", sort=False):
        (line,) = axes.plot(rows.Year, rows.Mean, label=name)
        axes.fill_between(rows.Year, rows.Lower, rows.Upper, color=line.get_color(), alpha=0.25, linewidth=0)
    axes.set(xlabel="Year", ylabel="Mean, with its 95 % confidence interval")
    axes.legend(frameon=False)
    seaborn.despine(ax=axes)


@counterpart("fig-trend-quartiles")
def quartiles(figure, data):
    axes = figure.subplots()
    axes.plot(data.Year, data.Loudness, label="Median")
    axes.fill_between(data.Year, data.Lower, data.Upper, alpha=0.25, linewidth=0, label="Middle half")
    axes.set(xlabel="Year", ylabel="Loudness in dB")
    axes.legend(frameon=False, loc="lower right")
    seaborn.despine(ax=axes)


@counterpart("cell-43")
@counterpart("cell-43-2")
@counterpart("cell-43-3")
@counterpart("cell-43-4")
def sparkline(figure, data):
    figure.set_layout_engine("none")
    axes = figure.add_axes([0.02, 0.12, 0.7, 0.76])
    values = data.iloc[:, 1]
    axes.plot(data.Position, values, color=plt.rcParams["text.color"], linewidth=0.8)
    axes.plot(data.Position.iloc[-1], values.iloc[-1], ".", color="tab:red", markersize=4)
    axes.annotate(f"{values.iloc[-1]:.3g}", (1, values.iloc[-1]), (3, 0), xycoords=("axes fraction", "data"),
                  textcoords="offset points", va="center", fontsize=7, color="tab:red")
    axes.set_axis_off()
