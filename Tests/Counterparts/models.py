"""How good is the model?"""

import matplotlib.pyplot as plt
import numpy
import seaborn

from counterpart import counterpart


@counterpart("fig-confusion")
def confusion(figure, data):
    axes = figure.subplots()
    counts = data.pivot(index="Actual", columns="Predicted", values="Count")
    shares = data.pivot(index="Actual", columns="Predicted", values="Share of actual")
    texts = shares.map("{:.0%}\n".format) + counts.map("{:.0f}".format)
    seaborn.heatmap(shares, annot=texts, fmt="", cmap="Blues", vmin=0, vmax=1, ax=axes, cbar_kws={"label": "Share of actual"})
    axes.tick_params(axis="y", rotation=0)


def curves(axes, data, x, y, measure):
    """As scikit-learn's displays have them: the measure in the legend."""
    for name, rows in data.groupby("Curve", sort=False):
        axes.plot(rows[x], rows[y], label=f"{name} ({measure} = {rows[measure].iloc[0]:.2f})",
                  linestyle=":" if "average" in name else "-", linewidth=2.5 if "average" in name else 1.2)
    axes.set(xlabel=x, ylabel=y, xlim=(-0.01, 1.01), ylim=(-0.01, 1.01), aspect="equal")


@counterpart("fig-roc")
def roc(figure, data):
    axes = figure.subplots()
    curves(axes, data, "False positive rate", "True positive rate", "AUC")
    axes.plot([0, 1], [0, 1], "--", color="grey", label="Chance (AUC = 0.50)")
    axes.legend(loc="lower right")


@counterpart("fig-precision")
def precision(figure, data):
    axes = figure.subplots()
    curves(axes, data, "Recall", "Precision", "AP")
    axes.legend(loc="upper right")


@counterpart("fig-calibration")
def calibration(figure, data):
    """As in scikit-learn's example: the curve, and below it how often each probability was given."""
    axes, counts = figure.subplots(2, sharex=True, height_ratios=[3, 1])
    curve, bars = data[data.Part == "Curves"], data[data.Part == "Bars"]
    axes.plot([0, 1], [0, 1], ":", color="grey", label="Perfectly calibrated")
    axes.plot(curve["Mean probability"], curve["Share positive"], "s-", label=curve.Curve.iloc[0])
    axes.set(ylabel="Fraction of positives")
    axes.legend(loc="upper left")
    counts.bar(bars.From, bars.Rows, bars.To - bars.From, align="edge", edgecolor=counts.get_facecolor())
    counts.set(xlabel="Mean predicted probability", ylabel="Songs")


@counterpart("fig-importance")
def importance(figure, data):
    axes = figure.subplots()
    rows = data.iloc[::-1]
    axes.barh(rows.Feature, rows.Importance, xerr=rows.Error, ecolor=plt.rcParams["text.color"], capsize=2)
    axes.set(xlabel="Mean decrease in impurity")
    axes.set_xticks(numpy.arange(0, 0.24, 0.05))
    seaborn.despine(ax=axes)


@counterpart("fig-residuals")
def residuals(figure, data):
    axes = figure.subplots()
    points = data[data.Part == "Points"]
    columns = [name for name in points.columns if name.startswith("Predicted")]
    seaborn.residplot(
        x=points[columns[0]].to_numpy(), y=(points[columns[0]] + points.Residual).to_numpy(), lowess=False,
        scatter_kws={"s": 12, "alpha": 0.6}, ax=axes,
    )
    axes.set(xlabel=columns[0], ylabel="Residual")
    seaborn.despine(ax=axes)


@counterpart("fig-learning")
def learning(figure, data):
    """As in scikit-learn's display."""
    axes = figure.subplots()
    for name, rows in data.groupby("Rows", sort=False):
        axes.plot(rows.Songs, rows.Accuracy, "o-", label=name)
    axes.set(xlabel="Number of songs in the training set", ylabel="Accuracy")
    axes.legend()
