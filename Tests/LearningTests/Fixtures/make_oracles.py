"""Writes `oracles.json`: what scikit-learn, SciPy and statsmodels' formulas give for made-up probabilities and for models of the small data sets.

    python3 make_oracles.py        (after make_datasets.py)
"""

import json
import pathlib

import numpy as np
import pandas as pd
import scipy.optimize
import scipy.stats
import sklearn
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

folder = pathlib.Path(__file__).parent
random = np.random.default_rng(20)


def plain(value):
    """NumPy values as JSON knows them; NaN as null."""
    if isinstance(value, np.ndarray):
        return [plain(v) for v in value]
    if isinstance(value, (np.floating, float)):
        return None if np.isnan(value) else float(value)
    return value


def judged(classes, rows, absent=None):
    """Measures of random probabilities that lean to the right class."""
    actual = random.integers(0, classes, rows)
    if absent is not None:
        actual[actual == absent] = (absent + 1) % classes
    scores = random.gamma(0.7, 1, (rows, classes))
    scores[np.arange(rows), actual] += random.exponential(0.6, rows)
    # Few digits, so that rows share scores; ties within a row are broken, since scikit-learn ranks them in the other order.
    scores = np.round(scores / scores.sum(1, keepdims=True), 2) + np.arange(classes) * 1e-5 + 1e-4
    p = (scores / scores.sum(1, keepdims=True)).astype(np.float32).astype(float)
    assert all(len(set(row)) == classes for row in p)
    labels = np.arange(classes)
    predicted = p.argmax(1)
    truth = (actual[:, None] == labels).astype(int)
    present = [c for c in labels if 0 < truth[:, c].sum() < rows]
    right = predicted == actual
    share, mean = calibration_curve(right.astype(int), p.max(1), n_bins=10)
    per_class = metrics.precision_recall_fscore_support(actual, predicted, labels=labels, zero_division=0)
    areas = [metrics.roc_auc_score(truth[:, c], p[:, c]) if c in present else np.nan for c in labels]
    precisions = [metrics.average_precision_score(truth[:, c], p[:, c]) if c in present else np.nan for c in labels]
    seen = sorted(set(actual) | set(predicted))
    return {
        "classes": classes,
        "actual": actual.tolist(),
        "probabilities": p.ravel().tolist(),
        "accuracy": metrics.accuracy_score(actual, predicted),
        "top2": metrics.top_k_accuracy_score(actual, p, k=2, labels=labels) if classes > 2 else 1.0,
        "top3": metrics.top_k_accuracy_score(actual, p, k=3, labels=labels) if classes > 3 else 1.0,
        "balancedAccuracy": metrics.recall_score(actual, predicted, labels=sorted(set(actual)), average="macro"),
        "macroF1": metrics.f1_score(actual, predicted, labels=seen, average="macro", zero_division=0),
        "weightedF1": metrics.f1_score(actual, predicted, labels=labels, average="weighted", zero_division=0),
        "logLoss": metrics.log_loss(actual, p, labels=labels),
        "brierScore": metrics.brier_score_loss(actual, p, labels=labels, scale_by_half=False),
        "precision": plain(per_class[0]),
        "recall": plain(per_class[1]),
        "f1": plain(per_class[2]),
        "rocArea": float(np.nanmean(areas)),
        "rocAreas": plain(np.array(areas)),
        "rocAreaMicro": metrics.roc_auc_score(truth.ravel(), p.ravel()),
        "averagePrecision": float(np.nanmean(precisions)),
        "averagePrecisions": plain(np.array(precisions)),
        "averagePrecisionMicro": metrics.average_precision_score(truth.ravel(), p.ravel()),
        "confusion": metrics.confusion_matrix(actual, predicted, labels=labels).ravel().tolist(),
        "reliabilityShares": plain(share),
        "reliabilityMeans": plain(mean),
    }


def models(name):
    table = pd.read_csv(folder / f"{name}.csv.gz")
    train = table[table.fold != 0]
    test = table[table.fold == 0].head(12)
    columns = [c for c in table.columns if c not in ("class", "fold")]
    scaler = StandardScaler().fit(train[columns].to_numpy())
    x, y = scaler.transform(train[columns].to_numpy()), train["class"].astype(str)
    z = scaler.transform(test[columns].to_numpy())
    liblinear = LogisticRegression(solver="liblinear", C=1, tol=1e-10, max_iter=10000)
    rest = (OneVsRestClassifier(liblinear) if y.nunique() > 2 else liblinear).fit(x, y)
    parts = rest.estimators_ if y.nunique() > 2 else [rest]
    softmax = LogisticRegression(C=1, solver="newton-cg", tol=1e-13, max_iter=10000).fit(x, y)
    machine = SVC(C=1, gamma=1 / x.shape[1], tol=1e-10, decision_function_shape="ovo").fit(x, y)
    return {
        "means": plain(scaler.mean_),
        "scales": plain(scaler.scale_),
        "oneVersusRest": {
            "weights": [plain(part.coef_[0]) for part in parts],
            "intercepts": [float(part.intercept_[0]) for part in parts],
            "probabilities": plain(rest.predict_proba(z).ravel()),
        },
        "multinomial": {
            "weights": [plain(row) for row in softmax.coef_],
            "intercepts": plain(softmax.intercept_),
            "probabilities": plain(softmax.predict_proba(z).ravel()),
        },
        # With two classes scikit-learn turns the sign around.
        "decisions": plain((machine.decision_function(z) * (1 if y.nunique() > 2 else -1)).ravel()),
        "votes": [str(v) for v in machine.predict(z)],
        "neighbors": {
            weights: plain(KNeighborsClassifier(9, weights=weights).fit(x, y).predict_proba(z).ravel())
            for weights in ("uniform", "distance")
        },
        "supportVectors": int(machine.n_support_.sum()),
    }


