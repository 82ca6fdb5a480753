"""Makes statistics.csv, other.csv and statistics.json: a small table with missing values and ties, and what pandas, NumPy and SciPy say of it.

Run in this folder: python3 make_statistics.py
"""
import json

import numpy as np
import pandas as pd
from scipy import stats

random = np.random.default_rng(20240501)
n = 600
genre = random.choice(["rap", "k-pop", "jazz", "Ärzte", "folk, old", "metal"], n, p=[0.3, 0.25, 0.2, 0.1, 0.1, 0.05])
energy = np.round(random.beta(2, 3, n), 3)
loudness = -60 + 55 * energy + random.normal(0, 4, n)
tempo = np.round(random.normal(120, 30, n)).clip(0, 250)
plays = random.integers(0, 40, n)
frame = pd.DataFrame({"Genre": genre, "Energy": energy, "Loudness": loudness, "Tempo": tempo, "Plays": plays})
frame.loc[random.choice(n, 60, replace=False), "Energy"] = np.nan
frame.loc[random.choice(n, 25, replace=False), "Loudness"] = np.nan
frame.loc[random.choice(n, 30, replace=False), "Genre"] = None
frame.to_csv("statistics.csv", index=False)
frame = pd.read_csv("statistics.csv")
other = pd.DataFrame({"Style": ["rap", "jazz", "rap", "polka", None], "Tempo": [1.5, 2.5, 3.5, 4.5, 5.5]})
other.to_csv("other.csv", index=False)
other = pd.read_csv("other.csv")

numeric = ["Energy", "Loudness", "Tempo", "Plays"]
probabilities = [0, 0.01, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 0.999, 1]


def clean(value):
    return None if value is None or (isinstance(value, float) and np.isnan(value)) else value


def matrix(method):
    return frame[numeric].corr(method=method).to_numpy().ravel().tolist()


def group(function):
    result = getattr(frame.groupby("Genre")[numeric], function)()
    return {name: {key: clean(float(value)) for key, value in result[name].items()} for name in numeric}


def join(kind):
    left = frame[["Genre", "Plays"]].head(40).dropna(subset=["Genre"])
    merged = left.merge(other.dropna(subset=["Style"]), left_on="Genre", right_on="Style", how=kind)
    rows = [[clean(v) for v in (a if isinstance(a, str) else b, c, d)]
            for a, b, c, d in merged[["Genre", "Style", "Plays", "Tempo"]].itertuples(index=False)]
    return sorted(rows, key=lambda row: [str(v) for v in row])


both = frame[["Energy", "Loudness"]].dropna()
assert abs(stats.pearsonr(both.Energy, both.Loudness)[0] - frame.Energy.corr(frame.Loudness)) < 1e-12
assert abs(stats.spearmanr(both.Energy, both.Loudness)[0] - frame.Energy.corr(frame.Loudness, method="spearman")) < 1e-12
expected = {
    "columns": numeric,
    "probabilities": probabilities,
    "summary": {
        name: {"count": int(frame[name].count()), "missing": int(frame[name].isna().sum()),
               "distinct": int(frame[name].nunique()), "mean": frame[name].mean(), "standardDeviation": frame[name].std(),
               "minimum": float(frame[name].min()), "maximum": float(frame[name].max())} for name in numeric},
    "quantiles": {name: np.nanquantile(frame[name].astype(float), probabilities).tolist() for name in numeric},
    "pearson": matrix("pearson"),
    "spearman": matrix("spearman"),
    "groups": {function: group(function) for function in ["mean", "std", "median", "sum", "min", "max"]},
    "valueCounts": {key: int(value) for key, value in frame.Genre.value_counts().items()},
    "joins": {kind: join(kind) for kind in ["inner", "left", "right", "outer"]},
}
with open("statistics.json", "w") as file:
    json.dump(expected, file, indent=1, ensure_ascii=False)
    file.write("\n")
