"""Expected optima of linear models, from scikit-learn run until nothing moves any more.

    python linear_models.py > linear_models.json
"""
import json
import warnings

import numpy as np
import sklearn
from sklearn.linear_model import ElasticNet, LinearRegression, LogisticRegression, Ridge
from sklearn.svm import LinearSVC

warnings.filterwarnings("ignore")


def data(seed, rows, columns, classes):
    random = np.random.default_rng(seed)
    x = np.round(random.normal(size=(rows, columns)) * 10.0 ** random.integers(-1, 3, columns), 3)
    x[:, 0] += 50
    scores = (x - x.mean(0)) / x.std(0) @ random.normal(size=(columns, classes)) * 0.7
    y = np.argmax(scores + random.gumbel(size=(rows, classes)), axis=1)
    y[:classes] = range(classes)
    weights = np.round(random.random(rows) * 2 + 0.1, 2)
    return x, y, weights, random


cases = []
settings = [
    (2, 1.0, 0.0, True), (2, 0.01, 0.0, True), (2, 100.0, 0.0, False), (2, None, 0.0, True),
    (2, 0.5, 1.0, True), (2, 0.5, 0.4, True), (3, 1.0, 0.0, True), (4, 10.0, 0.0, True),
    (3, 0.3, 1.0, True), (3, 2.0, 0.0, False),
]
for seed, (classes, c, ratio, intercept) in enumerate(settings):
    x, y, weights, random = data(seed, 90, 4, classes)
    spread = x.std(0)
    common = dict(fit_intercept=intercept, max_iter=1_000_000, tol=1e-13)
    if ratio == 0:
        model = LogisticRegression(C=np.inf if c is None else c, solver="newton-cg", **common)
    else:
        model = LogisticRegression(C=c, l1_ratio=ratio, solver="saga", random_state=0, **common)
    if seed % 2 == 0:
        weights = np.ones(len(y))
    if ratio > 0:  # saga needs columns of one size
        x = np.round((x - x.mean(0)) / x.std(0), 4)
    model.fit(x, y, sample_weight=weights)
    case = {
        "seed": seed, "classes": classes, "c": c, "l1_ratio": ratio, "intercept": intercept,
        "x": x.tolist(), "y": y.tolist(), "weights": weights.tolist(),
        "coefficients": model.coef_.tolist(),
        "intercepts": np.atleast_1d(model.intercept_).tolist(),
        "probabilities": model.predict_proba(x)[:5].tolist(),
    }
    if classes == 2 and c is None:
        p = model.predict_proba(x)[:, 1]
        design = np.hstack([x, np.ones((len(x), 1))])
        hessian = design.T @ (design * (weights * p * (1 - p))[:, None])
        case["errors"] = np.sqrt(np.diag(np.linalg.inv(hessian))).tolist()
    cases.append(case)

regressions = []
for seed, (strength, ratio, intercept) in enumerate(
    [(0.0, 0.0, True), (0.3, 0.0, True), (0.3, 1.0, True), (0.2, 0.5, True), (0.1, 0.5, False),
     (0.0, 0.0, False)]):
    x, _, weights, random = data(100 + seed, 60, 5, 2)
    y = np.round(x @ random.normal(size=5) * 0.1 + random.normal(size=60) * 3 + 7, 3)
    if seed % 2 == 0:
        weights = np.ones(60)
    total = weights.sum()
    if strength == 0:
        model = LinearRegression(fit_intercept=intercept)
    elif ratio == 0:
        model = Ridge(alpha=strength * total, fit_intercept=intercept, solver="cholesky")
    else:
        model = ElasticNet(alpha=strength, l1_ratio=ratio, fit_intercept=intercept,
                           max_iter=10_000_000, tol=1e-14)
    model.fit(x, y, sample_weight=weights)
    regressions.append({
        "seed": seed, "strength": strength, "l1_ratio": ratio, "intercept": intercept,
        "x": x.tolist(), "y": y.tolist(), "weights": weights.tolist(),
        "coefficients": model.coef_.tolist(), "intercept_value": float(model.intercept_),
    })

machines = []
for seed, (classes, c) in enumerate([(2, 1.0), (3, 0.3), (4, 5.0)]):
    random = np.random.default_rng(200 + seed)
    x = np.where(random.random((80, 12)) < 0.3, np.round(random.random((80, 12)), 3), 0.0)
    y = random.integers(0, classes, 80)
    y[:classes] = range(classes)
    model = LinearSVC(C=c, dual=False, fit_intercept=False, tol=1e-14, max_iter=1_000_000).fit(x, y)
    machines.append({
        "seed": seed, "classes": classes, "c": c, "x": x.tolist(), "y": y.tolist(),
        "coefficients": model.coef_.tolist(),
    })

print(json.dumps({
    "scikit-learn": sklearn.__version__, "logistic": cases, "regression": regressions,
    "svm": machines}))
