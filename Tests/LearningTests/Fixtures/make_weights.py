"""Makes weights.json: what scikit-learn and NumPy say of weighted rows and of rows that lack values. Run in this folder: python3 make_weights.py"""
import json

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import r2_score
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils.class_weight import compute_sample_weight

random = np.random.default_rng(5)
result = {}


def dataset(name):
    frame = pd.read_csv(f"{name}.csv.gz")
    return frame.drop(columns=["class", "fold"]), frame["class"].astype(str).to_numpy(), frame["fold"].to_numpy()


# Models whose optimum is one point: the same weights, decisions and probabilities.
result["models"] = {}
for name in ("iris", "wine", "cancer"):
    features, labels, folds = dataset(name)
    train, test = folds != 0, np.flatnonzero(folds == 0)[:12]
    scaler = StandardScaler().fit(features[train])
    x, y, asked = scaler.transform(features[train]), labels[train], scaler.transform(features.iloc[test])
    weights = np.round(random.uniform(0.2, 3, len(y)), 3)
    balanced = compute_sample_weight("balanced", y)
    classes = np.unique(y)
    own = {"rowWeights": weights.tolist(), "balanced": balanced.tolist()}
    for kind, sample_weight in (("rows", weights), ("classes", balanced)):
        # Liblinear's penalised intercept is a weight of a constant 1. Its accuracy ends sooner than that of Newton's method.
        rest = []
        for code in (classes[1:] if len(classes) == 2 else classes):
            with_one = np.column_stack([x, np.ones(len(x))])
            fit = LogisticRegression(C=1, tol=1e-12, max_iter=100_000, fit_intercept=False, solver="newton-cholesky")
            rest.append(fit.fit(with_one, y == code, sample_weight=sample_weight).coef_[0].tolist())
        softmax = LogisticRegression(C=1, tol=1e-10, max_iter=100_000).fit(x, y, sample_weight=sample_weight)
        machine = SVC(C=1, gamma=1 / x.shape[1], tol=1e-10, decision_function_shape="ovo").fit(x, y, sample_weight=sample_weight)
        decisions = machine.decision_function(asked)
        own[kind] = {
            "oneVersusRest": [number for row in rest for number in row],
            "multinomial": softmax.predict_proba(asked).ravel().tolist(),
            "decisions": (-decisions if len(classes) == 2 else decisions).ravel().tolist(),
            "supportVectors": int(machine.n_support_.sum()),
        }
    result["models"][name] = own

# Means and covariances by weights.
points = np.round(random.normal(size=(40, 3)), 4)
codes = np.arange(40) % 3
weights = np.round(random.uniform(0.1, 4, 40), 3)
result["moments"] = {
    "points": points.ravel().tolist(), "codes": codes.tolist(), "rowWeights": weights.tolist(),
    "means": [np.average(points[codes == code], axis=0, weights=weights[codes == code]).tolist() for code in range(3)],
    "covariances": [np.cov(points[codes == code].T, aweights=weights[codes == code]).ravel().tolist() for code in range(3)],
}


def tested(model, features, labels, folds, weights=None):
    """The share of rows that are right, and the mean of the classes' recalls, each fold predicted from the others."""
    said = np.empty(len(labels), object)
    for fold in range(5):
        train = folds != fold
        y = labels[train]
        sample_weight = None if weights is None else weights(y)
        said[~train] = model().fit(features[train], y, sample_weight=sample_weight).predict(features[~train])
    recalls = [np.mean(said[labels == name] == name) for name in np.unique(labels)]
    return float(np.mean(said == labels)), float(np.mean(recalls))


# Forests and boosting beside each other, where one class is rare: balanced weights raise the mean of the recalls.
features, labels, folds = dataset("digits")
rare = np.isin(labels, ["8", "3"]) & (np.arange(len(labels)) % 3 > 0)
keep = ~rare
features, labels, folds = features[keep], labels[keep], folds[keep]
balance = lambda y: compute_sample_weight("balanced", y)  # noqa: E731
result["rare"] = {"rows": np.flatnonzero(keep).tolist()}
for name, model in (("forest", lambda: RandomForestClassifier(100, max_depth=6, random_state=0)),
                    ("boosting", lambda: HistGradientBoostingClassifier(max_iter=40, max_depth=3, early_stopping=False, random_state=0))):
    result["rare"][name] = {"plain": tested(model, features, labels, folds), "balanced": tested(model, features, labels, folds, balance)}

# Values that are missing at random, and because of what the class is.
result["missing"] = {}
for name in ("wine", "cancer", "iris"):
    features, labels, folds = dataset(name)
    values = features.to_numpy().copy()
    holes = random.random(values.shape) < 0.2
    # In the first feature a hole says something: of the first class it has one more often.
    holes[:, 0] |= (labels == np.unique(labels)[0]) & (random.random(len(labels)) < 0.5)
    values[holes] = np.nan
    scores = [tested(lambda seed=seed: RandomForestClassifier(100, random_state=seed), values, labels, folds)[0] for seed in range(5)]
    result["missing"][name] = {"holes": np.flatnonzero(holes.ravel()).tolist(), "accuracy": float(np.mean(scores))}

# Regression: the same, and by weights.
frame, target = load_diabetes(return_X_y=True)
frame = np.round(frame, 6)
holes = random.random(frame.shape) < 0.15
weights = np.round(random.uniform(0.2, 3, len(target)), 3)
folds = np.arange(len(target)) % 5
lacking = np.where(holes, np.nan, frame)
result["regression"] = {"holes": np.flatnonzero(holes.ravel()).tolist(), "rowWeights": weights.tolist()}
for name, values, own in (("missing", lacking, None), ("weighted", frame, weights)):
    scores = []
    for seed in range(5):
        said = np.zeros(len(target))
        for fold in range(5):
            train = folds != fold
            forest = RandomForestRegressor(100, min_samples_leaf=3, random_state=seed)
            forest.fit(values[train], target[train], sample_weight=None if own is None else own[train])
            said[~train] = forest.predict(values[~train])
        scores.append(r2_score(target, said, sample_weight=own))
    result["regression"][name] = float(np.mean(scores))

# A tree of one split sends missing values where they belong.
x = np.array([1, 2, 3, 4, 5, 6, np.nan, np.nan, np.nan, np.nan])[:, None]
result["stumps"] = []
for y in ("aaabbbbbbb", "aaabbbaaaa", "aaaaaabbbb"):
    stump = DecisionTreeClassifier(max_depth=1).fit(x, list(y))
    asked = np.array([0, 2.4, 3.4, 3.6, 9, np.nan])[:, None]
    result["stumps"].append({"classes": list(y), "predicted": list(stump.predict(asked))})

json.dump(result, open("weights.json", "w"))
