"""Expected chances of naive Bayes, from scikit-learn's three kinds.

    python naive_bayes.py > naive_bayes.json

The mixed cases add the logarithms of the three and take the prior once: columns are independent. GaussianNB adds
its floor in the unit of the widest column, so its columns are given to it in standard deviations, where that is the
same as a part of each column's own variance.
"""
import json

import numpy as np
import sklearn
from sklearn.naive_bayes import CategoricalNB, GaussianNB, MultinomialNB

cases = []
settings = [(2, 1.0, 1e-9, False), (3, 0.1, 1e-3, False), (2, 2.0, 1e-2, True), (4, 1.0, 1e-9, True)]
for seed, (classes, smoothing, floor, weighed) in enumerate(settings):
    random = np.random.default_rng(seed)
    rows = 60
    labels = random.integers(0, classes, rows)
    labels[:classes] = range(classes)
    numbers = np.round(random.normal(size=(rows, 3)) * [1, 20, 0.05] + labels[:, None] * [1, 8, 0], 3)
    codes = (random.integers(0, 3, (rows, 2)) + (labels[:, None] > 0) * random.integers(0, 2, (rows, 2)))
    terms = np.round(random.random((rows, 6)) * (random.random((rows, 6)) < 0.4 + 0.1 * labels[:, None]), 2)
    weights = np.round(random.random(rows) * 2 + 0.1, 2) if weighed else np.ones(rows)
    scaled = numbers / np.sqrt(np.average(
        (numbers - np.average(numbers, axis=0, weights=weights)) ** 2, axis=0, weights=weights))
    spread = scaled.var(axis=0).max()
    new = slice(0, 12)
    prior = np.log(np.bincount(labels, weights) / weights.sum())
    logs = {}
    kinds = {
        "numbers": (GaussianNB(var_smoothing=floor / spread), scaled),
        "categories": (CategoricalNB(alpha=smoothing), codes),
        "terms": (MultinomialNB(alpha=smoothing), terms),
    }
    case = {
        "classes": classes, "smoothing": smoothing, "variance_floor": floor, "labels": labels.tolist(),
        "weights": weights.tolist(), "numbers": numbers.T.tolist(), "categories": codes.T.tolist(),
        "terms": terms.tolist(), "expected": {},
    }
    for name, (model, values) in kinds.items():
        model.fit(values, labels, sample_weight=weights)
        case["expected"][name] = model.predict_proba(values[new]).tolist()
        logs[name] = model.predict_joint_log_proba(values[new]) - prior
    joint = prior + sum(logs.values())
    joint = np.exp(joint - joint.max(axis=1, keepdims=True))
    case["expected"]["all"] = (joint / joint.sum(axis=1, keepdims=True)).tolist()
    cases.append(case)
print(json.dumps({"scikit-learn": sklearn.__version__, "cases": cases}))
