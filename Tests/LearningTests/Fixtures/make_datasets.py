"""Writes the four small data sets that ship in the scikit-learn wheel, each row with the fold that tests it, and scikit-learn's own accuracy.

    python3 make_datasets.py

Columns: the features, `class`, and `fold` (0 to 4, stratified). `datasets.json` holds, for each data set and model, the share of all rows that are
predicted right when each fold is tested by a model of the other four.
"""

import gzip
import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.multiclass import OneVsRestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

warnings.filterwarnings("ignore")
folder = pathlib.Path(__file__).parent
loaders = {"iris": load_iris, "wine": load_wine, "digits": load_digits, "cancer": load_breast_cancer}


def liblinear():
    return LogisticRegression(solver="liblinear", C=1, max_iter=3000)


def models(features, classes):
    linear = liblinear() if classes == 2 else OneVsRestClassifier(liblinear())
    return {
        "oneVersusRest": make_pipeline(StandardScaler(), linear),
        "multinomial": make_pipeline(StandardScaler(), LogisticRegression(C=1, max_iter=3000, tol=1e-8)),
        "supportVectorMachine": make_pipeline(StandardScaler(), SVC(C=1, gamma=1 / features)),
        "neighbors": make_pipeline(StandardScaler(), KNeighborsClassifier(15)),
        "gradientBoosting": HistGradientBoostingClassifier(learning_rate=0.3, max_iter=20, early_stopping=False),
    }


accuracy = {"scikit-learn": sklearn.__version__}
for name, load in loaders.items():
    data = load()
    x, y = data.data, data.target
    fold = np.empty(len(y), int)
    splits = list(StratifiedKFold(5, shuffle=True, random_state=42).split(x, y))
    for number, (_, test) in enumerate(splits):
        fold[test] = number
    names = [str(n).replace(" ", "_").replace("/", "_") for n in data.feature_names]
    lines = [",".join(names + ["class", "fold"])]
    for row in range(len(y)):
        lines.append(",".join([repr(float(v)).removesuffix(".0") for v in x[row]]
                              + [str(data.target_names[y[row]]), str(fold[row])]))
    with open(folder / f"{name}.csv.gz", "wb") as file:
        file.write(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))

    def correct(model):
        return sum(int((model.fit(x[train], y[train]).predict(x[test]) == y[test]).sum()) for train, test in splits)

    accuracy[name] = {key: correct(model) / len(y) for key, model in models(x.shape[1], len(set(y))).items()}
    for key, forest in {"randomForest": RandomForestClassifier, "extraTrees": ExtraTreesClassifier}.items():
        shares = [correct(forest(n_estimators=100, random_state=seed, n_jobs=2)) / len(y) for seed in range(5)]
        accuracy[name][key] = float(np.mean(shares))
(folder / "datasets.json").write_text(json.dumps(accuracy, indent=2, sort_keys=True) + "\n")
