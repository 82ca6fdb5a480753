"""How often intervals of recall by artist hold the recall of all artists: of 500 splits, for each parent.

    python3 coverage.py SONGS PARENTS

SONGS is a songs file, PARENTS a table with the columns Genre and parent_genre. A forest predicts each artist's songs from those of
other artists (five folds). Each split then draws a fifth of the artists; its interval for a parent should hold the recall of all
artists in 95 of 100 splits. Compared are Wilson's interval, which takes songs for independent, the percentile bootstrap over artists,
and what Songbook uses: Wilson's with the effective number of songs and Student's t of the artists.
"""

import html
import sys

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.ensemble import RandomForestClassifier

AUDIO = ["Danceability", "Energy", "Loudness", "Speechiness", "Acousticness", "Instrumentalness", "Liveness", "Valence", "Tempo"]
SPLITS = 500


def predictions(songs, parents):
    rows = pd.read_csv(songs).rename(columns={"Valeance": "Valence"}).dropna(subset=["Artists", *AUDIO])
    table = pd.read_csv(parents)
    parent = rows.Genre.map(lambda genre: html.unescape(genre).strip('"')).map(dict(zip(table.Genre, table.parent_genre)))
    known = parent.map(table.groupby("parent_genre").size()).ge(30)
    rows, parent = rows[known], parent[known]
    artist = rows.Artists.str.strip("[]").str.split(",").str[0].str.lower().factorize()[0]
    random = np.random.default_rng(0)
    fold = random.integers(0, 5, artist.max() + 1)[artist]
    named = np.empty(len(rows), object)
    for number in range(5):
        train = random.choice(np.flatnonzero(fold != number), 40_000, replace=False)
        forest = RandomForestClassifier(20, max_depth=16, min_samples_leaf=5, random_state=number)
        forest.fit(rows[AUDIO].to_numpy()[train], parent.to_numpy()[train])
        named[fold == number] = forest.predict(rows[AUDIO].to_numpy()[fold == number])
    return artist, parent.to_numpy(), named == parent.to_numpy()


def wilson(share, rows, z):
    middle = (share + z * z / (2 * rows)) / (1 + z * z / rows)
    half = z / (1 + z * z / rows) * np.sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows))
    return 0 if share == 0 else middle - half, 1 if share == 1 else middle + half


def by_artist(counts, totals):
    rows = totals.sum()
    share, kish = counts.sum() / rows, rows**2 / (totals**2).sum()
    variance = (((counts - share * totals) / (1 - totals / rows)) ** 2).sum() / rows**2
    effective = np.clip(share * (1 - share) / max(variance, 1e-300), kish, rows) if 0 < share < 1 else kish
    return wilson(share, effective, stats.t.ppf(0.975, max(1, kish - 1)))


def bootstrap(counts, totals, random):
    weights = random.multinomial(len(totals), np.full(len(totals), 1 / len(totals)), 200)
    return np.quantile(weights @ counts / (weights @ totals), [0.025, 0.975])


artist, parent, right = predictions(*sys.argv[1:3])
random = np.random.default_rng(1)
held = {"Wilson": 0, "bootstrap": 0, "by artist": 0}
print("| parent | artists | recall | Wilson | bootstrap | by artist |\n|---|---:|---:|---:|---:|---:|")
names = sorted(set(parent))
for name in names:
    rows = parent == name
    group = np.unique(artist[rows], return_inverse=True)[1]
    totals, counts = np.bincount(group).astype(float), np.bincount(group, right[rows])
    truth, own = counts.sum() / totals.sum(), dict.fromkeys(held, 0)
    for _ in range(SPLITS):
        drawn = random.random(len(totals)) < 0.2
        c, n = counts[drawn], totals[drawn]
        for method, (lower, upper) in {"Wilson": wilson(c.sum() / n.sum(), n.sum(), 1.96), "bootstrap": bootstrap(c, n, random),
                                       "by artist": by_artist(c, n)}.items():
            own[method] += lower <= truth <= upper
    for method in held:
        held[method] += own[method] / SPLITS / len(names)
    print(f"| {name} | {len(totals)} | {100 * truth:.1f} % | " + " | ".join(f"{100 * own[m] / SPLITS:.1f} %" for m in held) + " |")
print("| all |  |  | " + " | ".join(f"{100 * share:.1f} %" for share in held.values()) + " |")
