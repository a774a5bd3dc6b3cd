"""Expected values of metrics of several classes, of numbers and intervals, of calibrations and of the
errors of an area, from scikit-learn where it has them, else from the plain formula.

    python more_metrics.py > more_metrics.json
"""
import json
import math

import numpy as np
import sklearn
from scipy.special import ndtr
from sklearn import metrics as m
from sklearn.calibration import _sigmoid_calibration, calibration_curve
from sklearn.isotonic import IsotonicRegression

classes = []
for seed in range(8):
    random = np.random.default_rng(seed)
    rows, k = int(random.integers(20, 80)), int(random.integers(3, 6))
    truth = random.integers(0, k, rows)
    truth[:k] = range(k)
    raw = random.random((rows, k)) + 0.6 * np.eye(k)[truth] * (random.random((rows, 1)) < 0.7)
    p = np.round(raw / raw.sum(1, keepdims=True), 1 if seed % 2 else 9)
    p[:, -1] = 1 - p[:, :-1].sum(1)  # exactly one in all, ties stay
    p = np.abs(p)
    p[:, -1] += 1 - p.sum(1)
    weights = np.round(random.random(rows) * 2 + 0.1, 2) if seed % 3 else np.ones(rows)
    predicted = np.argmax(p, axis=1)
    w = {"sample_weight": weights}
    classes.append({
        "seed": seed, "classes": k, "truth": truth.tolist(), "predicted": predicted.tolist(),
        "probabilities": p.ravel().tolist(), "weights": weights.tolist(),
        "table": m.confusion_matrix(truth, predicted, **w).tolist(),
        "accuracy": m.accuracy_score(truth, predicted, **w),
        "macro_f1": m.f1_score(truth, predicted, average="macro", zero_division=0, **w),
        "weighted_f1": m.f1_score(truth, predicted, average="weighted", zero_division=0, **w),
        "balanced_accuracy": m.balanced_accuracy_score(truth, predicted, **w),
        "macro_precision": m.precision_score(truth, predicted, average="macro", zero_division=0, **w),
        "log_loss": m.log_loss(truth, p, **w),
        "top2": m.top_k_accuracy_score(truth, p, k=2, **w),
        "ovr": m.roc_auc_score(truth, p, multi_class="ovr", **w),
        "ovr_weighted": m.roc_auc_score(truth, p, multi_class="ovr", average="weighted", **w),
        "ovo": m.roc_auc_score(truth, p, multi_class="ovo"),
    })

numbers = []
for seed in range(6):
    random = np.random.default_rng(50 + seed)
    rows = int(random.integers(5, 60))
    truth = np.round(random.normal(size=rows) * 10, 1)
    truth[truth == 0] = 1
    predicted = np.round(truth + random.normal(size=rows) * 4, 1)
    weights = np.round(random.random(rows) * 2 + 0.1, 2) if seed % 2 else np.ones(rows)
    w = {"sample_weight": weights}
    samples = np.round(random.normal(size=9), 2)
    x, y = samples, 0.4
    numbers.append({
        "seed": seed, "truth": truth.tolist(), "predicted": predicted.tolist(),
        "weights": weights.tolist(), "mae": m.mean_absolute_error(truth, predicted, **w),
        "rmse": math.sqrt(m.mean_squared_error(truth, predicted, **w)),
        "r2": m.r2_score(truth, predicted, **w),
        "mape": m.mean_absolute_percentage_error(truth, predicted, **w),
        "largest": m.max_error(truth, predicted),
        "pinball": m.mean_pinball_loss(truth, predicted, alpha=0.2, **w),
        "samples": samples.tolist(),
        "crps": float(np.abs(x - y).mean() - np.abs(x[:, None] - x[None, :]).mean() / 2),
    })


def delong_parts(scores, truth):
    up, down = scores[truth], scores[~truth]
    psi = (up[:, None] > down) + 0.5 * (up[:, None] == down)
    return psi.mean(), psi.mean(1), psi.mean(0)


binary = []
for seed in range(6):
    random = np.random.default_rng(80 + seed)
    rows = int(random.integers(30, 150))
    truth = random.random(rows) < 0.4
    truth[:2] = [True, False]
    scores = np.clip(np.round(0.25 * truth + 0.75 * random.random(rows), 1 if seed % 2 else 9), 0, 1)
    other = np.clip(np.round(0.1 * truth + 0.9 * random.random(rows), 2), 0, 1)
    weights = np.round(random.random(rows) * 2 + 0.1, 2) if seed % 3 else np.ones(rows)
    grid = np.linspace(-0.1, 1.1, 25)
    isotonic = IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1)
    isotonic.fit(scores, truth, sample_weight=weights)
    # To its end: the library's own stops early.
    a, b = _sigmoid_calibration(scores, truth, weights)
    observed, foretold = calibration_curve(truth, scores, n_bins=10)
    first, u1, v1 = delong_parts(scores, truth)
    second, u2, v2 = delong_parts(other, truth)
    s = np.cov(u1, u2) / len(u1) + np.cov(v1, v2) / len(v1)
    z = (first - second) / math.sqrt(s[0, 0] + s[1, 1] - 2 * s[0, 1])
    binary.append({
        "seed": seed, "truth": truth.astype(int).tolist(), "scores": scores.tolist(),
        "other": other.tolist(), "weights": weights.tolist(), "grid": grid.tolist(),
        "isotonic": isotonic.predict(grid).tolist(),
        "platt": (1 / (1 + np.exp(a * grid + b))).tolist(),
        "observed": observed.tolist(), "foretold": foretold.tolist(),
        "area": float(first), "area_error": math.sqrt(s[0, 0]), "p": float(2 * ndtr(-abs(z))),
    })
print(json.dumps({
    "scikit-learn": sklearn.__version__, "classes": classes, "numbers": numbers, "binary": binary}))
