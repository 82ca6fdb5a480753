"""What changes?"""

import matplotlib.pyplot as plt
import numpy
import pandas
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


@counterpart("cell")
def sparkline(figure, data):
    figure.set_layout_engine("none")
    axes = figure.add_axes([0.02, 0.12, 0.7, 0.76])
    values = data.iloc[:, 1]
    axes.plot(data.Position, values, color=plt.rcParams["text.color"], linewidth=0.8)
    axes.plot(data.Position.iloc[-1], values.iloc[-1], ".", color="tab:red", markersize=4)
    axes.annotate(f"{values.iloc[-1]:.3g}", (1, values.iloc[-1]), (3, 0), xycoords=("axes fraction", "data"),
                  textcoords="offset points", va="center", fontsize=7, color="tab:red")
    axes.set_axis_off()


@counterpart("fig-calendar")
def calendar(figure, data):
    """pandas, numpy and a heat map for each year: matplotlib and seaborn have no calendars."""
    days = data.assign(Day=pandas.to_datetime(data.iloc[:, 0])).set_index("Day").Songs
    years = sorted(set(days.index.year))
    for axes, year in zip(figure.subplots(len(years), squeeze=False)[:, 0], years):
        cells = numpy.full((7, 54), numpy.nan)
        start = pandas.Timestamp(year, 1, 1)
        for day, songs in days[days.index.year == year].items():
            week = (day.dayofyear - 1 + start.dayofweek) // 7
            cells[day.dayofweek, week] = songs
        seaborn.heatmap(cells, square=True, linewidths=0.5, cmap="YlGnBu", ax=axes, cbar_kws={"shrink": 0.6},
                        yticklabels=["Mon", "", "Wed", "", "Fri", "", "Sun"], xticklabels=False)
        axes.set_title(str(year))


@counterpart("fig-candlestick")
def candlestick(figure, data):
    axes = figure.subplots()
    days = pandas.to_datetime(data.Day)
    color = ["tab:green" if rose else "tab:red" for rose in data.Close >= data.Open]
    axes.vlines(days, data.Low, data.High, color=color, linewidth=1)
    axes.bar(days, data.Close - data.Open, 0.7, bottom=data.Open, color=color)
    axes.set(xlabel="Day", ylabel="Price")
    figure.autofmt_xdate()
    seaborn.despine(ax=axes)
