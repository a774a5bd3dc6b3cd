"""Random models of every objective, both ways between ecomml-bench and XGBoost."""
import json
import subprocess
import sys

import numpy as np
import xgboost

BENCH, FOLDER = sys.argv[1:3]
ROWS = 600
OBJECTIVES = [
    ({"name": "squared"}, {"objective": "reg:squarederror"}),
    ({"name": "absolute"}, {"objective": "reg:absoluteerror"}),
    ({"name": "pseudo-huber", "slope": 1.5}, {"objective": "reg:pseudohubererror", "huber_slope": 1.5}),
    ({"name": "quantile", "share": 0.8}, {"objective": "reg:quantileerror", "quantile_alpha": 0.8}),
    ({"name": "poisson"}, {"objective": "count:poisson"}),
    ({"name": "tweedie", "power": 1.4}, {"objective": "reg:tweedie", "tweedie_variance_power": 1.4}),
    ({"name": "gamma"}, {"objective": "reg:gamma"}),
    ({"name": "logistic", "positive_weight": 2.0}, {"objective": "binary:logistic", "scale_pos_weight": 2.0}),
    ({"name": "softmax", "classes": 4}, {"objective": "multi:softprob", "num_class": 4}),
]
SHAPES = [(8, 4, 0), (30, 6, 0), (6, 0, 25), (1, 1, 0)]


def sample(random, categorical):
    values = random.normal(size=(ROWS, 5)).astype(np.float32)
    if categorical:
        values[:, 2] = random.integers(0, 5, ROWS)
        values[:, 4] = random.integers(0, 60, ROWS)
    values[random.random((ROWS, 5)) < 0.1] = np.nan
    kinds = ["c" if categorical and column in (2, 4) else "q" for column in range(5)]
    filled = np.nan_to_num(values, nan=0.4)
    score = filled[:, 0] * filled[:, 1] + filled[:, 0] + np.sin(filled[:, 2] * 3) + 0.05 * (filled[:, 4] % 7)
    return values, kinds, score + 0.3 * random.normal(size=ROWS)


def targets(name, score):
    if name in ("poisson", "tweedie"):
        return np.maximum(0, np.round(score + 2))
    if name == "gamma":
        return np.abs(score) + 0.1
    if name == "logistic":
        return (score > 0.4).astype(float)
    if name == "softmax":
        return np.clip(np.round(score + 1), 0, 3)
    return score


def ours(values, kinds, **rest):
    columns = [[None if np.isnan(v) else float(v) for v in column] for column in values.T]
    path = FOLDER + "/request.json"
    with open(path, "w") as file:
        json.dump({"columns": columns, "kinds": kinds, **rest}, file)
    done = subprocess.run([BENCH, "boosting-exchange", "--request", path], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout, done.stdout + done.stderr
    return json.loads(done.stdout)


def theirs(model, data):
    return model.predict(data), model.predict(data, pred_contribs=True), model.predict(data, output_margin=True)


def same(a, b, what):
    a, b = np.asarray(a, dtype=float).ravel(), np.asarray(b, dtype=float).ravel()
    assert a.shape == b.shape and np.isfinite(a).all() and np.isfinite(b).all(), what
    worst = np.max(np.abs(a - b) / np.maximum(1, np.abs(a)))
    assert worst <= what[1], (what, worst)
    return worst


def check(answer, model, data, what):
    predictions, contributions, margins = theirs(model, data)
    worst = same(answer["predictions"], predictions, (what + " predictions", 1e-6))
    # XGBoost sums explanations in 32 bits.
    same(answer["contributions"], contributions, (what + " contributions", 2e-5))
    same(contributions.sum(axis=-1), margins, (what + " additivity", 2e-5))
    return worst


def main():
    random = np.random.default_rng(11)
    worst, count = 0.0, 0
    for mine, their in OBJECTIVES:
        for categorical in (False, True):
            for trees, depth, leaves in SHAPES:
                values, kinds, score = sample(random, categorical)
                target = targets(mine["name"], score)
                data = xgboost.DMatrix(values, target, feature_types=kinds, enable_categorical=True)
                what = f"{mine['name']} {'categories ' if categorical else ''}{trees}x{depth}/{leaves}"
                parameters = {"trees": trees, "depth": depth, "leaves": leaves, "learning_rate": 0.3}
                answer = ours(values, kinds, targets=list(map(float, target)), objective=mine, parameters=parameters)
                model = xgboost.Booster(model_file=bytearray(json.dumps(answer["model"]).encode()))
                worst = max(worst, check(answer, model, data, "to xgboost: " + what))

                growth = {"max_depth": depth, "max_leaves": leaves, "grow_policy": "lossguide" if leaves else "depthwise"}
                model = xgboost.train({**their, **growth, "nthread": 2, "eta": 0.3}, data, trees)
                saved = json.loads(bytes(model.save_raw("json")))
                worst = max(worst, check(ours(values, kinds, model=saved), model, data, "from xgboost: " + what))
                count += 2
    print(f"xgboost: ok, {count} models, predictions within {worst:.1e}")


main()
