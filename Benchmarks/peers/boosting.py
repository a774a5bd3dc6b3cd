"""Gradient boosting: training, prediction, explanation."""
import json
import time

import numpy as np

from peers import data
from peers.line import Line, measured, run


def _ours(*options):
    def body(folder, tools):
        train, test = data.binary(folder)
        figures = run([tools / "ecomml-bench", "boosting", "--csv", train, "--test", test, "--target", "y",
                       "--trees", 100, "--threads", 2, *options])
        figures["seconds"] = figures["bin_s"] + figures["train_s"]
        return figures
    return body


def _scored(folder, fit, predict, explain=None):
    """The seconds of `fit` alone; the model's other figures beside."""
    from sklearn.metrics import log_loss, roc_auc_score
    train, test = data.binary(folder)
    (x, y), (tx, ty) = data.arrays(train), data.arrays(test)
    kept = {}
    figures = measured(lambda: kept.update(model=fit(x, y)))
    answer = predict(kept["model"], tx)
    figures |= {"auc": roc_auc_score(ty, answer), "logloss": log_loss(ty, answer),
                "predict_rows_per_s": len(tx) / _best(lambda: predict(kept["model"], tx), 5),
                "row_us": _best(lambda: predict(kept["model"], tx[:1]), 200) * 1e6}
    if explain:
        figures["shap_rows_per_s"] = 10_000 / _best(lambda: explain(kept["model"], tx[:10_000]), 1)
    return figures


def _best(body, rounds):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        body()
        times.append(time.perf_counter() - start)
    return min(times)


def _xgboost(folder, **growth):
    import xgboost as xgb

    def fit(x, y):
        rows = xgb.QuantileDMatrix(x, y, max_bin=256, nthread=2)
        return xgb.train({"objective": "binary:logistic", "eta": 0.1, "nthread": 2, "tree_method": "hist",
                          "max_bin": 256, **growth}, rows, 100)

    return _scored(folder, fit, lambda m, x: m.inplace_predict(x),
                   lambda m, x: m.predict(xgb.DMatrix(x), pred_contribs=True))


def _lightgbm(folder, **growth):
    import lightgbm as lgb
    common = {"max_bin": 255, "num_threads": 2, "verbose": -1}

    def fit(x, y):
        rows = lgb.Dataset(x, y, params=common).construct()
        return lgb.train({"objective": "binary", "learning_rate": 0.1, **common, **growth}, rows, 100)

    return _scored(folder, fit, lambda m, x: m.predict(x))


def xgboost(folder):
    return _xgboost(folder, max_depth=6)


def shap_package(folder):
    """The package's own way over XGBoost's trees, of fewer rows."""
    import shap
    import xgboost as xgb
    train, test = data.binary(folder)
    (x, y), (tx, _) = data.arrays(train), data.arrays(test)
    rows = xgb.QuantileDMatrix(x[:100_000], y[:100_000], max_bin=256, nthread=2)
    model = xgb.train({"objective": "binary:logistic", "eta": 0.1, "nthread": 2, "max_depth": 6}, rows, 100)
    explainer = shap.TreeExplainer(model)
    few = tx[:2000]
    return {"shap_rows_per_s": len(few) / _best(lambda: explainer.shap_values(few), 1)}


def xgboost_leaves(folder):
    return _xgboost(folder, max_depth=0, max_leaves=255, grow_policy="lossguide")


def lightgbm(folder):
    return _lightgbm(folder, max_depth=6, num_leaves=64)


def lightgbm_leaves(folder):
    return _lightgbm(folder, num_leaves=255)


def catboost(folder):
    import catboost as cb

    def fit(x, y):
        model = cb.CatBoostClassifier(iterations=100, depth=6, learning_rate=0.1, thread_count=2, verbose=0)
        return model.fit(x, y)

    return _scored(folder, fit, lambda m, x: m.predict(x, prediction_type="Probability", thread_count=2)[:, 1])


GROWN = {"XGBoost": "boosting:xgboost", "LightGBM": "boosting:lightgbm"}
LINES = [
    Line("boosting, 1M x 28, 100 trees, depth 6", 0.40, _ours("--depth", 6), GROWN,
         shown=["auc", "logloss", "peak_mb"]),
    Line("boosting, 255 leaves", 0.40, _ours("--depth", 0, "--leaves", 255),
         {"XGBoost": "boosting:xgboost_leaves", "LightGBM": "boosting:lightgbm_leaves"},
         shown=["auc", "logloss"], against="LightGBM"),
    Line("batch prediction", 0.5, _ours("--depth", 6), {"CatBoost": "boosting:catboost", **GROWN},
         key="predict_rows_per_s", is_rate=True, shown=["auc"], against="CatBoost", rounds=2),
    Line("one row, in process", 0.04, _ours("--depth", 6), GROWN, key="row_us", rounds=2, limit=2.0, unit="us"),
    Line("TreeSHAP", 0.25, _ours("--depth", 6),
         {"XGBoost": "boosting:xgboost", "shap": "boosting:shap_package"}, key="shap_rows_per_s", is_rate=True,
         rounds=2),
]
