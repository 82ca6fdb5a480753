"""How many of the ten nearest scikit-learn's t-SNE keeps of each iris in three dimensions: embedding.json.

    python3 make_embedding.py
"""
import json
import pathlib

import numpy as np
import pandas as pd
from sklearn.manifold import TSNE
from sklearn.neighbors import NearestNeighbors

here = pathlib.Path(__file__).parent
frame = pd.read_csv(here / "iris.csv.gz")
points = frame.select_dtypes("number").drop(columns=["fold"], errors="ignore").to_numpy()
points = (points - points.mean(0)) / points.std(0, ddof=1)


def nearest(places):
    return NearestNeighbors(n_neighbors=10).fit(places).kneighbors(return_distance=False)


def kept(places):
    return float(np.mean([len(set(a) & set(b)) / 10 for a, b in zip(nearest(points), nearest(places))]))


exact = [kept(TSNE(n_components=3, perplexity=20, init="pca", method="exact", max_iter=300, random_state=seed).fit_transform(points)) for seed in range(3)]
(here / "embedding.json").write_text(json.dumps({"columns": points.shape[1], "rounds": 300, "perplexity": 20, "kept": exact}, indent=1) + "\n")
