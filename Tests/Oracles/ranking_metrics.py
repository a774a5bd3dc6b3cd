"""Expected values of the metrics of yes-or-no scores, from scikit-learn, on random scores with ties.

    python ranking_metrics.py > ranking_metrics.json
"""
import json

import numpy as np
import sklearn
from sklearn import metrics as m

cases = []
for seed in range(12):
    random = np.random.default_rng(seed)
    rows = int(random.integers(5, 120))
    truth = random.random(rows) < 0.35
    truth[:2] = [True, False]
    scores = np.round(random.random(rows), 1 if seed % 3 else 12)  # one decimal: many ties
    weights = np.round(random.random(rows) * 3, 2) if seed % 2 else np.ones(rows)
    threshold = 0.5
    flagged = scores >= threshold
    w = {"sample_weight": weights}
    tn, fp, fn, tp = m.confusion_matrix(truth, flagged, **w).ravel()
    cases.append({
        "seed": seed,
        "scores": scores.tolist(), "truth": truth.astype(int).tolist(), "weights": weights.tolist(),
        "roc_auc": m.roc_auc_score(truth, scores, **w),
        "average_precision": m.average_precision_score(truth, scores, **w),
        "log_loss": m.log_loss(truth, scores, **w),
        "brier": m.brier_score_loss(truth, scores, **w),
        "confusion": [float(tp), float(fp), float(tn), float(fn)],
        "precision": m.precision_score(truth, flagged, zero_division=0, **w),
        "recall": m.recall_score(truth, flagged, **w),
        "f1": m.f1_score(truth, flagged, zero_division=0, **w),
        "f2": m.fbeta_score(truth, flagged, beta=2, zero_division=0, **w),
        "balanced_accuracy": m.balanced_accuracy_score(truth, flagged, **w),
        "matthews": m.matthews_corrcoef(truth, flagged, **w),
        "accuracy": m.accuracy_score(truth, flagged, **w),
    })
print(json.dumps({"scikit-learn": sklearn.__version__, "cases": cases}))
