"""The peers' side of the comparison: the same hello report and the same exploration, as each of them would have it."""

import textwrap
from pathlib import Path

import nbformat

HELLO_SWIFT = """\
import Songbook

// %% [markdown]
// # Hello
// A first report.

// %% Sum
let total = (1...100).reduce(0, +)
total
"""

HELLO_MARIMO = """\
import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    mo.md("# Hello")
    return


@app.cell
def _():
    total = sum(range(1, 101))
    total
    return


if __name__ == "__main__":
    app.run()
"""

FEATURES = "['Danceability','Energy','Loudness','Speechiness','Acousticness','Instrumentalness','Liveness','Valence','Tempo']"

# The cells of the exploration in pandas and seaborn: what the analysis with the same name draws and tabulates, without training.
EXPLORATION = [
    "import pandas as pd, numpy as np, matplotlib.pyplot as plt, seaborn as sns\nsns.set_theme()",
    "songs = pd.read_csv({songs!r}).rename(columns={{'Valeance': 'Valence'}})\n"
    f"features = {FEATURES}\n"
    "songs['Year'] = pd.to_numeric(songs['Release'].str[:4], errors='coerce')\nsongs.head()",
    "songs.describe()",
    "songs.isna().sum(), songs.duplicated().sum(), songs['Genre'].nunique()",
    "fig, axes = plt.subplots(3, 3, figsize=(12, 9))\n"
    "for name, axis in zip(features, axes.flat):\n    sns.histplot(songs[name].dropna(), ax=axis, bins=50)\nplt.tight_layout()\nplt.show()",
    "sizes = songs['Genre'].value_counts()\nsns.histplot(sizes, bins=40)\nplt.show()\nsizes.head(20)",
    "matrix = songs[features].corr()\nplt.figure(figsize=(8, 7))\n"
    "sns.heatmap(matrix, mask=np.triu(np.ones_like(matrix, dtype=bool)), annot=True, fmt='.2f', cmap='RdBu_r', vmin=-1, vmax=1)\nplt.show()",
    "words = {{'brazil': 'Brazil', 'french': 'France', 'german': 'Germany', 'k-pop': 'South Korea', 'japan': 'Japan', 'swed': 'Sweden',"
    " 'finn': 'Finland', 'italian': 'Italy', 'mexic': 'Mexico', 'indian': 'India', 'turk': 'Turkey', 'polish': 'Poland'}}\n"
    "def country(genre):\n    return next((c for w, c in words.items() if w in genre), None)\n"
    "countries = pd.Series({{g: country(g) for g in songs['Genre'].dropna().unique()}}).value_counts()\n"
    "sns.barplot(x=countries.values, y=countries.index)\nplt.show()",
    "dated = songs[(songs['Year'] >= 1960) & (songs['Year'] < 2030)].assign(Decade=lambda f: f['Year'] // 10 * 10)\n"
    "fig, axes = plt.subplots(3, 3, figsize=(12, 9))\n"
    "for name, axis in zip(features, axes.flat):\n    sns.lineplot(data=dated, x='Decade', y=name, ax=axis, errorbar=('sd', 1))\nplt.tight_layout()\nplt.show()",
    "shares = dated.groupby(['Decade', 'Genre']).size().unstack(fill_value=0)\ntop = shares.sum().nlargest(8).index\n"
    "shares[top].div(shares.sum(axis=1), axis=0).plot()\nplt.show()",
    "some = songs.sample(5000, random_state=42)\nsns.scatterplot(data=some, x='Energy', y='Loudness', s=8)\nplt.show()",
    "plt.hexbin(songs['Energy'], songs['Valence'], gridsize=60, bins='log')\nplt.show()",
    "names = sizes.head(12).index\nsns.boxplot(data=songs[songs['Genre'].isin(names)], x='Energy', y='Genre')\nplt.show()",
    "sns.boxplot(data=songs[songs['Genre'].isin(names)], x='Tempo', y='Genre')\nplt.show()",
    "means = songs[songs['Genre'].isin(names[:6])].groupby('Genre')[features].mean()\n"
    "scaled = (means - songs[features].min()) / (songs[features].max() - songs[features].min())\n"
    "angles = np.linspace(0, 2 * np.pi, len(features), endpoint=False)\n"
    "fig, axes = plt.subplots(2, 3, figsize=(12, 8), subplot_kw={{'polar': True}})\n"
    "for (genre, row), axis in zip(scaled.iterrows(), axes.flat):\n    axis.plot(angles, row)\n    axis.fill(angles, row, alpha=.3)\n    axis.set_title(genre)\nplt.show()",
]


def notebook(cells):
    book = nbformat.v4.new_notebook()
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book.cells = [nbformat.v4.new_code_cell(source) for source in cells]
    for number, cell in enumerate(book.cells):
        cell["id"] = f"cell-{number}"
    return nbformat.writes(book)


def write(folder: Path, songs: str):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hello.swift").write_text(HELLO_SWIFT)
    (folder / "hello_marimo.py").write_text(HELLO_MARIMO)
    (folder / "hello.ipynb").write_text(notebook(["print('Hello')", "total = sum(range(1, 101))\ntotal"]))
    (folder / "exploration.ipynb").write_text(notebook([textwrap.dedent(cell).format(songs=songs) for cell in EXPLORATION]))
