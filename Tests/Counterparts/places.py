"""Where is it? And what belongs where?"""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy
import pandas
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, Normalize
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline

from counterpart import counterpart

WORLD = Path(__file__).parents[2] / "data" / "world.csv"


def projected(places):
    """Equal Earth around 11° east, as geopandas would have it of proj."""
    longitude, latitude = numpy.radians(places - [11, 0]).T
    theta = numpy.arcsin(numpy.sqrt(3) / 2 * numpy.sin(latitude))
    a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
    slope = a + 3 * b * theta**2 + theta**6 * (7 * c + 9 * d * theta**2)
    x = 2 * numpy.sqrt(3) / 3 * longitude * numpy.cos(theta) / slope
    return numpy.column_stack([x, theta * (a + b * theta**2 + theta**6 * (c + d * theta**2))])


def rings(outline):
    return [projected(numpy.array([place.split() for place in ring.split(",")], dtype=float)) for ring in outline.split(";")]


def europe(axes):
    """The part of the map that the gallery's region shows."""
    corners = projected(numpy.array([[-11.0, 34], [33, 34], [-11, 71], [33, 71]]))
    axes.set(xlim=(corners[:, 0].min(), corners[:, 0].max()), ylim=(corners[:, 1].min(), corners[:, 1].max()))


@counterpart("fig-region")
def region(figure, data):
    europe(world_map(figure, data))


@counterpart("fig-places")
def places(figure, data):
    axes = figure.subplots()
    for outline in pandas.read_csv(WORLD, keep_default_na=False).outline:
        if len(rings(outline)[0]) > 1:
            path = Outline.make_compound_path(*[Outline(ring, closed=True) for ring in rings(outline)])
            axes.add_patch(PathPatch(path, facecolor="#cccccc", edgecolor=axes.get_facecolor(), linewidth=0.4))
    dots = projected(data[["Longitude", "Latitude"]].to_numpy())
    axes.scatter(*dots.T, s=data.Genres * 20, alpha=0.6)
    axes.autoscale_view()
    axes.set_aspect("equal")
    axes.set_axis_off()


@counterpart("fig-map")
def world_map(figure, data):
    axes = figure.subplots()
    world = pandas.read_csv(WORLD, keep_default_na=False).merge(data, "left", left_on="alpha3", right_on="ISO 3166")
    steps = [1, 2, 3, 4, 6, 10]
    colors, norm = plt.get_cmap("viridis"), BoundaryNorm(steps, plt.get_cmap("viridis").N)
    nothing = "#444444" if plt.rcParams["figure.facecolor"] == "black" else "#cccccc"
    for country in world.itertuples():
        known = not numpy.isnan(country.Genres)
        color = colors(norm(country.Genres)) if known else nothing
        outline = rings(country.outline)
        if len(outline[0]) == 1 and known:
            axes.plot(*outline[0].T, "o", color=color, markersize=3)
        elif len(outline[0]) > 1:
            path = Outline.make_compound_path(*[Outline(ring, closed=True) for ring in outline])
            axes.add_patch(PathPatch(path, facecolor=color, edgecolor=axes.get_facecolor(), linewidth=0.4))
    axes.autoscale_view()
    axes.set_aspect("equal")
    axes.set_axis_off()
    bar = figure.colorbar(ScalarMappable(norm, colors), ax=axes, orientation="horizontal", shrink=0.4, pad=0.02, label="Genres")
    bar.set_ticks([(low + high) / 2 for low, high in zip(steps, steps[1:])], labels=["1", "2", "3", "4–5", "6–9"])
    return axes


