"""The songs behind the gallery, for what cannot be drawn from a figure's own data."""

from functools import cache
from pathlib import Path

import pandas

ROOT = Path(__file__).parents[2]
# Where the gallery's report lies.
GALLERY = ROOT / "reports/gallery"
FEATURES = [
    "Danceability",
    "Energy",
    "Loudness",
    "Speechiness",
    "Acousticness",
    "Instrumentalness",
    "Liveness",
    "Valence",
    "Tempo",
]


@cache
def songs() -> pandas.DataFrame:
    """All songs of the sample with the family of their genre, which the gallery's treemap tells."""
    genres = pandas.read_csv(GALLERY / "figures/fig-treemap.csv").Path.str.split(" / ", expand=True)
    family = dict(zip(genres[1], genres[0]))
    frame = pandas.read_csv(ROOT / "data/sample.csv.gz").rename(columns={"Valeance": "Valence"})
    frame["Family"] = frame.Genre.str.strip('"').map(family)
    return frame


def largest(count: int) -> list[str]:
    return list(songs().Family.value_counts().index[:count])


def of(families: list[str]) -> pandas.DataFrame:
    frame = songs()
    return frame[frame.Family.isin(families)]


def by_median(column: str, families: list[str]) -> list[str]:
    """Families from the highest median down."""
    return list(of(families).groupby("Family")[column].median().sort_values(ascending=False).index)
