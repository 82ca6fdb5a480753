"""Makes validation.json: what scikit-learn says on its own data sets. Run in this folder: python3 make_validation.py"""
import json

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV, _sigmoid_calibration
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.datasets import load_diabetes
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestRegressor
from sklearn.frozen import FrozenEstimator
from sklearn.inspection import partial_dependence
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.metrics import f1_score, hamming_loss, jaccard_score, mean_absolute_error, r2_score, root_mean_squared_error
from sklearn.metrics import accuracy_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

random = np.random.default_rng(3)
result = {}


def dataset(name):
    frame = pd.read_csv(f"{name}.csv.gz")
    return frame.drop(columns=["class", "fold"]), frame["class"].astype(str)


# Principal components of scaled wine, with the sign that the largest weight is above 0.
features, _ = dataset("wine")
scaled = (features - features.mean()) / features.std(ddof=0)
pca = PCA(svd_solver="full").fit(scaled)
components = [row * np.sign(row[np.argmax(np.abs(row))]) for row in pca.components_]
result["components"] = {
    "components": [row.tolist() for row in components], "variances": pca.explained_variance_.tolist(),
    "shares": pca.explained_variance_ratio_.tolist(),
    "scores": (scaled.to_numpy() @ components[0]).tolist(),
}

# Clusters.
result["kmeans"] = {}
for name, count in [("iris", 3), ("wine", 3)]:
    features, _ = dataset(name)
    points = (features - features.mean()) / features.std(ddof=0)
    fit = KMeans(count, n_init=50, random_state=0).fit(points)
    result["kmeans"][name] = {"inertia": fit.inertia_, "sizes": sorted(np.bincount(fit.labels_).tolist())}
features, _ = dataset("iris")
result["agglomerative"] = {}
for count in (2, 3, 7):
    labels = AgglomerativeClustering(count, linkage="average").fit_predict(features)
    first = {}
    result["agglomerative"][str(count)] = [first.setdefault(label, len(first)) for label in labels]

# Isotonic regression and calibration.
x = random.integers(0, 40, 120) / 4.0
y = (random.random(120) < x / 10) * 1.0
fit = IsotonicRegression(out_of_bounds="clip").fit(x, y)
places = np.linspace(-1, 11, 60)
result["isotonic"] = {"x": x.tolist(), "y": y.tolist(), "places": places.tolist(), "values": fit.predict(places).tolist()}


class Given(ClassifierMixin, BaseEstimator):
    """Names the probabilities that it is given."""

    def fit(self, rows, labels):
        self.classes_ = np.unique(labels)
        return self

    def predict_proba(self, rows):
        return np.asarray(rows)

    def predict(self, rows):
        return self.classes_[np.argmax(rows, axis=1)]


count = 300
truth = random.integers(0, 3, count)
raw = random.random((count, 3)) + 1.2 * (np.arange(3) == truth[:, None]) * random.random((count, 1))
raw = (raw / raw.sum(axis=1, keepdims=True)).astype(np.float32).astype(float)
# Single precision, as the probabilities here are.
train, test = slice(0, 200), slice(200, count)
calibrated = CalibratedClassifierCV(FrozenEstimator(Given().fit(raw[train], truth[train])), method="isotonic").fit(raw[train], truth[train])

platt = []
for code in range(3):
    a, b = _sigmoid_calibration(np.log(raw[train, code] / (1 - raw[train, code])), (truth[train] == code) * 1.0)
    platt.append(1 / (1 + np.exp(a * np.log(raw[test, code] / (1 - raw[test, code])) + b)))
platt = np.array(platt).T
result["calibration"] = {
    "classes": truth.tolist(), "probabilities": raw.tolist(), "trained": 200,
    "isotonic": calibrated.predict_proba(raw[test]).tolist(), "platt": (platt / platt.sum(axis=1, keepdims=True)).tolist(),
}

# Partial dependence of a logistic regression on iris.
features, labels = dataset("iris")
model = make_pipeline(StandardScaler(), LogisticRegression(C=1, tol=1e-8, max_iter=10000)).fit(features, labels)
name = features.columns[2]
found = partial_dependence(model, features, [name], grid_resolution=12, percentiles=(0.05, 0.95), kind="average")
result["dependence"] = {
    "feature": name, "grid": found["grid_values"][0].tolist(), "classes": list(model.classes_), "means": found["average"].tolist(),
}

# Least squares.
diabetes = load_diabetes(as_frame=True)
frame, target = diabetes.data.round(6), diabetes.target
weights = random.random(len(target)) + 0.5
linear = LinearRegression().fit(frame, target)
ridge = Ridge(alpha=0.5).fit(frame, target)
weighted = LinearRegression().fit(frame, target, sample_weight=weights)
predicted = linear.predict(frame)
result["regression"] = {
    "names": list(frame.columns), "columns": [frame[name].tolist() for name in frame], "values": target.tolist(), "rowWeights": weights.tolist(),
    "linear": [linear.intercept_, *linear.coef_], "ridge": [ridge.intercept_, *ridge.coef_], "weighted": [weighted.intercept_, *weighted.coef_],
    "meanAbsoluteError": mean_absolute_error(target, predicted), "rootMeanSquaredError": root_mean_squared_error(target, predicted),
    "rSquared": r2_score(target, predicted),
}

# A forest, each row predicted by trees of the other folds.
folds = np.arange(len(target)) % 5
guessed = np.zeros(len(target))
for fold in range(5):
    forest = RandomForestRegressor(100, random_state=0).fit(frame[folds != fold], target[folds != fold])
    guessed[folds == fold] = forest.predict(frame[folds == fold])
result["regression"]["forestRSquared"] = r2_score(target, guessed)

# Sets of classes.
actual = random.random((80, 5)) < 0.35
guess = np.where(random.random((80, 5)) < 0.75, actual, random.random((80, 5)) < 0.4)
result["multiLabel"] = {
    "actual": [np.flatnonzero(row).tolist() for row in actual], "predicted": [np.flatnonzero(row).tolist() for row in guess],
    "subsetAccuracy": accuracy_score(actual, guess), "hammingLoss": hamming_loss(actual, guess),
    "jaccardIndex": jaccard_score(actual, guess, average="samples", zero_division=0),
    "microF1": f1_score(actual, guess, average="micro", zero_division=0), "macroF1": f1_score(actual, guess, average="macro", zero_division=0),
    "samplesF1": f1_score(actual, guess, average="samples", zero_division=0),
}

json.dump(result, open("validation.json", "w"))