def squarified(sizes, x, y, width, height):
    """Rectangles of these areas, in descending order, that fill one: rows along the shorter side, closed when they get no squarer
    (Bruls, Huizing, van Wijk, 2000)."""
    scale = width * height / sum(sizes)
    areas = [size * scale for size in sizes]
    while areas:
        side = min(width, height)

        def worst(row):
            return max(max(side**2 * area / sum(row) ** 2, sum(row) ** 2 / (side**2 * area)) for area in row)

        count = 1
        while count < len(areas) and worst(areas[: count + 1]) <= worst(areas[:count]):
            count += 1
        row, areas = areas[:count], areas[count:]
        depth, start = sum(row) / side, 0
        for area in row:
            length = area / depth
            yield (x, y + start, depth, length) if height <= width else (x + start, y, length, depth)
            start += length
        if height <= width:
            x, width = x + depth, width - depth
        else:
            y, height = y + depth, height - depth


def named(axes, text, box, size, **style):
    """The name in the rectangle, where it fits: some 0.6 of the size for each letter."""
    x, y, width, height = box
    scale = 72 * axes.figure.get_figwidth() / 100
    if len(text) * size * 0.6 < width * scale and size * 1.3 < height * scale:
        axes.text(x + width / 2, y + height / 2, text, ha="center", va="center", fontsize=size, **style)


def ink(color):
    return "black" if numpy.dot(color[:3], [0.299, 0.587, 0.114]) > 0.5 else "white"


def tree_axes(figure, data):
    axes = figure.subplots()
    tall = 100 * figure.get_figheight() / figure.get_figwidth()
    axes.set(xlim=(0, 100), ylim=(tall, 0))
    axes.set_axis_off()
    families = data[data.Level == 1].sort_values("Songs", ascending=False)
    parts = data[data.Level == 2].assign(Family=lambda rows: rows.Path.str.split(" / ").str[0])
    return axes, tall, families, {name: rows.sort_values("Songs", ascending=False) for name, rows in parts.groupby("Family")}


@counterpart("fig-treemap")
def treemap(figure, data):
    axes, tall, families, parts = tree_axes(figure, data)
    colors, norm = plt.get_cmap("viridis"), Normalize(data["Mean Energy"].min(), data["Mean Energy"].max())
    for family, box in zip(families.itertuples(), squarified(families.Songs.tolist(), 0, 0, 100, tall)):
        for genre, inner in zip(parts[family.Path].itertuples(), squarified(parts[family.Path].Songs.tolist(), *box)):
            color = colors(norm(genre[4]))
            axes.add_patch(Rectangle(inner[:2], *inner[2:], facecolor=color, edgecolor=axes.get_facecolor(), linewidth=0.3))
            named(axes, genre.Path.split(" / ", 1)[1], inner, 6, color=ink(color))
        axes.add_patch(Rectangle(box[:2], *box[2:], fill=False, edgecolor=axes.get_facecolor(), linewidth=2.5))
        named(axes, family.Path, box, 13, weight="bold", color="white",
              bbox={"facecolor": "black", "alpha": 0.45, "linewidth": 0, "pad": 2})
    figure.colorbar(ScalarMappable(norm, colors), ax=axes, orientation="horizontal", shrink=0.4, pad=0.02, aspect=40, label="Mean energy")


@counterpart("fig-icicle")
def icicle(figure, data):
    axes, tall, families, parts = tree_axes(figure, data)
    scale, top = tall / families.Songs.sum(), 0
    for family, color in zip(families.itertuples(), plt.get_cmap("tab10").colors):
        box = (0, top, 30, family.Songs * scale)
        axes.add_patch(Rectangle(box[:2], *box[2:], facecolor=color, edgecolor=axes.get_facecolor()))
        named(axes, f"{family.Path}  {family.Songs:,.0f}", box, 12, color=ink(color), weight="bold")
        for genre in parts[family.Path].itertuples():
            box = (30, top, 70, genre.Songs * scale)
            axes.add_patch(Rectangle(box[:2], *box[2:], facecolor=color, alpha=0.7, edgecolor=axes.get_facecolor()))
            named(axes, f"{genre.Path.split(' / ', 1)[1]}  {genre.Songs:,.0f}", box, 8)
            top += genre.Songs * scale
