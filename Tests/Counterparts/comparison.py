"""Which is more?"""

import matplotlib
import numpy
import seaborn

from counterpart import counterpart


@counterpart("fig-ranked")
def ranked(figure, data):
    axes = figure.subplots()
    colours = ["tab:gray" if "other" in name else "tab:blue" for name in data.Family]
    bars = axes.barh(data.Family, data.Songs, color=colours)
    axes.bar_label(bars, fmt="{:,.0f}", padding=3)
    axes.invert_yaxis()
    axes.set_xlabel("Songs")
    axes.xaxis.set_major_formatter("{x:,.0f}")
    seaborn.despine(ax=axes)


@counterpart("fig-heatmap")
def heatmap(figure, data):
    axes = figure.subplots()
    means = data.pivot(index="Row", columns="Column", values="Mean")
    means = means.loc[data.Row.unique(), data.Column.unique()]
    seaborn.heatmap(means, annot=True, fmt=".2f", cmap="viridis", linewidths=0.5, cbar_kws={"label": "Mean"}, ax=axes)
    axes.set(xlabel="", ylabel="")


def by_decade(data):
    return data.pivot(index="Family", columns="Decade", values="Songs").loc[data.Family.unique()]


@counterpart("fig-bars")
def bars(figure, data):
    axes = figure.subplots()
    seaborn.barplot(data, x="Family", y="Songs", hue="Decade", palette="crest", ax=axes)
    axes.set_xlabel("")
    seaborn.despine(ax=axes)


@counterpart("fig-bars-2")
def stacked_bars(figure, data):
    axes = figure.subplots()
    by_decade(data).plot.bar(stacked=True, ax=axes, rot=0, color=seaborn.color_palette("crest", 4), width=0.7)
    axes.set(xlabel="", ylabel="Songs")
    seaborn.despine(ax=axes)


@counterpart("fig-bars-3")
def shares(figure, data):
    axes = figure.subplots()
    counts = by_decade(data)
    counts.div(counts.sum(axis=1), axis=0).plot.barh(stacked=True, ax=axes, color=seaborn.color_palette("crest", 4), width=0.7)
    for bars in axes.containers:
        axes.bar_label(bars, fmt="{:.0%}", label_type="center", color="white", fontsize=8)
    axes.legend(title="Decade", loc="upper left", bbox_to_anchor=(1, 1))
    axes.invert_yaxis()
    axes.set(xlabel="Share of songs", ylabel="")
    axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
    seaborn.despine(ax=axes)


@counterpart("fig-dots")
def dots(figure, data):
    axes = figure.subplots()
    interval = [data.Valence - data.Lower, data.Upper - data.Valence]
    axes.errorbar(data.Valence, data.Family, xerr=interval, fmt="o", capsize=3)
    axes.invert_yaxis()
    axes.grid(axis="x", alpha=0.3)
    axes.set_xlabel("Valence (median, middle half)")
    seaborn.despine(ax=axes)


def spread(values, distance):
    """The values, moved apart as far as labels need."""
    places = numpy.array(values, dtype=float)
    order = places.argsort()
    for _ in range(100):
        for low, high in zip(order, order[1:]):
            overlap = distance - (places[high] - places[low])
            if overlap > 0:
                places[low] -= overlap / 2
                places[high] += overlap / 2
    return places


@counterpart("fig-slope")
def slope(figure, data):
    axes = figure.subplots()
    before, after = data["Before 1990"], data["From 2000 on"]
    labels = zip(data.Family, seaborn.color_palette(), before, after, spread(before, 0.022), spread(after, 0.022))
    for family, colour, start, end, left, right in labels:
        axes.plot([0, 1], [start, end], "o-", color=colour)
        axes.text(1.03, right, f"{end:.2f} {family}", va="center", color=colour)
        axes.text(-0.03, left, f"{family} {start:.2f}", va="center", ha="right", color=colour)
    axes.set(xticks=[0, 1], xticklabels=["Before 1990", "From 2000 on"], xlim=(-0.3, 1.3), ylabel="Mean energy")
    seaborn.despine(ax=axes)


