"""What scikit-learn's logistic regression and support vector machine say of made-up rows of four classes: learners.json.

    python3 make_learners.py
"""
import json
import pathlib

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import SVC

random = np.random.default_rng(7)
labels = np.repeat(np.arange(4), 30)
rows = random.normal(size=(120, 5)) + random.normal(size=(4, 5))[labels] * 0.9
rows = np.round((rows - rows.mean(0)) / rows.std(0), 4)
test = np.round(random.normal(size=(60, 5)) + random.normal(size=(60, 5)) * 0.5, 4)
linear = OneVsRestClassifier(LogisticRegression(C=1, max_iter=3000, tol=1e-10)).fit(rows, labels)
machine = SVC(C=1, kernel="rbf", gamma=1 / 5).fit(rows, labels)
pathlib.Path(__file__).with_name("learners.json").write_text(json.dumps({
    "rows": rows.tolist(), "labels": labels.tolist(), "test": test.tolist(),
    "logistic": linear.predict(test).tolist(), "machine": machine.predict(test).tolist()}) + "\n")