def coupling(classes):
    """The probabilities that fit pairwise ones best, by solving the linear system."""
    r = np.zeros((classes, classes))
    for i in range(classes):
        for j in range(i + 1, classes):
            r[i, j] = random.uniform(0.02, 0.98)
            r[j, i] = 1 - r[i, j]
    q = np.diag((r.T ** 2).sum(1)) - r.T * r
    system = np.block([[q, np.ones((classes, 1))], [np.ones((1, classes)), np.zeros((1, 1))]])
    solution = np.linalg.solve(system, np.append(np.zeros(classes), 1))[:classes]
    return {"classes": classes, "pairwise": plain(r.ravel()), "probabilities": plain(solution)}


def platt(rows, shift):
    """The logistic curve through decision values that is most likely, found by SciPy."""
    positive = random.random(rows) < 0.4
    decisions = random.normal(0, 1, rows) + np.where(positive, shift, -shift)
    positives, negatives = positive.sum(), (~positive).sum()
    target = np.where(positive, (positives + 1) / (positives + 2), 1 / (negatives + 2))

    def loss(ab):
        exponent = decisions * ab[0] + ab[1]
        return np.sum(target * exponent + np.logaddexp(0, -exponent))

    best = scipy.optimize.minimize(loss, [0, 0], method="BFGS", options={"gtol": 1e-9})
    return {"decisions": plain(decisions), "isPositive": [bool(p) for p in positive], "curve": plain(best.x)}


def wilson(count, total, level):
    interval = scipy.stats.binomtest(count, total).proportion_ci(level, method="wilson")
    return {"count": count, "total": total, "level": level, "lower": interval.low, "upper": interval.high}


def boosted(classes, rounds, depth, rate, regularization, minimum):
    """Newton boosting of the softmax by trees that speak of all classes at once, every split tried."""
    own = np.random.default_rng(classes)
    rows, features = 90, 3
    y = np.arange(rows) % classes
    x = (own.normal(0, 1, (rows, features)) + np.outer(y, [0.8, -0.5, 0])).astype(np.float32)
    targets = (y[:, None] == np.arange(classes)).astype(float)
    scores = np.repeat(np.log(targets.mean(0))[None], rows, 0)

    def share():
        odds = np.exp(scores - scores.max(1, keepdims=True))
        return odds / odds.sum(1, keepdims=True)

    def length(gradients):
        return (gradients.sum(0) ** 2).sum() / (len(gradients) + regularization)

    def grow(members, level):
        best = (length(gradients[members]), None)
        for feature in range(features) if level < depth else ():
            values = np.sort(x[members, feature])
            for low, high in zip(values, values[1:]):
                left = x[members, feature] <= (low + high) / 2
                if low < high and minimum <= left.sum() <= len(members) - minimum:
                    gain = length(gradients[members[left]]) + length(gradients[members[~left]])
                    best = max(best, (gain, (feature, left)), key=lambda candidate: candidate[0])
        if best[1] is None:
            leaves.append(members)
        else:
            grow(members[best[1][1]], level + 1)
            grow(members[~best[1][1]], level + 1)

    for _ in range(rounds):
        p, leaves = share(), []
        gradients, curvatures = targets - p, p * (1 - p)
        grow(np.arange(rows), 0)
        for leaf in leaves:
            scores[leaf] += rate * gradients[leaf].sum(0) / (curvatures[leaf].sum(0) + regularization)
    return {
        "classes": classes, "rounds": rounds, "depth": depth, "rate": rate, "regularization": regularization,
        "minimum": minimum, "columns": [plain(x[:, feature].astype(float)) for feature in range(features)],
        "codes": y.tolist(), "probabilities": plain(share().ravel()),
    }


result = {
    "scikit-learn": sklearn.__version__,
    "judged": [judged(5, 150), judged(3, 60, absent=1), judged(2, 50)],
    "models": {name: models(name) for name in ("iris", "wine", "cancer")},
    "coupling": [coupling(3), coupling(7)],
    "platt": [platt(120, 0.7), platt(40, 0.1)],
    "boosted": [boosted(2, 4, 2, 0.3, 1, 3), boosted(3, 5, 3, 0.5, 0.5, 5), boosted(6, 3, 4, 0.1, 2, 1)],
    "wilson": [wilson(0, 10, 0.95), wilson(7, 12, 0.95), wilson(481, 500, 0.9), wilson(30, 30, 0.99)],
}
(folder / "oracles.json").write_text(json.dumps(result) + "\n")