@counterpart("fig-radar")
def radar(figure, data):
    share = "Share of the range"
    data = data.assign(**{share: (data.Value - data.Centre) / (data.Rim - data.Centre)})
    data["All"] = (data["mean of all"] - data.Centre) / (data.Rim - data.Centre)
    panels = list(data.Panel.unique())
    for axes, panel in zip(figure.subplots(2, 2, subplot_kw={"projection": "polar"}).flat, panels):
        rows = data[data.Panel == panel]
        angles = numpy.linspace(0, 2 * numpy.pi, len(rows), endpoint=False)
        closed = numpy.append(angles, angles[0])
        axes.set_theta_offset(numpy.pi / 2)
        axes.set_theta_direction(-1)
        axes.plot(closed, numpy.append(rows.All, rows.All.iloc[0]), "--", color="gray", label="mean of all")
        (line,) = axes.plot(closed, numpy.append(rows[share], rows[share].iloc[0]))
        axes.fill(closed, numpy.append(rows[share], rows[share].iloc[0]), alpha=0.25, color=line.get_color())
        axes.set(title=panel, ylim=(0, 1), yticks=[0.25, 0.5, 0.75], yticklabels=[])
        axes.set_xticks(angles, rows.Axis, fontsize=8)
    figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center")


@counterpart("fig-likert")
def likert(figure, data):
    axes = figure.subplots()
    counts = data.pivot_table(index="Family", columns="Mood", values="Songs", aggfunc="sum", sort=False)
    shares = counts.div(counts.sum(axis=1), axis=0)
    left = -(shares.iloc[:, :2].sum(axis=1) + shares.iloc[:, 2] / 2)
    for name, color in zip(shares.columns, seaborn.color_palette("RdBu", len(shares.columns))):
        axes.barh(shares.index, shares[name], left=left, color=color, label=name)
        left = left + shares[name]
    axes.axvline(0, color="grey", linewidth=0.8)
    axes.legend(ncols=5, frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1))
    axes.invert_yaxis()
    seaborn.despine(ax=axes)


@counterpart("fig-waterfall")
def waterfall(figure, data):
    axes = figure.subplots()
    colors = ["grey" if start == 0 else "tab:red" for start in data.From]
    axes.barh(data.Family, data.To - data.From, left=data.From, color=colors)
    axes.invert_yaxis()
    axes.set_xlabel("Songs")
    seaborn.despine(ax=axes)


@counterpart("fig-sankey")
def sankey(figure, data):
    """matplotlib's own diagrams have arrows of one flow: bands between stacked bars are nearer to what is asked for."""
    axes = figure.subplots()
    gap = data.Songs.sum() * 0.04
    sources = data.groupby("Family").Songs.sum().sort_values(ascending=False)
    targets = data.groupby("Decade").Songs.sum()
    colors = dict(zip(sources.index, seaborn.color_palette("tab10")))
    tops = {}
    for x, sizes in ((0, sources), (1, targets)):
        top = 0
        for name, size in sizes.items():
            tops[name] = top
            axes.bar(x, size, 0.04, bottom=top, color=colors.get(name, "grey"))
            axes.annotate(name, (x, top + size / 2), ((-12, 12)[x], 0), textcoords="offset points",
                          ha=("right", "left")[x], va="center")
            top += size + gap
    t = numpy.linspace(0, 1, 60)
    ease = 3 * t**2 - 2 * t**3
    for family, decade, songs in data.sort_values(["Family", "Decade"])[["Family", "Decade", "Songs"]].itertuples(index=False):
        lower = tops[family] + (tops[decade] - tops[family]) * ease
        axes.fill_between(0.02 + 0.96 * t, lower, lower + songs, color=colors[family], alpha=0.4, linewidth=0)
        tops[family] += songs
        tops[decade] += songs
    axes.set_axis_off()
